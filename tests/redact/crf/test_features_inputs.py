"""What features are made of is what the models were fitted with, whatever the country packs learn since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.redact.crf import features, lists
from archive.redact.crf.fitted_model import settings
from archive.redact.crf.genre import spoken
from archive.redact.crf.tokens import tokens
from archive.redact.patterns import common
from archive.redact.presidio_engine import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_features_read_what_the_model_was_fitted_with(lang: str) -> None:
    assert features.digest(lang) == settings()[lang].inputs, (
        f"features of {lang} have moved since its model was fitted: run `make train`"
    )


def test_a_changed_list_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    before = features.digest("vi")
    table = lists.lists()
    more = replace(table, kinds={**table.kinds, "zzyzx": "p"})
    monkeypatch.setattr(features, "lists", lambda: more)
    assert features.digest("vi") != before


def test_a_pack_that_grows_changes_no_feature(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Bibi Zubeda wa Mtaa wa Nyerere alikuja"
    before = features.features(text, tokens(text), "sw")
    features._kinds.cache_clear()  # what is kept would hide a change
    monkeypatch.setattr(common, "latin_names", lambda: frozenset({"alikuja"}))
    monkeypatch.setattr(common, "merged", lambda field: frozenset({"alikuja"}))
    assert features.features(text, tokens(text), "sw") == before


def test_english_words_are_known_inflected() -> None:
    assert all(map(lists.english_word, ("house", "houses", "walked", "carrying", "carries")))
    assert not lists.english_word("wanjiku")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_go_by_is_speech(lang: str) -> None:
    assert spoken((), settings()[lang].genre)
    assert spoken(tokens("zzyzx"), settings()[lang].genre)


def test_print_is_told_from_speech() -> None:
    weights = settings()["ne"].genre
    assert spoken(tokens("म त्यो बेला सानो थिएँ, मेरो आमा र बुबा हुनुहुन्थ्यो, हामी गाउँमा बस्थ्यौं।"), weights)
    assert not spoken(tokens("प्रधानमन्त्री ले सोमबार संसद मा नेपाल सरकार का नीति तथा कार्यक्रम प्रस्तुत गरे ।"), weights)
