"""The option ``--columns`` of ``heard ingest``: what the columns of a table are taken for, shown before
taking.

A list that a person wrote comes first, then the form beside the export (``xlsform.xlsx``), then what was
remembered for the form, then the guess. Headers and reasons are shown, never a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.access.gate import UnitOfWork
from archive.cli.given_files import given_file
from archive.ingest.confinement.sandbox import Sandbox
from archive.ingest.formats import extension
from archive.ingest.tables.column_readings import MAX_BYTES, ColumnReading, TableReading, Why, resolved
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole, SourceFile
from archive.intake import columns as intake_columns
from language.visible import visible

FORM = "xlsform.xlsx"
TABLES = frozenset({".csv", ".tsv", ".xlsx"})

Columns = Annotated[
    Path | None,
    typer.Option(
        "--columns",
        exists=True,
        dir_okay=False,
        help="What the columns of a table are (.yaml, .json, .csv, or the form as .xlsx).",
    ),
]

_ROLES: Mapping[ColumnRole, str] = {
    ColumnRole.SYSTEM: "not kept", ColumnRole.DROP: "left out", ColumnRole.DIRECT: "direct identifier",
    ColumnRole.QUASI: "quasi-identifier", ColumnRole.STORY: "story", ColumnRole.CHOICE: "closed answer",
    ColumnRole.CONSENT: "consent", ColumnRole.ID: "id of the row",
}  # fmt: skip
_REASONS: Mapping[Why, str] = {
    Why.CHOSEN: "you said so", Why.FORM: "the form says so", Why.GUESSED: "guessed from header and answers",
}  # fmt: skip
_REMEMBERED = "said before"


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """What the columns of one file are taken for; empty for what is no table."""

    columns: ColumnMap | None = None
    reading: TableReading = TableReading(())
    remembered: frozenset[str] = frozenset()


def is_form(path: Path) -> bool:
    """Whether a file is the form beside an export, and no testimony."""
    return path.name.casefold() == FORM


def columns_of(
    work: UnitOfWork, sandbox: Sandbox, path: Path, content: bytes, project: str, chosen: Path | None
) -> ChosenColumns:
    """What the columns of a file are taken for, and why. Raises ``Unreadable`` as the reader does,
    ``UsageError`` for a list that cannot be opened."""
    if extension(path.name) not in TABLES:
        return ChosenColumns()
    form = path.with_name(FORM)
    files = [_source(one) for one in (chosen, form if form.is_file() else None) if one is not None]
    said = sandbox.columns(path.name, content, ColumnMap(files=tuple(files)))
    before = intake_columns.remembered(work, project, [c.header for c in said.columns])
    if before is None:
        return ChosenColumns(resolved(said.columns), said)
    mine = frozenset(c.header for c in said.columns if c.why is not Why.GUESSED)
    kept = _without(before.columns, mine)
    whole = sandbox.columns(path.name, content, replace(kept, files=tuple(files)))
    notices = tuple(n for n in whole.notices if n in said.notices)
    return ChosenColumns(resolved(whole.columns), TableReading(whole.columns, notices), frozenset(kept.roles))


def remember(work: UnitOfWork, project: str, choice: ChosenColumns) -> None:
    """Keep what was said of the columns, so that the next export of the form needs no option."""
    intake_columns.remember(work, project, choice.reading.columns)


def show(console: Console, name: str, choice: ChosenColumns) -> None:
    """The columns of one file as a table: header, role, why, and how many cells are filled."""
    if not choice.reading.columns:
        return
    table = Table(title=Text(f"Columns of {visible(name)}"), title_justify="left")
    for head in ("Column", "Taken for", "Why", "Filled"):
        table.add_column(head, justify="right" if head == "Filled" else "left")
    for column in choice.reading.columns:
        why = _REMEMBERED if column.header in choice.remembered else _REASONS[column.why]
        table.add_row(Text(_called(column)), _role(column), why, f"{column.filled} of {column.rows}")
    console.print(table)
    for notice in choice.reading.notices:
        console.print(notice, markup=False)


def _called(column: ColumnReading) -> str:
    return f"{column.header} ({column.label})" if column.label else column.header


def _role(column: ColumnReading) -> str:
    role = _ROLES[column.role]
    return f"{role}: {column.kind.value.casefold()}" if column.kind else role


def _source(path: Path) -> SourceFile:
    too_large = f"{visible(path.name)} is larger than 5 MB: it is no list of columns and no form."
    return SourceFile(path.name, given_file(path, most=MAX_BYTES, too_large=too_large))


def _without(columns: ColumnMap, headers: frozenset[str]) -> ColumnMap:
    """A remembered map without the columns of which something newer is said."""
    return ColumnMap(
        {h: r for h, r in columns.roles.items() if h not in headers},
        {h: k for h, k in columns.kinds.items() if h not in headers},
        {h: label for h, label in columns.labels.items() if h not in headers},
        {h: c for h, c in columns.choices.items() if h not in headers},
    )
