"""A list in which a person says what the columns of a form are: YAML, JSON or a table.

It refuses a role or a kind that does not exist, and names it: a column must not keep its guessed role because
somebody's word for it was not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from archive.errors import Unreadable
from archive.ingest.tables.survey_columns import ColumnRole
from archive.ingest.tables.table_layout import Book
from archive.ingest.text import canonical, flat
from archive.model import KnownKind

_ROLES = {role.value: role for role in ColumnRole} | {
    "closed": ColumnRole.CHOICE,
    "closed answer": ColumnRole.CHOICE,
    "attribute": ColumnRole.CHOICE,
    "direct identifier": ColumnRole.DIRECT,
    "quasi-identifier": ColumnRole.QUASI,
    "dropped": ColumnRole.DROP,
}
_KINDS = {kind.value.casefold(): kind for kind in KnownKind} | {
    "name": KnownKind.PERSON, "place": KnownKind.LOC, "number": KnownKind.ID, "organisation": KnownKind.ORG,
}  # fmt: skip
_HEADERS = ("header", "column", "question", "name")
_FORM = (
    "The list of columns is not understood: write one line for each column, such as 'What happened?: "
    "story', with a role of direct, quasi, story, closed, consent, id or drop."
)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a person says of one column; ``kind`` only of a direct identifier."""

    header: str
    role: ColumnRole
    kind: KnownKind | None = None


def choices_in_text(text: str) -> list[ColumnChoice]:
    """The choices in YAML or JSON: a mapping from header to role, or a list of columns.

    Raises:
        Unreadable: another form, or a role or kind that does not exist.
    """
    try:
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        raise Unreadable(_FORM) from None
    if isinstance(content, Mapping) and isinstance(content.get("columns"), (list, Mapping)):
        content = content["columns"]
    if isinstance(content, Mapping):
        return [_choice(header, stated) for header, stated in content.items()]
    if isinstance(content, list) and all(isinstance(one, Mapping) for one in content):
        return [_choice(_named(one), one) for one in content]
    raise Unreadable(_FORM)


def choices_in_table(book: Book) -> list[ColumnChoice]:
    """The choices in a table with a column for the header, one for the role and perhaps one for the kind.

    Raises:
        Unreadable: another form, or a role or kind that does not exist.
    """
    choices = []
    for sheet in book.sheets:
        for row in sheet.rows:
            folded = {header.casefold(): cell for header, cell in row.items()}
            if folded.get("role"):
                choices.append(_choice(_named(folded), folded))
    if not choices:
        raise Unreadable(_FORM)
    return choices


def _named(column: Mapping[Any, Any]) -> str:
    named = next((str(column[key]) for key in _HEADERS if column.get(key)), "")
    if not named:
        raise Unreadable(_FORM)
    return named


def _choice(header: object, stated: Any) -> ColumnChoice:
    role, kind = (stated.get("role"), stated.get("kind")) if isinstance(stated, Mapping) else (stated, None)
    words = _spaced(role)
    if words not in _ROLES:
        raise Unreadable(f"The role of a column is one of {', '.join(_words())}; the list says another.")
    named = _spaced(kind) if kind else ""
    if named and named not in _KINDS:
        raise Unreadable(
            f"The kind of a column is one of {', '.join(sorted(_KINDS))}; the list says another."
        )
    return ColumnChoice(flat(canonical(str(header))), _ROLES[words], _KINDS.get(named))


def _spaced(word: object) -> str:
    return " ".join(str(word).casefold().replace("_", " ").split())


def _words() -> Iterator[str]:
    return (role for role in _ROLES if role not in (ColumnRole.SYSTEM.value, "attribute", "dropped"))
