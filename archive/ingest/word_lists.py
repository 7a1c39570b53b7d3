"""Words of transcripts and forms, read from ``archive/ingest/data``: one file a language.

Files mix languages, so every list and frame is read in all of them at once. Patterns are compiled when they
are first asked for. What is done with a word is decided elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from language.across import either, frames_of_all, words_of_all
from language.lists import alternation

_PACKAGE = "archive.ingest"


def entries(name: str) -> frozenset[str]:
    """The words of a list, in every language. Raises ``KeyError`` if no language has it."""
    return words_of_all(name, _PACKAGE)


def any_entry(name: str) -> str:
    """A regular expression for any word of a list."""
    return alternation(entries(name))


def frames(role: str, term: str = "") -> str:
    """A regular expression that matches where any frame of a role does, or those of one name alone."""
    return either(one for one in frames_of_all(role, _PACKAGE) if not term or one.name == term)


@cache
def compiled(role: str, term: str = "") -> re.Pattern[str]:
    """The same, compiled; case aside."""
    return re.compile(frames(role, term), re.IGNORECASE)
