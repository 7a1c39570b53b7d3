"""A researcher at work: codes on what is selected, undo and redo, a verdict on what the machine proposes.

Codes are put on the rendering that the researcher reads and kept on the original, through its offset map.
Every step is an event, written with the change it tells of. Nobody changes what somebody else coded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive import reading
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness
from archive.coding.selectors import anchored
from archive.coding.undo_steps import redoable, undoable
from archive.errors import NotFound, Refused, UsageError
from archive.model import Act, Action, ActKind, Coding, Testimony, Verdict, new_id
from archive.study.notebook import usable
from archive.study.workspace import (
    CodedTurn,
    CodingSheet,
    ShownCoding,
    open_workspace,
    refresh,
    sheet,
    undecided,
)
from consent.policy import Permit

__all__ = [
    "CodedTurn", "CodingSheet", "OriginalSpan", "Selection", "ShownCoding", "Span", "code", "confirm",
    "judge", "place", "redo", "remove", "selected", "sheet", "undo",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """Words selected on the rendering: from ``start`` of ``turn`` to ``end`` of ``to`` (or of the same turn),
    in code points of the turns' renderings."""

    turn: int
    start: int
    end: int
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A code on ``start:end`` of the original, within one turn. Offsets count in the testimony."""

    turn: int
    start: int
    end: int
    code: str
    memo: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OriginalSpan:
    """``start:end`` of one turn in the original. Offsets count in the testimony."""

    turn: int
    start: int
    end: int

    def coded(self, code: str, memo: str = "") -> Span:
        """The span with a code on it."""
        return Span(self.turn, self.start, self.end, code, memo)


# --- coding ----------------------------------------------------------------------------------------


def code(work: UnitOfWork, testimony_id: str, selection: Selection, code: str) -> list[str]:
    """Put a code on what is selected: the ids of the codings, one for each turn it reaches over.

    A selection that touches a replacement takes in the whole of what was replaced. Raises ``UsageError``
    where nothing is selected or the code is not in the codebook.
    """
    testimony, turns = open_workspace(work, Action.CODING_ADD, testimony_id)
    renderings = reading.rendered(work.archive, testimony, turns, "research")
    spans = [part.coded(code) for turn in renderings if (part := selected(turn, selection)) is not None]
    if not spans:
        raise UsageError("Nothing is selected there; select some words of a turn.")
    codings = _keep(work, testimony, turns, spans, Action.CODING_ADD)
    refresh(work.archive, testimony, {c.turn for c in codings})
    return [c.id for c in codings]


def selected(turn: reading.RenderedTurn, selection: Selection) -> OriginalSpan | None:
    """The place in the original of the part of a selection that lies in one turn's rendering."""
    last = selection.turn if selection.to is None else selection.to
    if not selection.turn <= turn.index <= last:
        return None
    start = selection.start if turn.index == selection.turn else 0
    end = min(selection.end, len(turn.text)) if turn.index == last else len(turn.text)
    if not 0 <= start < end or not turn.text[start:end].strip():
        return None
    begin, stop = turn.rendering.map.span_to_original(start, end)
    return OriginalSpan(turn.index, turn.start + begin, turn.start + stop)


def place(
    work: UnitOfWork,
    testimony_id: str,
    spans: Sequence[Span],
    *,
    action: Action = Action.CODING_ADD,
    source: str = "",
) -> list[Coding]:
    """Put codes on spans of the original: for imports (``Action.CODING_IMPORT``) and for gold.

    All or none; the index is left to the caller (``refresh``). Raises ``UsageError`` for a span outside
    its turn's words or a code that is not in use, ``NotFound`` for a turn that consent does not open.
    """
    testimony, turns = open_workspace(work, action, testimony_id)
    return _keep(work, testimony, turns, spans, action, source) if spans else []


def _keep(
    work: UnitOfWork, testimony: Testimony, turns: Mapping[int, Permit],
    spans: Sequence[Span], action: Action, source: str = "",
) -> list[Coding]:  # fmt: skip
    blind = blindness.blind_in(work.archive, work.viewer, testimony)
    codes = {span.code for span in spans}
    usable(work.archive, testimony.project, codes)
    if blind is not None and blind.codes and not codes <= set(blind.codes):
        raise Refused("This blind round compares other codes; use one of those.")
    words = work.store.testimonies.unseal(testimony.id, sorted({s.turn for s in spans} & set(turns)))
    at, round_id = work.clock.now(), blind.id if blind else ""
    codings = [
        replace(_coding(testimony, words, span), coder=work.viewer.user, at=at, source=source, round=round_id)
        for span in spans
    ]
    with work.store.transaction():
        for coding in codings:
            work.store.codings.add(coding)
        turn = codings[0].turn if len({c.turn for c in codings}) == 1 else None
        work.record_event(action, testimony, turn=turn, codings=len(codings))
    return codings


def _coding(testimony: Testimony, words: Mapping[int, str], span: Span) -> Coding:
    """A coding anchored to the words of its turn. Whose it is, is filled in by the caller."""
    if span.turn not in words:
        raise NotFound("There is nothing at this address that you may open.")
    at = testimony.turns[span.turn]
    body = words[span.turn][at.body - at.start :].rstrip("\n")
    anchor = anchored(body, span.start - at.body, min(span.end - at.body, len(body)))
    return Coding(
        id=new_id("c"), testimony=testimony.id, version=testimony.version, turn=span.turn,
        start=at.body + anchor.start, end=at.body + anchor.end, code=span.code, coder="",
        at=testimony.received_at, quote=anchor.quote, memo=span.memo, before=anchor.before,
        after=anchor.after,
    )  # fmt: skip


def remove(work: UnitOfWork, coding_id: str) -> None:
    """Take a coding of one's own away; it stays for the record. Raises ``NotFound``, ``Refused``."""
    testimony, coding = _own(work, Action.CODING_REMOVE, coding_id)
    with work.store.transaction():
        work.store.codings.remove(coding.id, work.clock.now(), work.viewer.user)
        work.record_event(Action.CODING_REMOVE, testimony, turn=coding.turn, codings=1)
    refresh(work.archive, testimony, {coding.turn})


def confirm(work: UnitOfWork, coding_id: str) -> None:
    """Say that a coding still stands on words that were corrected. Raises ``NotFound``, ``Refused``."""
    testimony, coding = _own(work, Action.CODING_ADD, coding_id)
    with work.store.transaction():
        work.store.codings.confirm(coding.id, work.clock.now(), work.viewer.user)
        work.record_event(Action.CODING_ADD, testimony, turn=coding.turn, confirmed=1)


def _own(work: UnitOfWork, action: Action, coding_id: str) -> tuple[Testimony, Coding]:
    """A coding of the viewer's own, in a testimony that is open to them."""
    coding = work.store.codings.get(coding_id)
    if coding is None:
        raise NotFound("There is nothing at this address that you may open.")
    testimony, turns = open_workspace(work, action, coding.testimony)
    seen = {c.id for c in blindness.visible(work.archive, work.viewer, testimony, removed=True)}
    if coding.id not in seen or coding.turn not in turns:
        raise NotFound("There is nothing at this address that you may open.")
    if coding.coder != work.viewer.user:
        raise Refused("Somebody else coded this; settle it together in a round, or add a coding of your own.")
    return testimony, coding


# --- undo ------------------------------------------------------------------------------------------


def undo(work: UnitOfWork, testimony_id: str) -> list[str]:
    """Take back the viewer's last step in a testimony; the ids of the codings it touched, none if there is
    no step left. The steps themselves stay on record."""
    return _turn_back(work, testimony_id, undoable)


def redo(work: UnitOfWork, testimony_id: str) -> list[str]:
    """Take the last undo back; the ids of the codings it touched."""
    return _turn_back(work, testimony_id, redoable)


def _turn_back(
    work: UnitOfWork, testimony_id: str, which: Callable[[Iterable[Act]], tuple[Act, ...]]
) -> list[str]:
    testimony, _ = open_workspace(work, Action.CODING_ADD, testimony_id)
    steps = which(work.store.codings.acts(testimony.id, work.viewer.user))
    at = work.clock.now()
    with work.store.transaction():
        for step in steps:
            if step.kind is ActKind.ADD:
                work.store.codings.remove(step.coding, at, work.viewer.user, step.number)
            else:
                work.store.codings.restore(step.coding, at, work.viewer.user, step.number)
        if steps:
            work.record_event(Action.CODING_REMOVE, testimony, undone=len(steps))
    touched = {c.turn for step in steps if (c := work.store.codings.get(step.coding)) is not None}
    refresh(work.archive, testimony, touched)
    return [step.coding for step in steps]


# --- suggestions -----------------------------------------------------------------------------------


def judge(
    work: UnitOfWork, testimony_id: str, suggestion_id: str, verdict: Verdict, code: str = ""
) -> Coding | None:
    """A researcher's verdict on a suggestion. Accepted, it becomes that person's coding, with the suggestion
    as its source; changed, the same with ``code`` instead; rejected, it is kept as such.

    Raises ``Refused`` in a blind round, where suggestions are not shown.
    """
    testimony, turns = open_workspace(work, Action.SUGGESTION_DECIDE, testimony_id)
    if blindness.blind_in(work.archive, work.viewer, testimony) is not None:
        raise Refused("In a blind round suggestions are not shown; code what you read.")
    suggestion = next((s for s in undecided(work.archive, testimony) if s.id == suggestion_id), None)
    if suggestion is None or suggestion.turn not in turns:
        raise NotFound("There is no such suggestion waiting; read the testimony again.")
    if verdict not in (Verdict.ACCEPT, Verdict.CHANGE, Verdict.REJECT) or (verdict is Verdict.CHANGE) != bool(
        code
    ):
        raise UsageError("Accept or reject a suggestion, or change it by naming another code.")
    with work.store.transaction():
        work.store.codings.decide(replace(suggestion, verdict=verdict, decided_by=work.viewer.user))
        work.record_event(Action.SUGGESTION_DECIDE, testimony, turn=suggestion.turn)
        if verdict is Verdict.REJECT:
            return None
        span = Span(suggestion.turn, suggestion.start, suggestion.end, code or suggestion.code)
        kept = _keep(work, testimony, turns, [span], Action.SUGGESTION_DECIDE, suggestion.id)
    refresh(work.archive, testimony, {suggestion.turn})
    return kept[0]
