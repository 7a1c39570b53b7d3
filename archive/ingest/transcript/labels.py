"""What a speaker label is, what it is not, and when two labels mean the same seat."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from archive.ingest.transcript.label_words import (
    ANSWER_WORDS,
    FIELD_WORDS,
    HONORIFICS,
    NAME_LINKS,
    NOTE_WORDS,
    PEOPLE,
    QUESTION_WORDS,
    REMARK_WORDS,
    SAID,
    SEVERAL_WORDS,
    fold_label,
)
from archive.ingest.word_lists import any_entry, entries
from archive.model import TurnKind

_WRAP = "[]{}<>#@*:：-–— \t"
_PAREN = re.compile(r"\s*[(（]([^()（）]*)[)）]?\s*")
_SESSION = re.compile(r"^(?:fgd|kii|idi|cd|gd)(?=\D)", re.IGNORECASE)
_CODE = re.compile(r"^[^\W\d_]{1,4}\.?[ \-]?\d{1,3}[a-z]?$", re.IGNORECASE)
_CAPITALS = re.compile(r"^[A-Z]{1,5}$|^[A-Z][a-z]{1,4}\.$")
_SPEAKER = re.compile(rf"^(?:{any_entry('numbered')})\s*#?\d{{1,3}}$", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"\d|,|^(?:{any_entry('attributes')})$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<stem>\D+?)(?P<number>\d{1,3})[a-z]?$")
# A full stop is allowed after the first word alone: "Bw. Charo", "Interp. for Kasim".
_SENTENCE = re.compile('[?!\u0964\u0965;…"“”]|\\s\\S*\\.\\s+\\S|\\.{2}')
_DISTINCT = 512
"""Labels of which the answer is remembered: a file has few, each many times."""
_MAX_WORDS = 6
_LONG_STEM = 4
_SMALL_WORDS = 2
# Initials that number participants as well: M2 is a man or a member, not a second moderator.
_INITIALS = entries("initials")
_ANSWERS_BESIDE_H = entries("answers_beside_h")


def ascii_digits(words: str) -> str:
    """Native digits (৩, ३) as 0 to 9."""
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words)


def bare(label: str) -> str:
    """A label without brackets, tags and colon, in ASCII digits."""
    return ascii_digits(unicodedata.normalize("NFC", label)).strip(_WRAP)


def _code(label: str) -> bool:
    words = _SESSION.sub("", label).strip(_WRAP)
    return bool(_CODE.match(words) or _SPEAKER.match(words))


@lru_cache(_DISTINCT)
def seat(label: str) -> str:
    """A label as it is compared: ``FGD P3``, ``p3`` and ``P3 (F, 34)`` are one seat, ``প্র. ৩`` is ``প্র3``.

    What stands in brackets is dropped where it only describes; ``Mzee (Barasa)`` keeps its name.
    """
    words = bare(label)
    match = _PAREN.search(words)
    if match:
        rest, inside = words[: match.start()].strip(_WRAP), match.group(1).strip()
        described = (
            _code(rest) or fold_label(rest) in QUESTION_WORDS | ANSWER_WORDS or _ATTRIBUTE.search(inside)
        )
        words = rest if rest and described else f"{rest} {inside} {words[match.end() :]}"
    folded = fold_label(words)
    return _SESSION.sub("", folded).strip(_WRAP) or folded


def stem(label: str) -> str:
    """The seat without its number: ``A12`` and ``A`` answer alike where questions are numbered."""
    match = _NUMBERED.match(seat(label))
    return match["stem"] if match else seat(label)


def is_field(label: str) -> bool:
    """Whether the words head a field of a form (``Time``, ``গ্রাম``) and never a turn."""
    key = fold_label(_PAREN.sub(" ", bare(label)))
    return key in FIELD_WORDS or key.startswith(("http", "www")) or not any(c.isalpha() for c in key)


@lru_cache(_DISTINCT)
def is_note(label: str) -> bool:
    """Whether the words open a remark of the person who took notes."""
    return fold_label(bare(label)) in NOTE_WORDS


def is_role(label: str) -> bool:
    """Whether the label is a written-out role, which a header may hold with a name after it."""
    key = seat(label)
    return key in QUESTION_WORDS | ANSWER_WORDS and len(key) > 2


@lru_cache(_DISTINCT)
def is_known(label: str) -> bool:
    """Whether the label needs no second occurrence to be believed."""
    key = seat(label)
    words = bare(label)
    return (
        key in QUESTION_WORDS | ANSWER_WORDS | SEVERAL_WORDS
        or _code(_PAREN.sub("", words) or words)
        or stem(label) in QUESTION_WORDS | ANSWER_WORDS
    )


@lru_cache(_DISTINCT)
def is_plausible(label: str) -> bool:
    """Whether words before a colon can name a speaker at all: few, no sentence, no reported speech."""
    words = bare(label)
    plain = _PAREN.sub(" ", words).split() or words.split()
    if not plain or len(plain) > _MAX_WORDS or _SENTENCE.search(words) or is_field(label):
        return False
    first = plain[0][0]
    opens = first.isupper() or not first.isascii() or first.isdigit() or len(plain) <= 2
    named = len(plain) > 1 and all(w[0].isupper() for w in plain)
    return opens and (named or fold_label(plain[-1]) not in SAID) and any(c.isalpha() for c in words)


@lru_cache(_DISTINCT)
def is_remark(label: str) -> bool:
    """Whether bracketed words tell a sound or a gap: ``[laughter]``, ``[inaudible 00:12]``."""
    return any(fold_label(w) in REMARK_WORDS for w in bare(label).split())


def describes(label: str) -> bool:
    """Whether a label seen once may describe somebody in a gathering: ``Herder in green blanket``."""
    words = bare(label)
    return words[:1].isupper() and len(words.split()) <= _MAX_WORDS


def is_name(label: str) -> bool:
    """Whether the label itself names somebody, so that it must be masked like a name in the text."""
    words = _PAREN.sub(" ", bare(label)).split()
    return bool(name_in(label)) and not any(fold_label(w) in PEOPLE - HONORIFICS for w in words)


def name_in(label: str) -> str:
    """The name inside a label, without titles; empty where it is a code, a role or a description.

    Where a script has capitals, a name is written with them, small links aside (``Barasa wa Wafula``);
    a nickname all in small letters counts up to two words, as people type in a chat.
    """
    if is_known(label) or is_note(label) or is_field(label) or _CAPITALS.match(bare(label)):
        return ""
    words = bare(label)
    match = _PAREN.search(words)
    inside = match.group(1) if match else ""
    described = _ATTRIBUTE.search(inside) or any(fold_label(w) in PEOPLE for w in inside.split())
    words = _PAREN.sub(" " if described else rf" {inside} ".replace("\\", ""), words)
    kept = [w for w in words.split() if fold_label(w) not in HONORIFICS | QUESTION_WORDS | {"for"}]
    return " ".join(kept) if kept and _is_written_as_name(kept) else ""


def _is_written_as_name(words: list[str]) -> bool:
    if any(c.isdigit() for c in "".join(words)):
        return False
    small = [w for w in words if w[0].islower()]
    if len(small) == len(words):
        return len(words) <= _SMALL_WORDS and fold_label(words[0]) not in NAME_LINKS
    return (
        words[0] not in small and words[-1] not in small and all(fold_label(w) in NAME_LINKS for w in small)
    )


def kind_of(label: str | None, seats: frozenset[str]) -> TurnKind:
    """Whose words follow this label, given all seats of the document.

    A numbered ``প্র৩`` or ``M2`` asks only where a numbered answer stands beside it; otherwise it is
    a participant's seat. ``M`` beside ``F`` (man, woman) asks only where nobody else does.
    """
    if label is None:
        return TurnKind.SPEECH
    key = seat(label)
    if key in SEVERAL_WORDS:
        return TurnKind.SEVERAL
    if is_note(label):
        return TurnKind.NOTE
    numbered = _NUMBERED.match(key)
    if numbered and key not in QUESTION_WORDS:
        root = numbered["stem"]
        answered = any(stem(s) in ANSWER_WORDS and s != stem(s) for s in seats)
        asks = root in QUESTION_WORDS - _INITIALS and (answered or len(root) > _LONG_STEM)
        return TurnKind.QUESTION if asks or root == "q" else TurnKind.SPEECH
    return TurnKind.QUESTION if key in QUESTION_WORDS and not _is_seat_letter(key, seats) else TurnKind.SPEECH


def _is_seat_letter(key: str, seats: frozenset[str]) -> bool:
    """Whether ``M``, ``T`` or ``H`` is somebody's initial here: another voice already asks."""
    if key == "m":
        return "f" in seats and bool(seats & {"i", "int", "interviewer"})
    if key == "h":
        return seats.isdisjoint(_ANSWERS_BESIDE_H) and bool(seats & {"i", "int", "q", "m"})
    return False
