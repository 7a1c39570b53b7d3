"""Nobody searches without a scope, and a scope is its viewer's."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import archive
from archive.access.policy.roles import PURPOSES
from archive.errors import Refused
from archive.model import Role, Viewer
from archive.search.scope import Scope, scope_for
from consent.record import Purpose

TODAY = date(2026, 5, 4)
RESEARCHER = Viewer("u1", Role.RESEARCHER, frozenset({"coast"}), Purpose.RESEARCH_PROJECT)
ADVOCATE = Viewer("u2", Role.ADVOCACY, frozenset({"coast"}), Purpose.ADVOCACY_PUBLISH_QUOTE)
CODE = Path(archive.__file__).parent


def test_a_researcher_finds_turns_and_quotes_of_own_projects() -> None:
    within = scope_for(RESEARCHER, TODAY).filter
    assert within.exposures == {"turn", "quote"}
    assert within.projects == {"coast"}


def test_advocacy_finds_quotes_alone() -> None:
    assert scope_for(ADVOCATE, TODAY).filter.exposures == {"quote"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.RESEARCHER, Role.ADVOCACY}))
def test_every_other_role_is_refused_for_every_purpose(role: Role) -> None:
    for purpose in [None, *Purpose]:
        with pytest.raises(Refused):
            scope_for(replace(RESEARCHER, role=role, purpose=purpose), TODAY)


@pytest.mark.parametrize("viewer", [RESEARCHER, ADVOCATE])
def test_a_search_needs_a_purpose_of_the_role(viewer: Viewer) -> None:
    for purpose in [None, *Purpose]:
        asked = replace(viewer, purpose=purpose)
        if purpose in PURPOSES[viewer.role]:
            assert scope_for(asked, TODAY).viewer == asked
        else:
            with pytest.raises(Refused):
                Scope(asked, TODAY)


def test_a_scope_cannot_be_widened_by_hand() -> None:
    scope = scope_for(ADVOCATE, TODAY)
    with pytest.raises((AttributeError, TypeError)):
        scope.exposures = frozenset({"turn"})  # type: ignore[misc]
    assert set(Scope.__dataclass_fields__) == {"viewer", "day"}


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def filter_makers(source: str) -> bool:
    """Whether a module makes an ``IndexFilter`` itself."""
    return any(_name(call.func) == "IndexFilter" for call in _calls(ast.parse(source)))


def index_searches(source: str) -> bool:
    """Whether a module calls ``search`` on something that is called an index."""
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "search"
        and _name(call.func.value).lower().endswith("index")
        for call in _calls(ast.parse(source))
    )


def test_the_checks_of_this_house_see_what_they_look_for() -> None:
    assert filter_makers("ports.IndexFilter(frozenset(), frozenset())")
    assert index_searches("hits = archive.index.search(q, f, limit=1)")
    assert index_searches("self._index.search(q, f, limit=1)")
    assert not index_searches("PATTERN.search(text)")


def test_only_the_scope_makes_a_filter_and_only_search_and_the_story_ask_the_index() -> None:
    sources = {
        path.relative_to(CODE).as_posix(): path.read_text(encoding="utf-8") for path in CODE.rglob("*.py")
    }
    assert [name for name, source in sorted(sources.items()) if filter_makers(source)] == ["search/scope.py"]
    asking = {name for name, source in sources.items() if index_searches(source)}
    assert "search/find.py" in asking
    assert {name for name in asking if not name.startswith("search/")} <= {"reading/search.py"}
