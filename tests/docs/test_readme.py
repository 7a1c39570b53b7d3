"""The README is short, its commands exist, and its figures are those that were measured."""

from __future__ import annotations

import re

from tests.docs.program import ROOT, complaint, shell_lines, targets

PATH = ROOT / "README.md"
PAGE = PATH.read_text(encoding="utf-8")
MEASURED = (ROOT / "docs/measurements.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of the README."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_it_is_short() -> None:
    assert len(PAGE.splitlines()) <= 130


def test_its_two_commands_are_targets_of_the_makefile() -> None:
    block = re.findall(r"^```sh\n(.*?)^```$", section("Start"), re.DOTALL | re.MULTILINE)
    typed = re.findall(r"^make (\S+)", block[0], re.MULTILINE)
    assert len(typed) == 2
    assert set(typed) <= targets()


def test_every_line_that_is_shown_can_be_typed() -> None:
    lines = shell_lines(PATH)
    assert {line: wrong for line in lines if (wrong := complaint(line))} == {}


def test_every_page_of_the_manual_is_linked() -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert pages - set(re.findall(r"\(docs/([\w-]+\.md)\)", PAGE)) == set()


def test_it_has_six_figures_and_each_was_measured() -> None:
    rows = [line for line in section("Six figures").splitlines() if line.startswith("|")][2:]
    assert len(rows) == 6
    measured = set(re.findall(r"\d*\.?\d+", MEASURED.replace(",", "")))
    shown = {figure for row in rows for figure in re.findall(r"\d*\.?\d+", row.replace(",", ""))}
    assert shown - measured == set()


def test_the_figures_of_the_interviews_are_those_of_the_table() -> None:
    rows = [line for line in section("Six figures").splitlines() if "interviews" in line or "five" in line]
    for kind, row in zip(("en", "other"), rows, strict=True):
        for system in ("ours", "Presidio"):
            found = re.search(rf"^\| interviews-{kind} \| {system} \| (\S+) ", MEASURED, re.MULTILINE)
            assert found is not None
            assert found[1] in row
