"""What a label looks like by itself: a person, a name, a phone number, a name in capitals, a sender.

A look proves nobody: whether a label speaks is decided by how the whole file is written.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from archive.ingest.transcript.label_words import (
    ANSWER_WORDS,
    HONORIFICS,
    NAME_LINKS,
    PEOPLE,
    QUESTION_WORDS,
    fold_label,
)
from archive.ingest.transcript.labels import bare, is_known
from archive.ingest.word_lists import any_entry

_PAREN = re.compile(r"\s*[(（]([^()（）]*)[)）]?\s*")
_CAPITALS = re.compile(r"^[A-Z]{1,5}$|^[A-Z][a-z]{1,4}\.$")
_DISTINCT = 512
_NAME_WORDS = 3
_CODE_LETTERS = 5
_PHONE_DIGITS = 6
_SENT = re.compile(
    rf"(?:{any_entry('sent_by')})\s+(?P<sender>\S.{{0,60}}?)(?:\s+(?:{any_entry('sent_to')})\s.*)?$",
    re.IGNORECASE,
)


class Look(StrEnum):
    """What a label looks like by itself."""

    KNOWN = "known"
    PERSON = "person"
    NAME = "name"
    OTHER = "other"


@lru_cache(_DISTINCT)
def look_of(label: str) -> Look:
    """Whether a label is a known code or role, surely somebody, perhaps a name, or any few words.

    Two words with capitals, a title, a word for a person, a bracket or an abbreviation are somebody. One word
    with a capital may be a name, and so may three words of a script without capitals.
    """
    words = bare(label)
    plain = _PAREN.sub(" ", words).split()
    if is_known(label):
        return Look.KNOWN
    if not plain:
        return Look.OTHER
    cased = any(c.upper() != c.lower() for c in words)
    role = fold_label(plain[0]) in QUESTION_WORDS | ANSWER_WORDS and len(plain[0]) > 2
    if (role or any(fold_label(w) in HONORIFICS | PEOPLE for w in plain)) and not plain[0][0].islower():
        return Look.PERSON
    if not cased:
        return Look.NAME if len(plain) <= _NAME_WORDS else Look.OTHER
    if any(w[0].islower() and fold_label(w) not in NAME_LINKS for w in plain) or plain[0][0].islower():
        return Look.OTHER
    if any(c.isdigit() for c in "".join(plain)):
        return Look.NAME
    several = len(plain) > 1 or bool(_PAREN.search(words)) or bool(_CAPITALS.match(words)) or "-" in words
    return Look.PERSON if several else Look.NAME


def has_small(label: str) -> bool:
    """Whether a label has small letters, as a name in capitals (``ASHA RAO``) has none."""
    return any(c.islower() for c in label)


def is_capitals(label: str) -> bool:
    """Whether a label is a name in capitals and no code, as ``P1`` and ``SPK`` may be."""
    return not has_small(label) and sum(c.isupper() for c in label) > _CODE_LETTERS


def is_phone(label: str) -> bool:
    """Whether a label is a phone number, as a chat writes for who is in nobody's list."""
    digits = sum(c.isdigit() for c in label)
    return digits >= _PHONE_DIGITS and not any(c.isalpha() for c in label)


def sender_in(label: str) -> str:
    """Who sent a message of a meeting's chat: ``From  Asha Rao to Everyone`` is Asha Rao."""
    match = _SENT.match(label)
    return match["sender"] if match else label
