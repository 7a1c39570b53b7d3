"""Times as exporters and transcribers write them, and where in a line they stand.

Pure, and bounded: only the first and the last few dozen characters of a line are looked at, however long it
is. What a time means for a turn is decided elsewhere; a time inside a sentence is never looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from archive.ingest.transcript.labels import ascii_digits

_REACH = 90
"""Characters of a line, from either end, in which a time is looked for."""
_PARTS = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[:;]\d{1,2})?|\d{1,3}:\d{2}|\d{1,2}\.\d{2}:\d{2}"
CLOCK = rf"(?:{_PARTS})(?:[.,\-]\d{{1,3}})?(?!:?\d)"
_TO = r"\s*(?:-->|->|→|-|–|—)\s*"
_SPAN = rf"{CLOCK}(?:{_TO}{CLOCK})?"
WRAPPED = rf"(?:[\[({{<]\s*{_SPAN}\s*[\])}}>]|#{CLOCK}#)"
TIME = rf"(?:{WRAPPED}|{_SPAN})"
_HALF = r"(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?"
"""The half of the day behind a clock, which then tells no second of a recording."""
_DATE = r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}"
_DAY_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[^\W\d_]{1,2}(?:\.\s?[^\W\d_]\.|\.)?)?"
_DATED = rf"{_DATE},?\s+{_DAY_TIME}"
_CHAT = re.compile(rf"\s*(?:\[{_DATED}\]\s*|{_DATED}(?:\s+[-–—]\s+|:\s+))")
_FLOATS = re.compile(r"\s*(?P<time>\d+\.\d+)\t(?:\d+\.\d+\t)?")
_MILLISECONDS = re.compile(r"\s*¤<(?P<time>\d+)>\s*")
_FRONT_WRAPPED = re.compile(rf"\s*(?P<time>{WRAPPED})\s*(?:[-–—|]\s+)?")
_FRONT_CLOCK = re.compile(rf"\s*(?P<time>{_SPAN}){_HALF}(?:\s+(?:[-–—|]\s+)?|$)")
_BACK = re.compile(
    rf"(?P<gap>\s*[-–—|·•,@]\s+|\s{{2,}}|\t|\s+|(?=[\[(#<]))(?P<time>\[{_DATED}\]|\({_DATED}\)|{TIME}{_HALF}):?\s*$"
)
_MAY_BEGIN = re.compile(r"\s*(?:[\[({<#¤]<?\s*)?\d")
"""What every time in front of a line begins with: most lines have none, and are passed over by this alone."""
_ENDS = "])}>#:"
"""What a time behind a line ends in where it does not end in a digit."""
_F4_END = re.compile(rf"#{CLOCK}#\s*$")
_ONLY = re.compile(rf"\s*(?:{TIME}|¤<\d+>)\s*$")
_ANYWHERE = re.compile(rf"#{CLOCK}#|¤<\d{{1,12}}>")
_AT_END = re.compile(rf"\s+{WRAPPED}\s*$")
_NUMBER = re.compile(r"\s*(?:\[(\d{1,6})\]|\((\d{1,6})\)|(\d{1,6})[.):]?)(?:\s+|$)")
_QUOTED = re.compile(r"\s{0,3}>(?:\s?>){0,4}(?=\s|$) ?")
_FRACTION = re.compile(r"[-.,]\d+\W*$")
_CLOCK_PARTS = 3


class Front(StrEnum):
    """What stands at the head of a line before the label."""

    NOTHING = "nothing"
    CLOCK = "clock"
    WRAPPED = "time in brackets"
    CHAT = "day and time"
    FLOATS = "seconds"
    MILLISECONDS = "milliseconds"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time in a line: what form, from which column to which, and the second that it names."""

    front: Front
    start: int
    end: int
    seconds: float | None = None
    gap: str = ""


NO_STAMP = Stamp(Front.NOTHING, 0, 0)


def seconds_of(stamp: str | None) -> float | None:
    """``00:13``, ``[00:00:52]`` or ``#00:01:05-7#`` in seconds; the last part of f4's is tenths.

    Of a span the first time counts. The frames of a time code (``00:00:03:12``) are left out, since the
    number of frames in a second is not known.
    """
    first = re.search(CLOCK, ascii_digits(stamp or ""))
    if first is None:
        return None
    digits = re.findall(r"\d+", first.group())
    fraction = 0.0
    if _FRACTION.search(first.group()) and len(digits) > 2:
        last = digits.pop()
        fraction = int(last) / 10 ** len(last)
    total = 0
    for part in digits[:_CLOCK_PARTS]:
        total = total * 60 + int(part)
    return total + fraction


def front(text: str, begin: int = 0) -> Stamp:
    """The time that a line begins with, from a column on."""
    head = text[: begin + _REACH]
    if not _MAY_BEGIN.match(head, begin):
        return NO_STAMP
    found = _CHAT.match(head, begin)
    if found:
        return Stamp(Front.CHAT, begin, found.end())
    found = _FLOATS.match(head, begin)
    if found:
        return Stamp(Front.FLOATS, begin, found.end(), float(found["time"]))
    found = _MILLISECONDS.match(head, begin)
    if found:
        return Stamp(Front.MILLISECONDS, begin, found.end(), int(found["time"]) / 1000)
    for form, pattern in ((Front.WRAPPED, _FRONT_WRAPPED), (Front.CLOCK, _FRONT_CLOCK)):
        found = pattern.match(head, begin)
        if found:
            return Stamp(form, begin, found.end(), seconds_of(found["time"]))
    return NO_STAMP


def back(text: str) -> Stamp | None:
    """The time that a line ends with, and what stands between it and the words before."""
    cut = max(0, len(text) - _REACH)
    tail = text[cut:]
    found = _BACK.search(tail) if _may_end(tail) else None
    if found is None:
        return None
    chat = found["time"].count("/") + found["time"].count(".") > 1
    form = Front.CHAT if chat else Front.CLOCK
    stamp = None if chat or found["time"][-1:] in "Mm." else seconds_of(found["time"])
    return Stamp(form, cut + found.start(), cut + found.end(), stamp, found["gap"])


def _may_end(tail: str) -> bool:
    """Whether a line ends as every time behind a line does."""
    last = tail.rstrip()[-1:]
    return last.isdigit() or (last != "" and last in _ENDS)


def trailing_seconds(line: str) -> float | None:
    """The time that f4 writes at the end of a paragraph: the moment at which the next one begins."""
    found = _F4_END.search(line[-_REACH:]) if "#" in line[-_REACH:] else None
    return seconds_of(found.group()) if found else None


def is_time(line: str) -> bool:
    """Whether a line is a time, or a span of time, and nothing else."""
    return len(line) <= _REACH and bool(_ONLY.match(line))


def number_before(line: str) -> int | None:
    """The number that a line begins with, in brackets or not, where a blank follows it."""
    found = _NUMBER.match(line[:_REACH])
    return int(found[found.lastindex or 0]) if found else None


def after_number(line: str, begin: int = 0) -> int:
    """The column behind that number; ``begin`` where there is none."""
    found = _NUMBER.match(line[: begin + _REACH], begin)
    return found.end() if found else begin


def after_quotation(line: str) -> int:
    """The column behind the marks of a quotation, as Markdown and mail write them (``> words``)."""
    found = _QUOTED.match(line[:_REACH])
    return found.end() if found else 0


def marks_of_time(line: str) -> list[slice]:
    """Where a line holds times that no mouth says: f4's and Transana's anywhere, others at its end."""
    signed = "#" in line or "¤" in line
    places = [slice(m.start(), m.end()) for m in _ANYWHERE.finditer(line)] if signed else []
    cut = max(0, len(line) - _REACH)
    last = _AT_END.search(line[cut:]) if _may_end(line[cut:]) else None
    if last and not (places and places[-1].stop >= len(line)):
        places.append(slice(cut + last.start(), cut + last.end()))
    return places
