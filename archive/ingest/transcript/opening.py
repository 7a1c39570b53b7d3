"""Where the header of a transcript ends: before the first line in which somebody speaks.

A header lists the same roles that speak later (``Interviewer: Nusrat Jahan``), so a role alone proves
nothing: what follows it must be more than a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.text import Line, Region
from archive.ingest.transcript.conventions import Mark
from archive.ingest.transcript.labels import is_field, is_role

NOTED = re.compile(r"^\s*[\[(]?\s*(?P<label>[^\s:：][^:：\t]{0,30}?)\s*[:：]")
OPENING = 40
_SENTENCE_END = re.compile("[.?!\u0964\u0965…][\"'”’)\\]]*\\s*$")
# "Interviewer: A. Rahman. Typed at once": a name in capitals, then a full stop.
_NAME_FIRST = re.compile(r"^(?:[A-Z\u00c0-\u1ef8][\w'’]*[ .]+){1,3}[A-Z\u00c0-\u1ef8][\w'’]*\.(?:\s|$)")
_FEW = 8
_ASIDE = re.compile(r"\([^()]*\)")
_STAMP = re.compile(r"[#\[(]?[\d:.\-]+[#\])]?\s*$")


def after_header(lines: Sequence[Line], marks: Sequence[Mark], sure: Sequence[Mark]) -> list[Mark]:
    """Marks without those of the opening block, where a role stands with a name: ``Interviewer: X``.

    Args:
        lines: of the document.
        marks: every candidate of one layout.
        sure: those whose label is known or recurs; the first with a sentence behind it ends the header.
    """
    fields = [n for n, line in enumerate(lines[:OPENING]) if is_field_line(line)]
    spoken = next((m.line for m in sure if sentence(m.rest)), len(lines))
    last_field = max((n for n in fields if n < spoken), default=-1)
    kept = [m for m in marks if m.line > last_field or m.line >= spoken]
    listed = 0
    while listed < len(kept) and kept[listed].line < OPENING:
        if not _names_somebody(kept[listed], len(kept) - listed):
            break
        listed += 1
    return kept[listed:]


def is_field_line(line: Line) -> bool:
    """Whether a line is a field of a form (``Date: …``), or stands in a page header."""
    match = NOTED.match(line.text)
    named = match is not None and any(map(str.isalpha, match["label"])) and is_field(match["label"])
    return line.region is Region.HEADER or named


def sentence(rest: str) -> bool:
    """Whether words are more than a name or an entry: many, or closed by a full stop."""
    rest = _STAMP.sub("", _ASIDE.sub(" ", rest))
    return len(rest.split()) > _FEW or bool(_SENTENCE_END.search(rest))


def _names_somebody(mark: Mark, left: int) -> bool:
    """Whether the opening line lists a person: ``Interviewer: A. B.``, ``P1: 34, F, rag picker``."""
    label, words = mark.label or "", _ASIDE.sub(" ", mark.rest).split()
    if left == 1 or not words:
        return False
    listed = mark.rest.count(",") >= 2 and any(c.isdigit() for c in mark.rest)
    if listed and not _SENTENCE_END.search(mark.rest):
        return True
    if is_role(label) and _NAME_FIRST.match(mark.rest):
        return True
    return is_role(label) and len(words) <= _FEW and not _SENTENCE_END.search(mark.rest)
