"""Every promise of the threat model names tests that are there."""

from __future__ import annotations

import re

from tests.docs.program import ROOT

PAGE = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = set(re.findall(r"tests/[\w/]+\.py", PAGE))
    assert named
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_every_promise_has_a_test() -> None:
    table = PAGE.partition("## What is promised")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 30
    assert [row for row in rows if "`tests/" not in row.split("|")[4]] == []
