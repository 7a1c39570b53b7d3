"""The small things that people write into forms, checked before anything is done with them.

An id that is not one could be a name typed into the wrong field, and ids stand in the log: so only what
looks like an id goes further. No message repeats what was written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Path
from pydantic import AfterValidator

from archive.errors import NotFound, UsageError
from archive.search.query import Query, parse

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


def an_id(value: str) -> str:
    """An id as it stands in the archive. Raises ``UsageError``."""
    stripped = value.strip()
    if not _ID.fullmatch(stripped):
        raise UsageError("That is not an id of this archive; copy it from the receipt or the list.")
    return stripped


def maybe_id(value: str) -> str | None:
    """The same for a field that may stay empty."""
    return an_id(value) if value.strip() else None


def _addressed(value: str) -> str:
    if not _ID.fullmatch(value):
        raise NotFound("There is nothing at this address that you may open.")
    return value


Addressed = Annotated[str, AfterValidator(_addressed), Path(description="An id.")]
"""An id in an address: what cannot be one is not found."""


def a_day(value: str) -> date | None:
    """A day from a form; ``None`` where the field is empty. Raises ``UsageError``."""
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise UsageError("Write a day as year, month, day: 2026-05-03.") from None


def a_query(words: str, code: str = "", country: str = "", language: str = "") -> Query:
    """One query from the words and the filters beside them. Raises ``UsageError``."""
    filters = ((" code:", code), (" country:", country), (" lang:", language))
    return parse(words + "".join(name + value.strip() for name, value in filters if value.strip()))
