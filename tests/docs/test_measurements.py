"""``docs/measurements.md`` says how each figure is measured again, and keeps what the bench writes apart."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from bench.deid import readme
from tests.docs.program import ROOT

PAGE = (ROOT / "docs/measurements.md").read_text(encoding="utf-8")
MODULES = sorted(set(re.findall(r"python -m (bench[\w.]*)", PAGE)))
WRITTEN = PAGE.partition(readme.BEGIN)[2].partition(readme.END)[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_that_measures_is_there_and_can_be_run(module: str) -> None:
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    path = ROOT / spec.origin
    if path.name == "__init__.py":  # a package is run by its ``__main__``
        assert path.with_name("__main__.py").is_file()
    else:
        assert 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")


def test_every_module_that_measures_is_on_the_page() -> None:
    runnable = {
        f"bench.{path.stem}"
        for path in (ROOT / "bench").glob("*.py")
        if 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")
    }
    assert runnable - {"bench.lexicon"} <= set(MODULES)  # it measures nothing: it makes lists of words


def test_the_bench_finds_its_place_once() -> None:
    assert (PAGE.count(readme.BEGIN), PAGE.count(readme.END)) == (1, 1)
    assert WRITTEN.startswith("\nMeasured 20")


def test_every_bar_of_the_bench_has_its_row_and_the_sum_is_right() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| (reached|\*\*not reached\*\*) \|$", WRITTEN, re.MULTILINE
    )
    told = re.search(r"Bars, (\d+) of (\d+) reached", WRITTEN)
    assert told is not None
    assert (sum(verdict == "reached" for _, verdict in rows), len(rows)) == (int(told[1]), int(told[2]))
    assert {label for label, *_ in readme.BARS} <= {label for label, _ in rows}


@pytest.mark.parametrize("title", ["De-identification", "Tagging", "Intake", "The log", "A withdrawal"])
def test_each_part_says_when_it_was_measured(title: str) -> None:
    part = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert re.search(r"2026-11-23|November 2026", part)
