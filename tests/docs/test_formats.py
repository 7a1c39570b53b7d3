"""``docs/formats.md`` names every ending that the program knows, as what it is."""

from __future__ import annotations

import inspect
import re

import pytest

from archive.errors import Unreadable
from archive.ingest import formats
from tests.docs.program import ROOT, commands

PAGE = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
ENDING = re.compile(r"`(\.\w+)`")


def table(title: str) -> dict[str, list[str]]:
    """The first cell's endings of each row under a heading, with the other cells."""
    body = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in body.splitlines() if line.startswith("| `")]
    return {ending: cells[1:] for cells in rows for ending in ENDING.findall(cells[0])}


def test_every_ending_in_the_source_is_on_the_page() -> None:
    source = set(re.findall(r'"(\.[a-z0-9]+)"', inspect.getsource(formats)))
    assert source
    assert source - set(ENDING.findall(PAGE)) == set()


def test_what_is_read_is_what_the_table_lists() -> None:
    assert set(table("What is read")) == set(formats.SUPPORTED)


@pytest.mark.parametrize("ending", sorted(table("What is refused, and what to do")))
def test_what_is_refused_is_refused_with_that_advice(ending: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        formats.format_of(f"one{ending}", b"words")
    instead = ENDING.findall(table("What is refused, and what to do")[ending][0])
    assert all(name in str(refusal.value) for name in instead)
    assert instead or "transcribe" in str(refusal.value)


def test_the_limit_is_the_programs() -> None:
    assert f"up to {formats.MAX_BYTES // 1024**2} MiB" in PAGE


def test_every_command_that_writes_is_a_command() -> None:
    named = {name.removeprefix("heard ") for name in re.findall(r"`(heard [a-z -]+?)(?: --\w+)?`", PAGE)}
    assert named
    assert sorted(named - set(commands())) == []
