"""Ids of rows: which cells are ids, and what stays the same however a table was saved."""

from __future__ import annotations

import pytest

from archive.ingest.tables.identity import (
    Identity,
    canonical_cell,
    identity_of,
    ids_of,
    is_id,
    is_whole_uuid,
    plain_id,
)

WHOLE = "7d9c1f0e-52aa-4c0e-9a55-0f1e2d3c4b5a"


def test_the_strongest_id_comes_first_and_groups_and_case_do_not_count() -> None:
    row = {"_id": "41", "grp/meta/instanceID": f"uuid:{WHOLE.upper()}", "name": "Sita"}
    assert ids_of(row) == (f"uuid:{WHOLE}", "id:41")


def test_one_submission_in_two_tools_has_one_id() -> None:
    assert ids_of({"KEY": f"uuid:{WHOLE}"}) == ids_of({"_uuid": WHOLE}) == ids_of({"meta/instanceID": WHOLE})


def test_sheets_that_count_on_their_own_do_not_share_ids() -> None:
    assert ids_of({"_id": "1"}, within="Women") != ids_of({"_id": "1"}, within="Men")


def test_a_column_that_a_person_names_tells_rows_apart() -> None:
    assert ids_of({"household": "HH-7", "name": "Sita"}, ["household"]) == ("id:hh-7",)


@pytest.mark.parametrize("cell", ["", "and more", "the guard said no", "water", "12 people", "x" * 101])
def test_an_answer_is_no_id(cell: str) -> None:
    assert not is_id(cell)
    assert ids_of({"_id": cell, "KEY": cell, "_uuid": cell}) == ()


def test_an_answer_under_a_header_that_only_sounds_like_an_id_is_none() -> None:
    assert ids_of({"the key": "a1", "id": "b2", "uuid of phone": "c3", "grp/key": "d4"}) == ()


@pytest.mark.parametrize(
    "same",
    [
        ("1001", "1001.0", " 1001 ", "১০০১", "1001,0"),
        ("2025-03-12", "12/03/2025", "3/12/2025", "2025-03-12T00:00:00", "2025-03-12T10:30:00.000+05:45"),
        ("No  Road", "no road", "NO ROAD\u00a0"),
        ("2.5", "2.5"),
    ],
)
def test_a_cell_says_the_same_however_it_was_saved(same: tuple[str, ...]) -> None:
    assert len({canonical_cell(cell) for cell in same}) == 1


def test_an_id_is_compared_without_its_dress() -> None:
    assert plain_id("uuid:ABC-1") == plain_id("abc-1") == plain_id("{ABC-1}")
    assert is_whole_uuid(f"uuid:{WHOLE}")
    assert not is_whole_uuid("uuid:u41")
    assert not is_whole_uuid(f"id:{WHOLE}")


def test_an_identity_comes_back_as_it_was_written() -> None:
    one = Identity(("uuid:u:1", "id:a/7"), (), ("aa", "bb"), 1)
    other = Identity((), ("cc", "dd"), ("aa",), 3)
    assert [identity_of(i.written()) for i in (one, other)] == [one, other]
    assert other.keys == ("says:cc", "says:dd")
    assert identity_of("") == Identity()
