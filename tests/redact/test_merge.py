"""Merging covers all that was found, cuts no letter, crosses no turn and leaves no overlap."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from archive.model import IdentifierType, Turn, TurnKind
from archive.redact.merge import merge
from archive.redact.spans import Span
from archive.redact.words import graphemes

TEXT = st.text(alphabet="aB ,.1কমা্ক্ষिनेế👩‍🏾é\n", min_size=1, max_size=60)


@st.composite
def spans_in(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXT)
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from([IdentifierType.PHONE, IdentifierType.AGE, IdentifierType.DEM]))
        found.append(Span(start, end, kind, draw(st.floats(0, 1)), "test"))
    return text, found


@given(spans_in())
@example(("1111\u09cd\u09be\u0995", [Span(0, 6, IdentifierType.PHONE, 0.0, "test")]))
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
    merged = merge(text, found)
    small = {"a", "b"}
    for span in found:
        for at in range(span.start, span.end):
            if text[at].isalnum() and text[at].casefold() not in small:
                assert any(m.start <= at < m.end for m in merged)


def test_a_span_over_two_turns_becomes_two() -> None:
    text = "I: who\nR: Rahima Khatun\n"
    turns = [Turn(0, 0, 3, 7, TurnKind.QUESTION), Turn(1, 7, 10, len(text), TurnKind.SPEECH)]
    merged = merge(text, [Span(3, 16, IdentifierType.PERSON, 0.9, "test")], turns)
    assert all(not (s.start < 7 < s.end) for s in merged)


def test_titles_stay_readable_beside_a_masked_name() -> None:
    text = "then Rekha amma came"
    (span,) = merge(text, [Span(5, 15, IdentifierType.PERSON, 0.9, "model")])
    assert span.of(text) == "Rekha"
