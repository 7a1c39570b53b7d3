"""Figures that were shown are remembered on every engine, by reader and as a whole, and cannot be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from archive.model.disclosures import Disclosure, Place
from archive.store.sql import SqlStore
from archive.store.tables import disclosures

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ONE = Disclosure("delta", Place.SCREEN, "ana", NOON, "MARKQUESTION", "MARKANSWER", {"ab": "cd"})


def test_a_reader_has_their_own_screens_and_everything_that_left(store: SqlStore) -> None:
    other = replace(ONE, user="eve", at=NOON + timedelta(minutes=1))
    left = replace(other, place=Place.EXPORT, at=NOON + timedelta(minutes=2))
    for one in (left, other, ONE, replace(ONE, project="hills")):
        store.disclosures.add(one)
    assert store.disclosures.seen_by("delta", "ana") == [ONE, left]
    assert store.disclosures.seen_by("delta", "eve") == [other, left]
    assert store.disclosures.seen_by("delta", "abe") == [left]
    assert store.disclosures.exports("delta") == [left]
    assert store.disclosures.exports("hills") == []
    assert (store.disclosures.count("delta"), store.disclosures.count("sea")) == (3, 0)


def test_nothing_stands_there_to_be_read(store: SqlStore) -> None:
    for project in ("delta", "hills"):
        store.disclosures.add(replace(ONE, project=project, user="MARKUSER", edition={"MARK": "MARK"}))
    with store.database.reading() as connection:
        rows = connection.execute(select(disclosures)).all()
    assert not any("MARK" in str(row) for row in rows)
    assert len({row.viewer for row in rows}) == 2, "one reader looks like two in two projects"
