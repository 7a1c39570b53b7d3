"""What a withdrawal finds of somebody: each thing once, and nothing that is another's alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.model import Action, Event, Outcome, Role, TurnKind, TurnState
from archive.model.outcomes import WithdrawalOutcome
from archive.ports import Archive
from archive.withdrawal.reach import (
    closes_quotes,
    document,
    ends_research,
    outcomes_of_all,
    outcomes_of_some,
    place,
    reach,
)
from archive.withdrawal.repeated import Repetition
from consent.record import Purpose
from tests.withdrawal import dialogue
from tests.withdrawal.dialogue import ASKED, FIRST, OWN, QUOTED, SECOND, SHARED, THIRD, WAITING

T = "t-dialogue"


def at(*turns: int) -> tuple[tuple[str, int], ...]:
    return tuple((T, n) for n in turns)


def test_each_turn_is_theirs_touches_them_needs_them_or_has_nothing_to_do_with_them(talk: Archive) -> None:
    found = reach(talk, FIRST)
    assert found.own == at(*OWN)
    assert found.others == at(*WAITING)
    assert found.linked == at(*sorted({ASKED, *SHARED}))
    assert found.testimonies == (T,)
    assert (found.consents, found.projects) == ((f"c-{FIRST}",), (dialogue.PROJECT,))


def test_what_was_made_of_their_words_is_found_and_of_nobody_elses(talk: Archive) -> None:
    first, second, third = (reach(talk, who) for who in (FIRST, SECOND, THIRD))
    assert first.quotes == (f"z-{T}-{QUOTED[FIRST]}",)
    assert second.quotes == (f"z-{T}-{QUOTED[SECOND]}",)
    assert third.quotes == third.codings == ()
    assert [talk.store.codings.get(c).turn for c in first.codings] == [QUOTED[FIRST]]  # type: ignore[union-attr]
    assert first.findings == ("f-8",)
    assert third.findings == ("f-10",), "the name stands in the third person's words"
    on_all = {m.id for m in talk.store.memos.all(dialogue.PROJECT) if m.turn is None}
    theirs = {m.id for m in talk.store.memos.all(dialogue.PROJECT) if m.turn == QUOTED[FIRST]}
    assert set(first.memos) == on_all | theirs
    assert set(third.memos) == on_all


def test_a_closed_turn_and_a_header_do_not_wait_again(talk: Archive) -> None:
    answering, noted, named = WAITING
    talk.store.testimonies.set_turn_state(T, noted, TurnState.UNDER_REVIEW)
    assert reach(talk, FIRST).others == at(*WAITING), "what waits already goes on waiting"
    talk.store.testimonies.set_turn_state(T, named, TurnState.SHREDDED)
    assert reach(talk, FIRST).others == at(answering, noted)


def test_what_stands_before_their_words_answers_nothing_and_notes_at_the_edges_are_seen(
    talk: Archive,
) -> None:
    """Another dialogue: a short turn of somebody else before the person's; they speak first and last."""
    other, text = dialogue.spoken("t-edges")
    changed = {
        0: {"kind": TurnKind.NOTE}, 1: {"kind": TurnKind.SPEECH, "participant": FIRST},
        7: {"kind": TurnKind.SPEECH, "participant": THIRD},
        11: {"kind": TurnKind.SPEECH, "participant": THIRD},
        12: {"kind": TurnKind.SPEECH, "participant": FIRST},
    }  # fmt: skip
    turns = tuple(replace(t, **changed.get(t.index, {})) for t in other.turns)  # type: ignore[arg-type]
    talk.store.testimonies.add(replace(other, turns=turns), text, [])
    others = {n for t, n in reach(talk, FIRST).others if t == "t-edges"}
    assert others == {0, 3}, "the note at the beginning, and what answers; not the short turn before the end"


def test_a_header_that_names_them_does_not_wait_for_it_is_shown_to_nobody(talk: Archive) -> None:
    testimony = talk.store.testimonies.get(T)
    assert testimony is not None
    dialogue.name_in(talk, testimony, "the well", FIRST)
    assert reach(talk, FIRST).others == at(*WAITING)
    assert 0 not in {turn for _, turn in reach(talk, FIRST).linked}


def test_what_a_researcher_wrote_that_repeats_them_has_a_line_of_its_own(talk: Archive) -> None:
    found = replace(
        reach(talk, FIRST),
        repeated=(
            Repetition("delta", "shut", text="a"), Repetition("delta", "shut", text="b"),
            Repetition("delta", "shut", memo="m-9", text="c"),
        ),
    )  # fmt: skip
    for ends in (
        outcomes_of_all(FIRST, found, WithdrawalOutcome.SHREDDED, ""),
        outcomes_of_some(found, {Purpose.RESEARCH_PROJECT}),
    ):
        assert [(e.id, e.end) for e in ends if e.what == "text of a code"] == [
            ("delta shut", WithdrawalOutcome.REMOVED)
        ]
        assert ("memo", "m-9", WithdrawalOutcome.REMOVED) in [(e.what, e.id, e.end) for e in ends]


def test_what_left_the_archive_is_found_by_the_log_and_a_refusal_is_not(talk: Archive) -> None:
    left = Event(
        Action.QUOTE_EXPORT, "x", Role.ADVOCACY, Outcome.PERMIT, participants=(FIRST,),
        details=(("recipient", "partner-3"), ("quotes", "1")),
    )  # fmt: skip
    seq = talk.log.append(left).seq
    older = talk.log.append(replace(left, action=Action.CODING_EXPORT, details=())).seq
    talk.log.append(replace(left, outcome=Outcome.DENY))
    talk.log.append(replace(left, action=Action.QUOTE_READ))
    talk.log.append(replace(left, participants=(SECOND,)))
    found = reach(talk, FIRST)
    assert (found.exports, found.recipients) == ((seq, older), ("partner-3", ""))
    named, unnamed = [e for e in outcomes_of_some(found, {Purpose.MEDIA}) if e.what == "export"]
    assert (named.id, named.end) == (f"entry {seq}", WithdrawalOutcome.KEPT)
    assert "partner-3" in named.reason
    assert "whoever received it" in unnamed.reason, "an export from before names nobody"


@pytest.mark.parametrize(
    ("purpose", "research", "quotes"),
    [
        (Purpose.RESEARCH_PROJECT, True, False),
        (Purpose.ADVOCACY_PUBLISH_QUOTE, False, True),
        (Purpose.PROCESS_DEIDENTIFY, True, True),
        (Purpose.MEDIA, False, False),
    ],
)
def test_what_a_withdrawal_in_part_closes(
    talk: Archive, purpose: Purpose, research: bool, quotes: bool
) -> None:
    assert ends_research({purpose}) is research
    assert closes_quotes({purpose}) is quotes
    found = reach(talk, FIRST)
    turns = {document(T, n) for n in (*OWN, ASKED, *SHARED)} if research else set()
    assert set(found.leaving({purpose})) == turns | (set(found.quotes) if quotes else set())
    ends = outcomes_of_some(found, {purpose})
    assert {e.id for e in ends if e.what == "index entry"} == set(found.leaving({purpose}))
    assert [e.id for e in ends if e.what == "quote"] == (list(found.quotes) if quotes else [])
    assert [(e.id, e.end) for e in ends if e.what == "words"] == [(T, WithdrawalOutcome.KEPT)]
    assert not any(e.what in ("key", "turn", "coding") for e in ends), "the words stay sealed"


def test_a_withdrawal_from_everything_closes_everything(talk: Archive) -> None:
    assert ends_research(())
    assert closes_quotes(())
    found = reach(talk, FIRST)
    everything = {document(T, n) for n in (*OWN, ASKED, *SHARED, *WAITING)} | set(found.quotes)
    assert set(found.leaving(())) == everything
    ends = outcomes_of_all(FIRST, found, WithdrawalOutcome.SHREDDED, "")
    ended = {(e.what, e.id): e.end for e in ends}
    assert ended["key", FIRST] is ended["identity", f"c-{FIRST}"] is WithdrawalOutcome.SHREDDED
    assert ended["consent record", f"c-{FIRST}"] is WithdrawalOutcome.KEPT
    assert all(ended["turn", document(T, n)] is WithdrawalOutcome.SHREDDED for n in OWN)
    assert all(ended["turn of another", document(T, n)] is WithdrawalOutcome.KEPT for n in WAITING)
    removed = (
        *(("finding", f) for f in found.findings), *(("coding", c) for c in found.codings),
        *(("memo", m) for m in found.memos), *(("quote", q) for q in found.quotes),
        *(("index entry", d) for d in everything),
    )  # fmt: skip
    assert all(ended[one] is WithdrawalOutcome.REMOVED for one in removed)
    assert ended["figures", dialogue.PROJECT] is WithdrawalOutcome.REDERIVED
    assert len(ends) == 3 + len(OWN) + len(WAITING) + len(removed) + 1, "each thing has one line"


def test_somebody_in_two_testimonies_is_found_in_both(talk: Archive) -> None:
    other, text = dialogue.spoken("t-other")
    talk.store.testimonies.add(other, text, [])
    found = reach(talk, FIRST)
    assert set(found.testimonies) == {T, "t-other"}
    assert set(found.own) == {(t, n) for t in (T, "t-other") for n in OWN}


def test_an_id_of_a_document_tells_its_place() -> None:
    assert place(document("t.with.dots", 12)) == ("t.with.dots", 12)


def test_the_dry_run_counts_what_the_walk_finds(talk: Archive) -> None:
    found = reach(talk, FIRST)
    effect = withdrawal.effect(UnitOfWork(talk, dialogue.OFFICER), FIRST)
    assert (effect.turns, effect.mentions) == (len(found.own), len(found.others))
    assert (effect.quotes, effect.codings) == (len(found.quotes), len(found.codings))
    assert (effect.index_entries, effect.exports) == (len(found.leaving(())), 0)
