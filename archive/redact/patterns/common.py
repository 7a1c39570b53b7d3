"""Words shared by all countries: frames of a name, and the merged lists that recognisers ask.

The merged sets are built once, on first use, from the country packs; Latin entries are looked up in
lower case and again without diacritics, because typists drop them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from archive.redact.patterns.packs import Pack, packs
from archive.redact.translit import name_key
from archive.redact.words import is_indic, plain

NAME_FRAMES = (
    (
        r"(?:my|his|her|their|whose|full|real|good|the child's|husband's|wife's|"
        r"father's|mother's|son's|daughter's|earlier|old|new|birth|given) "
        r"(?:full |real |good )?names? (?:is|was|are|were|:|-)"
    ),
    r"(?:i am|i'm|this is|it's) (?:called|named|known as)",
    r"(?:call|calls|called|named|name|calling) (?:me|him|her|us|them|my (?:son|daughter|baby))?",
    r"known as|goes by|go by|nicknamed|alias|a\.k\.a\.?|also called|everybody says|everyone says",
    r"(?:son|daughter|wife|widow|husband|mother|father|brother|sister|grandson|granddaughter) of",
    r"[swd]/o\.?|c/o\.?",
    (
        r"nickname(?: is)?|pet name(?: is)?|daa?k ?naa?m|known to (?:all|everyone|"
        r"everybody) as|we call (?:him|her|it)"
    ),
    (
        r"ডাকনাম|আসল নাম|ভালো নাম|পুরা নাম|নাম আমার|असली नाम|पूरा नाम|घर का नाम|"
        r"घरको नाम|बोलाउने नाम|नाम मेरो|नाम मेरा"
    ),
    (
        r"jina la (?:utani|nyumbani|mtoto|mume wangu|mke wangu) ni|jina lake(?: "
        r"ni)?|wananiita|wanamwita|huniita|humwita"
    ),
    (
        r"ai cũng gọi(?: tôi| em)?(?: là)?|cứ gọi(?: tôi| em)?(?: là)?|tên "
        r"ở nhà(?: là)?|tên thường gọi(?: là)?|tên khai sinh(?: là)?"
    ),
    (
        r"amar nam|amar naam|tar nam|tar naam|nam amar|mera naam|mera nam|"
        r"uska naam|uska nam|mero naam|mero nam|usko naam|naam hai|jina langu(?: "
        r"ni| naitwa)?|jina lake ni|naitwa|anaitwa|aitwaye|niite|waniita|huitwa|"
        r"tunaitwa|wanaitwa|kuitwa"
    ),
    (
        r"tên (?:tôi|em|mình|cháu|con|chị|anh|bà|ông) là|(?:tôi|em|mình|cháu|"
        r"con|chị) tên(?: là)?|tên là|gọi (?:tôi|em|mình) là|gọi là|ten toi "
        r"la|toi ten(?: la)?|tên thật là"
    ),
    (
        r"आमार नाम|আমার নাম|তার নাম|ওর নাম|নাম হলো|নাম ছিল|নামে ডাকে|ডাকে|"
        r"डाक नाम|मेरा नाम|उसका नाम|उनका नाम|हमारा नाम|नाम है|मेरो नाम|उसको "
        r"नाम|उनको नाम|हाम्रो नाम|छोराको नाम|छोरीको नाम|नाम हो|नाम थियो|बेटे "
        r"का नाम|बेटी का नाम|पति का नाम|স্বামীর নাম|ছেলের নাম|মেয়ের নাম|श्रीमानको "
        r"नाम"
    ),
)  # fmt: skip
"""Words after which a name stands."""


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


def alternation(entries: Iterable[str]) -> str:
    """A regular expression for any of the entries, longest first; blanks match any run of blanks."""
    ordered = sorted({e.casefold() for e in entries if e}, key=lambda e: (-len(e), e))
    return "|".join(regex.escape(e).replace(r"\ ", r"[ \u00a0]{1,3}") for e in ordered)
