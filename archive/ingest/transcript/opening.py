"""Where the header of a transcript ends: before the first line in which somebody speaks.

A header lists the same roles that speak later (``Interviewer: Nusrat Jahan``), so a role alone proves
nothing: what follows it must be more than a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.text import Line, Region
from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.label_words import NAME_LINKS, fold_label
from archive.ingest.transcript.labels import is_field, is_role
from archive.ingest.word_lists import entries

_NOTED = re.compile(r"[\[(]?\s{0,3}(?P<label>[^\s:：][^:：\t]{0,30}?)\s*[:：]")
_COLON = re.compile("[:：]")
_REACH = 120
OPENING = 40
_SENTENCE_END = re.compile("[.?!\u0964\u0965…][\"'”’)\\]]*\\s*$")
# "Interviewer: A. Rahman. Typed at once": a name in capitals, then a full stop.
_NAME_FIRST = re.compile(r"^(?:[A-Z\u00c0-\u1ef8][\w'’]*[ .]+){1,3}[A-Z\u00c0-\u1ef8][\w'’]*\.(?:\s|$)")
_FEW = 8
_LONG = 400
_AND = frozenset(map(fold_label, entries("and")))
_NEXT_ENTRY = re.compile(r"\s{2,}|[;,\t]")
_ASIDE = re.compile(r"\([^()]*\)")
_STAMP = re.compile(r"[#\[(]?\d[\d:.\-]{0,20}[#\])]?\s*$")


def after_header(lines: Sequence[Line], marks: Sequence[Mark], sure: Sequence[Mark]) -> list[Mark]:
    """Marks without those of the opening block, where a role stands with a name: ``Interviewer: X``.

    Args:
        lines: of the document.
        marks: every candidate of one layout.
        sure: those whose label is known or recurs; the first with a sentence behind it ends the header.
    """
    fields = [n for n, line in enumerate(lines[:OPENING]) if is_field_line(line)]
    at = {m.line for m in sure}
    told = (m for m in marks if m.line in at or m.where is not Where.NOWHERE)
    spoken = next((m.line for m in told if sentence(m.rest)), len(lines))
    last_field = max((n for n in fields if n < spoken), default=-1)
    kept = [m for m in marks if m.line > last_field or m.line >= spoken]
    listed = 0
    while listed < len(kept) and kept[listed].line < OPENING:
        if not _names_somebody(kept[listed], len(kept) - listed, bool(fields)):
            break
        listed += 1
    return kept[listed:]


def is_field_line(line: Line) -> bool:
    """Whether a line is a field of a form (``Date: …``), or stands in a page header."""
    label = noted(line.text)
    named = label is not None and any(map(str.isalpha, label)) and is_field(label)
    return line.region is Region.HEADER or named


def noted(text: str) -> str | None:
    """What stands before a line's first colon, with or without a bracket before it, where that is short."""
    if not _COLON.search(text[:_REACH]):
        return None
    match = _NOTED.match(text[:_REACH].lstrip())
    return match["label"] if match else None


def sentence(rest: str) -> bool:
    """Whether words are more than a name or an entry: many, or closed by a full stop."""
    if len(rest) > _LONG:
        return True
    rest = _STAMP.sub("", _ASIDE.sub(" ", rest))
    return len(rest.split()) > _FEW or bool(_SENTENCE_END.search(rest))


def _names_somebody(mark: Mark, left: int, fields: bool) -> bool:
    """Whether the opening line lists a person: ``Interviewer: A. B.``, ``P1: 34, F, rag picker``.

    A single word behind a role is a name only below fields of a form: ``Interviewer: Welcome`` is said.
    """
    label, rest = mark.label or "", _STAMP.sub("", mark.rest[:_LONG]).strip()
    words = _NEXT_ENTRY.split(_ASIDE.sub(" ", rest).strip(), maxsplit=1)[0].split()
    if left == 1 or not words:
        return False
    ends = bool(_SENTENCE_END.search(rest))
    if mark.rest.count(",") >= 2 and any(c.isdigit() for c in mark.rest) and not ends:
        return True
    if not is_role(label):
        return False
    if _NAME_FIRST.match(rest):
        return True
    return len(words) <= _FEW and not ends and _written_as_names(words) and (len(words) > 1 or fields)


def _written_as_names(words: Sequence[str]) -> bool:
    """Whether all words but links begin with a capital, or come from a script that has none."""
    return not any(w[0].islower() and fold_label(w) not in NAME_LINKS | _AND for w in words)
