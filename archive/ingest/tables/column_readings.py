"""What each column of a table is taken for, and why: a person's word, then the form's, then the guess.

This is what a person sees before anything is taken: headers, roles, reasons and how many cells are filled. It
holds no cell. A name for a column that the table does not have is a sentence, not silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from archive.errors import Unreadable
from archive.ingest.documents.plain import decode
from archive.ingest.tables import survey_columns, survey_forms
from archive.ingest.tables.column_lists import ColumnChoice, choices_in_table, choices_in_text
from archive.ingest.tables.spreadsheets import read_csv, read_xlsx
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole, SourceFile
from archive.ingest.tables.survey_forms import Question
from archive.ingest.tables.table_layout import Book, Sheet
from archive.ingest.text import flat
from archive.model import KnownKind

MAX_BYTES = 5 * 1024 * 1024
"""A form or a list of columns that is larger is none."""


class Why(StrEnum):
    """Where the role of a column is from."""

    CHOSEN = "chosen"
    FORM = "form"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column: its sheet and header, the question as people read it, its role, why, and filled cells."""

    sheet: str
    header: str
    role: ColumnRole
    why: Why
    filled: int
    rows: int
    label: str = ""
    kind: KnownKind | None = None
    choices: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class TableReading:
    """All columns of a file, and sentences for the person who imports."""

    columns: tuple[ColumnReading, ...]
    notices: tuple[str, ...] = ()


def read_columns(book: Book, chosen: ColumnMap) -> TableReading:
    """What each column is taken for.

    Raises:
        Unreadable: a file beside the table is neither a form nor a list of columns.
    """
    opened = [_opened(one) for one in chosen.files]
    questions = [q for one in opened for q in one.questions]
    mine = _with_choices(chosen, [c for one in opened for c in one.choices], book)
    columns = tuple(c for sheet in book.sheets for c in _of_sheet(sheet, mine, questions))
    known = {flat(n) for c in columns for n in (c.header, c.label)}
    unknown = sorted({h for h in mine.roles if flat(h) not in known})
    notices: tuple[str, ...] = ()
    if unknown and chosen.files:
        notices = (f"The table has no column that is called: {'; '.join(unknown)}.",)
    return TableReading(columns, notices)


def resolved(readings: Iterable[ColumnReading]) -> ColumnMap:
    """The map that these readings make, without a guess left open and without files."""
    listed = list(readings)
    return ColumnMap(
        {c.header: c.role for c in listed},
        {c.header: c.kind for c in listed if c.kind},
        {c.header: c.label for c in listed if c.label},
        {c.header: c.choices for c in listed if c.choices},
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    questions: Sequence[Question] = ()
    choices: Sequence[ColumnChoice] = ()


def _opened(source: SourceFile) -> _Opened:
    if len(source.content) > MAX_BYTES:
        raise Unreadable("The form or list of columns is larger than 5 MB: it is none.")
    name = source.name.casefold()
    if name.endswith((".xlsx", ".csv", ".tsv")):
        book = read_xlsx(source.content) if name.endswith(".xlsx") else read_csv(source.content)
        questions = survey_forms.questions_of(book)
        return _Opened(questions) if questions else _Opened(choices=choices_in_table(book))
    return _Opened(choices=choices_in_text(decode(source.content)[0]))


def _with_choices(chosen: ColumnMap, choices: Sequence[ColumnChoice], book: Book) -> ColumnMap:
    """The map with what the lists say, by the header as the table has it."""
    headers = {flat(h).casefold(): h for s in book.sheets for h in reversed(s.headers)}
    labels = {flat(s.label(h)).casefold(): h for s in book.sheets for h in reversed(s.headers)}
    roles, kinds = dict(chosen.roles), dict(chosen.kinds)
    for one in choices:
        header = headers.get(one.header.casefold()) or labels.get(one.header.casefold()) or one.header
        roles[header] = one.role
        if one.kind:
            kinds[header] = one.kind
    return replace(chosen, roles=roles, kinds=kinds, files=())


def _of_sheet(sheet: Sheet, chosen: ColumnMap, questions: Sequence[Question]) -> Iterable[ColumnReading]:
    by_header = survey_forms.by_header(questions, sheet.headers)
    by_label = survey_forms.by_header(questions, [sheet.label(h) for h in sheet.headers])
    for header in sheet.headers:
        question = by_header.get(header) or by_label.get(sheet.label(header))
        yield _of_column(sheet, header, chosen, question)


def _of_column(sheet: Sheet, header: str, chosen: ColumnMap, question: Question | None) -> ColumnReading:
    cells = [row[header] for row in sheet.rows]
    own = sheet.labels.get(header, "")
    label = chosen.labels.get(header) or (question.label if question else "") or own
    by_form = survey_forms.role_of(question) if question else None
    role, why = chosen.roles.get(header), Why.CHOSEN
    if role is None and by_form is not None:
        role, why = by_form, Why.FORM
    if role is None:
        role, why = _guessed(sheet, header, label, cells), Why.GUESSED
    kind = chosen.kinds.get(header)
    if role is ColumnRole.DIRECT and kind is None:
        kind = survey_columns.kind_of(header) or (survey_columns.kind_of(label) if label else None)
    choices = chosen.choices.get(header) or (question.choices if question else {})
    filled = sum(bool(c) for c in cells)
    return ColumnReading(
        sheet.name, header, role, why, filled, len(cells), "" if label == header else label, kind, choices
    )


def _guessed(sheet: Sheet, header: str, label: str, cells: Sequence[str]) -> ColumnRole:
    """The guess from the header; from the label where a tool's name says nothing of what was asked."""
    headers = frozenset(sheet.headers)
    role = survey_columns.guess(header, cells, headers)
    if not label or label == header or role in (ColumnRole.SYSTEM, ColumnRole.DROP, ColumnRole.DIRECT):
        return role
    read = survey_columns.guess(label, cells, headers)
    stricter = (ColumnRole.CONSENT, ColumnRole.DIRECT, ColumnRole.DROP, ColumnRole.STORY, ColumnRole.QUASI)
    return next((one for one in stricter if one in (role, read)), role)
