"""The words of the archive: nothing of them can be changed in place, and no text stands in a repr."""

from __future__ import annotations

import dataclasses
import importlib
from enum import Enum
from typing import Any

import pytest

from tests.house.source import modules

TEXTLESS = frozenset(
    {
        "action", "actor", "agreed_by", "answered_by", "asked_by", "at", "author", "by", "code", "coder",
        "coders", "codes", "coding", "consent_id", "country", "credential", "decided_by", "detector",
        "digest", "encoding", "ended_by", "entity", "exposure", "finding", "group", "id", "kind", "language",
        "layout", "leaf", "made_by", "object", "object_id", "object_type", "opened_by", "organisation",
        "owner", "participant", "participants", "partner", "process", "project", "projects", "proposed_by",
        "quote_id", "released_by", "request_id", "reset_by", "rivals", "round", "session", "source",
        "speaker", "testimonies", "testimony", "tokens", "user", "what", "withdrawal",
    }
)  # fmt: skip
"""Fields of text that a log may show: ids, codes of ours, hashes, keyed tokens. Others are hidden."""

SENTENCES_OF_OURS = frozenset({"details", "notices", "reason"})
"""Fields with sentences or figures that the program writes itself, none of which quotes what was read."""


def classes() -> list[type[Any]]:
    """Every dataclass of the model."""
    names = [name for name in modules() if name.startswith("archive.model.")]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    return sorted(
        {v for v in values if isinstance(v, type) and dataclasses.is_dataclass(v) and v.__module__ in names},
        key=lambda one: one.__name__,
    )


CLASSES = classes()


def test_there_are_classes_to_look_at() -> None:
    assert len(CLASSES) > 20


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.__name__)
def test_a_value_never_changes(one: type[Any]) -> None:
    empty = object.__new__(one)
    field = dataclasses.fields(one)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(empty, field, None)


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.__name__)
def test_no_text_of_anybody_stands_in_a_repr(one: type[Any]) -> None:
    value = object.__new__(one)
    for field in dataclasses.fields(one):
        object.__setattr__(value, field.name, f"MARK-{field.name}." if may_be_text(field) else None)
    written = repr(value)
    marked = {field.name for field in dataclasses.fields(one) if f"MARK-{field.name}." in written}
    assert marked <= TEXTLESS | SENTENCES_OF_OURS


def may_be_text(field: dataclasses.Field[Any]) -> bool:
    """Whether a field holds strings or bytes, alone or in a collection; a value of an enum is none."""
    if isinstance(field.type, type) and issubclass(field.type, Enum):
        return False
    return any(kind in str(field.type) for kind in ("str", "bytes"))
