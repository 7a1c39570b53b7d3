"""Offsets survive rendering both ways; only what was decided shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UsageError
from archive.model import Decision, Finding, IdentifierType, Verdict
from archive.redact.rendering import Replacement, render, write

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def finding(at: int, end: int, text: str, research: str = "[x]") -> Finding:
    return Finding(
        f"f-{at}",
        "t-1",
        1,
        0,
        at,
        end,
        IdentifierType.PERSON,
        0.9,
        "test",
        "e",
        text[at:end],
        research,
        "[p]",
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(st.text(min_size=1, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Replacement(a, b, draw(st.text(max_size=6))) for a, b in pairs]


@given(cases())
def test_text_outside_findings_is_untouched_and_offsets_come_back(
    case: tuple[str, list[Replacement]],
) -> None:
    text, chosen = case
    done = write(text, chosen, "research")
    for piece in done.map.pieces:
        if not piece.replaced:
            assert text[piece.start : piece.end] == done.text[piece.out_start : piece.out_end]
    for at in range(len(text)):
        if not any(r.start <= at < r.end for r in chosen):
            there = done.map.to_rendering(at)
            assert done.text[there] == text[at]
            assert done.map.to_original(there) == at


@given(cases(), st.data())
def test_a_span_comes_back_at_least_as_wide(case: tuple[str, list[Replacement]], data: st.DataObject) -> None:
    text, chosen = case
    done = write(text, chosen, "public")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    back = done.map.span_to_original(*done.map.span_to_rendering(start, end))
    gone = [r for r in chosen if not r.text]
    if not any(r.start < end and start < r.end for r in gone):
        assert back[0] <= start
        assert end <= back[1]


def test_undecided_is_masked_rejected_is_not_and_changed_reads_as_written() -> None:
    text = "Asha met Bela and Tara."
    found = [finding(0, 4, text), finding(9, 13, text), finding(18, 22, text)]
    decisions = [
        Decision("f-9", "t-1", Verdict.ACCEPT, "s", NOW),
        Decision("f-9", "t-1", Verdict.REJECT, "s", NOW + timedelta(seconds=1)),
        Decision("f-18", "t-1", Verdict.CHANGE, "s", NOW, research="a friend", public="someone"),
    ]
    assert render(text, found, decisions, "research").text == "[x] met Bela and a friend."
    assert render(text, found, decisions, "public").text == "[p] met Bela and someone."


def test_a_finding_without_replacement_shows_its_type_not_its_words() -> None:
    text = "call Asha"
    assert render(text, [finding(5, 9, text, research="")], [], "research").text == "call [person]"


def test_a_finding_that_does_not_fit_uncovers_nothing() -> None:
    text = "Asha met Bela"
    with pytest.raises(UsageError):
        render("xx " + text, [finding(0, 4, text)], [], "research")


def test_nothing_of_the_text_stands_in_a_repr() -> None:
    assert "Bela" not in repr(render("Asha met Bela", [], [], "research"))
