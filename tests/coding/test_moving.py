"""Re-anchoring: ten thousand random edits move no code off its words.

The reference knows every letter by an id of its own, so that it can tell where a span really went however
often the same letters stand in the text.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.coding.clusters import whole
from archive.coding.moving import Edit, edited, edits_between, moved, moved_to
from archive.errors import UsageError
from archive.model import Fit

STEPS = 100
OLD = "abc eeé ক্ষামিনা कोनी👩‍👧 no no no the the nớn "


class Traced:
    """A text whose letters have ids."""

    def __init__(self, text: str) -> None:
        self.text, self.ids = text, list(range(len(text)))
        self.next = len(text)

    def apply(self, edits: list[Edit]) -> None:
        for edit in sorted(edits, key=lambda e: -e.start):
            fresh = list(range(self.next, self.next + len(edit.words)))
            self.next += len(fresh)
            self.ids[edit.start : edit.end] = fresh
        self.text = edited(self.text, edits)


def some_edits(chance: random.Random, length: int, step: int) -> list[Edit]:
    """One to three edits: insertions, deletions, replacements. What they bring in was never there before:
    every step has a letter, a combining mark and an emoji of its own."""
    letters = [chr(0x4E00 + step), chr(0x0300 + step), chr(0x1F300 + step)]
    cuts = sorted(chance.sample(range(length + 1), 2 * chance.randint(1, 3)))
    made = []
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        end = a if chance.random() < 0.4 else min(b, a + 6)
        made.append(Edit(a, end, "".join(chance.choices(letters, k=chance.choice((0, 1, 2, 5))))))
    return made


@settings(max_examples=100)
@given(seed=st.integers(0, 2**32))
def test_ten_thousand_edits_move_no_code_off_its_words(seed: int) -> None:
    """100 examples of 100 corrections each, five codes on the text at any time."""
    chance = random.Random(seed)
    traced = Traced("".join(chance.choices(OLD, k=200)))
    spans: list[tuple[int, int]] = []
    for step in range(STEPS):
        if len(traced.text) < 40:
            traced = Traced("".join(chance.choices(OLD, k=200)))
            spans = []
        for start in chance.choices(range(len(traced.text)), k=5 - len(spans)):
            spans.append(whole(traced.text, start, min(len(traced.text), start + chance.randint(1, 12))))
        old, ids = traced.text, list(traced.ids)
        edits = some_edits(chance, len(old), step)
        places = moved(old, edits, spans)
        traced.apply(edits)
        kept = []
        for (start, end), place in zip(spans, places, strict=True):
            mine = ids[start:end]
            here = traced.ids[place.start : place.end]
            if place.fit is Fit.WORDS:
                assert here == mine
                assert traced.text[place.start : place.end] == old[start:end]
            elif place.fit is Fit.CHANGED:
                assert set(here) & set(mine)
                assert here != mine
            else:
                assert place.start == place.end
                assert not any(old[ids.index(i)].isalnum() for i in set(mine) & set(traced.ids))
            assert whole(traced.text, place.start, place.end) == (place.start, place.end)
            if place.fit is not Fit.LOST:
                kept.append((place.start, place.end))
        spans = kept


SENTENCES = [
    "The clinic was closed for fifty days.", "Nobody came to the school.", "We paid at the gate, twice.",
    "খাল ভরে গেল, কেউ এল না।", "पुल टूट गया और हम चले।", "Hakuna maji hapa kijijini.", "Nước lên đến mái nhà.",
    "The clinic was closed again.", "My sister waited nine hours.", "They said: come tomorrow.",
]  # fmt: skip


@settings(max_examples=150)
@given(
    order=st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=12),
    dropped=st.sets(st.integers(0, 11), max_size=4),
    added=st.lists(st.tuples(st.integers(0, 12), st.sampled_from(SENTENCES)), max_size=3),
    pick=st.tuples(st.integers(0, 11), st.integers(0, 30), st.integers(1, 30)),
)
def test_a_retyped_text_keeps_codes_on_their_words_or_says_so(
    order: list[str],
    dropped: set[int],
    added: list[tuple[int, str]],
    pick: tuple[int, int, int],
) -> None:
    """The correction comes as a whole new text. What says ``words`` stands on those words, beside at least
    one of its old neighbours; what is the only one of its kind, and was left alone, is never lost."""
    old = " ".join(order)
    new_parts = [s for i, s in enumerate(order) if i not in dropped]
    for at, sentence in added:
        new_parts.insert(min(at, len(new_parts)), sentence)
    new = " ".join(new_parts)
    start = min(pick[1] + sum(len(s) + 1 for s in order[: pick[0] % len(order)]), len(old) - 1)
    span = whole(old, start, min(len(old), start + pick[2]))
    place = moved_to(old, new, [span])[0]
    quote = old[span[0] : span[1]]
    if place.fit is Fit.WORDS:
        assert new[place.start : place.end] == quote
        alone = old.count(quote) == 1 and new.count(quote) == 1
        before = old[: span[0]][-24:] == new[: place.start][-24:]
        assert alone or before or old[span[1] :][:24] == new[place.end :][:24]
    kept = set(range(len(order))) - dropped
    if old.count(quote) == 1 == new.count(quote) and any(quote in order[n] for n in kept):
        assert place.fit is not Fit.LOST
    if new == old:
        assert (place.start, place.end, place.fit) == (*span, Fit.WORDS)


def test_words_that_a_diff_takes_out_and_that_stand_elsewhere_once_are_to_be_looked_at() -> None:
    old = "The clinic was closed. We walked to the river. We slept there. We came home. We ate."
    new = "We walked to the river. We slept there. We came home. We ate. The clinic was closed."
    assert only(old, new, "clinic") == ("clinic", Fit.CHANGED)
    assert only(old, new.replace("clinic", "school"), "clinic")[1] is Fit.LOST
    assert only(old, new + " The clinic.", "clinic") == ("clinic", Fit.CHANGED)
    torn = "We walked to the river. We slept there. We came home. We ate. A clinic. No clinic."
    assert only(old, torn, "clinic")[1] is Fit.LOST


@given(old=st.text(alphabet="ab \nকি", max_size=40), new=st.text(alphabet="ab \nকি", max_size=40))
def test_the_edits_between_two_texts_make_the_one_of_the_other(old: str, new: str) -> None:
    assert edited(old, edits_between(old, new)) == new


def only(old: str, new: str, words: str) -> tuple[str, Fit]:
    at = old.index(words)
    place = moved_to(old, new, [(at, at + len(words))])[0]
    return new[place.start : place.end], place.fit


def test_a_corrected_number_moves_no_code() -> None:
    old = "We waited fifty days at the gate. Nobody came."
    new = "Yes. We waited fifteen days at the gate. Nobody came."
    assert only(old, new, "Nobody came") == ("Nobody came", Fit.WORDS)
    assert only(old, new, "waited fifty days") == ("waited fifteen days", Fit.CHANGED)
    assert only(old, new, "fifty") == ("fifteen", Fit.CHANGED)
    assert only(old, "We waited at the gate. Nobody came.", "fifty days")[1] is Fit.LOST
    assert only(old, "We waited nine days.", "fifty days") == ("nine days", Fit.CHANGED)


def test_other_words_in_the_same_place_are_not_the_words() -> None:
    old, new = "They sent us to the clinic at noon.", "They sent us to the quarry at noon."
    assert only(old, new, "clinic") == ("", Fit.LOST)
    assert only(old, new, "the clinic at noon") == ("the quarry at noon", Fit.CHANGED)


def test_a_mark_added_to_the_last_letter_needs_a_look() -> None:
    old, new = "মন ভাল", "মনি ভাল"
    assert only(old, new, "মন") == ("মনি", Fit.CHANGED)


def test_a_text_that_is_rewritten_beyond_measure_keeps_nothing_in_silence() -> None:
    old = " ".join(f"a{i}" for i in range(6000))
    new = " ".join(f"b{i}" for i in range(6000))
    place = moved_to(old, "same " + new + " same", [(5, 9)])[0]
    assert place.fit is Fit.LOST


@pytest.mark.parametrize("edits", [[Edit(0, 5, ""), Edit(4, 6, "")], [Edit(2, 1, "x")], [Edit(0, 99, "")]])
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(UsageError):
        moved("some words", edits, [])
