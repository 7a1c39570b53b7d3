"""Merging covers all that was found, cuts no letter, crosses no turn and leaves no overlap."""

from __future__ import annotations

from itertools import pairwise, permutations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.model import IdentifierType as T
from archive.model import Turn, TurnKind
from archive.redact.merge import merge
from archive.redact.spans import Span, covered
from language.words import graphemes

TEXT = st.text(alphabet="aB ,.1কমা্ক্ষिनेế👩‍🏾é\n", min_size=1, max_size=60)


@st.composite
def spans_in(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXT)
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from([T.PHONE, T.AGE, T.DEM]))
        found.append(Span(start, end, kind, draw(st.floats(0, 1)), "test"))
    return text, found


@given(spans_in())
@example(("1111\u09cd\u09be\u0995", [Span(0, 6, T.PHONE, 0.0, "test")]))
def test_merged_spans_are_disjoint_whole_and_in_order(case: tuple[str, list[Span]]) -> None:
    text, found = case
    merged = merge(text, found)
    starts = {a for a, _ in graphemes(text)} | {len(text)}
    for one, two in zip(merged, merged[1:], strict=False):
        assert one.end <= two.start
    for span in merged:
        assert span.start in starts
        assert span.end in starts


@given(spans_in())
def test_no_word_that_was_found_is_uncovered(case: tuple[str, list[Span]]) -> None:
    text, found = case
    merged = covered(merge(text, found), len(text))
    small = {"a", "b"}
    told = [at for span in found for at in range(span.start, span.end) if text[at].isalnum()]
    assert [at for at in told if not merged[at] and text[at].casefold() not in small] == []


def read(text: str, spans: list[Span]) -> list[tuple[str, T]]:
    """What stays of the spans of one text: the words of each and its type."""
    return [(s.of(text), s.type) for s in merge(text, spans)]


def test_a_span_over_turns_is_cut_at_each_border() -> None:
    text = "I: who\nR: Rahima\nI: Khatun\n"
    starts = [0, 7, 17]
    turns = [
        Turn(n, a, a + 3, b, TurnKind.SPEECH)
        for n, (a, b) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True))
    ]
    span = Span(3, len(text), T.PERSON, 0.9, "test")
    assert [s.of(text) for s in merge(text, [span], turns)] == ["who", "R: Rahima", "I: Khatun"]
    within = Span(10, 16, T.PERSON, 0.9, "test")
    assert merge(text, [within], turns) == [within]
    assert merge(text, [within], []) == merge(text, [within]) == [within]


# ---- titles and the first word of a sentence


@pytest.mark.parametrize(
    ("words", "kind", "left"),
    [
        ("Rekha amma", T.PERSON, "Rekha"),
        ("Mrs Rekha Das", T.PERSON, "Rekha Das"),
        ("Mrs Didi Rekha amma ji", T.PERSON, "Rekha"),
        ("Mzee Barasa", T.KIN, "Barasa"),
        ("Mama Boy", T.NICKNAME, "Mama Boy"),
        ("Mrs 12", T.AGE, "Mrs 12"),
        ("Didi", T.PERSON, "Didi"),
        ("Mrs Didi", T.PERSON, "Didi"),
        ("amma", T.KIN, "amma"),
        ("didi রহিমা", T.PERSON, "রহিমা"),
    ],
)
def test_a_title_stays_readable_beside_a_name_and_is_masked_alone(words: str, kind: T, left: str) -> None:
    text = f"then {words}, so"
    assert read(text, [Span(5, 5 + len(words), kind, 0.9, "model")]) == [(left, kind)]


@pytest.mark.parametrize("detector", ["crf", "crf/bn", "known", "known/nearby"])
def test_a_titled_name_that_is_known_or_a_model_found_is_kept_whole(detector: str) -> None:
    text = "then Anna Mrs Rekha amma came"
    assert read(text, [Span(5, 24, T.PERSON, 0.9, detector)]) == [("Anna Mrs Rekha amma", T.PERSON)]


@pytest.mark.parametrize("kind", [T.LOC, T.ORG])
@pytest.mark.parametrize(
    ("before", "words", "left"),
    [
        ("", "Near Korail", ["Korail"]),
        ("We left. ", "Near Korail", ["Korail"]),
        ("We left.  ", "Inside Behind Korail", ["Korail"]),
        ("We left. ", "Call the Korail", ["Korail"]),
        ("We left. ", "Near ঢাকা", ["ঢাকা"]),
        ("We left. ", "Near 12", ["12"]),
        ("We left. ", "Korail", ["Korail"]),
        ("We left. ", "Korail Near", ["Korail Near"]),
        ("We left. ", "Near there", []),
        ("We left. ", "Near gate", []),
        ("We left. ", "near Korail", ["near Korail"]),
        ("We left. ", "gate", ["gate"]),
        ("we went ", "Near Korail", ["Near Korail"]),
        ("a ", "Near Korail", ["Near Korail"]),
        ("12 ", "Near Korail", ["Near Korail"]),
        ("we went, ", "Near Korail", ["Near Korail"]),
        ("the men\u2019", "Near Korail", ["Near Korail"]),
    ],
)
def test_the_first_word_of_a_sentence_is_no_part_of_a_place(
    before: str, words: str, left: list[str], kind: T
) -> None:
    span = Span(len(before), len(before) + len(words), kind, 0.9, "capitals")
    assert read(f"{before}{words}.", [span]) == [(one, kind) for one in left]


def test_the_first_word_of_a_sentence_may_be_part_of_a_name_or_a_time() -> None:
    assert read("Then Monday.", [Span(0, 11, T.DATETIME, 0.9, "dates")]) == [("Then Monday", T.DATETIME)]
    assert read("Call Rekha.", [Span(0, 10, T.PERSON, 0.9, "capitals")]) == [("Call Rekha", T.PERSON)]


# ---- which of two findings counts

RANKS = (
    (T.EMAIL,), (T.HANDLE,), (T.PHONE, T.ID),
    (T.NICKNAME, T.KIN, T.PERSON, T.AGE, T.DATETIME, T.ORG, T.LOC), (T.DEM,), (T.ROLE,), (T.OTHER,),
)  # fmt: skip


def test_every_type_has_a_rank() -> None:
    assert sorted(kind for rank in RANKS for kind in rank) == sorted(T)


@pytest.mark.parametrize(("above", "below"), list(pairwise(RANKS)))
def test_a_surer_type_counts_over_a_longer_span_and_a_higher_score(
    above: tuple[T, ...], below: tuple[T, ...]
) -> None:
    for one, other in product(above, below):
        spans = [Span(0, 6, other, 0.9, "test"), Span(0, 5, one, 0.1, "test")]
        assert read("QZXWV QZ", spans)[0] == ("QZXWV", one)


@pytest.mark.parametrize("rank", [rank for rank in RANKS if len(rank) > 1])
def test_of_equal_types_the_longer_counts_then_the_higher_score(rank: tuple[T, ...]) -> None:
    for one, other in permutations(rank, 2):
        longer = [Span(6, 11, one, 0.9, "test"), Span(0, 11, other, 0.1, "test")]
        assert read("QZXWV WVXZQ", longer) == [("QZXWV WVXZQ", other)]
        surer = [Span(0, 5, one, 0.1, "test"), Span(0, 5, other, 0.9, "test")]
        assert read("QZXWV", surer) == [("QZXWV", other)]


def test_what_is_known_counts_over_everything() -> None:
    spans = [Span(0, 11, T.EMAIL, 1.0, "test"), Span(6, 11, T.OTHER, 0.1, "known")]
    assert read("QZXWV WVXZQ", spans) == [("QZXWV", T.EMAIL), ("WVXZQ", T.OTHER)]


def test_a_span_around_another_stays_on_both_sides() -> None:
    text = "Rahima 01712345678 Khatun"
    spans = [Span(0, 25, T.PERSON, 0.9, "test"), Span(7, 18, T.PHONE, 0.9, "test")]
    assert read(text, spans) == [("Rahima", T.PERSON), ("01712345678", T.PHONE), ("Khatun", T.PERSON)]


def test_a_single_letter_before_another_span_stays_one() -> None:
    spans = [Span(0, 12, T.PERSON, 0.9, "test"), Span(1, 12, T.PHONE, 0.9, "test")]
    assert read("Q01712345678", spans) == [("Q", T.PERSON), ("01712345678", T.PHONE)]


def test_small_words_left_over_by_a_cut_stay_readable() -> None:
    text = "the 01712345678 of the house"
    phone = Span(4, 15, T.PHONE, 0.9, "test")
    assert read(text, [phone, Span(0, 22, T.PERSON, 0.9, "crf")]) == [("01712345678", T.PHONE)]
    assert read(text, [phone, Span(0, 28, T.PERSON, 0.9, "crf")]) == [
        ("01712345678", T.PHONE),
        ("of the house", T.PERSON),
    ]


def test_neighbours_that_touch_stay_two() -> None:
    spans = [Span(0, 6, T.PERSON, 0.9, "test"), Span(6, 8, T.AGE, 0.9, "test")]
    assert read("Rahima12", spans) == [("Rahima", T.PERSON), ("12", T.AGE)]


def test_spans_inside_one_endless_letter_become_one() -> None:
    text = "Asha " + "\u0915" + "\u093f" * 80
    spans = [Span(0, 4, T.PERSON, 0.9, "test"), Span(5, 15, T.PHONE, 0.9, "test")]
    merged = merge(text, [*spans, Span(65, 75, T.AGE, 0.9, "test")])
    assert [(s.start, s.end, s.type) for s in merged] == [(0, 4, T.PERSON), (5, len(text), T.PHONE)]


# ---- edges


@pytest.mark.parametrize(
    ("words", "kind", "left"),
    [
        ("+880 1712", T.PHONE, "+880 1712"),
        ("(02) 1712.", T.PHONE, "(02) 1712"),
        ("@mona!", T.HANDLE, "@mona"),
        ("#1712", T.ID, "#1712"),
        ("*#1712", T.ID, "#1712"),
        ("(Rahima)", T.PERSON, "Rahima"),
        ("+41", T.AGE, "41"),
        (" \u2014Rahima ", T.KIN, "Rahima"),
    ],
)
def test_signs_at_the_edges_stay_but_for_those_of_a_number(words: str, kind: T, left: str) -> None:
    assert read(f"a {words} b", [Span(2, 2 + len(words), kind, 0.9, "test")]) == [(left, kind)]


def test_a_span_of_signs_alone_is_none_and_one_beyond_the_text_ends_with_it() -> None:
    assert merge("a ... b", [Span(2, 5, T.PHONE, 0.9, "test")]) == []
    assert merge("a ... b", [Span(2, 5, T.LOC, 0.9, "test")]) == []
    assert read("Rahima", [Span(-2, 99, T.AGE, 0.9, "test")]) == [("Rahima", T.AGE)]
