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


def _recipe(target: str) -> str:
    [recipe] = re.findall(rf"^{target}:.*\n((?:\t.+\n)+)", MAKEFILE, re.MULTILINE)
    return str(recipe)


def test_an_audit_looks_at_every_locked_package_and_fails_where_it_cannot() -> None:
    recipe = _recipe("audit")
    for words in (
        "bandit",
        "cyclonedx-py requirements",
        "pip-audit --strict",
        "requirements/run.txt",
        "exit 1",
    ):
        assert words in recipe, words
    assert "ignore" not in recipe
    [check] = re.findall(r"^check: (.+?) ##", MAKEFILE, re.MULTILINE)
    assert "audit" not in check.split()


@pytest.mark.parametrize("tool", ["bandit", "cyclonedx-bom", "pip-audit"])
def test_what_audits_is_locked_and_not_among_what_runs(tool: str) -> None:
    locked = {
        name: (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8") for name in ("audit", "run")
    }
    assert re.search(rf"^{tool}==.+\n\s+--hash=sha256:", locked["audit"], re.MULTILINE)
    assert not re.search(rf"^{tool}==", locked["run"], re.MULTILINE)


_OVERRULED = re.compile(r"# nosec\b(.*)")


def test_every_finding_of_bandit_that_is_overruled_names_its_rule_and_a_reason() -> None:
    lines = [
        (path.name, line)
        for root in ("archive", "consent", "language", "taxonomies")
        for path in sorted((ROOT / root).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "nosec" in line
    ]
    assert lines
    reason = re.compile(r" B\d{3} # (?:noqa: S\d{3} - )?\w+( \w+)+")
    wrong = [(name, line) for name, line in lines if not reason.match(_OVERRULED.search(line).group(1))]  # type: ignore[union-attr]
    assert wrong == []


@needs_git
@pytest.mark.parametrize(
    "name", ["heard-sbom.json", "heard-demo/keys", "heard-demo.passphrase", "elsewhere.passphrase"]
)
def test_what_the_demo_leaves_is_never_committed(name: str) -> None:
    assert _git("check-ignore", name).strip() == name


def test_what_the_demo_leaves_goes_with_make_clean() -> None:
    [recipe] = re.findall(r"^clean:.*\n\t(.+)$", MAKEFILE, re.MULTILINE)
    assert recipe.split()[-2:] == ["$(DEMO)", "$(DEMO).passphrase"]
