"""The seams hold promises and nothing else, and every promise is tried on each adapter."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import ROOT, chains, modules

ONE_ADAPTER = frozenset({"Clock", "Detector", "Ledger", "Names"})
"""Ports that are the same in both installations; they are tried with the packages that carry them out."""


def protocols() -> Iterator[ast.ClassDef]:
    """The ports themselves, as they are written."""
    for name, module in modules().items():
        if name.startswith("archive.ports."):
            yield from (
                node
                for node in module.tree.body
                if isinstance(node, ast.ClassDef) and any(ast.unparse(b) == "Protocol" for b in node.bases)
            )


PROTOCOLS = {node.name: node for node in protocols()}


def methods(port: str) -> list[ast.FunctionDef]:
    """What a port promises."""
    return [node for node in PROTOCOLS[port].body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("port", PROTOCOLS)
def test_a_port_says_what_it_promises_and_does_nothing(port: str) -> None:
    for method in methods(port):
        assert ast.get_docstring(method), method.name
        assert all(isinstance(node, ast.Expr) for node in method.body), method.name


@pytest.mark.parametrize("port", sorted(set(PROTOCOLS) - ONE_ADAPTER))
def test_every_promise_is_tried_by_a_contract(port: str) -> None:
    tried = {
        chain.rpartition(".")[2]
        for path in (ROOT / "tests" / "contracts").glob("*.py")
        for _, chain in chains(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert [method.name for method in methods(port) if method.name not in tried] == []
