"""What `make` promises: each target says how long it takes, and the floor under the branches only rises."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DURATION = r"\((?:at once|about (?:a|\d+) (?:second|minute)s?|as long as [^()]+)\)"
needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a working copy of git"
)


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", "-C", ROOT, *words], capture_output=True, encoding="utf-8", check=True
    ).stdout


def _targets() -> list[str]:
    [line] = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    return line.split()


@pytest.mark.parametrize("target", _targets())
def test_every_target_says_what_it_does_and_how_long_it_takes(target: str) -> None:
    told = re.findall(rf"^{target}:.*?## (.+)$", MAKEFILE, re.MULTILINE)
    assert len(told) == 1, "one sentence a target"
    assert re.search(rf"\w.* {DURATION}$", told[0]), told[0]


def test_every_target_that_is_told_is_phony() -> None:
    assert set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)) == set(_targets())


def _floor(text: str) -> float:
    report = tomllib.loads(text).get("tool", {}).get("coverage", {}).get("report", {})
    return float(report.get("fail_under", 0))


def test_branches_are_measured_against_a_floor() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["tool"]["coverage"]["run"]["branch"] is True
    assert _floor(text) >= 50


@needs_git
def test_the_floor_never_falls() -> None:
    """In a shallow clone the history there is, is compared."""
    now = _floor((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    touched = _git("log", "--format=%H", "-G", "^fail_under", "--", "pyproject.toml").split()
    assert [c for c in touched if _floor(_git("show", f"{c}:pyproject.toml")) > now] == []


@needs_git
@pytest.mark.parametrize("name", ["heard-demo/keys", "heard-demo.passphrase", "elsewhere.passphrase"])
def test_what_the_demo_leaves_is_never_committed(name: str) -> None:
    assert _git("check-ignore", name).strip() == name


def test_what_the_demo_leaves_goes_with_make_clean() -> None:
    [recipe] = re.findall(r"^clean:.*\n\t(.+)$", MAKEFILE, re.MULTILINE)
    assert recipe.split()[-2:] == ["$(DEMO)", "$(DEMO).passphrase"]
