"""Where turns start: at marks, at notes and remarks, and where a voice goes on after them.

Pure. Which marks are believed is decided before; here nothing is left out and nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from archive.ingest.text import Line, Region
from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.labels import is_note, kind_of, seat
from archive.ingest.transcript.opening import OPENING, is_field_line, noted, sentence
from archive.ingest.transcript.stamps import Front, is_time, trailing_seconds
from archive.ingest.transcript.views import View
from archive.model import TurnKind

_REMARK = re.compile(r"^\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>)[.\s]*$")
_ASKS = 0.5
_FEW_VOICES = 3
_STAMPED_SHARE = 0.8
_FEW_STAMPS = 3
_ADDRESS = re.compile(r"https?://|www\.")
_LAST_LINE = 120
_FEW_WORDS = 4
_BY_MACHINE = "\u200e"


@dataclass(frozen=True, slots=True)
class Start:
    """Where a turn starts: its first line, the line and column of its words, and what is known of it."""

    first: int
    line: int
    body: int
    kind: TurnKind
    label: str | None = field(default=None, repr=False)
    seconds: float | None = None


def declared_starts(lines: Sequence[Line]) -> tuple[Start, ...]:
    """Turns that the format itself tells, what stands before them as header."""
    starts = []
    for number, line in enumerate(lines):
        one = line.declared
        if one:
            starts.append(Start(number, number, one.body, one.kind, one.label, one.seconds))
    if starts and starts[0].line > 0:
        starts.insert(0, Start(0, 0, 0, TurnKind.HEADER))
    return tuple(starts)


def marked_starts(
    lines: Sequence[Line],
    views: Sequence[View],
    marks: Sequence[Mark],
    loose: Sequence[Mark],
    asked: Collection[int],
    front: str,
) -> tuple[Start, ...]:
    """Every line that begins a turn: marks, questions without label, notes, remarks, what goes on after them.

    Args:
        lines: of the text.
        views: of those lines.
        marks: of voices.
        loose: marks that fit loosely: turns of their own, so that nobody's words hold them.
        asked: lines with which a question without label begins.
        front: what stands before each label.
    """
    seats = frozenset(seat(m.label or "") for m in marks)
    asker = _asker(marks, seats)
    kinds = {m.label: _kind(m, seats, asker) for m in (*marks, *loose)}
    at = {m.begin: m for m in loose} | {m.begin: m for m in marks}
    first = min((*at, *asked), default=0)
    starts = [Start(0, 0, 0, TurnKind.HEADER)] if first and marks else []
    if first and not marks:
        starts = list(unmarked_starts(lines[:first]))
    speaker: Mark | None = None
    noted, number = False, first
    while number < len(lines):
        line, mark = lines[number], at.get(number)
        if mark:
            starts.append(_turn(lines, mark, kinds[mark.label]))
            speaker, noted, number = mark, starts[-1].kind is TurnKind.NOTE, mark.line
        elif number in asked:
            starts.append(Start(number, number, 0, TurnKind.QUESTION))
            speaker, noted = None, False
        elif _is_noted(line, speaker) or _is_system(views, number, front):
            starts.append(Start(number, number, 0, TurnKind.NOTE))
            noted = True
        elif noted and line.text.strip() and speaker and not views[number].only_time:
            starts.append(Start(number, number, 0, kinds[speaker.label], speaker.label))
            noted = False
        number += 1
    return tuple(starts)


def _turn(lines: Sequence[Line], mark: Mark, kind: TurnKind) -> Start:
    label = mark.label
    if mark.front == Front.CHAT.value and _is_left_out(lines[mark.line].text, mark):
        kind, label = TurnKind.NOTE, None
    return Start(mark.begin, mark.line, mark.body, kind, label, _time_of(lines, mark))


def _kind(mark: Mark, seats: frozenset[str], asker: str | None) -> TurnKind:
    return TurnKind.QUESTION if mark.label and seat(mark.label) == asker else kind_of(mark.label, seats)


def _is_left_out(text: str, mark: Mark) -> bool:
    """Whether a chat's message is the machine's own: ``<Media omitted>``, or set off by its mark."""
    return (
        bool(_REMARK.match(mark.rest) and mark.rest[:1] == "<")
        or _BY_MACHINE in text[mark.body - 2 : mark.body + 1]
    )


def _is_system(views: Sequence[View], number: int, front: str) -> bool:
    """Whether a line is a machine's or an editor's: a message without sender, a heading, an address."""
    view = views[number]
    if view.heading or (front == Front.CHAT.value and view.front.front is Front.CHAT):
        return True
    if number < len(views) - 1 or len(view.text) > _LAST_LINE:
        return False
    return bool(_ADDRESS.search(view.text)) and (view.parted or len(view.text.split()) <= _FEW_WORDS)


def _time_of(lines: Sequence[Line], mark: Mark) -> float | None:
    if mark.seconds is not None or mark.line == 0 or mark.where is not Where.NOWHERE:
        return mark.seconds
    above = mark.line - 1
    while above > 0 and not lines[above].text.strip() and mark.line - above < 3:
        above -= 1
    return trailing_seconds(lines[above].text)


def _asker(marks: Sequence[Mark], seats: frozenset[str]) -> str | None:
    """The voice that interviews where no label says so: it asks in half its turns and says less."""
    if not 1 < len(seats) <= _FEW_VOICES or any(kind_of(m.label, seats) is TurnKind.QUESTION for m in marks):
        return None
    by_seat: dict[str, list[str]] = {s: [] for s in sorted(seats)}
    for mark in marks:
        by_seat[seat(mark.label or "")].append(mark.rest)
    asks = {
        s: sum(r.rstrip().endswith(("?", "？")) for r in rests) / len(rests) for s, rests in by_seat.items()
    }
    words = {s: sum(len(r.split()) for r in rests) / len(rests) for s, rests in by_seat.items()}
    one = max(asks, key=lambda s: asks[s] if len(by_seat[s]) > 1 else 0.0)
    answers = max((s for s in seats if s != one), key=lambda s: len(by_seat[s]))
    clear = asks[one] >= _ASKS and asks[answers] < asks[one] / 2 and words[one] < words[answers]
    return one if clear else None


def unmarked_starts(lines: Sequence[Line]) -> tuple[Start, ...]:
    """No speaker is marked anywhere: fields at the top are the header, all else is one voice."""
    top = 0
    for number, line in enumerate(lines[:OPENING]):
        if is_field_line(line):
            top = number + 1
        elif line.text.strip() and sentence(line.text):
            break
    starts = [Start(0, 0, 0, TurnKind.HEADER)] if top else []
    noted = True
    for number in range(top, len(lines)):
        if _is_noted(lines[number], None):
            starts.append(Start(number, number, 0, TurnKind.NOTE))
            noted = True
        elif noted and (lines[number].text.strip() or not starts):
            starts.append(Start(number, number, 0, TurnKind.SPEECH))
            noted = False
    return tuple(starts)


def stamped_starts(views: Sequence[View], *, sure: bool) -> tuple[Start, ...]:
    """A turn for each line that begins with a time, where nearly every line does and nobody is named."""
    stamped = [
        n for n, v in enumerate(views) if v.open and v.front.front is not Front.NOTHING and not v.only_time
    ]
    filled = sum(not v.blank and not v.only_time for v in views)
    if sure and (len(stamped) < _FEW_STAMPS or len(stamped) < filled * _STAMPED_SHARE):
        return ()
    starts = [Start(n, n, views[n].front.end, TurnKind.SPEECH, None, views[n].front.seconds) for n in stamped]
    return (Start(0, 0, 0, TurnKind.HEADER), *starts) if starts and stamped[0] else tuple(starts)


def _is_noted(line: Line, speaker: Mark | None) -> bool:
    if line.region is not Region.BODY:
        return True
    if line.table is not None and speaker is not None:
        return True
    label = noted(line.text)
    return bool(_REMARK.match(line.text) and not is_time(line.text)) or (label is not None and is_note(label))
