"""How transcripts mark who speaks: each convention finds its candidate marks in the lines of a document.

A convention only reports what has its shape; which one the document follows, and which candidates
are believed, is decided over the whole document in ``turns``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.ingest.text import Line, Region
from archive.ingest.transcript.labels import ascii_digits, is_field, is_known, is_plausible, seat

_CLOCK = r"(?:\d{1,2}[:.])?\d{1,2}:\d{2}(?:[.,\-]\d{1,3})?"
_TIME = rf"(?:[\[(]\s*{_CLOCK}\s*[\])]|#{_CLOCK}#|{_CLOCK})"
_LABELLED = re.compile(
    rf"^\s*(?:(?P<time>{_TIME})\s+)?(?P<label>[#@*]{{0,2}}[^\s:：\t][^:：\t\n]{{0,59}}?)"
    rf"(?:[ ]+(?P<after>{_TIME}))?\s*[*]{{0,2}}[:：][*]{{0,2}}(?P<close>[-–]?)(?P<gap>\s*)(?P<rest>.*)$"
)
_BRACKETED = re.compile(
    rf"^\s*(?:(?P<time>{_TIME})\s+)?[\[{{<(](?P<label>[^\[\]{{}}<>()\n]{{1,60}}(?:\([^()]*\))?)[\]}}>)]"
    r"[:：]?\s+(?P<rest>\S.*)$"
)
_STAMPED = re.compile(
    rf"^\s*(?P<label>[^\t\n]{{1,50}}?)[:：]?(?:\s{{2,}}|\t|\s+(?=[\[(#]))(?P<time>{_TIME})\s*$"
)
_DASHED = re.compile(r"^\s*[-–—•]\s*(?P<rest>\S.*)$")
_ONLY_TIME = re.compile(rf"^\s*{_TIME}\s*$")
_TRAILING_TIME = re.compile(rf"(?P<time>#{_CLOCK}#)\s*$")
_UNCLOSED = re.compile(r"^[#@*]*[\[({<][^\])}>]*$")
_MAX_CELLS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate start of a turn: which line, from which column the words begin, and who."""

    line: int
    body: int
    label: str | None = field(default=None, repr=False)
    seconds: float | None = None
    rest: str = field(default="", repr=False)


Finder = Callable[[Sequence[Line]], list[Mark]]


def seconds_of(stamp: str | None) -> float | None:
    """``00:13``, ``[00:00:52]`` or ``#00:01:05-7#`` in seconds; the last part of f4's is tenths."""
    digits = re.findall(r"\d+", ascii_digits(stamp or ""))
    if not digits:
        return None
    fraction = 0.0
    if re.search(r"[-.,]\d+\W*$", stamp or "") and len(digits) > 2:
        last = digits.pop()
        fraction = int(last) / 10 ** len(last)
    total = 0
    for part in digits:
        total = total * 60 + int(part)
    return total + fraction


def trailing_seconds(line: str) -> float | None:
    """The time that f4 writes at the end of a paragraph: the moment at which the next one begins."""
    match = _TRAILING_TIME.search(line)
    return seconds_of(match["time"]) if match else None


def is_time(line: str) -> bool:
    """Whether a line is a time and nothing else."""
    return bool(_ONLY_TIME.match(line))


def labelled(lines: Sequence[Line]) -> list[Mark]:
    """``R: text``, ``Q1: text``, ``#Name: text``, ``Speaker 1 00:13: text``."""
    marks = []
    for number, line in enumerate(lines):
        match = _LABELLED.match(line.text) if line.table is None and line.region is Region.BODY else None
        if not match or _UNCLOSED.match(match["label"]):
            continue
        glued = not match["gap"] and bool(match["rest"])
        if glued and (not is_known(match["label"]) or match["rest"][0] in "/0123456789"):
            continue
        stamp = seconds_of(match["time"] or match["after"])
        marks.append(Mark(number, match.start("rest"), match["label"].strip(" *"), stamp, match["rest"]))
    return marks


def bracketed(lines: Sequence[Line]) -> list[Mark]:
    """``[Name] text``, ``{Name} text``."""
    marks = []
    for number, line in enumerate(lines):
        match = _BRACKETED.match(line.text) if line.table is None else None
        if match and not is_time(match["label"]):
            stamp = seconds_of(match["time"])
            marks.append(Mark(number, match.start("rest"), match["label"].strip(), stamp, match["rest"]))
    return marks


def stamped(lines: Sequence[Line]) -> list[Mark]:
    """``Speaker 1   00:13`` on a line of its own, the words below."""
    marks = []
    for number, line in enumerate(lines):
        match = _STAMPED.match(line.text) if line.table is None else None
        if match and not is_field(match["label"]):
            below = lines[number + 1].text if number + 1 < len(lines) else ""
            marks.append(
                Mark(number, len(line.text), match["label"].strip(), seconds_of(match["time"]), below)
            )
    return marks


def tabbed(lines: Sequence[Line]) -> list[Mark]:
    """``Speaker 1<tab>text`` in paragraphs, and rows of a two- or three-column table of turns."""
    marks = [_row(n, line) for n, line in enumerate(lines) if line.table is None and "\t" in line.text]
    by_table: dict[int, list[Mark | None]] = {}
    for number, line in enumerate(lines):
        if line.table is not None:
            by_table.setdefault(line.table, []).append(_row(number, line))
    for rows in by_table.values():
        if _tells_turns(rows):
            marks.extend(rows)
    return sorted((m for m in marks if m), key=lambda m: m.line)


def _row(number: int, line: Line) -> Mark | None:
    cells = line.text.split("\t")
    if len(cells) < 2 or (line.table is not None and len(cells) > _MAX_CELLS):
        return None
    column, time, at = 0, None, 0
    while at < len(cells) - 2 and (
        is_time(cells[at]) or cells[at].strip().isdigit() or not cells[at].strip()
    ):
        time = seconds_of(cells[at]) if is_time(cells[at]) else time
        column += len(cells[at]) + 1
        at += 1
    label = cells[at].strip().rstrip(":： ")
    body = column + len(cells[at]) + 1
    if at + 2 < len(cells) and is_time(cells[at + 1]):
        time = seconds_of(cells[at + 1])
        body += len(cells[at + 1]) + 1
    while body < len(line.text) and line.text[body] in "\t ":
        body += 1
    rest = line.text[body:]
    return Mark(number, body, label, time, rest) if label and rest and not is_time(label) else None


def _tells_turns(rows: Sequence[Mark | None]) -> bool:
    """Whether a table holds speech: somebody speaks twice in it. A table of participants repeats nobody."""
    seats = Counter(seat(m.label) for m in rows if m and m.label and is_plausible(m.label))
    return bool(seats) and seats.most_common(1)[0][1] > 1 and sum(m is not None for m in rows) * 2 > len(rows)


def hanging(lines: Sequence[Line]) -> list[Mark]:
    """A name in bold on a line of its own, the words in plain type below."""
    marks = []
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if line.bold and below and not below.bold and line.table is None and is_plausible(line.text):
            marks.append(Mark(number, len(line.text), line.text.strip(), None, below.text))
    return marks


def dashed(lines: Sequence[Line]) -> list[Mark]:
    """``- text``: a dash for each change of speaker, nobody named."""
    marks = []
    for number, line in enumerate(lines):
        match = _DASHED.match(line.text) if line.table is None else None
        if match:
            marks.append(Mark(number, match.start("rest"), None, None, match["rest"]))
    return marks


def emphasised(lines: Sequence[Line]) -> list[Mark]:
    """The interviewer in bold, the participant in plain type, no labels: ``I`` and ``R`` are ours."""
    marks: list[Mark] = []
    last: bool | None = None
    for number, line in enumerate(lines):
        if line.region is not Region.BODY or line.table is not None or not line.text.strip():
            continue
        if line.bold != last:
            marks.append(Mark(number, 0, "I" if line.bold else "R", None, line.text))
            last = line.bold
    return marks


NAMED: tuple[Finder, ...] = (labelled, tabbed, bracketed, stamped, hanging)
