"""Turns of others that name or answer somebody who withdrew: hidden until a steward has looked at each.

The steward reads the turn as it is (their purpose is to de-identify), marks what tells of the person, and
shows it again or keeps it closed. Clearing shows nothing by itself: an approved testimony goes back into
review, because what was approved was another rendering. The same words need no second look when they come
again in another file; one word more, and they do.
"""

from __future__ import annotations

from dataclasses import replace

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, UsageError
from archive.model import Action, Testimony, TestimonyState, TurnState
from archive.model.fingerprints import Kept
from archive.ports import Archive
from archive.withdrawal.held_words import said_at


def waiting(work: UnitOfWork) -> list[tuple[str, int]]:
    """``(testimony, turn)`` of everything in the viewer's projects that waits, in order of arrival."""
    scope = work.authorise_list(Action.TESTIMONY_LIST)
    work.record(Action.TESTIMONY_LIST, "turn")
    return [
        (testimony.id, turn.index)
        for testimony in work.store.testimonies.all(scope)
        for turn in testimony.turns
        if turn.state is TurnState.UNDER_REVIEW
    ]


def clear(work: UnitOfWork, testimony_id: str, turn: int) -> Testimony:
    """Show a waiting turn again. Raises ``UsageError`` if it does not wait; ``NotFound``."""
    testimony = work.load_authorised(Action.TURN_CLEAR, testimony_id)
    if not 0 <= turn < len(testimony.turns):
        raise NotFound("There is no such turn.")
    if testimony.turns[turn].state is not TurnState.UNDER_REVIEW:
        raise UsageError("This turn does not wait for a steward.")
    with work.store.transaction():
        _remember(work.archive, testimony, turn)
        work.store.testimonies.set_turn_state(testimony.id, turn, TurnState.OPEN)
        if testimony.state is TestimonyState.APPROVED:
            work.store.testimonies.set_state(testimony.id, TestimonyState.DETECTED)
            work.index.remove(testimony=testimony.id)
        cleared = work.event(Action.TURN_CLEAR, "testimony", testimony.id)
        work.log.append(replace(cleared, turn=turn, version=testimony.version))
    return testimony


def _remember(archive: Archive, testimony: Testimony, turn: int) -> None:
    """Remember the words as cleared for each withdrawal that they told of."""
    for said in said_at(archive, [(testimony.id, turn)]):
        [near] = archive.store.fingerprints.near([said])
        archive.store.fingerprints.clear({copy.withdrawal for copy in near if copy.kept is Kept.OTHER}, said)
