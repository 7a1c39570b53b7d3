"""Lines of a printed page become paragraphs: wrapped lines and parted words are joined.

A line goes on where the one before it had no room for its first word, or broke off in mid-sentence. A line
that may begin with the name of somebody who speaks begins a paragraph, always: a voice must not end in the
words of another. Where a joined word is less likely than one with a hyphen, the hyphen stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.documents.page_layout import Printed

_HYPHENS = "-\u2010\u00ad"
_FINAL = re.compile(r"[.?!:\u2026\u0964\u0965\uff1a][\"'\u201d\u2019)\]]*$")
_LABEL = re.compile(
    r"^(?P<label>[^\s:\uff1a][^:\uff1a\t]{0,40}?)\s*[:\uff1a](?=\s|$)|^(?P<cell>[^\t]{1,40})\t"
)
_MARK = re.compile(r"^(?:[\[({<#@*\u2022\u25aa\u25cf\u27a2]|[-\u2013\u2014]\s|\d{1,3}[.)]\s|\d{1,2}:\d{2})")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_WORDS_OF_LABEL = 4
_WORDS_OF_NAME = 4
_WIDE_GAP = 1.6
_OTHER_SIZE = 0.15
_WIDTH_OF_LETTER = 0.5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as one; ``bold`` if all of them are."""

    text: str = field(repr=False)
    bold: bool = False
    table: int | None = None


def paragraphs(lines: Sequence[Printed]) -> list[Paragraph]:
    """The paragraphs of a document, in order."""
    words = Counter(word for line in lines for word in _WORD.findall(line.text.lower()))
    starts = Counter(_start(line.text) for line in lines)
    pitch = _pitch(lines)
    joined: list[Paragraph] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if before is None or not _goes_on(before, line, starts, pitch):
            joined.append(Paragraph(line.text, line.bold, line.table))
            continue
        last = joined[-1]
        joined[-1] = Paragraph(_join(last.text, line.text, words), last.bold and line.bold)
    return joined


def _goes_on(before: Printed, line: Printed, starts: Counter[str], pitch: float) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    if line.table is not None or before.table is not None:
        return False
    if not line.text or not before.text or _may_be_label(line.text, starts):
        return False
    same_column = line.column == before.column
    if line.bold != before.bold or abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return False
    if same_column and before.y - line.y > _WIDE_GAP * pitch:
        return False
    first = line.text[0]
    if before.text[-1] in _HYPHENS and before.text[-2:-1].isalpha() and first.isalpha():
        return True
    if _FINAL.search(before.text) or _is_name(line.text, starts):
        return False
    return first.islower() or _is_full(before, line)


def _is_full(before: Printed, line: Printed) -> bool:
    """Whether the first word of a line had no room on the one before it."""
    needed = (len(line.text.split()[0]) + 1) * _WIDTH_OF_LETTER * line.size
    return before.end + needed > before.right


def _start(text: str) -> str:
    """What a line has in common with others that name the same voice: its label, or all of it."""
    match = _LABEL.match(text)
    return (match["label"] or match["cell"] or "").strip().casefold() if match else text.strip().casefold()


def _may_be_label(text: str, starts: Counter[str]) -> bool:
    if _MARK.match(text):
        return True
    match = _LABEL.match(text)
    if not match:
        return False
    label = match["label"] or match["cell"]
    if len(label.split()) > _WORDS_OF_LABEL:
        return False
    return not label[0].islower() or starts[_start(text)] > 1


def _is_name(text: str, starts: Counter[str]) -> bool:
    """Whether a whole line may name somebody: it comes again, or it is short and each word begins large."""
    words = text.split()
    if len(words) > _WORDS_OF_NAME:
        return False
    if _FINAL.search(text):
        return False
    return starts[_start(text)] > 1 or all(word[0].isupper() for word in words)


def _pitch(lines: Sequence[Printed]) -> float:
    """The usual distance from one line to the next, in points."""
    steps = Counter(
        round(before.y - line.y)
        for before, line in zip(lines, lines[1:], strict=False)
        if line.column == before.column and before.y > line.y
    )
    return float(steps.most_common(1)[0][0]) if steps else 0.0


def _join(before: str, line: str, words: Counter[str]) -> str:
    if before[-1] not in _HYPHENS or not before[-2:-1].isalpha() or not line[0].isalpha():
        return f"{before} {line}"
    stem, rest = _WORD.findall(before[:-1])[-1:], _WORD.match(line)
    if not stem or rest is None:
        return before + line
    parted = f"{stem[0]}-{rest[0]}".lower()
    whole = f"{stem[0]}{rest[0]}".lower()
    # The halves themselves stand at the ends of these lines and are counted once each.
    apart = words[stem[0].lower()] > 1 and words[rest[0].lower()] > 1
    keeps = line[0].isupper() or words[parted] or (apart and not words[whole])
    return f"{before}{line}" if keeps and not words[whole] else f"{before[:-1]}{line}"
