"""Lines as layouts look at them: invisible signs, marks of type and what stands in front put aside.

A view is as long as its line, so that a column in it is a column in the text. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from archive.ingest.text import Line, Region
from archive.ingest.transcript.stamps import (
    NO_STAMP,
    Stamp,
    after_number,
    after_quotation,
    back,
    front,
    is_time,
    number_before,
)

# Signs that are not seen: zero-width spaces, joiners of words, marks of direction. The joiners inside Indic
# words (U+200C, U+200D) are letters to their writers and stay.
_UNSEEN = dict.fromkeys(
    (0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " "
)
_WIDE = {ord(a): b for a, b in zip("：（）［］｛｝＜＞【】〈〉", ":()[]{}<>[]<>", strict=True)}
_ALIKE = _UNSEEN | _WIDE
_ANY_ALIKE = re.compile("[" + "".join(map(chr, _ALIKE)) + "]")
_BOLD = re.compile(
    r"[\W\d]{0,40}?(?P<open>\*{1,3}|__)(?P<inside>[^*\s_][^*\n]{0,80}?)(?P<close>\*{1,3}|__)(?=\W|$)"
)
_HEADING = re.compile(r"\s*#{1,6}\s+")
_NUMBERED_SHARE = 0.8
_RISING_SHARE = 0.95
_FEW_LINES = 3
_LABEL_REACH = 70


@dataclass(frozen=True, slots=True)
class View:
    """One line: the text that is compared, the time in front of it and behind, and how it stands.

    ``begin`` is the column behind a line's number, the mark of a heading and the time in front. ``number`` is
    the column behind its marks of quotation and its number. ``indent`` is the column of the first sign.
    ``open`` says that the line may mark a voice: it is in the body of the page and in no table.
    """

    text: str = field(repr=False)
    begin: int = 0
    indent: int = 0
    front: Stamp = NO_STAMP
    back: Stamp | None = None
    number: int = 0
    heading: bool = False
    bold: slice | None = None
    typed_bold: bool = False
    open: bool = True
    blank: bool = False
    parted: bool = True
    only_time: bool = False

    def head(self, width: int = 200) -> str:
        """As much of the line as a label can take, and what stands in front of it."""
        return self.text[: self.begin + width]


def views_of(lines: Sequence[Line]) -> list[View]:
    """A view for each line. Linear in the text."""
    texts = [_alike(line.text) for line in lines]
    quoted = _quoted(texts)
    texts = [" " * n + text[n:] if n else text for text, n in zip(texts, quoted, strict=True)]
    counts = _counts(texts)
    views, parted = [], True
    for line, text, quote in zip(lines, texts, quoted, strict=True):
        blank = not text.strip()
        number = after_number(text, quote) if _is_counted(text, counts) else quote
        views.append(
            View(text, blank=True, open=False, number=quote) if blank else _view(line, text, number, parted)
        )
        parted = blank
    return views


class _Counts(StrEnum):
    """What the numbers at the head of lines count."""

    NOTHING = "nothing"
    LINES = "lines"
    LABELS = "labels"


def _is_counted(text: str, counts: _Counts) -> bool:
    return counts is _Counts.LINES or (counts is _Counts.LABELS and _has_label(text))


def _has_label(text: str) -> bool:
    return ":" in text[:_LABEL_REACH]


def _quoted(texts: Sequence[str]) -> list[int]:
    """For each line the column behind its marks of quotation, where nearly all the file is a quotation.

    Lines without the mark go on with the paragraph above them, as Markdown has it.
    """
    columns = [after_quotation(text) for text in texts]
    marked, going_on, filled = 0, 0, 0
    inside = False
    for text, column in zip(texts, columns, strict=True):
        blank = not text.strip()
        inside = bool(column) or (inside and not blank)
        marked += bool(column)
        going_on += inside and not column
        filled += not blank
    few = marked < max(_FEW_LINES, going_on) or marked + going_on < filled * _NUMBERED_SHARE
    return [0] * len(texts) if few else columns


def _counts(texts: Sequence[str]) -> _Counts:
    """What a file counts: its lines, or its labels with a colon where other lines go on."""
    filled = [text for text in texts if text.strip()]
    if _are_numbered(filled):
        return _Counts.LINES
    labels = [text for text in filled if _has_label(text) and number_before(text) is not None]
    most = len(labels) * _FEW_LINES >= len(filled) and _are_numbered(labels)
    return _Counts.LABELS if most else _Counts.NOTHING


def _alike(text: str) -> str:
    return text.translate(_ALIKE) if _ANY_ALIKE.search(text) else text


def _are_numbered(filled: Sequence[str]) -> bool:
    """Whether lines are counted: nearly each begins with a number, and the numbers rise."""
    numbers = [n for n in map(number_before, filled) if n is not None]
    if len(numbers) < _FEW_LINES or len(numbers) < len(filled) * _NUMBERED_SHARE:
        return False
    rising = sum(a < b for a, b in zip(numbers, numbers[1:], strict=False))
    return rising >= (len(numbers) - 1) * _RISING_SHARE


def _view(line: Line, text: str, number: int, parted: bool) -> View:
    begin = number
    text, bold = _unemphasised(text, begin)
    heading = _HEADING.match(text[: begin + 40], begin)
    begin = heading.end() if heading else begin
    stamp = front(text, begin)
    begin = max(begin, stamp.end)
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return View(
        text=text,
        begin=begin,
        indent=len(text) - len(text.lstrip()) if not number else begin - number,
        front=stamp,
        back=back(text),
        number=number,
        heading=heading is not None,
        bold=bold,
        typed_bold=line.bold,
        open=line.table is None and line.region is Region.BODY,
        parted=parted,
        only_time=is_time(text[number:]),
    )


def _unemphasised(text: str, begin: int) -> tuple[str, slice | None]:
    """The text with the marks of the first emphasis as blanks, and where the emphasised words stand."""
    if "*" not in text[:80] and "__" not in text[:80]:
        return text, None
    found = _BOLD.match(text[: begin + 160], begin)
    if found is None:
        return text, None
    open_, close = found.span("open"), found.span("close")
    blanked = text[: open_[0]] + " " * (open_[1] - open_[0]) + found["inside"]
    blanked += " " * (close[1] - close[0]) + text[close[1] :]
    return blanked, slice(open_[1], close[0])
