"""The measurement of tests: every sort of change is made, and is noticed where it makes a difference."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bench.mutate.mutants import mutants, sampled
from bench.mutate.nearest import module_name, nearest
from bench.mutate.trying import first_run, killed

SOURCE = """
def widest(values, least=1):
    kept = [v for v in values if v > least]
    if not kept:
        raise ValueError("none")
    values.clear()
    return max(kept) if kept else None
"""


def test_every_sort_of_change_is_made_in_its_line() -> None:
    made = {(m.line, m.now) for m in mutants(SOURCE)}
    assert made == {
        (2, "2"), (3, "v >= least"), (3, "v < least"), (3, "[v for v in values]"), (4, "kept"), (5, "pass"),
        (6, "None"), (7, "return None"), (7, "max(kept)"), (7, "None"),
    }  # fmt: skip
    for mutant in mutants(SOURCE):
        compile(mutant.tree, "changed", "exec")
        assert ast.dump(mutant.tree) != ast.dump(ast.parse(SOURCE))


def test_a_sample_is_the_same_for_a_seed_and_in_the_order_of_the_lines() -> None:
    every = list(mutants(SOURCE))
    some = sampled(every, 4, 7)
    assert len(some) == 4
    assert some == sampled(every, 4, 7) != sampled(every, 4, 8)
    assert [m.line for m in some] == sorted(m.line for m in some)
    assert sampled(every, 99, 7) == every


def test_the_nearest_tests_mirror_the_module_or_import_it(tmp_path: Path) -> None:
    for name, text in (
        ("tests/test_one.py", "from archive.one import x"),
        ("tests/other/test_two.py", "from archive import two"),
        ("tests/part/test_three.py", ""),
        ("tests/part/test_three_times.py", ""),
        ("tests/part/test_deep.py", "import archive.part.three"),
        ("tests/part/test_far.py", "import archive.part.threefold"),
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def found(module: str) -> list[str]:
        return [p.as_posix() for p in nearest(Path(module), tmp_path)]

    assert found("archive/one.py") == ["tests/test_one.py"]
    assert found("archive/two.py") == ["tests/other/test_two.py"]
    assert found("archive/part/three.py") == [
        "tests/part/test_deep.py", "tests/part/test_three.py", "tests/part/test_three_times.py"
    ]  # fmt: skip
    assert found("archive/part/four.py") == [
        "tests/part/test_deep.py", "tests/part/test_far.py", "tests/part/test_three.py",
        "tests/part/test_three_times.py",
    ]  # fmt: skip
    assert found("bench/five.py") == []
    assert module_name(Path("archive/part/__init__.py")) == "archive.part"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_change_is_noticed_where_a_test_reaches_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    module = tmp_path / "measured_once.py"
    module.write_text("def larger(a, b):\n    return a if a > b else b\n\n\ndef unused():\n    return 1\n")
    tests = tmp_path / "test_measured_once.py"
    tests.write_text("import measured_once\n\n\ndef test_it():\n    assert measured_once.larger(3, 2) == 3\n")
    monkeypatch.chdir(tmp_path)
    run = first_run(module, [str(tests)], 60)
    assert run.passed
    found = {}
    for mutant in mutants(module.read_text()):
        reaching = run.order(mutant)
        assert bool(reaching) is (mutant.line == 2)
        found[mutant.line, mutant.now] = killed(
            "measured_once", module, mutant.tree, [str(tests)], 60, reaching
        )
    assert {now for (line, now), seen in found.items() if seen and line == 2} == {"return None", "a < b", "b"}
    assert not any(seen for (line, _), seen in found.items() if line == 6), "nothing runs it"
