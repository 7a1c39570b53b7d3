"""Rows of a table whose header says what stands in each column: ``Seat, Name, Age, Sex, Work, From``.

Readers hand a table on as lines with tabs. A cell under "Age" is an age though it is a bare number.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from language.across import any_of, words_of_all

_COLUMNS = tuple(
    (kind, words_of_all(f"column_{name}"))
    for kind, name in (
        (T.PERSON, "person"),
        (T.AGE, "age"),
        (T.LOC, "place"),
        (T.DEM, "community"),
        (T.PHONE, "phone"),
        (T.ID, "id"),
        (T.ORG, "organisation"),
    )
)
_EMPTY = regex.compile(rf"[\s\-–—.?/]*|{any_of('empty_cells')}", regex.IGNORECASE)


def tables(text: str, lang: str) -> list[Span]:
    """Cells of tables whose header names at least two columns that we know."""
    spans: list[Span] = []
    kinds: list[T | None] = []
    at = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 2 and sum(k is not None for k in _header(cells)) >= 2:
            kinds = _header(cells)
        elif len(cells) == len(kinds) and len(cells) > 2:
            spans += _row(cells, kinds, at)
        elif line.strip():
            kinds = []
        at += len(line) + 1
    return spans


def _header(cells: list[str]) -> list[T | None]:
    names = [cell.strip().casefold() for cell in cells]
    return [next((kind for kind, known in _COLUMNS if name in known), None) for name in names]


def _row(cells: list[str], kinds: list[T | None], at: int) -> list[Span]:
    spans: list[Span] = []
    for cell, kind in zip(cells, kinds, strict=True):
        whole = cell.split("(")[0] if kind is T.PERSON else cell
        if kind is not None and whole.strip() and not _EMPTY.fullmatch(whole):
            spans.append(Span(at, at + len(whole), kind, 0.85 if kind is not T.DEM else 0.6, "tables"))
        at += len(cell) + 1
    return spans
