"""House rules over the source: one builder of events, one set of final states, no rows past the desks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILDERS = {"archive/access/gate/events.py", "archive/audit/events.py"}
"""Where an event is made: for a viewer at the gate, and out of a stored entry by the log itself."""


def _trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _events(tree: ast.Module) -> list[int]:
    """Lines on which an ``Event`` is made by its own name."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = ((call.func, call.lineno) for call in calls)
    return [
        line
        for function, line in named
        if (isinstance(function, ast.Name) and function.id == "Event")
        or (isinstance(function, ast.Attribute) and function.attr == "Event")
    ]


def _rows(tree: ast.Module) -> list[int]:
    """Lines that reach for a ``store`` or import it."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr == "store")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("archive.store"))
        or (isinstance(node, ast.Import) and any(n.name.startswith("archive.store") for n in node.names))
    ]


def _assigned(tree: ast.Module, name: str) -> bool:
    """Whether the module gives this name, or the same with a low line before it, a value of its own."""
    targets = [t for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    return any(isinstance(t, ast.Name) and t.id.lstrip("_") == name for t in targets)


def test_every_event_is_built_at_the_gate() -> None:
    # An event built elsewhere can leave out the purpose or the role, and nobody would see it missing.
    assert {path for path, tree in _trees("archive") if _events(tree)} == BUILDERS


def test_pages_commands_and_the_demonstration_touch_no_store() -> None:
    # What they read there would be read without being asked for, and without an event.
    places = [
        f"{path}:{line}"
        for path, tree in _trees("archive/web", "archive/cli", "archive/demo")
        for line in _rows(tree)
    ]
    assert places == []


def test_final_states_of_a_consent_are_said_once() -> None:
    # Two lists of what is over for good part as soon as a state is added to one of them.
    trees = list(_trees("archive", "consent"))
    assert [path for path, tree in trees if _assigned(tree, "FINAL")] == ["consent/states.py"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Event(action=x)", [1]),
        ("import m\nm.Event(action=x)", [2]),
        ("event(viewer, action)", []),
        ("def f(e: Event) -> None: ...", []),
    ],
)
def test_the_rule_for_events_sees_what_it_forbids(source: str, lines: list[int]) -> None:
    assert _events(ast.parse(source)) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a.store.quotes.of(t)", [1]),
        ("from archive.store.keyring import open_ring", [1]),
        ("import archive.store.sql", [1]),
        ("restore(a)", []),
    ],
)
def test_the_rule_for_rows_sees_what_it_forbids(source: str, lines: list[int]) -> None:
    assert _rows(ast.parse(source)) == lines
