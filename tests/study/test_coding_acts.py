"""A researcher codes what is read; the code stands on the original; nothing that is hidden comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import reading
from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Finding, IdentifierType, Outcome, Role, Suggestion, TurnState, Verdict
from archive.ports import Archive
from archive.redact.rendering import render
from archive.review import approval
from archive.search.query import parse
from archive.study import coding_acts
from archive.study.coding_acts import (
    CodingSheet,
    Selection,
    ShownCoding,
    Span,
)
from consent.record import Purpose
from tests.study.group import NOON, SAID, Group, researcher, someone, withdraw


def marked(sheet: CodingSheet) -> list[tuple[str, str]]:
    """``(code, words)`` of every code on the sheet."""
    return [(c.code, c.text) for turn in sheet.turns for c in turn.codings]


def select(sheet: CodingSheet, words: str, to: str = "") -> Selection:
    """The selection of some words, or from some words to others in a later turn."""
    first = next(t for t in sheet.turns if words in t.text)
    start = first.text.index(words)
    if not to:
        return Selection(first.index, start, start + len(words))
    last = next(t for t in sheet.turns if to in t.text)
    return Selection(first.index, start, last.text.index(to) + len(to), last.index)


def code(archive: Archive, group: Group, words: str, what: str = "3.8", who: str = "ana") -> str:
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher(who)), group.talk)
    return coding_acts.code(UnitOfWork(archive, researcher(who)), group.talk, select(sheet, words), what)[0]


# ---- coding on a rendering


def test_a_code_on_the_rendering_lands_on_the_original(archive: Archive, group: Group) -> None:
    made = code(archive, group, "closed for fifty days")
    kept = archive.store.codings.get(made)
    assert kept is not None
    assert kept.quote == "closed for fifty days"
    assert kept.before.endswith("The clinic was ")
    assert SAID not in repr(kept)
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    assert marked(sheet) == [("3.8", "closed for fifty days")]
    assert SAID not in "".join(t.text for t in sheet.turns)


def test_a_selection_partly_in_a_replacement_takes_the_whole_of_it(archive: Archive, group: Group) -> None:
    made = code(archive, group, "son A] of the camp")
    kept = archive.store.codings.get(made)
    assert kept is not None
    assert kept.quote == f"{SAID} of the camp"
    shown = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk).turns[1].codings[0]
    assert shown.text == "[Person A] of the camp"
    assert not shown.hidden
    code(archive, group, "Person", "V.ID")
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    assert [(s.code, s.hidden) for s in sheet.look] == [("V.ID", True)]


def test_a_selection_over_turns_is_a_coding_in_each_and_one_step(archive: Archive, group: Group) -> None:
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    made = coding_acts.code(
        UnitOfWork(archive, researcher()), group.talk, select(sheet, "closed for", "the school"), "3.8"
    )
    assert len(made) == 2
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == [
        ("3.8", "closed for fifty days."), ("3.8", "খাল ভরে গেল। We walked to the school"),
    ]  # fmt: skip
    assert sorted(coding_acts.undo(UnitOfWork(archive, researcher()), group.talk)) == sorted(made)
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == []


def test_codes_overlap_freely_and_no_akshara_is_cut(archive: Archive, group: Group) -> None:
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    turn = next(t for t in sheet.turns if "ভরে" in t.text)
    at = turn.text.index("রে")
    coding_acts.code(UnitOfWork(archive, researcher()), group.talk, Selection(turn.index, at, at + 1), "3.8")
    for what in ("V.ID", "13.1"):
        code(archive, group, "খাল ভরে গেল", what)
    code(archive, group, "খাল ভরে গেল", "3.8", "abe")
    assert sorted(marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk))) == [
        ("13.1", "খাল ভরে গেল"), ("3.8", "খাল ভরে গেল"), ("3.8", "রে"), ("V.ID", "খাল ভরে গেল"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "selection", [Selection(1, 5, 5), Selection(1, 9, 4), Selection(9, 0, 3), Selection(1, 999, 1000)]
)
def test_a_selection_of_nothing_is_refused(archive: Archive, group: Group, selection: Selection) -> None:
    with pytest.raises(UsageError):
        coding_acts.code(UnitOfWork(archive, researcher()), group.talk, selection, "3.8")


def test_a_code_that_is_not_in_the_codebook_is_refused(archive: Archive, group: Group) -> None:
    with pytest.raises(UsageError):
        code(archive, group, "clinic", "no-such-code")
    with pytest.raises(UsageError):
        coding_acts.place(UnitOfWork(archive, researcher()), group.talk, [Span(1, 0, 3, "3.8")])
    assert coding_acts.place(UnitOfWork(archive, researcher()), group.talk, []) == []


# ---- undo


def test_undo_and_redo_walk_over_ones_own_steps_alone(archive: Archive, group: Group) -> None:
    first, second = code(archive, group, "clinic"), code(archive, group, "fifty days", "V.ID")
    code(archive, group, "money", "16.5", "abe")
    coding_acts.remove(UnitOfWork(archive, researcher()), first)
    me, talk = researcher(), group.talk
    assert coding_acts.undo(UnitOfWork(archive, me), talk) == [first]
    assert coding_acts.undo(UnitOfWork(archive, me), talk) == [second]
    assert coding_acts.sheet(UnitOfWork(archive, me), talk).can_redo
    assert coding_acts.redo(UnitOfWork(archive, me), talk) == [second]
    assert coding_acts.redo(UnitOfWork(archive, me), talk) == [first]
    assert coding_acts.redo(UnitOfWork(archive, me), talk) == []
    assert {c for c, _ in marked(coding_acts.sheet(UnitOfWork(archive, me), talk))} == {"V.ID", "16.5"}
    for _ in range(3):
        coding_acts.undo(UnitOfWork(archive, me), talk)
    sheet = coding_acts.sheet(UnitOfWork(archive, me), talk)
    assert (sheet.can_undo, sheet.can_redo) == (False, True)
    assert marked(sheet) == [("16.5", "money")]


def test_nobody_takes_away_what_somebody_else_coded(archive: Archive, group: Group) -> None:
    made = code(archive, group, "clinic")
    for act in (coding_acts.remove, coding_acts.confirm):
        with pytest.raises(Refused):
            act(UnitOfWork(archive, researcher("abe")), made)
    with pytest.raises(NotFound):
        coding_acts.remove(UnitOfWork(archive, researcher()), "c-nothing")


# ---- who may


@pytest.mark.parametrize(
    ("role", "purpose"),
    [
        (Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE), (Role.STEWARD, Purpose.PROCESS_DEIDENTIFY),
        (Role.DPO, None), (Role.ADMINISTRATOR, None), (Role.COLLECTOR, None), (Role.AUDITOR, None),
    ],
)  # fmt: skip
def test_nobody_but_a_researcher_codes(
    archive: Archive, group: Group, role: Role, purpose: Purpose | None
) -> None:
    made = code(archive, group, "clinic")
    who = someone(role, purpose)
    for act in (
        lambda: coding_acts.sheet(UnitOfWork(archive, who), group.talk),
        lambda: coding_acts.code(UnitOfWork(archive, who), group.talk, Selection(1, 0, 4), "3.8"),
        lambda: coding_acts.remove(UnitOfWork(archive, who), made),
        lambda: coding_acts.undo(UnitOfWork(archive, who), group.talk),
    ):
        before = archive.log.size()
        with pytest.raises((Refused, NotFound)):
            act()
        denied = list(archive.log.entries())[before:]
        assert [e.event.outcome for e in denied] == [Outcome.DENY]


def test_another_project_and_no_purpose_see_nothing(archive: Archive, group: Group) -> None:
    with pytest.raises(NotFound):
        coding_acts.sheet(UnitOfWork(archive, researcher(project="hills")), group.talk)
    with pytest.raises(Refused):
        coding_acts.sheet(UnitOfWork(archive, replace(researcher(), purpose=None)), group.talk)
    with pytest.raises(NotFound):
        coding_acts.sheet(UnitOfWork(archive, researcher()), "t-nothing")


def test_a_turn_that_consent_closes_is_neither_read_nor_coded(archive: Archive, group: Group) -> None:
    made = code(archive, group, "closed for fifty days")
    theirs = code(archive, group, "nobody came", "V.ID")
    withdraw(archive, "p-1", Purpose.RESEARCH_PROJECT)
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    assert [t.index for t in sheet.turns] == [2]
    assert marked(sheet) == [("V.ID", "nobody came")]
    for act in (
        lambda: coding_acts.remove(UnitOfWork(archive, researcher()), made),
        lambda: coding_acts.place(
            UnitOfWork(archive, researcher()), group.talk, [_span(archive, group, made)]
        ),
    ):
        with pytest.raises(NotFound):
            act()
    coding_acts.remove(UnitOfWork(archive, researcher()), theirs)


def _span(archive: Archive, group: Group, coding: str) -> Span:
    kept = archive.store.codings.get(coding)
    assert kept is not None
    return Span(kept.turn, kept.start, kept.end, "3.8")


def test_a_shredded_turn_takes_its_codes_along(archive: Archive, group: Group) -> None:
    code(archive, group, "closed for fifty days")
    archive.store.testimonies.set_turn_state(group.talk, 1, TurnState.SHREDDED)
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == []


# ---- the log


def test_reading_and_coding_are_events_without_a_word(archive: Archive, group: Group) -> None:
    before = archive.log.size()
    made = code(archive, group, "closed for fifty days")
    coding_acts.remove(UnitOfWork(archive, researcher()), made)
    events = [e.event for e in list(archive.log.entries())[before:]]
    assert [e.action for e in events] == [Action.CODING_READ, Action.CODING_ADD, Action.CODING_REMOVE]
    assert events[0].participants == ("p-1", "p-2")
    assert {c.consent_id for c in events[0].consents} == {"c-p-1", "c-p-2"}
    assert all(e.object_id == group.talk for e in events)
    assert not any("fifty" in repr(e) or "3.8" in repr(e) for e in events)


# ---- suggestions


def suggested(archive: Archive, group: Group, what: str = "3.8") -> Suggestion:
    testimony = archive.store.testimonies.get(group.talk)
    assert testimony is not None
    words = archive.store.testimonies.unseal(group.talk, [1])[1]
    start = testimony.turns[1].start + words.index("The clinic")
    one = Suggestion(f"s-{what}", group.talk, 1, 1, start, start + 10, what, 0.8, "tagger-9")
    archive.store.codings.suggest(group.talk, [one])
    return one


def offered(archive: Archive, group: Group) -> tuple[ShownCoding, ...]:
    return coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk).turns[1].suggestions


def test_an_accepted_suggestion_becomes_a_coding_with_its_source(archive: Archive, group: Group) -> None:
    one = suggested(archive, group)
    assert [(s.code, s.text, s.score, s.by) for s in offered(archive, group)] == [
        ("3.8", "The clinic", 0.8, "tagger-9")
    ]
    made = coding_acts.judge(UnitOfWork(archive, researcher()), group.talk, one.id, Verdict.ACCEPT)
    assert made is not None
    assert (made.source, made.coder, made.code, made.quote) == (one.id, "ana", "3.8", "The clinic")
    assert offered(archive, group) == ()
    with pytest.raises(NotFound):
        coding_acts.judge(UnitOfWork(archive, researcher()), group.talk, one.id, Verdict.REJECT)


def test_a_rejected_suggestion_is_kept_and_no_coding(archive: Archive, group: Group) -> None:
    one = suggested(archive, group)
    assert coding_acts.judge(UnitOfWork(archive, researcher()), group.talk, one.id, Verdict.REJECT) is None
    kept = archive.store.codings.suggestions(group.talk)
    assert [(s.verdict, s.decided_by) for s in kept] == [(Verdict.REJECT, "ana")]
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == []


def test_a_changed_suggestion_names_the_other_code(archive: Archive, group: Group) -> None:
    one = suggested(archive, group)
    for verdict, other in ((Verdict.CHANGE, ""), (Verdict.ACCEPT, "V.ID"), (Verdict.ADD, "")):
        with pytest.raises(UsageError):
            coding_acts.judge(UnitOfWork(archive, researcher()), group.talk, one.id, verdict, other)
    made = coding_acts.judge(UnitOfWork(archive, researcher()), group.talk, one.id, Verdict.CHANGE, "V.SERV")
    assert made is not None
    assert made.code == "V.SERV"


# ---- every rendering, any redaction


@settings(max_examples=150)
@given(data=st.data())
def test_a_code_stays_on_its_words_through_any_redaction(data: st.DataObject) -> None:
    """Two redactions of one text: what is selected on the first is on the original whole, and on the second
    shows the same words wherever they are not hidden."""
    text = "a" + data.draw(st.text(alphabet="abc  ক্ষাি👩‍👧é\n", min_size=4, max_size=40))
    first, second = (render(text, data.draw(redactions(text)), (), "research") for _ in range(2))
    start = data.draw(st.integers(0, len(first.text) - 1))
    end = data.draw(st.integers(start + 1, len(first.text)))
    begin, stop = first.map.span_to_original(start, end)
    back = first.map.span_to_rendering(begin, stop)
    assert back[0] <= start < end <= back[1]
    for rendering in (first, second):
        shown = rendering.map.span_to_rendering(begin, stop)
        bare = [p for p in rendering.map.pieces if not p.replaced and p.start < stop and begin < p.end]
        for piece in bare:
            low, high = max(piece.start, begin), min(piece.end, stop)
            at = rendering.map.to_rendering(low)
            assert rendering.text[at : at + high - low] == text[low:high]
            assert shown[0] <= at <= at + high - low <= shown[1]


def redactions(text: str) -> st.SearchStrategy[list[Finding]]:
    cuts = st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted)
    return cuts.map(
        lambda edges: [
            Finding(f"f-{a}", "t", 1, 0, a, b, IdentifierType.PERSON, 1.0, "x", research="[Person]")
            for a, b in zip(edges[::2], edges[1::2], strict=False)
        ]
    )


def test_the_times_of_a_coding_are_its_own(archive: Archive, group: Group) -> None:
    kept = archive.store.codings.get(code(archive, group, "clinic"))
    assert kept is not None
    assert kept.at > NOON


def test_a_search_by_code_finds_what_was_coded_and_not_what_was_taken_back(
    archive: Archive, group: Group
) -> None:
    def found() -> list[str]:
        return [
            p.text for p in reading.search_passages(UnitOfWork(archive, researcher()), parse("code:16.5"))
        ]

    approval.index(UnitOfWork(archive, someone(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)), group.talk)
    made = code(archive, group, "money", "16.5")
    assert found() == ["They wanted money at the gate, twice."]
    coding_acts.undo(UnitOfWork(archive, researcher()), group.talk)
    assert found() == []
    coding_acts.redo(UnitOfWork(archive, researcher()), group.talk)
    assert len(found()) == 1
    coding_acts.remove(UnitOfWork(archive, researcher()), made)
    assert found() == []
