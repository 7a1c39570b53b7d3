"""A scope as a condition of a query: the one place where a list of rows is narrowed to projects.

Every list over a table with a column ``project`` takes its condition from here; none is written by hand.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, true

from archive.model import Scope


def in_scope(project: Column[str], scope: Scope) -> ColumnElement[bool]:
    """That the row's project lies in ``scope``; nothing does where the scope is empty."""
    return true() if scope.everywhere else project.in_(sorted(scope.projects))
