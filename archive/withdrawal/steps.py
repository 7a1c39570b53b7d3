"""The steps of a withdrawal in their one order; each can be taken twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import groupby

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, NotFound
from archive.ingest.voice_pseudonyms import masked
from archive.model import Action, ConsentRef, TurnState, new_id
from archive.model.outcomes import (
    LedgerEntry,
    OutcomeLine,
    Step,
    Withdrawal,
    WithdrawalOutcome,
)
from archive.ports import Archive
from archive.withdrawal.effect import law_for, meant, records_of
from archive.withdrawal.reach import (
    INDEX,
    LEARNT,
    OTHER,
    QUOTE,
    TURN,
    UNCERTAIN,
    WALK,
    Reach,
    ends_research,
    outcomes_of_all,
    outcomes_of_some,
    place,
    reach,
)
from archive.withdrawal.receipt import Receipt, receipt_of, written
from archive.withdrawal.remembering import remember_words
from archive.withdrawal.repeated import repetitions
from consent.record import ConsentRecord, Purpose
from consent.states import withdraw as withdrawn_version

ALL = "all"


def withdraw(
    work: UnitOfWork, participant: str, purposes: Collection[Purpose] | None, reason: str
) -> Receipt:
    """Withdraw from ``purposes``, or from everything if ``None``; the signed receipt.

    From the first step on nothing is served. If a later one fails, the same call, or the next opening of
    the archive, takes the rest. Who has withdrawn from everything gets the receipt of that again.
    """
    work.authorise_participant(Action.CONSENT_WITHDRAW, participant)
    records = records_of(work.archive, participant)
    now = work.clock.now()
    wanted = meant(records, purposes, now)
    begun = _begun(work.archive, participant, wanted)
    if begun is None:
        until = law_for(records, now).until if not wanted else None
        line = LedgerEntry(new_id("w"), participant, tuple(sorted(wanted)), now, until)
        begun = begin(work, line, reason)
    return receipt_of(work.archive, carry_on(work, begun))


def _begun(archive: Archive, participant: str, purposes: Collection[Purpose]) -> Withdrawal | None:
    """A withdrawal of the same that was cut short, or one that already took everything."""
    for one in archive.store.withdrawals.all(participant):
        same = set(one.line.purposes) == set(purposes)
        if one.line.whole or (same and one.step < Step.SIGNED):
            return one
    return None


def begin(work: UnitOfWork, line: LedgerEntry, reason: str, *, again: bool = False) -> Withdrawal:
    """The first step: new versions of the consents and the event, in one transaction. Reads refuse from here.

    What it costs does not depend on how much the person said. ``again`` says in the event that an older
    archive had forgotten it.
    """
    with work.store.transaction():
        records = work.store.consents.current(WALK, [line.participant])
        for record in records:
            after = _after(work.archive, record, line, reason)
            if after.version != record.version:
                work.store.consents.add(after)
        now = work.store.consents.current(WALK, [line.participant])
        details = {"purposes": ",".join(line.purposes) or ALL, "withdrawal": line.id}
        details |= {"again": "yes"} if again else {}
        event = replace(
            gate.participant_event(work.viewer, Action.CONSENT_WITHDRAW, line.participant, **details),
            consents=tuple(ConsentRef(r.consent_id, r.version) for r in now),
        )
        begun = Withdrawal(line, Step.CLOSED, work.viewer.user, work.log.append(event).seq)
        work.store.withdrawals.keep(begun)
    return begun


def _after(archive: Archive, record: ConsentRecord, line: LedgerEntry, reason: str) -> ConsentRecord:
    """The next version. Where everything goes, how documents call the person goes with it."""
    after = withdrawn_version(record, line.purposes or None, line.at, reason)
    if after.version == record.version or not line.whole:
        return after
    return replace(after, voices=masked(after.voices, archive.keys.secret("voices")))


def carry_on(work: UnitOfWork, begun: Withdrawal) -> Withdrawal:
    """Take every step that is left; the withdrawal as it then is."""
    now = work.store.withdrawals.get(begun.line.id) or begun
    while now.step < Step.SIGNED:
        now = _STEPS[now.step](work, now)
    return now


def _note(work: UnitOfWork, w: Withdrawal) -> Withdrawal:
    work.archive.ledger.append(w.line)
    return _reached(work.archive, w, Step.NOTED)


def _walk(work: UnitOfWork, w: Withdrawal) -> Withdrawal:
    """Find everything; hide what waits for a steward, close the quotes, keep what was found."""
    purposes = w.line.purposes
    with work.store.transaction():
        reached = reach(work.archive, w.line.participant)
        if ends_research(purposes):
            spoken = (*reached.own, *reached.uncertain)
            reached = replace(reached, repeated=repetitions(work.archive, spoken, reached.projects))
            _forget_repeated(work.archive, reached)
        outcomes = (
            outcomes_of_some(reached, purposes)
            if purposes
            else outcomes_of_all(w.line.participant, reached, outcome_of(w.line), _until(w.line))
        )
        if w.line.whole:
            remember_words(work.archive, w.line.id, reached)
            for testimony, turns in _by_testimony(outcomes, OTHER):
                work.store.testimonies.set_turn_states(testimony, turns, TurnState.UNDER_REVIEW)
        for one in outcomes:
            if one.what == QUOTE:
                work.store.quotes.withdraw(one.id, w.line.at)
        unlearnt = [
            OutcomeLine(LEARNT, p, WithdrawalOutcome.REMOVED)
            for p in reached.projects
            if work.store.learnt.drop(p)
        ]
        walked = replace(w, step=Step.WALKED, outcomes=(*outcomes, *unlearnt))
        work.store.withdrawals.keep(walked)
    return walked


def _forget_repeated(archive: Archive, reached: Reach) -> None:
    """Take out of codebooks and memos on codes what repeated the person."""
    archive.store.memos.forget([r.memo for r in reached.repeated if r.memo])
    for project in reached.projects:
        texts = {r.text for r in reached.repeated if r.project == project and not r.memo}
        archive.store.codebooks.forget(project, texts)


def _unindex(work: UnitOfWork, w: Withdrawal) -> Withdrawal:
    work.index.remove(ids=[one.id for one in w.outcomes if one.what == INDEX])
    return _reached(work.archive, w, Step.UNINDEXED)


def _unkey(work: UnitOfWork, w: Withdrawal) -> Withdrawal:
    if w.line.whole:
        uncertain = [testimony for testimony, _ in _by_testimony(w.outcomes, UNCERTAIN)]
        keys = [partial(take_uncertain_key, work.archive, testimony) for testimony in uncertain]
        gate.each_alone([partial(take_key, work.archive, w.line), *keys], lambda take: take())
    return _reached(work.archive, w, Step.UNKEYED)


def take_uncertain_key(archive: Archive, testimony_id: str) -> None:
    """Destroy the key of what may be anybody's in a testimony: no law can ask for words of nobody known."""
    testimony = archive.store.testimonies.get(testimony_id)
    if testimony is not None:
        archive.keys.destroy(testimony.uncertain_key)


def take_key(archive: Archive, line: LedgerEntry) -> None:
    """Destroy the key, or put it in escrow while a law keeps it. Who the person is goes at once: no law that
    asks for words asks for names."""
    archive.identities.destroy(line.participant)
    if line.until is not None and line.until >= archive.clock.today():
        with suppress(KeyDestroyed, NotFound):
            archive.keys.escrow(line.participant, line.until)
            return
    archive.keys.destroy(line.participant)


def _empty(work: UnitOfWork, w: Withdrawal) -> Withdrawal:
    """The rows: no sealed byte stays of what was shredded. One transaction a testimony."""
    if not w.line.whole:
        return _reached(work.archive, w, Step.EMPTIED)
    kept = w.line.participant in work.keys.escrowed()
    for testimony, turns in _by_testimony(w.outcomes, UNCERTAIN):
        with work.store.transaction():
            work.store.testimonies.set_turn_states(testimony, turns, TurnState.SHREDDED)
    for testimony, turns in _by_testimony(w.outcomes, TURN):
        with work.store.transaction():
            state = TurnState.ESCROWED if kept else TurnState.SHREDDED
            work.store.testimonies.set_turn_states(testimony, turns, state)
            work.store.testimonies.forget_known(testimony, w.line.participant)
    with work.store.transaction():
        action = Action.KEY_ESCROW if kept else Action.KEY_DESTROY
        work.record_participant(action, w.line.participant, withdrawal=w.line.id)
        return _reached(work.archive, w, Step.EMPTIED)


def _sign(work: UnitOfWork, w: Withdrawal) -> Withdrawal:
    signed = replace(w, step=Step.SIGNED, receipt=written(work.archive, w))
    work.store.withdrawals.keep(signed)
    return signed


_STEPS: Mapping[Step, Callable[[UnitOfWork, Withdrawal], Withdrawal]] = {
    Step.CLOSED: _note,
    Step.NOTED: _walk,
    Step.WALKED: _unindex,
    Step.UNINDEXED: _unkey,
    Step.UNKEYED: _empty,
    Step.EMPTIED: _sign,
}


def outcome_of(line: LedgerEntry) -> WithdrawalOutcome:
    """What becomes of the key."""
    return WithdrawalOutcome.SEALED_UNTIL if line.until is not None else WithdrawalOutcome.SHREDDED


def _until(line: LedgerEntry) -> str:
    return f"Until {line.until.isoformat()}, as the law demands; then shredded." if line.until else ""


def _reached(archive: Archive, w: Withdrawal, step: Step) -> Withdrawal:
    archive.store.withdrawals.advance(w.line.id, step)
    return replace(w, step=step)


def _by_testimony(outcomes: Collection[OutcomeLine], what: str) -> list[tuple[str, list[int]]]:
    """The turns of one sort, by the testimony they stand in."""
    places = sorted(place(one.id) for one in outcomes if one.what == what)
    return [(t, [turn for _, turn in group]) for t, group in groupby(places, key=lambda at: at[0])]
