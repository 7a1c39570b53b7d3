"""Before anything is served: finish what was cut short, and do again what an older backup has forgotten.

Three places know of withdrawals, and each can be older than the others: the rows, the keys, the ledger.
Whatever one of them knows is carried out on all.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.access.gate import SYSTEM, UnitOfWork, each_alone
from archive.model import Action, TurnState, Viewer, new_id
from archive.model.outcomes import LedgerEntry, Withdrawal
from archive.ports import Archive
from archive.withdrawal.effect import law_for
from archive.withdrawal.reach import WALK
from archive.withdrawal.steps import begin, carry_on, take_key, take_uncertain_key
from consent.policy import IN_FORCE
from consent.record import ConsentRecord, Purpose, State
from consent.states import is_withdrawn

_FORGOTTEN = "an older archive was restored"


def resume(archive: Archive, viewer: Viewer = SYSTEM) -> list[str]:
    """Bring rows, keys and ledger together; the participants for whom something was done.

    Nobody's withdrawal waits for somebody else's: all that can be carried out is, and then what the first
    failed with is raised.
    """
    work = UnitOfWork(archive, viewer)
    touched: list[str] = []
    stages = (_forgotten_by_rows, _forgotten_by_ledger, _never_walked, _cut_short, _forgotten_by_keys)
    each_alone(stages, lambda stage: stage(work, touched))
    return sorted(set(touched))


def _cut_short(work: UnitOfWork, touched: list[str]) -> None:
    """Withdrawals that were begun and not finished."""

    def finish(one: Withdrawal) -> None:
        carry_on(work, one)
        touched.append(one.line.participant)

    each_alone(work.store.withdrawals.all(unfinished=True), finish)


def _forgotten_by_rows(work: UnitOfWork, touched: list[str]) -> None:
    """Lines of the ledger that the rows do not know: the rows are from before."""
    known = {one.line.id for one in work.store.withdrawals.all()}
    missing = [line for line in work.archive.ledger.lines() if line.id not in known]

    def again(line: LedgerEntry) -> None:
        if line.whole or work.store.consents.current(WALK, [line.participant]):
            begin(work, line, _FORGOTTEN, again=True)
            touched.append(line.participant)

    each_alone(missing, again)


def _forgotten_by_ledger(work: UnitOfWork, _: list[str]) -> None:
    """Withdrawals that the ledger lacks: it was lost, or a crash came before its line."""
    archive = work.archive
    noted = {line.id for line in archive.ledger.lines()}
    for one in archive.store.withdrawals.all():
        if one.line.id not in noted:
            archive.ledger.append(one.line)


def _never_walked(work: UnitOfWork, touched: list[str]) -> None:
    """Who is withdrawn by the consents themselves, as by a form that was read in: from everything, or from
    purposes that no consent of theirs gives any more."""
    known = work.store.withdrawals.all()
    whole = {one.line.participant for one in known if one.line.whole}
    noted = {(one.line.participant, purpose) for one in known for purpose in one.line.purposes}
    by_person: dict[str, list[ConsentRecord]] = {}
    for record in work.store.consents.current(WALK):
        by_person.setdefault(record.participant, []).append(record)

    def walk(participant: str) -> None:
        records = by_person[participant]
        everything = all(is_withdrawn(r) for r in records)
        some = sorted(p for p in _taken_back(records) if (participant, p) not in noted)
        if everything or some:
            now = work.clock.now()
            until = law_for(records, now).until if everything else None
            line = LedgerEntry(new_id("w"), participant, () if everything else tuple(some), now, until)
            begin(work, line, "asked")
            touched.append(participant)

    each_alone(sorted(by_person.keys() - whole), walk)


def _taken_back(records: Sequence[ConsentRecord]) -> set[Purpose]:
    """Purposes that were withdrawn, and that stand in none of the person's consents as given."""
    grants = [grant for record in records for grant in record.grants]
    given = {g.purpose for g in grants if g.state in IN_FORCE}
    return {g.purpose for g in grants if g.state is State.WITHDRAWN} - given


def _forgotten_by_keys(work: UnitOfWork, touched: list[str]) -> None:
    """Keys that are back though their participant withdrew, and keys whose day in escrow is over."""
    dead, held, today = work.keys.destroyed(), work.keys.escrowed(), work.clock.today()

    def take(one: Withdrawal) -> None:
        line = one.line
        over = line.participant in held and held[line.participant] < today
        if not line.whole or line.participant in dead or (line.participant in held and not over):
            return
        take_key(work.archive, line)
        _empty_again(work, line)
        touched.append(line.participant)

    each_alone(work.store.withdrawals.all(), take)


def _empty_again(work: UnitOfWork, line: LedgerEntry) -> None:
    """The rows of a key that was taken again."""
    kept = line.participant in work.keys.escrowed()
    state = TurnState.ESCROWED if kept else TurnState.SHREDDED
    with work.store.transaction():
        for testimony in work.store.testimonies.of_participant(line.participant):
            mine = [
                t.index for t in testimony.turns if t.participant == line.participant and t.state in _HELD
            ]
            work.store.testimonies.set_turn_states(testimony.id, mine, state)
            unsure = [t.index for t in testimony.turns if t.uncertain and t.state in _HELD]
            if unsure:
                take_uncertain_key(work.archive, testimony.id)
                work.store.testimonies.set_turn_states(testimony.id, unsure, TurnState.SHREDDED)
        action = Action.KEY_ESCROW if kept else Action.KEY_DESTROY
        work.record_participant(action, line.participant)


_HELD = (TurnState.OPEN, TurnState.UNDER_REVIEW, TurnState.ESCROWED)
