"""What is peculiar to each country: names, titles, places, groups, months, numbers.

The words stand in ``archive/redact/data``, a file a country; this module reads them and holds none itself.
Transcripts mix languages, and a translator keeps ``bhai`` and ``mzee``, so Latin text is read with the words
of all countries; native scripts only with those of their own. All lists are written for this project from
common knowledge; they are short on purpose and are widened by whole gazetteers where those are installed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from archive.redact.patterns.packs.checks import CHECKS
from language.lists import Frame, Words, read_words, split_entries

CODES = ("BD", "IN", "KE", "NP", "VN")


def lines(block: str) -> frozenset[str]:
    """The entries of a block: comma- or line-separated, blanks cut."""
    return frozenset(split_entries(block))


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
    ``place_after``/``place_before``: head words of places (``X bosti``, ``ward X``), ``short_places``
    the ``places`` that are everyday words too, without marks and in lower case, ``organisations`` the head
    words of local bodies, ``groups`` castes, peoples, faiths and communities.
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
    short_places: frozenset[str]
    organisations: frozenset[str]
    groups: frozenset[str]
    months: frozenset[str]
    feasts: frozenset[str]
    numbers: tuple[Number, ...] = field(default=())


_LISTS = (
    "given", "family", "before", "after", "place_after", "place_before", "places", "short_places",
    "organisations", "groups", "months", "feasts",
)  # fmt: skip


@cache
def packs() -> tuple[Pack, ...]:
    """All five, read on first use. Raises ``ValueError`` where a file names a list or check nobody knows."""
    return tuple(_pack(read_words("archive.redact", code.lower())) for code in CODES)


def _pack(words: Words) -> Pack:
    unknown = set(words.lists) - set(_LISTS)
    if unknown:
        raise ValueError(f"{words.code}: no rule reads the lists {', '.join(sorted(unknown))}.")
    return Pack(
        code=words.code,
        languages=words.languages,
        **{name: frozenset(words.entries(name)) for name in _LISTS},
        numbers=tuple(_number(frame) for frame in words.frames_of("number")),
    )


def _number(frame: Frame) -> Number:
    """The row as a rule. A field that is misspelt is an error, not a rule that finds less."""
    fields = dict(frame.fields)
    check = fields.pop("check", None)
    if check is not None and check not in CHECKS:
        raise ValueError(f"{frame.name}: there is no check of the name {check}.")
    unknown = set(fields) - {"cue", "alone", "reach"}
    if unknown:
        raise ValueError(f"{frame.name}: the fields {', '.join(sorted(unknown))} are not known.")
    return Number(frame.name, frame.pattern, **fields, check=CHECKS[check] if check else None)
