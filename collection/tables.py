"""The sources of surveys and scorecards (``*.yaml``), and the gold of each row that tells something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from collection.gold import Gold, Part, Segment, place
from collection.markup import Rich, parse
from collection.source import FOLDERS

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column in the order of the file; ``heading`` is the cell in its first row."""

    name: str
    heading: str
    role: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One answer sheet: its cells, story cells with their marks, and its repeat groups."""

    number: int
    participant: str | None
    lang: str
    cells: Mapping[str, Rich]
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repeats: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """One survey or scorecard file."""

    id: str
    file: str
    format: str
    kind: str
    project: str
    country: str
    delimiter: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    repeats: tuple[tuple[str, tuple[Column, ...]], ...] = ()

    @property
    def path(self) -> str:
        """Folder and name of the real file."""
        return f"{FOLDERS[self.country]}/{self.file}"


def read_table(path: Path) -> Table:
    """One source file. Raises ``ValueError`` naming the file where it is not in the agreed form."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return Table(
            id=raw["id"], file=raw["file"], format=raw["format"], kind=raw["kind"], project=raw["project"],
            country=raw["country"], delimiter=raw.get("delimiter", ","),
            columns=_columns(raw["columns"], raw["format"]),
            rows=tuple(_row(n, r, raw) for n, r in enumerate(raw["rows"], 1)),
            repeats=tuple((g["name"], _columns(g["columns"], "kobo")) for g in raw.get("repeats", [])),
        )  # fmt: skip
    except (ValueError, KeyError) as error:
        raise ValueError(f"{path.name} is not in the form of a source: {error}") from error


def _columns(raw: list[dict[str, Any]], form: str) -> tuple[Column, ...]:
    found = []
    for column in raw:
        name = str(column["name"])
        options = column.get("options", ())
        heading = name if form == "scorecard" else str(column.get("label", name))
        found.append(Column(name, heading, str(column["role"]), tuple(map(str, options))))
    if form == "scorecard" and "speaker" not in {c.name for c in found}:
        found.append(Column("speaker", "speaker", "quasi"))
    return tuple(found)


def _row(number: int, raw: dict[str, Any], table: dict[str, Any]) -> Row:
    country = str(table["country"])
    values, tags, repeats = raw["values"], raw.get("tags", {}), raw.get("repeats", {})
    participant = str(raw["participant"]) if raw.get("participant") else None
    cells = {str(k): parse("" if v is None else str(v), country) for k, v in values.items()}
    if table["format"] == "scorecard":
        cells.setdefault("speaker", Rich(speaker_cell(participant)))
    return Row(
        number,
        participant,
        str(raw.get("lang", "")),
        cells,
        {k: tuple(map(str, v)) for k, v in tags.items()},
        {k: tuple(v) for k, v in repeats.items()},
    )


def speaker_cell(participant: str | None) -> str:
    """The code that a scorecard gives who speaks; empty where the whole meeting does."""
    return participant.upper() if participant and "-p" in participant else ""


def table_gold(table: Table) -> Iterator[Gold]:
    """One testimony for each row in which somebody tells something."""
    for row in table.rows:
        parts = _score_parts(row) if table.format == "scorecard" else _survey_parts(table, row)
        if parts:
            number = _part(table, row)
            short = f"row-{row.number:03}" if table.format == "scorecard" else number
            name = f"{table.id}/{short}"
            empty = Gold(
                name, table.country, row.lang, table.kind, table.path, part=number, project=table.project
            )
            yield place(empty, parts)


def _part(table: Table, row: Row) -> str:
    if table.format == "scorecard":
        return f"{row.cells['ward'].text}/{row.cells['indicator_no'].text}"
    return next((row.cells[k].text for k in ("_id", "KEY") if k in row.cells), str(row.number))


def _survey_parts(table: Table, row: Row) -> list[Segment]:
    found: list[Segment] = []
    for column in table.columns:
        answer = row.cells.get(column.name, Rich("")) if column.role == "story" else Rich("")
        if answer.text:
            tags = row.tags.get(column.name, ())
            found.append(Segment("question", (Rich(column.heading),)))
            found.append(_answer(row, answer, _part(table, row), tags, len(found)))
    return found


def _score_parts(row: Row) -> list[Segment]:
    comment = row.cells["comment"]
    if not comment.text:
        return []
    label = row.cells["speaker"].text or row.cells["ward"].text
    asked = Segment("question", (row.cells["indicator"],))
    return [asked, _answer(row, comment, label, row.tags.get("comment", ()), 1)]


def _answer(row: Row, words: Rich, label: str, tags: tuple[str, ...], index: int) -> Segment:
    part = Part(index, 0, len(words.text), tags)
    return Segment("speech", (words,), label, row.participant, 0, (part,))
