"""Survey tables (.csv, .xlsx) as KoboToolbox, ODK and people make them: one draft a row.

Story cells become text, under their question; names, phones and numbers become known identifiers, so
that they are masked in the stories; the rest become attributes. System columns are not kept. A row that says
no to its own question of consent is marked as refused, and a row whose cells cannot be told apart waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from archive.errors import Unreadable
from archive.ingest.part_digests import part_digest
from archive.ingest.tables import survey_columns, survey_forms
from archive.ingest.tables.grids import rows_named
from archive.ingest.tables.identity import Identity
from archive.ingest.tables.row_consent import OwnAnswers, own_answers
from archive.ingest.tables.scorecards import comments_of
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole
from archive.ingest.tables.survey_rows import (
    PARENTS,
    Row,
    Table,
    children_of,
    identities_of,
    orphans,
    part_of,
    repeated_ids,
    rows_of,
    tables_of,
)
from archive.ingest.tables.table_layout import Book
from archive.ingest.text import canonical, flat
from archive.model import Draft, Kind, Known, KnownKind, Turn, TurnKind

_TELLS = regex.compile(r"[\p{L}\p{N}\p{S}]")
_LETTER = regex.compile(r"\p{L}")


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


def _answers(name: str, content: bytes, book: Book, chosen: ColumnMap) -> list[Draft]:
    tables = [t for t in tables_of(book, chosen) if t.sheet.rows]
    repeats = [t for t in tables if any(p in t.sheet.headers for p in PARENTS)]
    mains = [t for t in tables if t not in repeats] or tables
    repeats = [t for t in repeats if t not in mains]
    if not any(t.of(ColumnRole.STORY) for t in tables):
        return []
    collected: list[Draft] = []
    for table in mains:
        within = table.sheet.name if len(mains) > 1 else ""
        collected += _of_table(name, content, table, repeats, within)
    if collected:
        collected[0] = replace(collected[0], notices=(*collected[0].notices, *orphans(mains, repeats)))
    return collected


def _of_table(name: str, content: bytes, table: Table, repeats: Sequence[Table], within: str) -> list[Draft]:
    rows = rows_of(table)
    joined = [[row, *children_of(repeats, row.cells)] for row in rows]
    identities = identities_of(table, joined, within)
    repeated = repeated_ids(rows, identities)
    collected, silent, twice = [], [], []
    for ordinal, (row, parts, one) in enumerate(zip(rows, joined, identities, strict=True), 1):
        if repeated.get(ordinal) == "":
            twice.append(row.number)
            continue
        part = part_of(row, ordinal, within)
        doubt = row.misfit or repeated.get(ordinal, "")
        draft = _answer(name, part_digest(content, part), part, parts, doubt)
        if draft is None:
            silent.append(row.number)
        else:
            collected.append(replace(draft, identity=one.written()))
    if collected:
        notices = (*collected[0].notices, *_of_whole_table(identities, silent, twice))
        collected[0] = replace(collected[0], notices=notices)
    return collected


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


# --- one row -----------------------------------------------------------------------------------------


def _answer(name: str, digest: str, part: str, joined: Sequence[Row], doubt: str) -> Draft | None:
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


def _own(joined: Sequence[Row]) -> OwnAnswers:
    """What the row answers to its own questions of consent, those of its repeated groups included."""
    asked = [
        (row.table.label(h), row.table.words(h, row.cells[h]), row.cells[h], row.table.columns[h])
        for row in joined
        for h in row.table.of(ColumnRole.CONSENT)
    ]
    return own_answers(asked)


def _left_out(row: Row) -> Iterable[str]:
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


def _known(row: Row) -> Iterable[Known]:
    for header in row.table.of(ColumnRole.DIRECT):
        if row.cells[header]:
            yield Known(row.table.columns[header].kind or KnownKind.PERSON, flat(row.cells[header]))
    for header in row.table.of(ColumnRole.QUASI):
        label = row.table.label(header)
        place = survey_columns.is_place(header) or survey_columns.is_place(label)
        if place and any(map(str.isalpha, row.cells[header])):
            yield Known(KnownKind.LOC, flat(row.table.words(header, row.cells[header])))


def _attributes(row: Row, number: int) -> Iterable[tuple[str, str]]:
    for header in row.table.of(ColumnRole.QUASI, ColumnRole.CHOICE, ColumnRole.CONSENT):
        if row.cells[header]:
            label = flat(row.table.label(header))
            answer = flat(row.table.words(header, row.cells[header]))
            yield (f"{label}[{number}]" if number else label), answer
