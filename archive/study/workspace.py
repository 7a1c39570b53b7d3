"""A testimony as a researcher codes it: its rendering turn by turn, with the codes the researcher may see.

Codes stand on the original; here they are shown on the rendering, and the original itself never comes out.
Which turns are open is decided by ``access``, whose codings are seen by ``blindness``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness
from archive.access.policy.roles import Resource
from archive.coding.undo_steps import redoable, undoable
from archive.model import Action, Coding, Fit, Scope, Suggestion, Testimony, TurnKind, Verdict, Viewer
from archive.ports import Archive
from consent.policy import Permit


@dataclass(frozen=True, slots=True)
class ShownCoding:
    """A code as a reader sees it: ``start`` to ``end`` count in the turn's rendering, ``text`` is what stands
    there. ``hidden`` where nothing of the original's words is left to see in it. ``sort`` is ``coding`` or
    ``suggestion``; ``score`` and ``verdict`` belong to suggestions."""

    id: str
    sort: str
    code: str
    turn: int
    start: int
    end: int
    text: str = field(repr=False)
    by: str = ""
    mine: bool = False
    fit: Fit = Fit.WORDS
    hidden: bool = False
    source: str = ""
    score: float = 0.0
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class CodedTurn:
    """A turn in its research rendering with every code and suggestion on it, in order of position."""

    index: int
    kind: TurnKind
    speaker: str
    text: str = field(repr=False)
    codings: tuple[ShownCoding, ...] = ()
    suggestions: tuple[ShownCoding, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class CodingSheet:
    """A testimony as it is coded. ``look`` are codings that a correction changed or lost, or that
    redaction hides; ``blind`` names the round in which the viewer sees only their own work."""

    testimony: str
    project: str
    version: int
    turns: tuple[CodedTurn, ...]
    look: tuple[ShownCoding, ...]
    blind: str
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """A testimony that the viewer may code today: how many turns are open, what is on it, and the round in
    which only their own work shows."""

    testimony: Testimony
    turns: int
    codings: int
    mine: int
    suggestions: int
    blind: str


@dataclass(frozen=True, slots=True)
class _OpenedSheet:
    """A sheet with the testimony and the open turns that it is of, for the event."""

    testimony: Testimony
    permits: Mapping[int, Permit]
    sheet: CodingSheet


def worklist(work: UnitOfWork) -> list[WorklistRow]:
    """What the viewer may code today, in the order it came. An event for each project before the answer."""
    rows: list[WorklistRow] = []
    for project in sorted(work.viewer.projects):
        work.authorise_project(Action.TESTIMONY_LIST, project)
        work.record_project(Action.TESTIMONY_LIST, project)
        rows += [one for t in work.store.testimonies.all(Scope.of({project})) if (one := _placed(work, t))]
    work.log.anchored()
    return rows


def _placed(work: UnitOfWork, testimony: Testimony) -> WorklistRow | None:
    turns = reading.open_turns(work, testimony)
    if not turns:
        return None
    blind = blindness.blind_in(work.archive, work.viewer, testimony)
    codings = [c for c in blindness.visible(work.archive, work.viewer, testimony) if c.turn in turns]
    offered = [] if blind else [s for s in undecided(work.archive, testimony) if s.turn in turns]
    mine = sum(c.coder == work.viewer.user for c in codings)
    return WorklistRow(testimony, len(turns), len(codings), mine, len(offered), blind.id if blind else "")


# --- reading ---------------------------------------------------------------------------------------


def sheet(
    work: UnitOfWork, testimony_id: str, action: Action = Action.CODING_READ, **details: object
) -> CodingSheet:
    """The testimony turn by turn with the codes that the viewer may see, as far as consent opens it today.

    Raises ``NotFound`` or ``Refused``. The reading (or, for an exchange file, the export) is an event before
    the answer; ``details`` are codes for it.
    """

    def look() -> _OpenedSheet:
        testimony, turns = open_workspace(work, Action.CODING_READ, testimony_id)
        if action is not Action.CODING_READ:
            about = ("testimony", testimony.id)
            work.authorise(action, Resource(testimony.project), gate.any_of(turns), about)
        return _OpenedSheet(testimony, turns, _sheet(work, testimony, turns))

    return work.read_consistently(
        look, lambda seen: work.record_reading(action, seen.testimony, seen.permits, **details)
    ).sheet


def _sheet(work: UnitOfWork, testimony: Testimony, turns: Mapping[int, Permit]) -> CodingSheet:
    blind = blindness.blind_in(work.archive, work.viewer, testimony)
    codings = blindness.visible(work.archive, work.viewer, testimony)
    offered = [] if blind else undecided(work.archive, testimony)
    acts = work.store.codings.acts(testimony.id, work.viewer.user)
    renderings = reading.rendered(work.archive, testimony, dict(turns), "research")
    coded = tuple(
        _coded(
            work.viewer, t, codings, offered, testimony.turns[t.index].language or testimony.language or ""
        )
        for t in renderings
    )
    lost = [_lost(work.viewer, c) for c in codings if c.fit is Fit.LOST and c.turn in turns]
    doubtful = [s for t in coded for s in t.codings if s.fit is not Fit.WORDS or s.hidden]
    return CodingSheet(
        testimony.id, testimony.project, testimony.version, coded, (*doubtful, *lost),
        blind.id if blind else "", bool(undoable(acts)), bool(redoable(acts)),
    )  # fmt: skip


def _coded(
    viewer: Viewer,
    turn: reading.RenderedTurn,
    codings: Iterable[Coding],
    offered: Iterable[Suggestion],
    language: str,
) -> CodedTurn:
    mine = [_coding_on(viewer, turn, c) for c in codings if c.turn == turn.index and c.fit is not Fit.LOST]
    proposals = [
        replace(_on(turn, s.id, s.code, (s.start, s.end)), sort="suggestion", by=s.made_by, score=s.score)
        for s in offered
        if s.turn == turn.index
    ]
    return CodedTurn(
        turn.index, turn.kind, turn.speaker, turn.text, _sorted(mine), _sorted(proposals), language
    )


def _coding_on(viewer: Viewer, turn: reading.RenderedTurn, coding: Coding) -> ShownCoding:
    return replace(
        _on(turn, coding.id, coding.code, (coding.start, coding.end)),
        by=coding.coder, mine=coding.coder == viewer.user, fit=coding.fit, source=coding.source,
    )  # fmt: skip


def _on(turn: reading.RenderedTurn, id_: str, code: str, span: tuple[int, int]) -> ShownCoding:
    """A span of the original as it stands on a turn's rendering."""
    inside = (max(0, span[0] - turn.start), max(0, span[1] - turn.start))
    start, end = turn.rendering.map.span_to_rendering(*inside)
    left = any(p.start < inside[1] and inside[0] < p.end for p in turn.rendering.map.pieces if not p.replaced)
    return ShownCoding(id_, "coding", code, turn.index, start, end, turn.text[start:end], hidden=not left)


def _lost(viewer: Viewer, coding: Coding) -> ShownCoding:
    return ShownCoding(
        coding.id, "coding", coding.code, coding.turn, 0, 0, "", coding.coder,
        coding.coder == viewer.user, coding.fit, source=coding.source,
    )  # fmt: skip


def _sorted(codings: Iterable[ShownCoding]) -> tuple[ShownCoding, ...]:
    return tuple(sorted(codings, key=lambda s: (s.start, s.end, s.code, s.id)))


# --- who may sit here ------------------------------------------------------------------------------


def open_workspace(
    work: UnitOfWork, action: Action, testimony_id: str
) -> tuple[Testimony, dict[int, Permit]]:
    """The testimony and the turns of it that are open to this viewer today for what they want to do.

    To code is to read, so reading must be allowed as well: role, purpose, project and consent. Raises
    ``NotFound`` or ``Refused``, each an event.
    """
    testimony = work.load_authorised(action, testimony_id)
    turns = reading.open_turns(work, testimony)
    about = ("testimony", testimony.id)
    resource = Resource(testimony.project)
    work.authorise(Action.TESTIMONY_READ, resource, gate.any_of(turns), about)
    return testimony, turns


def undecided(archive: Archive, testimony: Testimony) -> list[Suggestion]:
    """What the machine proposes for this version and nobody has judged."""
    every = archive.store.codings.suggestions(testimony.id)
    return [s for s in every if s.verdict is None and s.version == testimony.version]


def refresh(archive: Archive, testimony: Testimony, turns: Collection[int]) -> None:
    """Bring the codes of some turns into the index, so that a search by code finds them.

    Where a consent changes meanwhile it is done again, so that nothing of a withdrawn turn stays behind.
    """
    for _ in range(gate.TRIES):
        before = archive.store.consents.count()
        fresh = [d for d in reading.index_documents(archive, testimony) if d.turn in turns]
        archive.index.remove(ids={f"{testimony.id}.{turn}" for turn in turns} - {d.id for d in fresh})
        archive.index.put(fresh)
        if archive.store.consents.count() == before:
            return
    archive.index.remove(testimony=testimony.id)
