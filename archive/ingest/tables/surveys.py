"""Survey tables (.csv, .xlsx) as KoboToolbox, ODK and people make them: one draft a row.

Story cells become text, under their question; names, phones and numbers become known identifiers, so
that they are masked in the stories; the rest become attributes. System columns are not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.errors import Unreadable
from archive.ingest.part_digests import part_digest
from archive.ingest.tables import survey_columns as column_rules
from archive.ingest.tables.spreadsheets import Book, Sheet
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole
from archive.ingest.text import flat
from archive.model import Draft, Kind, Known, KnownKind, Turn, TurnKind

_PARENTS = ("_parent_index", "PARENT_KEY", "_submission__id", "_parent_id")
_JOINS = {"_parent_index": "_index", "PARENT_KEY": "KEY", "_submission__id": "_id", "_parent_id": "_id"}
_SCORECARD = {
    "ward": ("ward", "place", "village"),
    "number": ("indicator_no", "no", "number", "indicator no", "indicator no."),
    "indicator": ("indicator",),
    "score": ("score",),
    "comment": ("comment", "comments", "remark", "remarks"),
    "who": ("who", "who says it", "group"),
    "speaker": ("speaker", "seat"),
}


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The columns of one sheet by role."""

    sheet: Sheet
    roles: Mapping[str, ColumnRole]
    chosen: ColumnMap = field(default_factory=ColumnMap)

    def of(self, *roles: ColumnRole) -> list[str]:
        return [h for h in self.sheet.headers if self.roles[h] in roles]


def drafts(name: str, content: bytes, book: Book, chosen: ColumnMap | None) -> list[Draft]:
    """One draft a row that tells something, or one per scorecard comment.

    Raises:
        Unreadable: no column holds free text.
    """
    sheets = [s for s in book.sheets if s.rows]
    collected = []
    for sheet in sheets:
        fields = _scorecard(sheet)
        if fields:
            collected += _comments(name, content, sheet, fields)
    if not collected:
        collected = _answers(name, content, sheets, chosen or ColumnMap())
    if not collected:
        raise Unreadable(
            "No column of the table holds free text: say which columns are stories when you import it."
        )
    return [_with(d, book) for d in _distinct(collected)]


def _with(draft: Draft, book: Book) -> Draft:
    if not book.known and not book.notices:
        return draft
    return replace(draft, known=(*draft.known, *book.known), notices=(*draft.notices, *book.notices))


def _distinct(collected: Iterable[Draft]) -> list[Draft]:
    """Drafts whose parts differ: a second comment on the same indicator gets a number."""
    seen: dict[str, int] = {}
    kept = []
    for draft in collected:
        seen[draft.part] = seen.get(draft.part, 0) + 1
        if seen[draft.part] == 1:
            kept.append(draft)
            continue
        part = f"{draft.part}#{seen[draft.part]}"
        digest = hashlib.sha256(f"{draft.digest}\0{part}".encode()).hexdigest()
        kept.append(replace(draft, part=part, digest=digest))
    return kept


def sort_columns(sheet: Sheet, chosen: ColumnMap) -> _Sorted:
    """The role of each column: as a person chose it, else as it is guessed."""
    names = frozenset(sheet.headers)
    roles = {
        h: chosen.roles.get(h) or column_rules.guess(h, [r[h] for r in sheet.rows], names)
        for h in sheet.headers
    }
    return _Sorted(sheet, roles, chosen)


def _answers(name: str, content: bytes, sheets: Sequence[Sheet], chosen: ColumnMap) -> list[Draft]:
    tables = [sort_columns(s, chosen) for s in sheets]
    repeats = [t for t in tables if any(p in t.sheet.headers for p in _PARENTS)]
    collected = []
    for table in tables:
        if table in repeats:
            continue
        several = len(tables) - len(repeats) > 1
        for number, row in enumerate(table.sheet.rows, 1):
            part = row.get("_id") or row.get("KEY") or row.get("_uuid") or str(number)
            part = f"{table.sheet.name}/{part}" if several else part
            joined = [(table, row), *_children(repeats, row)]
            draft = _answer(name, content, flat(part), joined)
            if draft:
                collected.append(draft)
    return collected


def _children(repeats: Sequence[_Sorted], row: Mapping[str, str]) -> list[tuple[_Sorted, Mapping[str, str]]]:
    """Rows of the repeat sheets that belong to this row."""
    children = []
    for table in repeats:
        parent = next(p for p in _PARENTS if p in table.sheet.headers)
        key = row.get(_JOINS[parent], "")
        children += [(table, r) for r in table.sheet.rows if key and r[parent] == key]
    return children


def _answer(
    name: str, content: bytes, part: str, joined: Sequence[tuple[_Sorted, Mapping[str, str]]]
) -> Draft | None:
    stories = [
        (h, row[h])
        for table, row in joined
        for h in table.of(ColumnRole.STORY)
        if any(map(str.isalpha, row[h]))
    ]
    if not stories:
        return None
    text, turns = _tell(stories, part)
    known = tuple(k for table, row in joined for k in _known(table, row))
    attributes = tuple(a for n, (table, row) in enumerate(joined) for a in _attributes(table, row, n))
    notices = [
        "The row's own consent question was answered with no."
        for table, row in joined
        for h in table.of(ColumnRole.CONSENT)
        if column_rules.refuses(row[h])
    ]
    dropped = [h for table, _ in joined[:1] for h in table.of(ColumnRole.DROP)]
    if dropped:
        notices.append(f"{len(dropped)} columns (positions, files, staff notes) were left out.")
    digest = part_digest(content, part)
    return Draft(name, part, digest, Kind.SURVEY_ANSWER, text, turns, None, known, attributes, tuple(notices))


def _tell(stories: Iterable[tuple[str, str]], label: str) -> tuple[str, tuple[Turn, ...]]:
    """Question and answer by turns, and the text that they tile.

    Args:
        stories: headers on one line and cells, canonical but for the line feed, as ``Sheet`` has them.
        label: of who answers.
    """
    text = ""
    turns: list[Turn] = []
    for question, answer in stories:
        for words, kind, who in ((question, TurnKind.QUESTION, None), (answer, TurnKind.SPEECH, label)):
            piece = f"{words}\n" if words else ""
            turns.append(Turn(len(turns), len(text), len(text), len(text) + len(piece), kind, who))
            text += piece
    return text, tuple(turns)


def _known(table: _Sorted, row: Mapping[str, str]) -> Iterable[Known]:
    for header in table.of(ColumnRole.DIRECT):
        kind = table.chosen.kinds.get(header) or column_rules.kind_of(header) or KnownKind.PERSON
        if row[header]:
            yield Known(kind, flat(row[header]))
    for header in table.of(ColumnRole.QUASI):
        if column_rules.is_place(header) and any(map(str.isalpha, row[header])):
            yield Known(KnownKind.LOC, flat(row[header]))


def _attributes(table: _Sorted, row: Mapping[str, str], number: int) -> Iterable[tuple[str, str]]:
    for header in table.of(ColumnRole.QUASI, ColumnRole.CHOICE, ColumnRole.CONSENT):
        if row[header]:
            yield (f"{header}[{number}]" if number else header), flat(row[header])


def _scorecard(sheet: Sheet) -> dict[str, str]:
    """The columns of a community scorecard by meaning, empty where the sheet is none."""
    by_name = {h.casefold(): h for h in reversed(sheet.headers)}
    fields = {
        meaning: by_name[n] for meaning, names in _SCORECARD.items() for n in reversed(names) if n in by_name
    }
    return fields if {"indicator", "comment", "score"} <= set(fields) else {}


def _comments(name: str, content: bytes, sheet: Sheet, fields: Mapping[str, str]) -> list[Draft]:
    collected = []
    for row in sheet.rows:
        cell = {meaning: row[header] for meaning, header in fields.items()}
        if not any(map(str.isalnum, cell["comment"])):
            continue
        ward = flat(cell.get("ward", ""))
        part = f"{ward}/{flat(cell.get('number', '')) or flat(cell['indicator'])}"
        speaker = flat(cell.get("speaker", "")) or ward
        text, turns = _tell([(flat(cell["indicator"]), cell["comment"])], speaker)
        columns = ("ward", "number", "score", "who")
        attributes = tuple((fields[m], flat(cell[m])) for m in columns if cell.get(m))
        known = (Known(KnownKind.LOC, ward),) if any(map(str.isalpha, ward)) else ()
        collected.append(
            Draft(
                name,
                part,
                part_digest(content, part),
                Kind.SCORECARD_COMMENT,
                text,
                turns,
                None,
                known,
                attributes,
            )
        )
    return collected
