"""The tests mirror the tree: whoever changes a module knows which file tries it, and the reverse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.source import ROOT, ROOTS, imports, modules, packages

TESTS = ROOT / "tests"
WHOLE = frozenset({"attacks", "bench", "collection", "contracts", "docs", "house", "journeys", "servers"})
"""Folders of tests that try more than one package, or something beside the program."""


def package_of(folder: Path) -> str:
    """The package that a folder below ``tests`` stands for: ``web/api`` is ``archive.web.api``."""
    parts = folder.parts
    return ".".join(parts if parts[:1] and parts[0] in ROOTS else ("archive", *parts))


def names_in(package: str) -> set[str]:
    """What a file of tests for a package may be named after: the package, and what stands in it."""
    below = {name for name in modules() if name.rpartition(".")[0] == package}
    return {name.rpartition(".")[2] for name in {package, *below}}


def names_one_of(stem: str, names: set[str]) -> bool:
    """Whether a file is ``test_<module>`` or ``test_<module>_<aspect>``."""
    subject = stem.removeprefix("test_")
    return any(subject == name or subject.startswith(f"{name}_") for name in names)


def mirrored() -> list[Path]:
    """The files of tests that stand for one package, relative to ``tests``."""
    files = (path.relative_to(TESTS) for path in sorted(TESTS.rglob("test_*.py")))
    return [file for file in files if file.parts[0] not in WHOLE]


def imported_packages() -> set[str]:
    """The packages out of which the program imports something. Alembic finds its steps without that."""
    named = {"archive.cli"}.union(*(imports(module.tree) for module in modules().values()))
    parents = {name.rpartition(".")[0] for name in named if name in modules()}
    return (named | parents) & set(packages())


def test_every_folder_of_tests_is_a_package_of_the_program() -> None:
    folders = {file.parent for file in mirrored()}
    assert [str(folder) for folder in sorted(folders) if package_of(folder) not in packages()] == []


def test_every_file_of_tests_names_a_module_of_its_package() -> None:
    wrong = [file for file in mirrored() if not names_one_of(file.stem, names_in(package_of(file.parent)))]
    assert [str(file) for file in wrong] == []


def test_every_package_of_the_program_has_tests_of_its_own() -> None:
    tried = {package_of(file.parent) for file in mirrored()}
    tried |= {name.rpartition(".")[0] for name in tried}
    assert sorted(imported_packages() - tried) == []


@pytest.mark.parametrize(
    ("stem", "right"),
    [("test_turns", True), ("test_turns_modes", True), ("test_turnstile", False), ("test_modes", False)],
)
def test_a_name_that_only_begins_alike_is_no_name_of_a_module(stem: str, right: bool) -> None:
    assert names_one_of(stem, {"turns"}) is right
