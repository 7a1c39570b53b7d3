"""What the columns of a form are taken for, remembered for the project: the next export needs no list.

A form is known by its columns. What a person said of one form holds for a table that has at least half of
those columns, whatever its file is called; columns that are new are guessed, and shown as guessed.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.ingest.tables.column_codec import packed_map, unpacked_map
from archive.ingest.tables.column_readings import ColumnReading, Why, resolved
from archive.ingest.tables.survey_columns import ColumnMap
from archive.ingest.text import flat
from archive.model import Action


@dataclass(frozen=True, slots=True)
class RememberedColumns:
    """A choice that the project keeps, and its number in the store."""

    number: int
    columns: ColumnMap


def remembered(work: UnitOfWork, project: str, headers: Collection[str]) -> RememberedColumns | None:
    """What was said of the form that these columns belong to, if anything was."""
    work.authorise(Action.TESTIMONY_INGEST, Resource(project))
    folded = {flat(header).casefold() for header in headers}
    best, most = None, 0
    for number, written in work.store.column_choices.all(project).items():
        columns = unpacked_map(json.loads(written))
        known = {flat(header).casefold() for header in columns.roles}
        shared = len(known & folded)
        if known and 2 * shared >= len(known) and shared >= most:
            best, most = RememberedColumns(number, columns), shared
    return best


def remember(work: UnitOfWork, project: str, columns: Collection[ColumnReading]) -> None:
    """Keep what a person or a form said of columns, in place of what was said of the same form before."""
    said = [c for c in columns if c.why is not Why.GUESSED]
    if not said:
        return
    before = remembered(work, project, [c.header for c in columns])
    choice = json.dumps(packed_map(resolved(said)), ensure_ascii=False)
    with work.store.transaction():
        work.store.column_choices.put(project, choice, before.number if before else None)
        work.record_project(Action.TESTIMONY_INGEST, project, columns=len(said))
