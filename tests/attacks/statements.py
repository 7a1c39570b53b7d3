"""Every SQL statement on data of projects, as it runs: is it narrowed to projects, or to one thing by its id?

Read from the statement that SQLAlchemy compiled, not from its text. A statement that takes rows of such a
table without a condition on a project or on an id is noted with the function of the store that ran it, unless
a walk across projects that says so by name (``Scope.across``) stands behind it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from sqlalchemy import Column, Engine, Table, event
from sqlalchemy.sql import Delete, Select, Update
from sqlalchemy.sql.elements import BooleanClauseList, Grouping
from sqlalchemy.sql.operators import and_
from sqlalchemy.sql.visitors import iterate

from archive.model import Scope
from archive.store import coding_tables, fingerprint_tables, review_tables, tables
from tests.house.source import modules

OF_PEOPLE = frozenset(
    {
        "accounts", "account_projects", "sessions", "organisations", "shares", "passkeys", "authenticators",
        "recovery_codes", "second_tries", "ceremonies", "invitations",
    }
)  # fmt: skip
"""Tables that hold nothing of a project."""

KEYS = frozenset(
    {
        "project", "id", "testimony", "consent_id", "participant", "finding", "subject", "owner", "lookup",
        "digest_key", "round", "withdrawal", "fingerprint", "value", "digest", "submission", "object",
    }
)  # fmt: skip
"""Columns that narrow a statement: to a project, or to one thing that the gate was asked about by its id."""

WATCHED = frozenset(
    table
    for home in (tables, coding_tables, review_tables, fingerprint_tables)
    for table in vars(home).values()
    if isinstance(table, Table) and table.name not in OF_PEOPLE
)


@dataclass
class Seen:
    """What ran: how many statements on data of projects, which walks, and what was not narrowed."""

    statements: int = 0
    walks: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)


def unnarrowed(statement: Any) -> set[str]:
    """The watched tables from which a statement takes rows without a condition on a key.

    A condition that compares a key with a part that is itself not narrowed is none; a part that only narrows
    further what a key narrowed already may be wide.
    """
    if not isinstance(statement, (Select, Update, Delete)):
        return set().union(*map(unnarrowed, getattr(statement, "selects", ())))
    return set() if _narrowed(statement) else {table.name for table in _sources(statement)}


def _sources(part: Select[Any] | Update | Delete) -> set[Table]:
    froms = part.get_final_froms() if isinstance(part, Select) else [part.table]
    return {one for each in froms for one in iterate(each) if isinstance(one, Table)} & WATCHED


def _narrowed(part: Select[Any] | Update | Delete) -> bool:
    return not _sources(part) or (part.whereclause is not None and _narrows(part.whereclause))


def _narrows(condition: Any) -> bool:
    if isinstance(condition, BooleanClauseList):
        return (any if condition.operator is and_ else all)(map(_narrows, condition.clauses))
    if isinstance(condition, Grouping):
        return _narrows(condition.element)
    inside = list(iterate(condition))
    named = {one.name for one in inside if isinstance(one, Column)}
    return bool(named & KEYS) and not any(isinstance(one, Select) and unnarrowed(one) for one in inside)


@contextmanager
def watched() -> Iterator[Seen]:
    """Every statement of every engine until the block ends."""
    seen = Seen()

    def look(_c: Any, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:
        statement = getattr(getattr(context, "compiled", None), "statement", None)
        if statement is None:
            return
        if not isinstance(statement, (Select, Update, Delete)) and not hasattr(statement, "selects"):
            return
        seen.statements += bool(any(t in WATCHED for t in iterate(statement) if isinstance(t, Table)))
        wide = unnarrowed(statement)
        if wide:
            walk, by = _behind(sys._getframe(1))
            seen.walks.add(walk) if walk else seen.open.add(f"{by} {' '.join(sorted(wide))}")

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", look)


def _behind(frame: FrameType | None) -> tuple[str, str]:
    """The walk across projects behind a statement, if there is one, and the function of the store."""
    by = ""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("archive.store.") and module != "archive.store.database":
            by = by or f"{module}.{frame.f_code.co_qualname}"
            scope = frame.f_locals.get("scope")
            if isinstance(scope, Scope) and scope.everywhere:
                return scope.process, by
        frame = frame.f_back
    return "", by


def named_walks() -> set[str]:
    """The names that modules give to walks across projects."""
    calls = (node for module in modules().values() for node in ast.walk(module.tree))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "across"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
