"""What somebody was shown of a project's figures, kept so that a later answer can be compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Place(StrEnum):
    """Where figures went: onto the screen of one person, or out of the archive, to whoever gets the file."""

    SCREEN = "screen"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One answer that was shown: to whom, the question and the answer as text, and over which people.

    ``edition`` holds a keyed digest of each person who was counted, with a keyed digest of everything that
    an answer could tell of them: two editions show how many people changed, and nothing else.
    """

    project: str
    place: Place
    user: str
    at: datetime
    question: str = field(repr=False)
    answer: str = field(repr=False)
    edition: Mapping[str, str] = field(repr=False)
