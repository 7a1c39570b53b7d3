from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex

from taxonomies import sdg
from taxonomies.drivers import drivers
from taxonomies.tagger import tag
from taxonomies.tagger.glosses import glosses
from taxonomies.tagger.likeness import installed_reader
from taxonomies.tagger.words import reads_like_english

DEVELOPMENT = Path(__file__).parents[2] / "bench" / "data" / "tag-dev.jsonl"
needs_model = pytest.mark.skipif(installed_reader() is None, reason="the extra tagging is not installed")


def fives(text: str) -> set[tuple[str, ...]]:
    words = regex.findall(r"[\p{L}\p{M}\p{N}']+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_no_gloss_repeats_five_words_of_a_development_text() -> None:
    texts = [json.loads(line)["text"] for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]
    seen = set().union(*(fives(text) for text in texts))
    assert len(texts) == 150
    assert not [gloss.text for gloss in glosses() if fives(gloss.text) & seen]


def test_every_driver_and_seventy_five_targets_have_glosses() -> None:
    told = [code for gloss in glosses() for code in gloss.targets]
    assert all(sdg.is_target(code) for code in told)
    assert len(set(told)) >= 75
    assert set().union(*(gloss.drivers for gloss in glosses())) == set(drivers())
    assert len({gloss.text for gloss in glosses()}) == len(glosses())
    assert sum(not gloss.tells for gloss in glosses()) >= 40


def test_development_codes_exist() -> None:
    for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        assert all(sdg.is_target(code) for code in item["targets"])
        assert set(item["drivers"]) <= set(drivers())
        assert len(item["targets"]) <= 3
        assert len(item["drivers"]) <= 3


def test_english_is_told_from_what_only_looks_like_it() -> None:
    assert reads_like_english("They sent me home because the form was wrong.")
    assert not reads_like_english("thekedar ne majduri nahi diya aur bhaga diya")
    assert not reads_like_english("Walimu hawaji shuleni kila siku")
    assert not reads_like_english("")


@needs_model
def test_what_no_word_names_is_found_by_likeness() -> None:
    told = "When we had carried her down the ridge in labour, there was no breath left in her."
    assert "3.1" in tag(told, "en").ranked[:3]
    assert tag(told, "en").tagger.endswith("glosses")
    assert tag(told, "en", lexicon_only=True).tagger.endswith("lexicon")


@needs_model
def test_evidence_of_likeness_is_a_sentence() -> None:
    first, second = "He sat by the wall.", "The officer wanted an envelope before he stamped it."
    found = [t for t in tag(f"{first} {second}", "en").targets if t.code == "16.5"]
    assert found
    assert all(start >= len(first) for start, _ in found[0].evidence)


@needs_model
def test_other_languages_go_by_the_lexicon() -> None:
    assert tag("Daktari hayupo na dawa hakuna kwenye zahanati.", "sw").tagger.endswith("lexicon")
