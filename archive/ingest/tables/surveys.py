"""Survey tables (.csv, .xlsx) as KoboToolbox, ODK and people make them: one draft a row.

Story cells become text, under their question; names, phones and numbers become known identifiers, so
that they are masked in the stories; the rest become attributes. System columns are not kept. A row that says
no to its own question of consent is marked as refused, and a row whose cells cannot be told apart waits.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from archive.errors import Unreadable
from archive.ingest.tables import identity, survey_columns, survey_forms
from archive.ingest.tables.column_readings import ColumnReading, read_columns
from archive.ingest.tables.identity import Identity
from archive.ingest.tables.row_consent import OwnAnswers, own_answers
from archive.ingest.tables.scorecards import comments_of
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole
from archive.ingest.tables.table_layout import Book, Sheet, rows_named
from archive.ingest.text import canonical, flat
from archive.model import Draft, Kind, Known, KnownKind, Turn, TurnKind

_PARENTS = ("_parent_index", "PARENT_KEY", "_submission__id", "_parent_id")
_JOINS = {"_parent_index": "_index", "PARENT_KEY": "KEY", "_submission__id": "_id", "_parent_id": "_id"}
_TELLS = regex.compile(r"[\p{L}\p{N}\p{S}]")
_LETTER = regex.compile(r"\p{L}")
_KEPT = (ColumnRole.STORY, ColumnRole.QUASI, ColumnRole.CHOICE, ColumnRole.CONSENT, ColumnRole.DIRECT)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet and what each of its columns is taken for."""

    sheet: Sheet
    columns: Mapping[str, ColumnReading]

    def of(self, *roles: ColumnRole) -> list[str]:
        return [h for h in self.sheet.headers if self.columns[h].role in roles]

    def label(self, header: str) -> str:
        """The question as people read it, where no other column is called the same."""
        label = self.columns[header].label or header
        alike = sum((c.label or h) == label for h, c in self.columns.items())
        return label if alike == 1 or label == self.sheet.labels.get(header) else header

    def words(self, header: str, cell: str) -> str:
        """A cell with the labels of its codes."""
        return survey_forms.answers_in_words(cell, self.columns[header].choices)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its cells by header, its number in the file, and why its cells do not fit, if so."""

    table: _Table
    cells: Mapping[str, str]
    number: int = 0
    misfit: str = ""


def drafts(name: str, content: bytes, book: Book, chosen: ColumnMap | None) -> list[Draft]:
    """One draft a row that tells something or refuses, or one per scorecard comment.

    Raises:
        Unreadable: no column holds free text, or the workbook is a form.
    """
    if survey_forms.is_form(book):
        raise Unreadable(
            "This workbook is a form and holds no answers: import its export, and the form is read beside it."
        )
    collected = [d for s in book.sheets for d in comments_of(name, content, s)]
    if not collected:
        collected = _answers(name, content, book, chosen or ColumnMap())
    if not collected:
        raise Unreadable(
            "No column of the table holds free text: say which columns are stories when you import it."
        )
    return [_with(d, book) for d in _distinct(collected)]


def _with(draft: Draft, book: Book) -> Draft:
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


def _tables(book: Book, chosen: ColumnMap) -> list[_Table]:
    readings = iter(read_columns(book, chosen).columns)
    return [_Table(s, {h: next(readings) for h in s.headers}) for s in book.sheets]


def _answers(name: str, content: bytes, book: Book, chosen: ColumnMap) -> list[Draft]:
    tables = [t for t in _tables(book, chosen) if t.sheet.rows]
    repeats = [t for t in tables if any(p in t.sheet.headers for p in _PARENTS)]
    mains = [t for t in tables if t not in repeats] or tables
    repeats = [t for t in repeats if t not in mains]
    if not any(t.of(ColumnRole.STORY) for t in tables):
        return []
    collected: list[Draft] = []
    for table in mains:
        within = table.sheet.name if len(mains) > 1 else ""
        collected += _of_table(name, content, table, repeats, within)
    if collected:
        collected[0] = replace(collected[0], notices=(*collected[0].notices, *_orphans(mains, repeats)))
    return collected


def _of_table(
    name: str, content: bytes, table: _Table, repeats: Sequence[_Table], within: str
) -> list[Draft]:
    rows = _rows(table)
    joined = [[row, *_children(repeats, row.cells)] for row in rows]
    identities = _identities(table, joined, within)
    repeated = _repeated(rows, identities)
    collected, silent, twice = [], [], []
    for ordinal, (row, parts, one) in enumerate(zip(rows, joined, identities, strict=True), 1):
        if repeated.get(ordinal) == "":
            twice.append(row.number)
            continue
        part = _part(row, ordinal, within)
        doubt = row.misfit or repeated.get(ordinal, "")
        draft = _answer(name, hashlib.sha256(content + b"\0" + part.encode()).hexdigest(), part, parts, doubt)
        if draft is None:
            silent.append(row.number)
        else:
            collected.append(replace(draft, identity=one.written()))
    if collected:
        notices = (*collected[0].notices, *_of_whole_table(identities, silent, twice))
        collected[0] = replace(collected[0], notices=notices)
    return collected


def _rows(table: _Table) -> list[_Row]:
    sheet = table.sheet
    numbers = sheet.numbers or range(2, len(sheet.rows) + 2)
    return [
        _Row(table, cells, number, sheet.misfits.get(place, ""))
        for place, (cells, number) in enumerate(zip(sheet.rows, numbers, strict=True))
    ]


def _part(row: _Row, ordinal: int, within: str) -> str:
    """How a row is called: by its id, else by its place, which no consent may name."""
    ids = () if row.misfit else (row.cells.get(h, "") for h in ("_id", "KEY", "_uuid"))
    called = next((cell for cell in ids if identity.is_id(cell)), "")
    if not called and not row.misfit:
        own = identity.ids_of(row.cells, row.table.of(ColumnRole.ID))
        called = own[0].partition(":")[2] if own else ""
    part = called or str(ordinal)
    return flat(f"{within}/{part}" if within else part)


def _of_whole_table(
    identities: Sequence[Identity], silent: Sequence[int], twice: Sequence[int]
) -> Iterable[str]:
    if silent:
        yield f"Nothing is told in {rows_named(silent)}, so nothing of it was taken."
    if twice:
        yield f"The same submission stands again in {rows_named(twice)}; it was read once."
    if not any(one.ids for one in identities):
        yield (
            "The rows of this table have no ids (_uuid, KEY, _id): they are known again by their answers, "
            "and no consent can name them by their number."
        )


# --- rows and what belongs to them -------------------------------------------------------------------


def _children(repeats: Sequence[_Table], row: Mapping[str, str]) -> list[_Row]:
    """Rows of the repeat sheets that belong to this row."""
    children = []
    for table in repeats:
        parent = next(p for p in _PARENTS if p in table.sheet.headers)
        key = row.get(_JOINS[parent], "")
        children += [_Row(table, r) for r in table.sheet.rows if key and r[parent] == key]
    return children


def _orphans(mains: Sequence[_Table], repeats: Sequence[_Table]) -> Iterable[str]:
    for table in repeats:
        parent = next(p for p in _PARENTS if p in table.sheet.headers)
        keys = {row.get(_JOINS[parent], "") for main in mains for row in main.sheet.rows} - {""}
        numbers = table.sheet.numbers or range(2, len(table.sheet.rows) + 2)
        lost = [n for n, row in zip(numbers, table.sheet.rows, strict=True) if row[parent] not in keys]
        if lost:
            yield f"No submission is there for {rows_named(lost)} of a repeated group, so they were left out."


def _identities(table: _Table, joined: Sequence[Sequence[_Row]], within: str) -> list[Identity]:
    """Which submission each row is."""
    columns = tuple(identity.mark(table.label(h)) for h in table.of(*_KEPT))
    contents = [tuple(sorted(_content(parts, _KEPT))) for parts in joined]
    twins = identity.counted_twins(contents)
    own = table.of(ColumnRole.ID)
    identities = []
    for parts, twin in zip(joined, twins, strict=True):
        ids = () if parts[0].misfit else identity.ids_of(parts[0].cells, own, within)
        answers = () if ids else tuple(map(identity.mark, _longest(parts)))
        identities.append(Identity(ids, answers, columns, 1 if ids else twin))
    return identities


def _content(parts: Sequence[_Row], roles: Sequence[ColumnRole]) -> list[str]:
    return [
        identity.canonical_cell(row.cells[h]) for row in parts for h in row.table.of(*roles) if row.cells[h]
    ]


def _longest(parts: Sequence[_Row], most: int = 2) -> list[str]:
    """The longest answers of a row, by which it is looked up where it has no id."""
    return sorted(set(_content(parts, (ColumnRole.STORY,))), key=lambda a: (-len(a), a))[:most]


def _repeated(rows: Sequence[_Row], identities: Sequence[Identity]) -> dict[int, str]:
    """Rows that share an id with another, by their place from 1: an empty sentence for one that says the
    very same as the first, else why nobody can tell which of them is the submission."""
    times = Counter(key for one in identities for key in one.ids)
    first: dict[str, int] = {}
    repeated: dict[int, str] = {}
    for place, one in enumerate(identities, 1):
        for key in (k for k in one.ids if times[k] > 1):
            before = first.setdefault(key, place)
            if before == place:
                continue
            row, earlier = rows[place - 1], rows[before - 1]
            if _content([row], _KEPT) == _content([earlier], _KEPT):
                repeated.setdefault(place, "")
                continue
            numbers = rows_named([earlier.number, row.number])
            for each in (before, place):
                repeated[each] = f"The same id stands over other answers in {numbers}."
    return repeated


# --- one row -----------------------------------------------------------------------------------------


def _answer(name: str, digest: str, part: str, joined: Sequence[_Row], doubt: str) -> Draft | None:
    stories = [
        (row.table.label(h), row.cells[h])
        for row in joined
        for h in row.table.of(ColumnRole.STORY)
        if _TELLS.search(row.cells[h])
    ]
    own = OwnAnswers() if doubt else _own(joined)
    number = joined[0].number
    if not doubt and not any(_LETTER.search(words) for _, words in stories):
        stories = []
    if not stories and not doubt and not own.refused:
        return None
    text, turns = _tell(stories, part)
    return Draft(
        name, part, digest, Kind.SURVEY_ANSWER, text, turns,
        known=tuple(k for row in joined for k in _known(row)),
        attributes=tuple(a for n, row in enumerate(joined) for a in _attributes(row, n)),
        notices=(*own.notices(number), *_left_out(joined[0])),
        doubts=(f"{doubt} Mend the table and import it again.",) if doubt else own.doubts(number),
        refused=own.refused,
    )  # fmt: skip


def _own(joined: Sequence[_Row]) -> OwnAnswers:
    """What the row answers to its own questions of consent, those of its repeated groups included."""
    asked = [
        (row.table.label(h), row.table.words(h, row.cells[h]), row.cells[h], row.table.columns[h])
        for row in joined
        for h in row.table.of(ColumnRole.CONSENT)
    ]
    return own_answers(asked)


def _left_out(row: _Row) -> Iterable[str]:
    dropped = row.table.of(ColumnRole.DROP)
    if dropped:
        yield f"{len(dropped)} columns (positions, files, staff notes) were left out."


def _tell(stories: Iterable[tuple[str, str]], label: str) -> tuple[str, tuple[Turn, ...]]:
    """Question and answer by turns, and the text that they tile."""
    text = ""
    turns: list[Turn] = []
    for question, answer in stories:
        for words, kind, who in ((flat(question), TurnKind.QUESTION, None), (answer, TurnKind.SPEECH, label)):
            piece = canonical(words)
            turns.append(Turn(len(turns), len(text), len(text), len(text) + len(piece), kind, who))
            text += piece
    return text, tuple(turns)


def _known(row: _Row) -> Iterable[Known]:
    for header in row.table.of(ColumnRole.DIRECT):
        if row.cells[header]:
            yield Known(row.table.columns[header].kind or KnownKind.PERSON, flat(row.cells[header]))
    for header in row.table.of(ColumnRole.QUASI):
        label = row.table.label(header)
        place = survey_columns.is_place(header) or survey_columns.is_place(label)
        if place and any(map(str.isalpha, row.cells[header])):
            yield Known(KnownKind.LOC, flat(row.table.words(header, row.cells[header])))


def _attributes(row: _Row, number: int) -> Iterable[tuple[str, str]]:
    for header in row.table.of(ColumnRole.QUASI, ColumnRole.CHOICE, ColumnRole.CONSENT):
        if row.cells[header]:
            label = flat(row.table.label(header))
            answer = flat(row.table.words(header, row.cells[header]))
            yield (f"{label}[{number}]" if number else label), answer
