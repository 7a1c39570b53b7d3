"""What columns are is shown before taking, said in a file or by the form beside the export, and
remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import PROJECT, Done, Heard, heard_in
from tests.ingest.tables.made import CLINIC, QUEUE, Rows, text, workbook
from tests.ingest.tables.test_survey_forms import EXPORT, FORM

TABLE: Rows = [["q1", "q2", "helper", "_id"], ["none", CLINIC, "Asha Rai", 1], ["road", QUEUE, "Asha Rai", 2]]
LIST = "q1: story\nq2: closed answer\nhelper: {role: direct, kind: name}\n"


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    command = heard_in(tmp_path)
    assert command("init", command.archive).code == 0
    return command


def bring(heard: Heard, name: str, content: bytes, *options: str | Path) -> Done:
    folder = heard.folder / "exports"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return heard("ingest", folder / name, "--project", PROJECT, "--json", *options)


def roles(done: Done) -> dict[str, tuple[str, str]]:
    """What the screen says of each column: taken for, and why."""
    cells = [[c.strip() for c in line.split("│")] for line in done.err.splitlines() if line.count("│") > 3]
    return {row[1]: (row[2], row[3]) for row in cells}


def test_a_list_is_obeyed_shown_and_remembered(heard: Heard) -> None:
    (heard.folder / "columns.yaml").write_text(LIST, encoding="utf-8")
    first = bring(heard, "a.csv", text(TABLE), "--columns", heard.folder / "columns.yaml")
    assert roles(first)["q1"] == ("story", "you said so")
    assert roles(first)["q2"] == ("closed answer", "you said so")
    assert roles(first)["helper"] == ("direct identifier: person", "you said so")
    assert not any(cell in first.err for cell in ("Asha", CLINIC, "road"))
    wider: Rows = [[*row, "new" if n == 0 else 4] for n, row in enumerate(TABLE)]
    second = bring(heard, "renamed.xlsx", workbook(s=wider))
    assert roles(second)["q1"] == ("story", "said before")
    assert roles(second)["new"][1].startswith("guessed")
    assert {r["status"] for r in second.json()["results"]} == {"already"}


def test_the_form_beside_the_export_is_read_and_is_no_testimony(heard: Heard) -> None:
    folder = heard.folder / "exports"
    folder.mkdir()
    (folder / "xlsform.xlsx").write_bytes(FORM)
    (folder / "export.xlsx").write_bytes(workbook(s=EXPORT))
    done = heard("ingest", folder, "--project", PROJECT, "--json")
    report = json.loads(done.out)
    assert report["files"] == 1
    assert [(r["name"], r["status"]) for r in report["results"]] == [
        ("export.xlsx", "quarantined"), ("export.xlsx", "refused")
    ]  # fmt: skip
    assert roles(done)["q3 (What happened?)"] == ("story", "the form says so")
    (folder / "xlsform.xlsx").unlink()
    again = heard("ingest", folder, "--project", PROJECT, "--json")
    assert roles(again)["q3 (What happened?)"] == ("story", "said before")


def test_a_list_that_is_not_understood_takes_nothing(heard: Heard) -> None:
    (heard.folder / "columns.yaml").write_text("q1: tale\n", encoding="utf-8")
    done = bring(heard, "a.csv", text(TABLE), "--columns", heard.folder / "columns.yaml")
    assert done.code == 5
    assert "The role of a column is one of" in json.loads(done.out)["results"][0]["sentence"]
    assert bring(heard, "a.csv", text(TABLE), "--columns", heard.folder / "absent.yaml").code == 2


def test_a_column_that_is_missing_is_told(heard: Heard) -> None:
    (heard.folder / "columns.json").write_text('{"q9": "story"}', encoding="utf-8")
    done = bring(heard, "a.csv", text(TABLE), "--columns", heard.folder / "columns.json")
    assert "The table has no column that is called: q9." in done.err
