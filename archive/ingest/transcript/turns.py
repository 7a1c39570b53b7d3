"""From a text to its turns: one convention for the whole document, then a tiling without a gap.

Pure, and total: any text gives turns that cover it exactly. Where nothing marks a speaker, the text is
one turn of an unknown voice; nothing is guessed from what people say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.text import Hints, Line, Region, split_lines
from archive.ingest.transcript.conventions import (
    NAMED,
    Mark,
    bracketed,
    dashed,
    emphasised,
    hanging,
    is_time,
    labelled,
    seconds_of,
    stamped,
    tabbed,
    trailing_seconds,
)
from archive.ingest.transcript.labels import (
    describes,
    is_known,
    is_note,
    is_plausible,
    is_remark,
    kind_of,
    seat,
    speaks_once,
)
from archive.ingest.transcript.opening import NOTED, OPENING, after_header, is_field_line, sentence
from archive.model import Turn, TurnKind

__all__ = ["parse_turns", "seat"]

_REMARK = re.compile(r"^\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>)[.\s]*$")
_TAGS = frozenset("#@")
_GATHERING = 6
_ASKS = 0.5
_FEW_VOICES = 3


def parse_turns(text: str, hints: Hints | None = None, layout: str | None = None) -> tuple[Turn, ...]:
    """The turns of a canonical text, in order, tiling it from 0 to ``len(text)``.

    Args:
        text: canonical text (``archive.ingest.text.canonical``).
        hints: one ``Line`` per line of ``text``, where the format told more than words.
    """
    if not text:
        return ()
    words = split_lines(text)
    lines: Sequence[Line] = hints.lines if hints else ()
    if len(lines) != len(words):
        lines = [Line(w) for w in words]
    if any(line.declared for line in lines):
        return _tile(text, lines, _declared(lines))
    marks = _followed(lines)
    return _tile(text, lines, _starts(lines, marks))


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a turn starts: its line, the column of its words, and what is known of it."""

    line: int
    body: int
    kind: TurnKind
    label: str | None = field(default=None, repr=False)
    seconds: float | None = None


def _declared(lines: Sequence[Line]) -> list[_Start]:
    starts = []
    for number, line in enumerate(lines):
        declared = line.declared
        if declared:
            starts.append(_Start(number, declared.body, declared.kind, declared.label, declared.seconds))
    if starts and starts[0].line > 0:
        starts.insert(0, _Start(0, 0, TurnKind.HEADER))
    return starts


def _followed(lines: Sequence[Line]) -> list[Mark]:
    """The believed marks of the convention that the document follows, by evidence over all of it."""
    best: list[Mark] = []
    for finder in NAMED:
        marks = after_header(lines, _believed(finder(lines), finder))
        if _evidence(marks) > _evidence(best):
            best = marks
    if _evidence(best) >= 2 or (best and is_known(best[0].label or "")):
        return best
    bold = emphasised(lines)
    if sum(1 for m in bold if m.label == "I") >= 2:
        return bold[1:] if bold[0].label == "R" else bold
    dashes = dashed(lines)
    filled = sum(1 for line in lines if line.text.strip())
    return dashes if len(dashes) >= 2 and len(dashes) * 2 >= filled else []


def _evidence(marks: Sequence[Mark]) -> float:
    seats = Counter(_seat(m) for m in marks)
    return sum(1.0 if seats[_seat(m)] > 1 or is_known(m.label or "") else 0.5 for m in marks)


def _seat(mark: Mark) -> str:
    """The seat that a mark names; a dash names none."""
    return seat(mark.label or "")


def _believed(marks: Sequence[Mark], finder: object) -> list[Mark]:
    """Candidates whose label is a known code or role, recurs, or looks like somebody who speaks."""
    plausible = [m for m in marks if m.label and is_plausible(m.label) and not is_note(m.label)]
    if finder is bracketed:
        plausible = [m for m in plausible if not _REMARK.match(m.rest) and not is_remark(m.label or "")]
    seats = Counter(_seat(m) for m in plausible)
    recurring = {s for s, times in seats.items() if times > 1}
    known = [m for m in plausible if is_known(m.label or "") or _seat(m) in recurring]
    if finder in {hanging, stamped}:
        return known if recurring else []
    if len(known) < 2:
        return known
    if finder is tabbed:
        return plausible
    voices = len({_seat(m) for m in known})
    sure = {m.line for m in known}
    return [m for m in plausible if m.line in sure or _once(m.label or "", voices, finder)]


def _once(label: str, voices: int, finder: object) -> bool:
    """Whether a label without a second occurrence is believed: the more voices, the sooner."""
    if finder is labelled and voices >= _GATHERING:
        return describes(label)
    return speaks_once(label, named=finder is bracketed or voices > 2 or label[:1] in _TAGS)


def _starts(lines: Sequence[Line], marks: Sequence[Mark]) -> list[_Start]:
    """Every line that begins a turn: believed marks, notes, remarks, and what goes on after them."""
    if not marks:
        return _unmarked(lines)
    at = {m.line: m for m in marks}
    seats = frozenset(_seat(m) for m in marks)
    asker = _asker(marks, seats)
    first = marks[0].line
    starts = [_Start(0, 0, TurnKind.HEADER)] if first else []
    speaker: Mark | None = None
    noted = False
    for number in range(first, len(lines)):
        line, mark = lines[number], at.get(number)
        if mark:
            kind = TurnKind.QUESTION if _seat(mark) == asker else kind_of(mark.label, seats)
            starts.append(_Start(number, mark.body, kind, mark.label, _time_before(lines, mark)))
            speaker, noted = mark, False
        elif _noted(line, speaker):
            starts.append(_Start(number, 0, TurnKind.NOTE))
            noted = True
        elif noted and line.text.strip() and speaker:
            kind = TurnKind.QUESTION if _seat(speaker) == asker else kind_of(speaker.label, seats)
            starts.append(_Start(number, 0, kind, speaker.label))
            noted = False
    return starts


def _asker(marks: Sequence[Mark], seats: frozenset[str]) -> str | None:
    """The voice that interviews where no label says so: it asks in half its turns and says less."""
    if not 1 < len(seats) <= _FEW_VOICES or any(kind_of(m.label, seats) is TurnKind.QUESTION for m in marks):
        return None
    by_seat = {s: [m.rest for m in marks if _seat(m) == s] for s in sorted(seats)}
    asks = {
        s: sum(r.rstrip().endswith(("?", "？")) for r in rests) / len(rests) for s, rests in by_seat.items()
    }
    words = {s: sum(len(r.split()) for r in rests) / len(rests) for s, rests in by_seat.items()}
    one = max(asks, key=lambda s: asks[s] if len(by_seat[s]) > 1 else 0.0)
    answers = max((s for s in seats if s != one), key=lambda s: len(by_seat[s]))
    clear = asks[one] >= _ASKS and asks[answers] < asks[one] / 2 and words[one] < words[answers]
    return one if clear else None


def _unmarked(lines: Sequence[Line]) -> list[_Start]:
    """No speaker is marked anywhere: fields at the top are the header, all else is one voice."""
    top = 0
    for number, line in enumerate(lines[:OPENING]):
        if is_field_line(line):
            top = number + 1
        elif line.text.strip() and sentence(line.text):
            break
    starts = [_Start(0, 0, TurnKind.HEADER)] if top else []
    noted = True
    for number in range(top, len(lines)):
        if _noted(lines[number], None):
            starts.append(_Start(number, 0, TurnKind.NOTE))
            noted = True
        elif noted and (lines[number].text.strip() or not starts):
            starts.append(_Start(number, 0, TurnKind.SPEECH))
            noted = False
    return starts


def _noted(line: Line, speaker: Mark | None) -> bool:
    if line.region is not Region.BODY:
        return True
    if line.table is not None and speaker is not None:
        return True
    match = NOTED.match(line.text)
    return bool(_REMARK.match(line.text) and not is_time(line.text)) or bool(
        match and is_note(match["label"])
    )


def _time_before(lines: Sequence[Line], mark: Mark) -> float | None:
    if mark.seconds is not None or mark.line == 0:
        return mark.seconds
    above = lines[mark.line - 1].text
    return seconds_of(above) if is_time(above) else trailing_seconds(above)


def _tile(text: str, lines: Sequence[Line], starts: Sequence[_Start]) -> tuple[Turn, ...]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line.text) + 1)
    turns = []
    for index, begin in enumerate(starts):
        start = offsets[begin.line] if index else 0
        end = offsets[starts[index + 1].line] if index + 1 < len(starts) else len(text)
        words = _words(text, min(offsets[begin.line] + begin.body, end), end)
        turns.append(Turn(index, start, words, end, begin.kind, begin.label or None, seconds=begin.seconds))
    return tuple(turns)


def _words(text: str, begin: int, end: int) -> int:
    """The offset of the first letter of a turn's words, past the line break after a lone label."""
    at = begin
    while at < end and text[at].isspace():
        at += 1
    return at if at < end else begin
