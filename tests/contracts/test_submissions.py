"""What the store promises of forms: submissions known again by keyed digests, and columns remembered."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from archive.errors import NotFound
from archive.store.keyring import FileKeyRing
from archive.store.sql import SqlStore
from archive.store.tables import column_choices, submission_keys, submissions


def owners(store: SqlStore, *keys: str, project: str = "delta") -> list[str]:
    return [one.owner for one in store.submissions.with_keys(project, keys)]


def test_a_submission_is_known_by_each_of_its_keys_in_its_project_alone(store: SqlStore) -> None:
    store.submissions.put("delta", "t-1", ["uuid:a", "id:1"], "what it said")
    store.submissions.put("delta", "t-2", ["id:1"], "something else")
    assert owners(store, "uuid:a") == ["t-1"]
    assert owners(store, "id:1", "uuid:a") == ["t-1", "t-2"]
    assert owners(store, "uuid:b") == owners(store) == owners(store, "id:1", project="hills") == []
    [one] = store.submissions.with_keys("delta", ["uuid:a"])
    assert one.evidence == "what it said"


def test_what_is_kept_anew_takes_the_place_of_what_was(store: SqlStore) -> None:
    store.submissions.put("delta", "t-1", ["uuid:a"], "first")
    store.submissions.put("delta", "t-1", ["uuid:b"], "second")
    assert owners(store, "uuid:a") == []
    assert [s.evidence for s in store.submissions.with_keys("delta", ["uuid:b"])] == ["second"]


def test_who_is_gone_is_still_known_and_says_nothing(store: SqlStore, ring: FileKeyRing) -> None:
    store.submissions.put("delta", "t-1", ["uuid:a"], "MARKWORD")
    ring.destroy("t-1")
    [one] = store.submissions.with_keys("delta", ["uuid:a"])
    assert (one.owner, one.evidence) == ("t-1", None)


def test_neither_ids_nor_answers_nor_headers_stand_in_clear(store: SqlStore) -> None:
    store.submissions.put("delta", "t-1", ["uuid:MARKID"], "MARKWORD")
    store.column_choices.put("delta", "MARKHEADER")
    with store.database.reading() as connection:
        rows = [
            value
            for table in (submissions, submission_keys, column_choices)
            for row in connection.execute(select(table))
            for value in row
        ]
    assert not any(b"MARK" in value for value in rows if isinstance(value, bytes))
    assert not any("MARK" in value for value in rows if isinstance(value, str))


def test_choices_of_columns_are_kept_in_order_and_replaced(store: SqlStore) -> None:
    store.column_choices.put("delta", "one")
    store.column_choices.put("delta", "two")
    store.column_choices.put("hills", "other")
    kept = store.column_choices.all("delta")
    assert list(kept.values()) == ["one", "two"]
    store.column_choices.put("delta", "uno", next(iter(kept)))
    assert list(store.column_choices.all("delta").values()) == ["uno", "two"]
    assert store.column_choices.all("sea") == {}
    with pytest.raises(NotFound):
        store.column_choices.put("hills", "x", next(iter(kept)))
