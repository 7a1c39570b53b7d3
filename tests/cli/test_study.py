"""A researcher's work through the real command: code, undo, ask, and a transcript put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PROJECT, heard_in


@pytest.mark.slow
def test_code_undo_correct_and_ask(tmp_path: Path) -> None:
    heard = heard_in(tmp_path)
    heard("init", heard.archive)
    testimony = heard.taken_in()["boat.txt"]
    heard("review", "--json")
    heard("review", testimony, "--accept-rest", "--approve", "--json")
    sheet = heard("code", "show", testimony, "--json").json()
    turn = next(t for t in sheet["turns"] if "nine hours" in t["text"])
    at = turn["text"].index("nine hours")
    place = ("--turn", str(turn["index"]), "--span", f"{at}-{at + 10}")
    made = heard("code", "put", testimony, "3.8", *place, "--json").json()["codings"]
    assert len(made) == 1
    assert heard("code", "put", testimony, "3.8", "--turn", "1", "--span", "all").code == 2
    assert heard("code", "undo", testimony, "--json").json() == {"codings": made}
    assert heard("code", "redo", testimony, "--json").json() == {"codings": made}
    corrected = heard("correct", testimony, str(turn["index"]), "--json", stdin="We waited five hours.\n")
    assert (corrected.json()["version"], corrected.json()["changed"]) == (2, made)
    figures = tmp_path / "figures.xlsx"
    assert heard("matrix", PROJECT, "--by", "country", "--export", figures).code == 0
    assert figures.stat().st_mode & 0o077 == 0
    shown = heard("matrix", PROJECT, "--by", "country", "--json").json()
    assert all(cell is None or cell >= 5 for line in shown["cells"] for cell in line)
    quiet = heard("silence", PROJECT, "--planned", "fishers", "--json").json()
    assert [(one["group"], one["heard"]) for one in quiet] == [("fishers", False)]
    assert heard("agree", "r-nothing").code == 4
