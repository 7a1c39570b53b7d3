"""The program as the rules of the house read it: its packages and modules, parsed and never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("archive", "consent", "language", "taxonomies")


@dataclass(frozen=True)
class Module:
    """One file of the program. ``name`` is dotted; a package has the name of its folder."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        """Whether this is what a folder says of itself."""
        return self.path.name == "__init__.py"


@cache
def modules() -> Mapping[str, Module]:
    """Every module and package by its dotted name, in order. What Alembic runs by number has no name."""
    return {module.name: module for root in ROOTS for module in _modules(ROOT / root)}


def _modules(folder: Path) -> Iterator[Module]:
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if all(part.isidentifier() for part in parts):
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            text = path.read_text(encoding="utf-8")
            yield Module(name, path, text, ast.parse(text))


@cache
def packages() -> tuple[str, ...]:
    """The dotted names of the folders of the program."""
    return tuple(name for name, module in modules().items() if module.is_package)


def imports(tree: ast.AST) -> set[str]:
    """The dotted names that a module imports; ``from a import b`` gives ``a`` and ``a.b``."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or a chain of attributes; what is called or indexed on the way is left out."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return ""


def chains(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every attribute that is read or called, with its line, as ``dotted`` spells it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, dotted(node)


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every call, with its line, as ``dotted`` spells what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func)


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string that the program uses, with its line; docstrings are left out."""
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value
