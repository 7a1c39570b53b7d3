from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomies.tagger import tag
from taxonomies.tagger.likeness import _stretches, _sums
from taxonomies.tagger.multilingual import installed_multilingual_model

needs_model = pytest.mark.usefixtures("multilingual_model")

TOLD = "The health post has been locked for a month. There is no medicine and the nurse does not come."
TALK = "Sit, sit, the tea is coming. Is the little machine on? We laughed a lot at the fair last week."


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30), st.data())
def test_stretches_hold_what_is_kept_side_by_side_and_once(lengths: list[int], data: st.DataObject) -> None:
    starts = np.cumsum([0, *lengths]).tolist()
    spans = list(zip(starts, starts[1:], strict=False))
    kept = sorted(data.draw(st.sets(st.integers(0, len(spans) - 1), min_size=1)))
    stretches = _stretches(spans, kept)
    assert [span for stretch in stretches for span in stretch] == [spans[i] for i in kept]
    for stretch in stretches:
        assert len(stretch) <= 4
        assert all(one[1] == other[0] for one, other in zip(stretch, stretch[1:], strict=False))
        assert len(stretch) == 1 or stretch[-1][1] - stretch[0][0] <= 700


@given(st.integers(1, 9))
def test_sums_begin_with_the_whole_and_are_of_length_one(count: int) -> None:
    rows = np.random.default_rng(count).normal(size=(count, 8)).astype(np.float32)
    sums = _sums(rows, np.ones(count, dtype=np.float32))
    whole = rows.sum(axis=0)
    assert np.allclose(sums[0], whole / np.linalg.norm(whole), atol=1e-5)
    assert np.allclose(np.linalg.norm(sums, axis=1), 1.0, atol=1e-5)


@needs_model
def test_talk_around_it_does_not_drown_what_is_told() -> None:
    plain, around = tag(TOLD, "en"), tag(f"{TALK} {TOLD} {TALK}", "en")
    assert plain.targets[0].code == around.targets[0].code == "3.8"
    assert "V.SERV" in [driver.code for driver in around.drivers]
    inside = range(len(TALK), len(TALK) + len(TOLD) + 2)
    assert any(start in inside and end in inside for start, end in around.targets[0].evidence)
    assert not tag(f"{TALK} {TALK}", "en").targets


@needs_model
def test_a_sentence_has_the_same_vector_alone_and_in_a_batch() -> None:
    model = installed_multilingual_model()
    assert model is not None
    texts = ["পানি নাই।", "Hakuna maji hapa kijijini tangu mwaka jana.", "Nước giếng có mùi."]
    together = model.vectors(texts)
    alone = np.concatenate([model.vectors([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.98


@needs_model
def test_a_stretch_gives_its_own_vector_and_one_per_span() -> None:
    model = installed_multilingual_model()
    assert model is not None
    text = "Hakuna maji. Mtoto ana homa. Chifu alitaka pesa."
    first, second = model.within(text, [[(0, 12), (13, 28)], [(29, 48)]])
    assert first.shape == (3, 384)
    assert second.shape == (2, 384)
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0, atol=1e-4)
