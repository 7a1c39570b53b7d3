"""Blind rounds: open one, close it, and see how far its coders agree.

While a round is open nobody sees another's codings in it (``blindness``); figures are given once it is
closed, over the words that consent opens to whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.coding.agreement import Agreement, Stretch, compare
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Event, Role, Round, Viewer, new_id
from archive.ports import Archive
from archive.study.notebook import usable
from archive.study.workspace import open_workspace, refresh


def open_round(
    work: UnitOfWork,
    project: str,
    testimonies: Sequence[str],
    coders: Sequence[str],
    codes: Sequence[str] = (),
) -> Round:
    """Let ``coders`` code ``testimonies`` unseen by each other. ``codes`` narrows what is compared.

    Raises ``UsageError`` for fewer than two coders, a coder who is no researcher of the project, or a
    testimony that is in an open round; ``NotFound`` for one that the viewer may not read.
    """
    work.authorise_project(Action.CODING_ROUND, project)
    round_ = Round(
        new_id("r"), project, tuple(dict.fromkeys(testimonies)), tuple(dict.fromkeys(coders)),
        work.viewer.user,
        work.clock.now(), tuple(dict.fromkeys(codes)),
    )  # fmt: skip
    if len(round_.coders) < 2 or not round_.testimonies:
        raise UsageError("A blind round needs two coders and a testimony.")
    if not all(_codes_here(work, who, project) for who in round_.coders):
        raise UsageError("A coder of the round is no researcher of this project.")
    usable(work.archive, project, round_.codes)
    for testimony_id in round_.testimonies:
        if open_workspace(work, Action.CODING_READ, testimony_id)[0].project != project:
            raise NotFound("There is nothing at this address that you may open.")
    with work.store.transaction():
        work.store.rounds.open(round_)
        work.log.append(_event(work.viewer, Action.CODING_ROUND, round_, opened=len(round_.testimonies)))
    return round_


def _codes_here(work: UnitOfWork, who: str, project: str) -> bool:
    if who == work.viewer.user:
        return True
    account = work.store.accounts.get(who)
    return (
        account is not None
        and account.active
        and account.role is Role.RESEARCHER
        and project in gate.projects_of(work.archive, account)
    )


def close_round(work: UnitOfWork, round_id: str) -> Round:
    """End a round: from now on everybody sees its codings. Raises ``NotFound``, ``Refused``."""
    round_ = _round(work, Action.CODING_ROUND, round_id)
    if work.viewer.user not in (round_.opened_by, *round_.coders):
        raise Refused("Whoever opened this round, or codes in it, closes it.")
    with work.store.transaction():
        work.store.rounds.close(round_.id, work.clock.now())
        work.log.append(_event(work.viewer, Action.CODING_ROUND, round_, closed=1))
    turns: dict[str, set[int]] = defaultdict(set)
    for coding in work.store.codings.of_round(round_.id):
        turns[coding.testimony].add(coding.turn)
    for testimony_id in _readable(work.archive, round_):
        testimony = work.store.testimonies.get(testimony_id)
        if testimony is not None and turns[testimony_id]:
            refresh(work.archive, testimony, turns[testimony_id])
    return _round(work, Action.CODING_ROUND, round_id)


def rounds(work: UnitOfWork, project: str) -> list[Round]:
    """The rounds of a project, oldest first."""
    work.authorise_project(Action.CODING_READ, project)
    return work.store.rounds.all([project])


def agreement(work: UnitOfWork, round_id: str) -> Agreement:
    """How far the coders of a closed round agree, over the turns that are open to the viewer today.

    Raises ``Refused`` while the round is open.
    """
    round_ = closed_round(work, Action.CODING_READ, round_id)
    opened = [open_workspace(work, Action.CODING_READ, t) for t in _readable(work.archive, round_)]
    stretches = [
        Stretch(t.id, i, t.turns[i].body, t.turns[i].end)
        for t, turns in opened
        for i in sorted(turns)
        if t.turns[i].body < t.turns[i].end
    ]
    answer = compare(stretches, work.store.codings.of_round(round_.id), round_.coders, round_.codes)
    work.log.append(_event(work.viewer, Action.CODING_READ, round_, codes=len(answer.codes)))
    return answer


# --- who may ---------------------------------------------------------------------------------------


def _round(work: UnitOfWork, action: Action, round_id: str) -> Round:
    round_ = work.store.rounds.get(round_id)
    work.authorise(action, Resource(round_.project if round_ else None), None, ("round", round_id))
    if round_ is None:
        raise NotFound("There is nothing at this address that you may open.")
    return round_


def closed_round(work: UnitOfWork, action: Action, round_id: str) -> Round:
    """A round that the viewer may look at. Raises ``Refused`` while it is open, ``NotFound``."""
    round_ = _round(work, action, round_id)
    if round_.closed_at is None:
        raise Refused("This round is still open; close it before you compare.")
    return round_


def _readable(archive: Archive, round_: Round) -> Collection[str]:
    """The testimonies of the round that are still there and in a state to be read."""
    kept = (archive.store.testimonies.get(t) for t in round_.testimonies)
    return [t.id for t in kept if t is not None and t.state in reading.MODES]


def _event(viewer: Viewer, action: Action, round_: Round, **counts: int) -> Event:
    return gate.event(viewer, action, "round", round_.id, **counts)
