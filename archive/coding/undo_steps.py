"""What a coder can take back next, and bring back: read from the record of steps, which only grows.

An undo names the step it takes back; a redo names the undo. A new step of another kind ends what could be
redone. Steps of one moment were one action (a selection over several turns) and go together.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.model import Act, ActKind


def undoable(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The steps that an undo takes back now, newest first; none if there is nothing left to take back."""
    return _last(_stacks(acts)[0])


def redoable(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The undo steps that a redo takes back now, newest first."""
    return _last(_stacks(acts)[1])


def _stacks(acts: Iterable[Act]) -> tuple[list[Act], list[Act]]:
    done: list[Act] = []
    undone: list[Act] = []
    for act in acts:
        if act.kind is ActKind.CONFIRM:
            continue
        if act.undoes is None:
            done.append(act)
            undone.clear()
        elif done and done[-1].number == act.undoes:
            done.pop()
            undone.append(act)
        elif undone and undone[-1].number == act.undoes:
            undone.pop()
            done.append(act)
    return done, undone


def _last(stack: list[Act]) -> tuple[Act, ...]:
    acts: list[Act] = []
    for act in reversed(stack):
        if acts and act.at != acts[0].at:
            break
        acts.append(act)
    return tuple(acts)
