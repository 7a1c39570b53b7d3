"""Wherever a withdrawal is cut off, the next opening finishes it, or it never began; nothing in between."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from archive import reading
from archive.model import Action, TurnState
from archive.model.outcomes import Step
from tests.scopes import EVERY
from tests.store.residue import traces
from tests.withdrawal import group
from tests.withdrawal.group import FREE, MARKS, OWN, WHO
from tests.withdrawal.killed import dies_at, says_no, withdraws

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no SIGKILL"),
]


def test_cut_off_anywhere_it_is_finished_or_never_began(
    made: tuple[Path, str], tmp_path: Path, testimony: str
) -> None:
    number, began = 0, 0
    while True:
        number += 1
        folder = group.copy(made[0], tmp_path / str(number))
        if not dies_at(folder, number, withdraws):
            break
        began += _is_whole(folder, testimony)
    assert number > 12, "every durable step was cut off once"
    assert began >= number - 3, "only a withdrawal that was not kept at all is not carried out"


def test_a_form_cut_off_anywhere_leaves_nothing_in_the_index_that_it_closed(
    made: tuple[Path, str], tmp_path: Path, testimony: str
) -> None:
    number, taken = 0, 0
    while True:
        number += 1
        folder = group.copy(made[0], tmp_path / str(number))
        if not dies_at(folder, number, says_no):
            break
        taken += _is_closed(folder, testimony)
    assert number > 8
    assert 0 < taken < number


def _is_closed(folder: Path, testimony: str) -> bool:
    """Open the archive and look; whether the form was taken."""
    with group.opened(folder) as found:
        archive = found.archive
        [record] = archive.store.consents.current(EVERY, [WHO])
        kept = archive.store.testimonies.get(testimony)
        assert kept is not None
        open_today = {d.id for d in reading.index_documents(archive, kept)}
        assert set(archive.index.ids()) <= open_today
        quoted = {q.turn for q in archive.store.quotes.of(testimony)}
        taken = record.version == 2
        assert quoted == ({FREE[1]} if taken else {FREE[1], OWN[1]})
        steps = [one.step for one in archive.store.withdrawals.all(WHO)]
        assert steps == ([Step.SIGNED] if taken else [])
        assert archive.log.verify() > 0
        return taken


def _is_whole(folder: Path, testimony: str) -> bool:
    """Open the archive and look; whether the withdrawal was carried out."""
    with group.opened(folder) as found:
        archive = found.archive
        assert archive.store.withdrawals.all(unfinished=True) == []
        lines = archive.ledger.lines()
        if not archive.store.withdrawals.all(WHO):
            assert lines == []
            assert group.read(archive, testimony) >= {*OWN, *FREE}
            return False
        [one] = archive.store.withdrawals.all(WHO)
        assert (one.step, [line.id for line in lines]) == (Step.SIGNED, [one.line.id])
        assert WHO in archive.keys.destroyed()
        assert group.read(archive, testimony) == set(FREE)
        assert group.found_by(archive, "lavender") == set()
        assert not {f"{testimony}.{n}" for n in OWN} & set(archive.index.ids())
        kept = archive.store.testimonies.get(testimony)
        assert kept is not None
        assert {kept.turns[n].state for n in OWN} == {TurnState.SHREDDED}
        for action in (Action.CONSENT_WITHDRAW, Action.KEY_DESTROY):
            assert len(list(archive.log.entries(action=action.value, participant=WHO))) == 1
        assert archive.log.verify() > 0
    assert traces([p for p in folder.rglob("*") if p.is_file()], MARKS) == []
    return True
