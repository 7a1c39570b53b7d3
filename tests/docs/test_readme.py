"""What the documentation says about the program is what the program is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.config import variables

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
# Written in parts, so that this file does not name what it forbids.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("crates", "io"),
        ("repo", "maven", "apache", "org"), ("repo1", "maven", "org"), ("proxy", "golang", "org"),
        ("huggingface", "co"),
    )
)  # fmt: skip
LEFT_OUT = {"heard-demo", "build", "dist", "__pycache__", "node_modules"}


def _readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def _files(folder: Path = ROOT) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in LEFT_OUT or (path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path


def test_the_help_in_the_readme_is_the_programs() -> None:
    program = "import sys; sys.argv[0] = 'heard'; from archive.cli import main; main()"
    said = subprocess.run(
        [sys.executable, "-c", program, "--help"],
        capture_output=True, encoding="utf-8", check=True, cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
    ).stdout  # fmt: skip
    blocks = re.findall(r"^```text\n(.*?)^```$", _readme(), re.DOTALL | re.MULTILINE)
    assert [b.strip("\n") for b in blocks if b.startswith("Usage: heard")] == [said.strip("\n")]


def test_every_variable_that_is_read_is_told() -> None:
    read = {row.name for row in variables()}
    assert read == set(re.findall(r"HEARD_[A-Z_]+", _readme()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_test_that_the_threat_model_names_is_there() -> None:
    page = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    named = set(re.findall(r"tests/[\w/]+\.py", page))
    assert named
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_every_module_that_the_architecture_names_is_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:archive|consent|tests|bench|collection|taxonomies)/[\w/.]*)`", page))
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_no_file_names_the_host_of_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in _files()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert found == []
