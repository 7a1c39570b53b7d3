"""Community scorecards: indicator by place by who scored, with a score and what people said about it.

A long card has one score a row. A wide one has places as columns: under each place a score, a comment, or
both in one cell. A wide card is read as the long one that says the same. A score without a comment is
nobody's testimony; it is counted and told, not turned into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import regex

from archive.ingest.part_digests import part_digest
from archive.ingest.tables import identity
from archive.ingest.tables.grids import rows_named
from archive.ingest.tables.identity import Identity
from archive.ingest.tables.table_layout import Sheet
from archive.ingest.text import canonical, flat
from archive.ingest.word_lists import any_entry, entries
from archive.model import Draft, Kind, Known, KnownKind, Turn, TurnKind

_MEANINGS = ("ward", "number", "indicator", "score", "comment", "who", "speaker")
_ATTRIBUTES = ("ward", "number", "score", "who")
_MIXED = regex.compile(r"^\s*(\d{1,3}(?:[.,/]\d{1,3})?)\s*[-–—:;,.)(]+\s*(?=\S*\p{L})(.+)$", regex.DOTALL)
_MARKS = " \t-–—:_/()"


@dataclass(frozen=True, slots=True)
class _Score:
    """One score: its cells by meaning, its row in the file, and how each meaning is headed."""

    cells: Mapping[str, str] = field(repr=False)
    row: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def comments_of(name: str, content: bytes, sheet: Sheet) -> list[Draft]:
    """A draft for each comment of a scorecard, none where the sheet is no scorecard."""
    scores = list(_scores(sheet))
    commented = [s for s in scores if any(map(str.isalnum, s.cells.get("comment", "")))]
    marks = [tuple(identity.canonical_cell(s.cells.get(m, "")) for m in _MEANINGS) for s in commented]
    twins = identity.counted_twins(marks)
    drafts = [_draft(name, content, s, twin) for s, twin in zip(commented, twins, strict=True)]
    bare = [s.row for s in scores if s.cells.get("score") and s not in commented]
    if drafts and bare:
        notice = (
            f"A score without a comment stands in {rows_named(sorted(set(bare)))}; no words were taken there."
        )
        drafts[0] = replace(drafts[0], notices=(*drafts[0].notices, notice))
    return drafts


def _scores(sheet: Sheet) -> Iterable[_Score]:
    fields = _fields(sheet)
    if {"indicator", "comment", "score"} <= set(fields):
        return _long(sheet, fields)
    if "indicator" in fields and "ward" not in fields:
        return _wide(sheet, fields)
    return ()


def _numbers(sheet: Sheet) -> Iterable[int]:
    return sheet.numbers or range(2, len(sheet.rows) + 2)


def _fields(sheet: Sheet) -> dict[str, str]:
    """The header of each meaning, as far as the sheet has one that is called so."""
    by_name = {flat(sheet.label(h)).casefold(): h for h in reversed(sheet.headers) if h not in sheet.groups}
    by_name |= {h.casefold(): h for h in reversed(sheet.headers) if h not in sheet.groups}
    fields = {}
    for meaning in _MEANINGS:
        named = [h for name, h in by_name.items() if name in entries(f"scorecard_{meaning}")]
        if named:
            fields[meaning] = min(named, key=sheet.headers.index)
    return fields


def _long(sheet: Sheet, fields: Mapping[str, str]) -> Iterable[_Score]:
    for row, number in zip(sheet.rows, _numbers(sheet), strict=True):
        yield _Score({meaning: row[header] for meaning, header in fields.items()}, number, fields)


def _wide(sheet: Sheet, fields: Mapping[str, str]) -> Iterable[_Score]:
    """The scores of a card with places as columns."""
    places = _places(sheet, frozenset(fields.values()))
    common = {m: h for m, h in fields.items() if m in ("number", "indicator", "who")}
    for row, number in zip(sheet.rows, _numbers(sheet), strict=True):
        for place, columns in places.items():
            cells = {m: row[h] for m, h in {**common, **columns}.items()}
            mixed = _MIXED.match(cells.get("both", ""))
            if mixed:
                cells |= {"score": mixed[1], "comment": mixed[2]}
            elif "both" in cells:
                kind = "comment" if any(map(str.isalpha, cells["both"])) else "score"
                cells[kind] = cells["both"]
            if cells.get("score") or cells.get("comment"):
                yield _Score({**cells, "ward": place}, number)


def _places(sheet: Sheet, taken: frozenset[str]) -> dict[str, dict[str, str]]:
    """For each place its columns by meaning; nothing where no place has a score and a comment."""
    places: dict[str, dict[str, str]] = {}
    for header in (h for h in sheet.headers if h not in taken):
        place, meaning = sheet.groups.get(header, ""), ""
        leaf = header.removeprefix(f"{place}: ") if place else header
        found = _leaf().search(leaf)
        if found:
            meaning = "score" if found["score"] else "comment" if found["comment"] else "who"
            place = place or (leaf[: found.start()] + leaf[found.end() :]).strip(_MARKS)
        if not place and _is_mixed(row[header] for row in sheet.rows):
            place, meaning = header, "both"
        if place and meaning:
            places.setdefault(place, {})[meaning] = header
    complete = [c for c in places.values() if "both" in c or {"score", "comment"} <= set(c)]
    return places if complete else {}


def _is_mixed(cells: Iterable[str]) -> bool:
    """Whether at least half of the filled cells are a score with words behind it."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(_MIXED.match(cell)) for cell in filled) * 2 >= len(filled)


@cache
def _leaf() -> regex.Pattern[str]:
    words = "|".join(
        rf"(?P<{meaning}>{any_entry(f'scorecard_{meaning}')})" for meaning in ("score", "comment", "who")
    )
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{M}}\p{{N}}])", regex.IGNORECASE
    )


def _draft(name: str, content: bytes, score: _Score, twin: int) -> Draft:
    cell = score.cells
    ward = flat(cell.get("ward", ""))
    part = f"{ward}/{flat(cell.get('number', '')) or flat(cell['indicator'])}"
    speaker = flat(cell.get("speaker", "")) or ward
    question, answer = canonical(flat(cell["indicator"])), canonical(cell["comment"])
    turns = (
        Turn(0, 0, 0, len(question), TurnKind.QUESTION),
        Turn(1, len(question), len(question), len(question) + len(answer), TurnKind.SPEECH, speaker),
    )
    one = Identity(
        (), (identity.mark(cell["comment"]),), tuple(map(identity.mark, ("indicator", "comment"))), twin
    )
    return Draft(
        name,
        part,
        part_digest(content, part),
        Kind.SCORECARD_COMMENT,
        question + answer,
        turns,
        known=(Known(KnownKind.LOC, ward),) if any(map(str.isalpha, ward)) else (),
        attributes=tuple((score.headers.get(m, m), flat(cell[m])) for m in _ATTRIBUTES if cell.get(m)),
        identity=one.written(),
    )
