"""What was said of columns is remembered for the form: the next export, renamed or wider, needs no list."""

from __future__ import annotations

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import Refused
from archive.ingest import ColumnMap, ColumnRole, columns_in
from archive.ingest.tables.survey_columns import SourceFile
from archive.intake import columns
from archive.model import Role
from archive.ports import Archive
from tests.ingest.tables.made import Rows, text
from tests.intake.tables_made import desks
from tests.web.made import viewer

FORM: Rows = [["q1", "q2", "q3", "helper"], ["a", "b", "c", "Asha"]]
LIST = b"q1: story\nq2: drop\nhelper: {role: direct, kind: name}\n"


def said(archive: Archive, content: bytes, rows: Rows = FORM) -> None:
    chosen = ColumnMap(files=(SourceFile("c.yaml", content),))
    reading = columns_in("a.csv", text(rows), chosen)
    columns.remember(desks(archive).collector, "delta", reading.columns)


def of(archive: Archive, *headers: str) -> dict[str, ColumnRole] | None:
    kept = columns.remembered(desks(archive).collector, "delta", headers)
    return dict(kept.columns.roles) if kept else None


def test_what_was_said_is_remembered_and_guesses_are_not(archive: Archive) -> None:
    said(archive, LIST)
    roles = {"q1": ColumnRole.STORY, "q2": ColumnRole.DROP, "helper": ColumnRole.DIRECT}
    assert of(archive, "q1", "q2", "helper", "q3") == roles
    assert of(archive, "Q1", "q2", "new one", "another") == roles, "two of three columns"
    assert of(archive, "q1", "other") is None
    assert of(archive) is None


def test_a_later_word_takes_the_place_of_an_earlier_one(archive: Archive) -> None:
    said(archive, LIST)
    said(archive, b"q1: drop\nq2: story\nhelper: drop\n")
    assert of(archive, "q1", "q2", "helper") == {
        "q1": ColumnRole.DROP, "q2": ColumnRole.STORY, "helper": ColumnRole.DROP
    }  # fmt: skip
    assert len(archive.store.column_choices.all("delta")) == 1


def test_a_mere_guess_leaves_nothing_behind(archive: Archive) -> None:
    reading = columns_in("a.csv", text(FORM), ColumnMap())
    columns.remember(desks(archive).collector, "delta", reading.columns)
    assert archive.store.column_choices.all("delta") == {}


def test_two_forms_do_not_mix(archive: Archive) -> None:
    said(archive, LIST)
    said(archive, b"w1: story\nw2: drop\n", [["w1", "w2"], ["a", "b"]])
    assert of(archive, "w1", "w2", "q1") == {"w1": ColumnRole.STORY, "w2": ColumnRole.DROP}
    assert len(archive.store.column_choices.all("delta")) == 2


def test_only_a_collector_asks(archive: Archive) -> None:
    with pytest.raises(Refused):
        columns.remembered(UnitOfWork(archive, viewer(Role.AUDITOR)), "delta", ["q1"])
