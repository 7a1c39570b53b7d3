"""Parameters are named for what they hold.

``found``, ``told``, ``shown``, ``said`` and ``made`` say how a value came about and nothing of what it is, so
whoever reads a call has to open the function. The rule holds for every function, method and lambda.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("archive", "consent", "taxonomies", "language")
EMPTY = frozenset({"found", "told", "shown", "said", "made"})


def parameters(node: ast.AST) -> Iterator[ast.arg]:
    """Every parameter of a function, a method or a lambda, the starred ones too."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        held = node.args
        yield from (*held.posonlyargs, *held.args, *held.kwonlyargs)
        yield from (one for one in (held.vararg, held.kwarg) if one is not None)


def badly_named(source: str) -> list[tuple[int, str]]:
    """Line and name of each parameter that says nothing of what it holds."""
    every = (one for node in ast.walk(ast.parse(source)) for one in parameters(node))
    return sorted((one.lineno, one.arg) for one in every if one.arg in EMPTY)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_parameter_is_named_for_what_it_holds(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files, "the package was not found"
    named = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in files
        for line, name in badly_named(path.read_text(encoding="utf-8"))
    ]
    assert named == []


@pytest.mark.parametrize(
    "source",
    [
        "def look(found): ...",
        "def look(found, /): ...",
        "def look(*, found=None): ...",
        "def look(*found): ...",
        "def look(**found): ...",
        "async def look(found): ...",
        "class Index:\n    def look(self, found): ...",
        "look = lambda found: found",
        "def outer():\n    def inner(found): ...",
    ],
)
def test_the_rule_sees_every_kind_of_parameter(source: str) -> None:
    assert [name for _, name in badly_named(source)] == ["found"]


def test_a_local_variable_or_an_attribute_is_not_a_parameter() -> None:
    assert badly_named("def look(rows):\n    found = rows.found\n    return found") == []
