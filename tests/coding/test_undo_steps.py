"""Undo and redo over a record that only grows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.coding.undo_steps import redoable, undoable
from archive.model import Act, ActKind

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OPPOSITE = {ActKind.ADD: ActKind.REMOVE, ActKind.REMOVE: ActKind.ADD}


class Desk:
    """A coder's desk in memory, beside a plain stack of states as the reference."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.states: list[frozenset[str]] = [frozenset()]
        self.ahead: list[frozenset[str]] = []

    def step(self, coding: str, kind: ActKind, undoes: int | None = None, at: int | None = None) -> None:
        moment = NOON + timedelta(seconds=len(self.acts) if at is None else at)
        self.acts.append(Act(len(self.acts) + 1, coding, "t-1", kind, "ana", moment, undoes))

    @property
    def standing(self) -> frozenset[str]:
        here: set[str] = set()
        for act in self.acts:
            if act.kind is ActKind.ADD:
                here.add(act.coding)
            elif act.kind is ActKind.REMOVE:
                here.discard(act.coding)
        return frozenset(here)

    def take_back(self, found: tuple[Act, ...]) -> None:
        at = len(self.acts)
        for act in found:
            self.step(act.coding, OPPOSITE[act.kind], act.number, at)


def done(desk: Desk, move: str) -> bool:
    """Whether a new step was taken."""
    before = len(desk.acts)
    if move in ("add", "pair"):
        for half in range(1 if move == "add" else 2):
            desk.step(f"k-{before}-{half}", ActKind.ADD, at=before)
    elif move == "remove" and desk.standing:
        desk.step(min(desk.standing), ActKind.REMOVE)
    return len(desk.acts) > before


@given(st.lists(st.sampled_from(["add", "pair", "remove", "undo", "redo", "confirm"]), max_size=40))
def test_undo_and_redo_walk_the_states_back_and_forth(moves: list[str]) -> None:
    desk = Desk()
    for move in moves:
        if move == "undo":
            assert bool(undoable(desk.acts)) == (len(desk.states) > 1)
            desk.take_back(undoable(desk.acts))
            if len(desk.states) > 1:
                desk.ahead.append(desk.states.pop())
        elif move == "redo":
            assert bool(redoable(desk.acts)) == bool(desk.ahead)
            desk.take_back(redoable(desk.acts))
            if desk.ahead:
                desk.states.append(desk.ahead.pop())
        elif move == "confirm" and desk.standing:
            desk.step(min(desk.standing), ActKind.CONFIRM)
        elif done(desk, move):
            desk.states.append(desk.standing)
            desk.ahead.clear()
        assert desk.standing == desk.states[-1]
