"""A scope: what it holds, and that nothing makes one by accident."""

from __future__ import annotations

import pytest

from archive.model import Scope


def test_a_scope_holds_its_projects_alone() -> None:
    scope = Scope.of({"delta", "hills"})
    assert scope.holds("delta")
    assert not scope.holds("coast")
    assert not scope.everywhere
    assert not Scope.of(()).holds("delta")


def test_a_walk_holds_every_project_and_has_a_name() -> None:
    walk = Scope.across("withdrawal")
    assert walk.everywhere
    assert walk.holds("anything")
    with pytest.raises(ValueError, match="which process"):
        Scope.across("")


def test_one_name_is_no_collection_of_projects() -> None:
    with pytest.raises(TypeError):
        Scope.of("delta")
