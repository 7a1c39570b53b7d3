"""A name that stands in originals alone is not found by searching, in any spelling, nor by its beginning."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.attacks import day, killing
from tests.cli.command import Heard
from tests.withdrawal import group

PLANTED = (
    group.NAME, group.NAME.lower(), group.NAME.title(), f'"{group.NAME} Begum"', "Begum", "begum",
    "CANARYNAEM", "CANARY-NAME", "CANARY NAME", "KANARINEM",
    "\u0995\u09cd\u09af\u09be\u09a8\u09be\u09b0\u09bf\u09a8\u09c7\u09ae", "\u092c\u0947\u0917\u092e",
    "\u09ac\u09c7\u0997\u09ae", f"{group.NAME} OR Begum", f"({group.NAME} AND Begum)",
    "C*", "CA*", "CAN*", "be*", "beg*", "b*", "R1", "group.txt",
)  # fmt: skip
"""The name whole and in part, misspelt, in other scripts, by its first letters; a label, a file's name."""
ABSENT = "zzyzxname"


@pytest.fixture(scope="module")
def reader(told: Heard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    copy = killing.copied(told, tmp_path_factory.mktemp("planted") / "copy")
    with day.serving(copy) as (_, address), day.signed_in(address, "reader0") as client:
        yield client


def search(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/api/v1/search", json={"query": query, "purpose": "research_project"})


@pytest.mark.parametrize("query", PLANTED)
def test_a_planted_name_is_answered_like_a_name_that_nobody_has(reader: httpx.Client, query: str) -> None:
    answer = search(reader, query)
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert answer.content == search(reader, ABSENT).content
    excluded = search(reader, f"school NOT {query.split()[0].strip('(').strip(chr(34))}")
    if excluded.status_code == 200:
        assert excluded.json() == search(reader, f"school NOT {ABSENT}").json()


def test_a_word_that_was_approved_is_found(reader: httpx.Client) -> None:
    assert {p["turn"] for p in search(reader, "school").json()["passages"]} == {2}


@pytest.mark.parametrize("letters", ["C", "CA", "CAN", "s", "sc", "sch"])
def test_no_word_is_completed_from_its_first_letters(reader: httpx.Client, letters: str) -> None:
    answer = search(reader, letters)
    assert answer.status_code != 200 or answer.json()["passages"] == []
