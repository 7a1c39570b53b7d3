"""Words shared by all countries: frames of a name, and the merged lists that recognisers ask.

The merged sets are built once, on first use, from the country packs; Latin entries are looked up in
lower case and again without diacritics, because typists drop them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from archive.redact.patterns.packs import Pack, packs
from language.lists import alternation
from language.transliteration import name_key
from language.words import is_indic, plain


@cache
def merged(field: str) -> frozenset[str]:
    """All packs' entries of one field, in lower case."""
    return frozenset(entry.casefold() for pack in packs() for entry in getattr(pack, field))


@cache
def latin_names() -> frozenset[str]:
    """Given and family names in Latin letters, lower case, with and without diacritics."""
    return _with_plain(word for pack in packs() for name in pack.given | pack.family for word in name.split())


def _with_plain(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if not is_indic(name):
            found.update((name.casefold(), plain(name)))
    return frozenset(n for n in found if len(n) > 1)


@cache
def name_keys(code: str) -> frozenset[str]:
    """Keys of one country's names, to recognise them in its own script; keys too short to tell are out."""
    pack = pack_of(code)
    keys = {name_key(word) for name in pack.given | pack.family for word in name.split()}
    return frozenset(key for key in keys | _schwa(keys) if len(key) > 2)


def _schwa(keys: set[str]) -> set[str]:
    """Longer keys without their last a: ``Shrestha``, ``Mishra`` end on no written vowel in their script."""
    return {key[:-1] for key in keys if key.endswith("a") and len(key) > 4}


@cache
def family_keys(code: str) -> frozenset[str]:
    """Keys of one country's family names alone."""
    keys = {name_key(word) for name in pack_of(code).family for word in name.split()}
    return frozenset(key for key in keys | _schwa(keys) if len(key) > 1)


def pack_of(code: str) -> Pack:
    """The pack of a country code."""
    return next(pack for pack in packs() if pack.code == code)


@cache
def titles() -> frozenset[str]:
    """Every title and kin term of one word, both sides."""
    return frozenset(t for t in merged("before") | merged("after") if " " not in t)


def folded_alternation(entries: Iterable[str]) -> str:
    """A regular expression for any of the entries in a text that was folded, or read without regard to case.

    A blank matches one to three blanks: a tab or a longer run parts the columns of a table.
    """
    return alternation((entry.casefold() for entry in entries if entry), gap=r"[ \u00a0]{1,3}")
