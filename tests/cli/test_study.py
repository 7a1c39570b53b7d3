"""A researcher's work through the real command: code, undo, ask, and a transcript put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PROJECT, heard_in
from tests.study.exchange.tool_files import Mark, qualcoder


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


@pytest.mark.slow
def test_two_colleagues_projects_come_in_and_are_compared(tmp_path: Path) -> None:
    heard = heard_in(tmp_path)
    heard("init", heard.archive)
    testimony = heard.taken_in()["boat.txt"]
    heard("review", "--json")
    heard("review", testimony, "--accept-rest", "--approve", "--json")
    text = (tmp_path / "files" / "boat.txt").read_text(encoding="utf-8")
    at = text.index("nine hours")
    for name, end in (("first", at + 10), ("second", at + 4)):
        qualcoder(text, [Mark("waiting", at, end), Mark("odd", 10_000, 10_001)], tmp_path / f"{name}.qda")
        done = heard("qda", "in", tmp_path / f"{name}.qda", "--project", PROJECT, "--coder", name)
        assert "Codings in the file: 2; on their words: 1; not placed: 1." in done.out
        assert "Look: odd in talk, 10000-10001 (no testimony)" in done.out
        assert f"import {name}" in done.out
    compared = heard("agree", "--project", PROJECT, "--coder", "first", "--coder", "second", "--json").json()
    assert compared["coders"] == ["import first", "import second"]
    assert compared["testimonies"] == 1
    assert [round(c["overlap"], 1) for c in compared["codes"]] == [0.4]
    assert "import first" in heard("agree", "--project", PROJECT).out
    assert heard("agree").code == 2
    assert heard("agree", "--project", PROJECT, "--worst", "3").code == 2
    assert heard("agree", "r-nothing", "--coder", "first").code == 2
    (tmp_path / "tags.csv").write_text("tag;description;colour\nqueue;long lines;puce\n", encoding="utf-8")
    taken = heard("codebook", "in", PROJECT, tmp_path / "tags.csv")
    assert "The colour of the code queue cannot be read" in taken.out
    sent = heard("qda", "out", tmp_path / "out.qdpx", "--project", PROJECT, "--recipient", "partner-3")
    assert "1 testimonies with 2 codings" in sent.out
    assert heard("qda", "in", tmp_path / "tags.csv", "--project", PROJECT).code == 5
