"""``docs/glossary.md`` is sorted, says each term in a sentence, and names what is in the code."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

from tests.docs.program import ROOT

PAGE = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|") and not line.startswith(("| Term |", "|---"))
]
IDENTIFIERS = sorted({name for row in ROWS for name in re.findall(r"`([^`]+)`", row[3])})
PACKAGES = ("archive", "consent", "language", "taxonomies")


@cache
def words_of_the_code() -> frozenset[str]:
    """Every word of our own modules, and the name of each module and folder."""
    words: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            words |= set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            words |= {path.stem, path.parent.name}
    return frozenset(words)


def test_every_term_has_its_four_cells() -> None:
    assert len(ROWS) > 50
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


def test_the_terms_are_sorted_and_each_stands_once() -> None:
    terms = [row[0].casefold() for row in ROWS]
    assert [(one, next_) for one, next_ in pairwise(terms) if one >= next_] == []


def test_each_meaning_is_one_sentence() -> None:
    assert [row[0] for row in ROWS if not row[1].endswith(".") or ". " in row[1]] == []
    assert [row[0] for row in ROWS if not row[1][0].isupper()] == []


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_what_the_code_is_said_to_call_it_is_in_the_code(name: str) -> None:
    assert name in words_of_the_code()


@pytest.mark.parametrize(
    "standard",
    ["W3C Web Annotation", "ISO/IEC TS 27560", "RFC 6962", "REFI-QDA", "TAB", "W3C DPV", "C2SP", "NIST"],
)
def test_the_standards_of_the_field_are_named(standard: str) -> None:
    assert any(standard in row[2] for row in ROWS)
