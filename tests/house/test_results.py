"""What a function hands over has names: a dataclass, not a loose mapping nor a row of unnamed places.

A caller of ``dict[str, Any]`` has to know its keys by heart, and no type checker tells when one is misspelt.
Of three places in a tuple two are soon swapped. What is written out as JSON, in a form of ours or of a
standard, is a ``TypedDict`` or a named alias that says which form.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("archive", "consent", "language", "taxonomies")
LOOSE = frozenset({"dict", "Mapping", "MutableMapping", "defaultdict"})
UNTYPED = frozenset({"Any", "object"})
MOST_PLACES = 2
"""A pair needs no names; more places do."""


def loose_parts(annotation: ast.expr) -> Iterator[str]:
    """The parts of a return annotation that this rule refuses, however deep they stand in it."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from loose_parts(ast.parse(node.value, mode="eval").body)
        elif isinstance(node, ast.Subscript) and is_loose(node):
            yield ast.unparse(node)


def is_loose(node: ast.Subscript) -> bool:
    """Whether this is a mapping of anything by name, or a tuple of three places and more."""
    if not isinstance(node.slice, ast.Tuple):
        return False
    name, members = ast.unparse(node.value).rpartition(".")[2], node.slice.elts
    if name == "tuple":
        return len(members) > MOST_PLACES
    return name in LOOSE and ast.unparse(members[-1]).rpartition(".")[2] in UNTYPED


def loose_results(source: str) -> Iterator[str]:
    """``line name -> part`` of every function in a module, methods and inner ones too, with such a result."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            for part in loose_parts(node.returns):
                yield f"{node.lineno} {node.name} -> {part}"


def test_every_result_has_names() -> None:
    files = [path for root in ROOTS for path in sorted((ROOT / root).rglob("*.py"))]
    assert files
    loose = [
        f"{path.relative_to(ROOT)}:{one}"
        for path in files
        for one in loose_results(path.read_text(encoding="utf-8"))
    ]
    assert loose == []


@pytest.mark.parametrize(
    "annotation",
    [
        "dict[str, Any]",
        "dict[str, object]",
        "typing.Mapping[str, Any]",
        "list[dict[str, Any]]",
        "dict[str, list[dict[str, object]]]",
        "dict[str, Any] | None",
        "'dict[str, Any]'",
        "tuple[int, int, str]",
        "Iterator[tuple[int, int, str | None]]",
        "tuple[int, tuple[str, str, str]]",
    ],
)
def test_the_rule_sees_what_it_refuses(annotation: str) -> None:
    for start in ("def", "async def"):
        source = f"class Row:\n    {start} method(self) -> {annotation}: ...\n"
        assert len(list(loose_results(source))) == 1


@pytest.mark.parametrize(
    "annotation",
    [
        "None",
        "Row",
        "JsonObject",
        "dict[str, str]",
        "dict[str, list[Row]]",
        "tuple[int, ...]",
        "tuple[int, str]",
    ],
)
def test_the_rule_lets_what_has_names_pass(annotation: str) -> None:
    assert list(loose_results(f"def function(rows: dict[str, Any]) -> {annotation}: ...\n")) == []
