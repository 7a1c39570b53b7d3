"""A small archive goes through the real command from beginning to withdrawal, and leaves no word behind:
not in its folder, not in the temp folder, not in what it printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PROJECT, Heard, heard_in
from tests.store.residue import traces

QUERY = '"waited nine hours"'
MARKS = (
    "Rahima Khatun", "Rahima", "Karim", "Char Uria", "01712-345678", "compounder", "waited nine hours",
    "Josephine", "Akinyi", "Kondele", "marmalade", "staircases", "boat.txt", "market.txt",
)  # fmt: skip
"""Words, names, places, a number, the query and the files' names."""


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return heard_in(tmp_path, fresh=True)


def test_nothing_readable_is_left_anywhere(heard: Heard, tmp_path: Path) -> None:
    assert heard("init", heard.archive).code == 0
    ids = heard.taken_in()
    heard.said.clear()  # the report of an import names the files to the person who gave them
    assert heard("review", "--json").json()["detected"] == 2
    for testimony in ids.values():
        state = heard("review", testimony, "--accept-rest", "--approve", "--json").json()
        assert state["state"] == "approved"
    printed = _kept(heard, tmp_path)
    assert traces(printed, MARKS) == []
    assert _searched(heard) == {ids["boat.txt"]}
    heard.said.clear()  # an answer holds the words that were asked for
    assert _written(heard) == []
    participant = _participant_of(heard)
    assert heard("withdraw", participant, "--json").json()["turns"] == 2
    receipt = heard("withdraw", participant, "--yes", "--json").json()
    assert {"shredded", "removed"} <= {e["end"] for e in receipt["ends"]}
    assert _searched(heard) == set()
    assert heard("audit", "verify", "--json").json()["sound"] is True
    assert heard("audit", "show", "--json").code == 0
    assert _written(heard) == []
    assert traces(_kept(heard, tmp_path), MARKS) == []


def test_the_look_would_find_a_word(heard: Heard) -> None:
    heard.files()
    assert {f.rpartition(": ")[2] for f in traces(heard.files().iterdir(), MARKS)} >= {"Rahima", "marmalade"}


def _searched(heard: Heard) -> set[str]:
    done = heard("search", QUERY, "--purpose", "research_project", "--project", PROJECT, "--json")
    assert not any(name in done.out for name in ("Rahima", "Karim", "01712"))
    return {p["testimony"] for p in done.json()["passages"]}


def _participant_of(heard: Heard) -> str:
    rows = heard("consent", "list", "--json").json()
    return next(str(r["participant"]) for r in rows if r["participant"].endswith("bd-p01"))


def _written(heard: Heard) -> list[str]:
    """Marks in any file of the archive or of the temp folder."""
    files = [p for root in (heard.archive, heard.folder / "temp") for p in root.rglob("*") if p.is_file()]
    assert len(files) > 3
    return traces(files, MARKS)


def _kept(heard: Heard, folder: Path) -> list[Path]:
    path = folder / "printed"
    path.write_text("\n".join(heard.said), encoding="utf-8")
    return [path]
