from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from taxonomies.tagger import TagResult, tag, vector_of
from taxonomies.tagger.likeness import english_reader
from taxonomies.tagger.refit import LEAST, Judgement, Refitted, load, refit

Vectors = NDArray[np.float32]
TOLD = "The nurse sent us away because we had no money for the fee."


def vectors(text: str, lang: str | None) -> tuple[str, Vectors]:
    """A made-up reader: texts that begin alike point the same way."""
    draw = np.random.default_rng(int(text[1:]))
    row = draw.normal(scale=0.3, size=384)
    row[0] = 5.0 if text[0] == "a" else -5.0
    return "made-up", (row / np.linalg.norm(row)).astype(np.float32)


def verdicts(count: int, *, by_chance: bool = False) -> list[Judgement]:
    draw = random.Random(4)
    texts = [("a" if i % 2 else "b") + str(i) for i in range(count)]
    return [Judgement(t, "en", "3.8", draw.random() < 0.5 if by_chance else t[0] == "a") for t in texts]


def test_sixteen_verdicts_teach_what_people_keep() -> None:
    found = refit(verdicts(LEAST), vectors)
    assert found is not None
    good, bad = (found.chance(*("made-up", "3.8"), vectors(text, None)[1]) for text in ("a900", "b901"))
    assert good is not None
    assert bad is not None
    assert good > 0.5 > bad
    assert found.chance("made-up", "4.1", vectors("a1", None)[1]) is None


def test_too_few_one_sided_or_random_verdicts_teach_nothing() -> None:
    assert refit(verdicts(LEAST - 1), vectors) is None
    assert refit([Judgement(f"a{i}", "en", "3.8", True) for i in range(40)], vectors) is None
    assert refit(verdicts(40, by_chance=True), vectors) is None
    assert refit(verdicts(LEAST), lambda text, lang: None) is None


def test_what_was_learnt_comes_back_and_shows_no_text() -> None:
    found = refit(verdicts(LEAST), vectors)
    assert found is not None
    again = load(found.dump())
    assert again.version == found.version
    assert (again.weights["made-up", "3.8"] == found.weights["made-up", "3.8"]).all()
    assert "a1" not in repr(verdicts(2))
    for content in (b"", b"{}", b'{"version": 1, "weights": [["a", "b", "%"]]}'):
        with pytest.raises(ValueError, match="no refitted model"):
            load(content)


@pytest.mark.skipif(english_reader() is None, reason="the extra tagging is not installed")
def test_a_suggestion_that_people_reject_is_left_out() -> None:
    plain: TagResult = tag(TOLD, "en")
    found = vector_of(TOLD, "en")
    assert found is not None
    assert plain.targets
    reader, vector = found
    code = plain.targets[0].code
    rejecting = Refitted({(reader, code): np.append(-vector, 0.0).astype(np.float32)})
    judged = tag(TOLD, "en", refitted=rejecting)
    assert code not in [item.code for item in judged.targets]
    assert judged.ranked == plain.ranked
    assert judged.tagger.endswith("+refit")
