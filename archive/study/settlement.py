"""What the coders of a closed round disagree on, side by side with names hidden, and what is made of it.

Which coder is side A is drawn anew for every passage, under a secret of the archive. What stands becomes a
coding of whoever settled; what the coders had put there is taken away and stays on record.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from string import ascii_uppercase

from archive import reading
from archive.access.gate import UnitOfWork
from archive.coding.disputes import Dispute, disputes
from archive.errors import NotFound
from archive.model import Action, Round, Settlement, Testimony
from archive.ports import Archive
from archive.study import coding_acts
from archive.study.coding_acts import Span
from archive.study.rounds import closed_round
from archive.study.workspace import open_workspace, refresh
from consent.policy import Permit

WORST = 10
"""Passages that are put side by side unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Side:
    """One coder's reading of a passage, without a name: where they put the code in ``SideBySide.text``."""

    label: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A disputed passage: the turn's rendering, where the dispute lies in it, and each side's marks.

    ``key`` names it for ``settle``. ``settled`` tells whether it was settled and the code kept or dropped.
    """

    key: str
    testimony: str
    turn: int
    code: str
    speaker: str
    start: int
    end: int
    sides: tuple[Side, ...]
    settled: bool | None
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _OpenedTurns:
    """A testimony with the turns of it that are open, and their renderings."""

    testimony: Testimony
    permits: Mapping[int, Permit]
    rendered: list[reading.RenderedTurn]


def worst(work: UnitOfWork, round_id: str, limit: int = WORST) -> list[SideBySide]:
    """The passages of a closed round on which its coders differ most, side by side, names hidden."""
    round_ = closed_round(work, Action.CODING_SETTLE, round_id)
    settled = _settled(work.store.rounds.settled(round_.id))
    passages: list[SideBySide] = []
    opened: dict[str, Mapping[int, reading.RenderedTurn]] = {}
    for one in _disputes(work.archive, round_):
        if one.testimony not in opened:
            opened[one.testimony] = _turns(work, one.testimony)
        turn = opened[one.testimony].get(one.turn)
        if turn is not None:
            passages.append(_side_by_side(work.archive, round_, one, turn, settled))
        if len(passages) == limit:
            break
    return passages


def _turns(work: UnitOfWork, testimony_id: str) -> dict[int, reading.RenderedTurn]:
    """The open turns of a testimony, rendered; the reading is an event."""
    action = Action.CODING_READ

    def look() -> _OpenedTurns:
        testimony, turns = open_workspace(work, action, testimony_id)
        return _OpenedTurns(testimony, turns, reading.rendered(work.archive, testimony, turns, "research"))

    seen = work.read_consistently(
        look, lambda seen: work.record_reading(action, seen.testimony, seen.permits)
    )
    return {turn.index: turn for turn in seen.rendered}


def _side_by_side(
    archive: Archive, round_: Round, one: Dispute, turn: reading.RenderedTurn, settled: Mapping[str, bool]
) -> SideBySide:
    def here(span: tuple[int, int]) -> tuple[int, int]:
        return turn.rendering.map.span_to_rendering(span[0] - turn.start, span[1] - turn.start)

    sides = tuple(
        Side(label, tuple(here(span) for span in one.sides[round_.coders.index(coder)]))
        for label, coder in _labelled(archive, round_, one)
    )
    start, end = here((one.start, one.end))
    key = _key(one)
    return SideBySide(
        key, one.testimony, one.turn, one.code, turn.speaker, start, end, sides, settled.get(key), turn.text
    )


def _labelled(archive: Archive, round_: Round, one: Dispute) -> list[tuple[str, str]]:
    """``(label, coder)`` in an order that tells nothing and is another for every passage."""
    secret = archive.keys.secret("rounds")

    def drawn(coder: str) -> bytes:
        return hmac.new(secret, f"{round_.id} {_key(one)} {coder}".encode(), sha256).digest()

    return list(zip(ascii_uppercase, sorted(round_.coders, key=drawn), strict=False))


# --- settling --------------------------------------------------------------------------------------


def settle(work: UnitOfWork, round_id: str, key: str, side: str | None) -> None:
    """Settle a disputed passage: one side's reading stands (``"A"``…), or, with ``None``, the code goes.

    What stands becomes the viewer's own coding with the round as its source; the coders' codings of that
    code there are taken away and stay on record. Raises ``NotFound`` for a passage that is not in dispute.
    """
    round_ = closed_round(work, Action.CODING_SETTLE, round_id)
    one = next((d for d in _disputes(work.archive, round_) if _key(d) == key), None)
    sides = dict(_labelled(work.archive, round_, one)) if one else {}
    if one is None or (side is not None and side not in sides):
        raise NotFound("There is no such passage or side in this round.")
    testimony, turns = open_workspace(work, Action.CODING_SETTLE, one.testimony)
    if one.turn not in turns or testimony.version != one.version:
        raise NotFound("These words are no longer open, or were corrected; look at the passages again.")
    kept = one.sides[round_.coders.index(sides[side])] if side else ()
    spans = [Span(one.turn, start, end, one.code) for start, end in kept]
    with work.store.transaction():
        _clear(work, testimony, round_, one)
        coding_acts.place(work, testimony.id, spans, action=Action.CODING_SETTLE, source=round_.id)
        work.store.rounds.settle(
            Settlement(
                round_.id,
                one.testimony,
                one.version,
                one.turn,
                one.start,
                one.end,
                one.code,
                bool(kept),
                work.viewer.user,
                work.clock.now(),
            )  # fmt: skip
        )
        work.record_event(Action.CODING_SETTLE, testimony, turn=one.turn, kept=len(kept))
    refresh(work.archive, testimony, {one.turn})


def _clear(work: UnitOfWork, testimony: Testimony, round_: Round, one: Dispute) -> None:
    """Take away what the coders, or an earlier settling, put there."""
    for coding in work.store.codings.of(testimony.id):
        theirs = round_.id in (coding.round, coding.source) and coding.code == one.code
        if theirs and coding.start < one.end and one.start < coding.end:
            work.store.codings.remove(coding.id, work.clock.now(), work.viewer.user)


def _disputes(archive: Archive, round_: Round) -> list[Dispute]:
    return disputes(archive.store.codings.of_round(round_.id), round_.coders, round_.codes)


def _key(one: Dispute) -> str:
    return f"{one.testimony}.{one.version}.{one.turn}.{one.start}.{one.end}.{one.code}"


def _settled(settlements: Iterable[Settlement]) -> dict[str, bool]:
    return {f"{s.testimony}.{s.version}.{s.turn}.{s.start}.{s.end}.{s.code}": s.kept for s in settlements}
