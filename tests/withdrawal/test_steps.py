"""What each step of a withdrawal does to the archive, that it can be taken twice, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, NotFound
from archive.ingest.voice_pseudonyms import is_mask
from archive.model import Action, MemoOn, Testimony, TurnState
from archive.model.outcomes import (
    LedgerEntry,
    Step,
    Withdrawal,
    WithdrawalOutcome,
)
from archive.ports import Archive
from archive.store.tables import quotes as quote_rows
from archive.study import notebook
from archive.withdrawal import steps
from consent.record import Jurisdiction, Purpose, State, Voice
from consent.states import is_withdrawn
from taxonomies.codebook import Code
from tests.scopes import EVERY
from tests.withdrawal import dialogue
from tests.withdrawal.dialogue import ASKED, FIRST, OFFICER, OTHERS, OWN, QUOTED, SECOND, SHARED, WAITING
from tests.withdrawal.test_escrow import WITHDRAWN_ON, At

T = "t-dialogue"
IN_PART = (Purpose.RESEARCH_PROJECT, Purpose.ADVOCACY_PUBLISH_QUOTE, Purpose.AGGREGATE_SDG_REPORTING)


def kept(archive: Archive) -> Testimony:
    found = archive.store.testimonies.get(T)
    assert found is not None
    return found


def states(archive: Archive) -> dict[int, TurnState]:
    return {t.index: t.state for t in kept(archive).turns if t.state is not TurnState.OPEN}


def withdraw(archive: Archive, *purposes: Purpose) -> withdrawal.Receipt:
    return withdrawal.withdraw(UnitOfWork(archive, OFFICER), FIRST, purposes or None, "asked")


def line(archive: Archive, *purposes: Purpose, until: date | None = None) -> LedgerEntry:
    return LedgerEntry("w-1", FIRST, purposes, archive.clock.now(), until)


def test_everything_of_the_person_goes_and_the_rest_stays(talk: Archive) -> None:
    before = dialogue.indexed(talk, kept(talk))
    withdraw(talk)
    gone = {*OWN, *WAITING, ASKED, *SHARED}
    assert dialogue.indexed(talk, kept(talk)) == before - gone == set(OTHERS)
    assert states(talk) == {
        **dict.fromkeys(OWN, TurnState.SHREDDED), **dict.fromkeys(WAITING, TurnState.UNDER_REVIEW)
    }  # fmt: skip
    assert talk.store.testimonies.known(T) == []
    with pytest.raises(KeyDestroyed):
        talk.keys.key(FIRST)
    assert len(talk.keys.key(SECOND)) == 32


@pytest.mark.parametrize("purpose", IN_PART)
def test_the_question_put_to_them_leaves_the_index_with_their_words(talk: Archive, purpose: Purpose) -> None:
    before = dialogue.indexed(talk, kept(talk))
    assert {*OWN, ASKED} <= before
    withdraw(talk, purpose)
    research = purpose is Purpose.RESEARCH_PROJECT
    assert before - dialogue.indexed(talk, kept(talk)) == ({*OWN, ASKED, 11} if research else set())
    assert states(talk) == {}, "a withdrawal in part hides nobody's words"
    assert len(talk.keys.key(FIRST)) == 32


@pytest.mark.parametrize("purposes", [(), (Purpose.ADVOCACY_PUBLISH_QUOTE,), (Purpose.RESEARCH_PROJECT,)])
def test_a_withdrawal_closes_the_row_of_each_quote(talk: Archive, purposes: tuple[Purpose, ...]) -> None:
    second = dialogue.quote(talk, kept(talk), OWN[0])
    theirs = {f"z-{T}-{QUOTED[FIRST]}", second}
    withdraw(talk, *purposes)
    closes = purposes != (Purpose.RESEARCH_PROJECT,)
    with talk.store.quotes._database.reading() as connection:  # type: ignore[attr-defined]
        rows = {r.id: r for r in connection.execute(select(quote_rows))}
    for id_ in theirs:
        assert (rows[id_].withdrawn_at is not None) is closes
        assert (rows[id_].sealed is None) is closes
        assert id_ not in set(talk.index.ids()) or not closes
    others = rows[f"z-{T}-{QUOTED[SECOND]}"]
    assert others.withdrawn_at is None
    assert others.sealed is not None
    assert {q.id for q in talk.store.quotes.of(T)} == {others.id} | (set() if closes else theirs)


def test_it_ends_at_once_in_the_consent_and_on_the_log(talk: Archive) -> None:
    [before] = talk.store.consents.current(EVERY, [FIRST])
    talk.store.consents.add(
        replace(before, version=2, supersedes=1, voices=(Voice("dialogue.txt", "R1 Rahela"),))
    )
    begun = steps.begin(UnitOfWork(talk, OFFICER), line(talk), "asked by telephone", again=True)
    [after] = talk.store.consents.current(EVERY, [FIRST])
    assert after.version == 3
    assert is_withdrawn(after)
    assert {g.reason for g in after.grants} == {"asked by telephone"}
    assert all(is_mask(v) for v in after.voices), "how documents call the person goes with it"
    assert (begun.step, begun.asked_by) == (Step.CLOSED, OFFICER.user)
    [entry] = talk.log.entries(action=Action.CONSENT_WITHDRAW.value, participant=FIRST)
    assert entry.seq == begun.entry
    assert dict(entry.event.details) == {"purposes": "all", "withdrawal": "w-1", "again": "yes"}
    assert [(c.consent_id, c.version) for c in entry.event.consents] == [(f"c-{FIRST}", 3)]
    assert talk.store.withdrawals.get("w-1") == begun
    assert talk.ledger.lines() == [], "the line of the ledger is the next step"


def test_a_withdrawal_in_part_names_its_purposes_and_keeps_the_voices(talk: Archive) -> None:
    [before] = talk.store.consents.current(EVERY, [FIRST])
    voices = (Voice("dialogue.txt", "R1 Rahela"),)
    talk.store.consents.add(replace(before, version=2, supersedes=1, voices=voices))
    steps.begin(UnitOfWork(talk, OFFICER), line(talk, Purpose.RESEARCH_PROJECT), "asked")
    [after] = talk.store.consents.current(EVERY, [FIRST])
    assert after.voices == voices
    ended = {g.purpose for g in after.grants if g.state is State.WITHDRAWN}
    assert ended == {Purpose.RESEARCH_PROJECT}
    [entry] = talk.log.entries(action=Action.CONSENT_WITHDRAW.value)
    assert dict(entry.event.details) == {"purposes": "research_project", "withdrawal": "w-1"}


def test_what_has_ended_before_gets_no_new_version(talk: Archive) -> None:
    steps.begin(UnitOfWork(talk, OFFICER), line(talk), "asked")
    steps.begin(UnitOfWork(talk, OFFICER), replace(line(talk), id="w-2"), "asked")
    [record] = talk.store.consents.current(EVERY, [FIRST])
    assert record.version == 2


def test_each_step_is_taken_in_its_order_and_can_be_taken_twice(talk: Archive) -> None:
    now = steps.begin(UnitOfWork(talk, OFFICER), line(talk), "asked")
    for step in list(Step)[:-1]:
        assert now.step is step
        if step is not Step.NOTED:  # the walk is one transaction, so nothing cuts it in two
            steps._STEPS[step](UnitOfWork(talk, OFFICER), now)
        now = steps._STEPS[step](UnitOfWork(talk, OFFICER), now)
        assert talk.store.withdrawals.get("w-1") == now
        _done(talk, now)
    assert now.step is Step.SIGNED
    assert steps.carry_on(UnitOfWork(talk, OFFICER), now) == now
    destroyed = list(talk.log.entries(action=Action.KEY_DESTROY.value, participant=FIRST))
    assert dict(destroyed[0].event.details) == {"withdrawal": "w-1"}


def _done(archive: Archive, now: Withdrawal) -> None:
    """What stands once a step is reached, and what does not stand before."""
    step = now.step
    assert [one.id for one in archive.ledger.lines()] == ["w-1"], "once, however often it is taken"
    walked = step >= Step.WALKED
    assert (states(archive).get(WAITING[0]) is TurnState.UNDER_REVIEW) is walked
    assert bool(now.outcomes) is walked
    assert (f"{T}.{OWN[0]}" in set(archive.index.ids())) is (step < Step.UNINDEXED)
    assert (FIRST in archive.keys.destroyed()) is (step >= Step.UNKEYED)
    assert (states(archive).get(OWN[0]) is TurnState.SHREDDED) is (step >= Step.EMPTIED)
    assert bool(now.receipt) is (step is Step.SIGNED)


def test_one_that_was_cut_short_is_carried_on_from_where_it_stands(talk: Archive) -> None:
    begun = steps.begin(UnitOfWork(talk, OFFICER), line(talk, Purpose.RESEARCH_PROJECT), "asked")
    walked = steps._walk(UnitOfWork(talk, OFFICER), steps._note(UnitOfWork(talk, OFFICER), begun))
    receipt = withdraw(talk, Purpose.RESEARCH_PROJECT)
    [one] = talk.store.withdrawals.all(FIRST)
    assert (one.line.id, one.step) == ("w-1", Step.SIGNED)
    assert receipt.outcomes == walked.outcomes, "it is not walked again"
    assert receipt.effect.purposes == (Purpose.RESEARCH_PROJECT,)
    other = withdraw(talk, Purpose.ADVOCACY_PUBLISH_QUOTE)
    assert other.effect.purposes == (Purpose.ADVOCACY_PUBLISH_QUOTE,), "another purpose is another withdrawal"
    assert len(talk.store.withdrawals.all(FIRST)) == 2
    again = withdraw(talk)
    assert again.effect.whole
    assert withdraw(talk, Purpose.ADVOCACY_PUBLISH_QUOTE) == again, "everything is withdrawn already"
    assert len(talk.store.withdrawals.all(FIRST)) == 3


def test_one_that_is_done_is_done_again_where_it_is_asked_again(talk: Archive) -> None:
    first = withdraw(talk, Purpose.RESEARCH_PROJECT)
    second = withdraw(talk, Purpose.RESEARCH_PROJECT)
    assert first != second
    assert len(talk.store.withdrawals.all(FIRST)) == 2


def test_what_verdicts_taught_is_forgotten_with_the_words(talk: Archive) -> None:
    consents = talk.store.consents.count()
    talk.store.learnt.put(dialogue.PROJECT, b"weights", consents, talk.clock.now())
    receipt = withdraw(talk)
    assert talk.store.learnt.get(dialogue.PROJECT, consents) is None
    taught = [(e.id, e.end) for e in receipt.outcomes if e.what == "what verdicts taught the tagger"]
    assert taught == [(dialogue.PROJECT, WithdrawalOutcome.REMOVED)]
    nothing = withdrawal.withdraw(UnitOfWork(talk, OFFICER), SECOND, None, "asked")
    assert not any(e.what == "what verdicts taught the tagger" for e in nothing.outcomes)


@pytest.mark.parametrize("purpose", [None, *IN_PART])
def test_what_repeats_them_goes_from_codes_and_memos_with_research(
    talk: Archive, purpose: Purpose | None
) -> None:
    said, own = "the marmalade clinic was SHUT and the nurse", "closed when it should be open"
    notebook.change_codebook(
        UnitOfWork(talk, dialogue.RESEARCHER),
        dialogue.PROJECT,
        lambda book: book.add(Code("shut", "Shut", "3.8", own, (said,))),
    )
    for text in (f"see: {said}", own):
        notebook.write_memo(
            UnitOfWork(talk, dialogue.RESEARCHER), MemoOn.CODE, "shut", text, dialogue.PROJECT
        )
    receipt = withdraw(talk, *([purpose] if purpose else []))
    goes = purpose in (None, Purpose.RESEARCH_PROJECT)
    code = notebook.book_of(talk, dialogue.PROJECT).codes["shut"]
    assert (code.definition, code.examples) == (own, () if goes else (said,))
    memos = [m.text for m in talk.store.memos.on_codes(dialogue.PROJECT)]
    assert memos == ([own] if goes else [f"see: {said}", own])
    assert any(e.what == "text of a code" for e in receipt.outcomes) is goes


@pytest.mark.parametrize("days", [-1, 0, 30])
def test_a_key_is_kept_while_a_law_keeps_it_and_not_a_day_longer(talk: Archive, days: int) -> None:
    until = talk.clock.today() + timedelta(days=days)
    one = steps.carry_on(
        UnitOfWork(talk, OFFICER), steps.begin(UnitOfWork(talk, OFFICER), line(talk, until=until), "asked")
    )
    held = days >= 0
    assert talk.keys.escrowed() == ({FIRST: until} if held else {})
    assert (FIRST in talk.keys.destroyed()) is not held
    assert {states(talk)[n] for n in OWN} == {TurnState.ESCROWED if held else TurnState.SHREDDED}
    action = Action.KEY_ESCROW if held else Action.KEY_DESTROY
    assert len(list(talk.log.entries(action=action.value, participant=FIRST))) == 1
    [key] = [e for e in one.outcomes if e.what == "key"]
    assert (key.end, until.isoformat() in key.reason) == (WithdrawalOutcome.SEALED_UNTIL, True)
    assert steps.outcome_of(one.line) is WithdrawalOutcome.SEALED_UNTIL
    assert steps.outcome_of(replace(one.line, until=None)) is WithdrawalOutcome.SHREDDED


def test_the_law_of_the_consent_decides_how_long_the_words_are_kept(talk: Archive) -> None:
    talk = replace(talk, clock=At(WITHDRAWN_ON))
    dialogue.agree(talk, FIRST, jurisdictions=frozenset({Jurisdiction.IN}))
    effect = withdrawal.effect(UnitOfWork(talk, OFFICER), FIRST)
    assert effect.until is not None
    assert withdrawal.effect(UnitOfWork(talk, OFFICER), FIRST, [Purpose.RESEARCH_PROJECT]).until is None
    in_part = withdraw(talk, Purpose.RESEARCH_PROJECT)
    assert in_part.effect.until is None
    whole = withdraw(talk)
    assert whole.effect.until == effect.until
    assert talk.keys.escrowed() == {FIRST: effect.until}


def test_a_key_that_is_dead_already_stops_nothing(talk: Archive) -> None:
    talk.keys.destroy(FIRST)
    until = talk.clock.today() + timedelta(days=30)
    steps.take_key(talk, line(talk, until=until))
    assert talk.keys.escrowed() == {}
    steps.take_key(talk, replace(line(talk), participant="p-unheard"))


def test_nobody_unknown_and_nobody_but_an_officer_withdraws_for_others(talk: Archive) -> None:
    with pytest.raises(NotFound):
        withdrawal.withdraw(UnitOfWork(talk, OFFICER), "p-9", None, "asked")
    with pytest.raises(Exception, match="may not do this"):
        withdrawal.withdraw(UnitOfWork(talk, dialogue.RESEARCHER), FIRST, None, "asked")
    assert talk.store.withdrawals.all() == []
