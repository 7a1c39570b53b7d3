from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomies import sdg
from taxonomies.drivers import drivers
from taxonomies.tagger import TAGGER_VERSION, TAXONOMY_VERSION, TagResult
from taxonomies.tagger import tag as tag_with_all
from taxonomies.tagger.concepts import (
    concepts,
    read_text,
    rules,
)


def tag(text: str, lang: str | None = None) -> TagResult:
    return tag_with_all(text, lang, lexicon_only=True)


TOLD = [
    ("en", "The clerk asked for an envelope before he would stamp my form.", "16.5", "V.CORR"),
    ("en", "My daughter was given away at fourteen and had to leave school.", "5.3", "D.SEX"),
    ("en", "We fetch water from the river, two hours there, and it is salty.", "6.1", "G.ENV"),
    ("bn", "ক্লিনিকে গেছিলাম, ডাক্তার নাই, টাকা ছাড়া ফিরিয়ে দিল।", "3.8", "V.SERV"),
    ("bn", "নদীভাঙনে ঘর গেছে, এখন বস্তিতে থাকি।", "13.1", "F.CLIM"),
    ("hi", "ठेकेदार ने मजदूरी नहीं दी, बंधुआ बना के रखा।", "8.7", "S.WORK"),
    ("hi", "जन्म प्रमाण पत्र नहीं था तो दाखिला नहीं दिया।", "16.9", "V.ID"),
    ("ne", "महिनावारी हुँदा छाउगोठमा सुत्नुपर्छ।", "5.3", "D.SEX"),
    ("ne", "वडाले भत्ता दिएन, नागरिकता छैन भनेर।", "16.9", "V.ID"),
    ("sw", "Walibomoa nyumba zetu pale mabanda, tulifurushwa usiku.", "11.1", "F.DISP"),
    ("sw", "Daktari hayupo na dawa hakuna kwenye zahanati.", "3.8", "V.SERV"),
    ("vi", "Trạm y tế xa quá, không có bác sĩ.", "3.8", "G.REM"),
    ("vi", "Không có hộ khẩu nên trường không nhận con tôi.", "16.9", "V.ID"),
    ("hi", "thekedar ne majduri nahi diya, bandhua bana ke rakha", "8.7", "S.WORK"),
]


@pytest.mark.parametrize(("language", "text", "target", "driver"), TOLD)
def test_what_is_told_is_found_in_every_language(language: str, text: str, target: str, driver: str) -> None:
    reading = read_text(text)
    assert reading.targets[target].score >= 0.5
    assert reading.drivers[driver].score >= 0.45
    result = tag(text, language)
    assert target in {t.code for t in result.targets} | set(result.ranked[:5])


@pytest.mark.parametrize(
    "text",
    [
        "Is the light on? Speak close to it. Yes, like that.",
        "My auntie makes the best tea in the lane, you must taste it.",
        "Ha, my goat has more sense than my cousin.",
        "আপনার নাম কী? বসেন, চা খান।",
        "Habari ya asubuhi, karibu ukae.",
        "",
    ],
)
def test_small_talk_gets_nothing(text: str) -> None:
    result = tag(text)
    assert result.targets == ()
    assert result.drivers == ()


@given(st.sampled_from([text for _, text, _, _ in TOLD]), st.text(max_size=20))
def test_every_tag_has_evidence_in_the_text(text: str, before: str) -> None:
    whole = f"{before}\n{text}"
    result = tag(whole)
    for found in (*result.targets, *result.drivers):
        assert 0 < found.score <= 1
        assert found.evidence
        assert all(0 <= start < end <= len(whole) for start, end in found.evidence)
    assert len(result.targets) <= 3
    assert len(result.drivers) <= 3


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    result = tag(text)
    assert result.taxonomy == TAXONOMY_VERSION
    assert result.tagger.startswith(TAGGER_VERSION)


def test_a_denied_blow_is_no_blow() -> None:
    assert "F.VIOL" in {t.code for t in tag("He beat me every night.").drivers}
    assert "F.VIOL" not in {t.code for t in tag("He never beat me.").drivers}


def test_rules_name_only_what_exists() -> None:
    known = {concept for language in concepts().values() for concept in language}
    for rule in rules():
        assert sdg.is_target(rule.code) or rule.code in drivers()
        assert 0 < rule.weight < 1
        for group in rule.groups:
            assert all(concept in known or concept.startswith("local:") for concept in group)
    assert set(drivers()) <= {rule.code for rule in rules()}


def test_no_language_lists_a_concept_that_no_rule_uses() -> None:
    used = {c for rule in rules() for group in rule.groups for c in group} | {"recording"}
    for language in concepts().values():
        assert set(language) <= used
