"""What is peculiar to each country, as data: names, titles, places, groups, months, numbers.

A pack holds words, never code. Transcripts mix languages, and a translator keeps ``bhai`` and ``mzee``,
so Latin text is read with the words of all packs; native scripts only with those of their own.
All lists are written for this project from common knowledge; they are short on purpose and are widened
by whole gazetteers where those are installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

CODES = ("BD", "IN", "KE", "NP", "VN")


def lines(block: str) -> frozenset[str]:
    """The entries of a block: comma- or line-separated, blanks cut."""
    return frozenset(part.strip() for row in block.splitlines() for part in row.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class Number:
    """A kind of number: what it looks like after digits are folded, and the words that vouch for it.

    ``pattern`` is matched between non-digits on folded text. ``cue`` (a pattern) must stand within
    ``reach`` code points before it where ``alone`` is false. ``check`` is a checksum over its digits that
    lifts a bare match to certainty.
    """

    name: str
    pattern: str
    cue: str = ""
    alone: bool = False
    reach: int = 40
    check: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one country.

    ``before``/``after``: titles and kin terms that stand before or after a name, all in lower case.
    ``given``/``family``: names in Latin letters, matched across scripts by key.
    ``place_after``/``place_before``: head words of places (``X bosti``, ``ward X``), ``organisations`` the
    head words of local bodies, ``groups`` castes, peoples, faiths and communities.
    """

    code: str
    languages: tuple[str, ...]
    given: frozenset[str]
    family: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    place_after: frozenset[str]
    place_before: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]
    groups: frozenset[str]
    months: frozenset[str]
    feasts: frozenset[str]
    numbers: tuple[Number, ...] = field(default=())


@cache
def packs() -> tuple[Pack, ...]:
    """All five, loaded on first use."""
    names = {"IN": "in_"}
    return tuple(import_module(f"{__name__}.{names.get(code, code.lower())}").PACK for code in CODES)
