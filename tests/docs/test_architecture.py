"""The page on the architecture says what the folders say of themselves, and names what is there."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from tests.docs.program import ROOT
from tests.house.source import modules, packages

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
STEPS = "archive.store.migrations."
"""Below this stand the steps of Alembic, one file each, which the page leaves to their folder."""


def section(title: str) -> str:
    """The text below a heading of the page."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def first_sentence(package: str) -> str:
    """What a folder says that is in it, as the page writes code."""
    docstring = ast.get_docstring(modules()[package].tree) or ""
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    return (re.split(r"(?<=\.)\s", paragraph)[0]).replace("``", "`")


def table_of_the_tree() -> list[list[str]]:
    """The rows that the page has to have: each package and its first sentence."""
    return [
        [f"`{name.replace('.', '/')}/`", first_sentence(name)]
        for name in packages()
        if not name.startswith(STEPS)
    ]


def test_the_tree_is_told_in_the_words_of_its_folders() -> None:
    assert rows("The tree") == table_of_the_tree()


@pytest.mark.parametrize("package", packages())
def test_a_folder_says_in_one_sentence_what_is_in_it(package: str) -> None:
    sentence = first_sentence(package)
    assert sentence.endswith(".")
    assert len(sentence) > 20
    assert not sentence[0].islower()


def test_the_layers_are_those_that_are_checked() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(c["layers"] for c in contract["contracts"] if c["type"] == "layers")
    told = re.findall(r"^\d+\. (.+)$", section("Imports point one way"), re.MULTILINE)
    assert [sorted(re.findall(r"`([\w.]+)`", line)) for line in told] == [
        sorted(name.removeprefix("archive.") for name in layer.split(" | ")) for layer in layers
    ]


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(
        re.findall(r"`((?:archive|consent|language|tests|bench|collection|taxonomies)/[\w/.]*)`", PAGE)
    )
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("row", rows("Where each decision is made"), ids=lambda row: row[0])
def test_each_decision_is_made_where_the_page_says(row: list[str]) -> None:
    path, *names = re.findall(r"`([^`]+)`", row[1])
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert names
    assert [name for name in names if name not in defined(tree)] == []


def defined(tree: ast.Module) -> set[str]:
    """What a module defines; what a class defines has the name of the class before it."""
    names: set[str] = set()
    for node in tree.body:
        names |= names_of(node)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{name}" for inner in node.body for name in names_of(inner)}
    return names


def names_of(node: ast.stmt) -> set[str]:
    """What a statement gives a name to."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}
