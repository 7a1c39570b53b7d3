from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import regex
from numpy.typing import NDArray

from taxonomies import sdg
from taxonomies.drivers import drivers
from taxonomies.tagger import tag
from taxonomies.tagger.glosses import glosses
from taxonomies.tagger.multilingual import installed_multilingual_model
from taxonomies.tagger.sentence_words import reads_like_english
from taxonomies.tagger.sentences import installed_model
from taxonomies.tagger.vectors import of_glosses

DATA = Path(__file__).parents[3] / "bench" / "data"
SETS = {"dev": 150, "dev2": 135, "test": 60, "test2": 66}
needs_model = pytest.mark.usefixtures("both_models")


def fives(text: str) -> set[tuple[str, ...]]:
    words = regex.findall(r"[\p{L}\p{M}\p{N}']+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def items(name: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in (DATA / f"tag-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("name", SETS)
def test_no_gloss_repeats_five_words_of_a_measured_text(name: str) -> None:
    texts = [item["text"] for item in items(name)]
    seen = set().union(*(fives(text) for text in texts))
    assert len(texts) == SETS[name]
    assert not [gloss.text for gloss in glosses() if fives(gloss.text) & seen]


def test_every_driver_and_seventy_five_targets_have_glosses() -> None:
    told = [code for gloss in glosses() for code in gloss.targets]
    assert all(sdg.is_target(code) for code in told)
    assert len(set(told)) >= 75
    assert set().union(*(gloss.drivers for gloss in glosses())) == set(drivers())
    assert len({gloss.text for gloss in glosses()}) == len(glosses())
    assert sum(not gloss.tells for gloss in glosses()) >= 40


@pytest.mark.parametrize("name", SETS)
def test_measured_codes_exist(name: str) -> None:
    for item in items(name):
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
    assert tag(told, "en").tagger.endswith("both")
    assert tag(told, "en", lexicon_only=True).tagger.endswith("lexicon")


@needs_model
def test_evidence_of_likeness_is_a_sentence() -> None:
    first, second = "He sat by the wall.", "The officer wanted an envelope before he stamped it."
    found = [t for t in tag(f"{first} {second}", "en").targets if t.code == "16.5"]
    assert found
    assert all(start >= len(first) for start, _ in found[0].evidence)


@needs_model
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("bn", "আমার মেয়ের জন্ম নিবন্ধন নাই, তাই স্কুলে ভর্তি নিল না।"),
        ("hi", "मेरी बेटी का जन्म प्रमाण पत्र नहीं है, इसलिए स्कूल ने दाखिला नहीं दिया।"),
        ("ne", "छोरीको जन्मदर्ता छैन, त्यसैले विद्यालयले भर्ना लिएन।"),
        ("sw", "Binti yangu hana cheti cha kuzaliwa, kwa hivyo shule ilimkataa."),
        ("vi", "Con gái tôi không có giấy khai sinh nên trường không nhận vào học."),
    ],
)
def test_one_bank_of_glosses_serves_every_language(lang: str, told: str) -> None:
    found = tag(told, lang)
    assert found.tagger.endswith("tongues")
    assert "16.9" in found.ranked[:3]
    assert "V.ID" in [driver.code for driver in found.drivers]


@needs_model
def test_kept_vectors_are_those_of_the_models() -> None:
    for name, model in (("english", installed_model()), ("tongues", installed_multilingual_model())):
        assert model is not None
        texts = [gloss.text for gloss in glosses() if name == "tongues" or gloss.language == "en"]
        kept = of_glosses(name, texts, _NoModel())
        made = model.vectors(texts[::150])
        assert (kept[::150] * made).sum(axis=1).min() > 0.99


class _NoModel:
    """Stands for a bank whose vectors are all kept: asking it for one is a mistake."""

    def vectors(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError(f"{len(sentences)} glosses have no vector: make bench/tag's vectors again")
