"""Every path that ``CONTRIBUTING.md`` sends somebody to is there, and so is every target that it names."""

from __future__ import annotations

import re

import pytest

from tests.docs.program import ROOT, complaint, shell_lines

PATH = ROOT / "CONTRIBUTING.md"
PAGE = PATH.read_text(encoding="utf-8")
NAMED = sorted(
    set(re.findall(r"`((?:archive|bench|collection|consent|docs|language|taxonomies|tests)/[^` ]*)`", PAGE))
)
PLACES = ("A language", "A country", "A detector", "A format", "A page", "A command")


@pytest.mark.parametrize("path", NAMED)
def test_a_path_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("title", PLACES)
def test_each_place_names_a_file_to_copy_from(title: str) -> None:
    section = PAGE.partition(f"\n### {title}\n")[2].partition("\n### ")[0]
    assert re.search(r"[Cc]opy\s+`[\w/]+\.\w+`", section)


def test_every_line_that_is_shown_can_be_typed() -> None:
    lines = shell_lines(PATH)
    assert lines
    assert {line: wrong for line in lines if (wrong := complaint(line))} == {}
