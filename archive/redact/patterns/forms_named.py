"""Names where a form or a list puts them: "father: X", "3) X, member", "somebody by the name of X"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.common import titles
from archive.redact.patterns.native_names import NOT_NAMES, RELATIONS, sounds_like_a_name, unknown
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, any_frame, any_of
from language.words import is_indic

_NAME = r"[\p{L}][\p{L}\p{M}.\u0983]{1,20}"
_TITLE = rf"(?:{any_of('form_titles')} ?)?"
_FORM = regex.compile(
    rf"{BEGIN}{any_of('form_labels')}(?: ?[:\u0983] ?|, ){_TITLE}({_NAME}(?: {_NAME}){{0,2}})"
)
_ROSTER = regex.compile(rf"^\s*\p{{N}}{{1,2}}[.)।] ?{_TITLE}({_NAME}(?: {_NAME}){{0,3}}),", regex.MULTILINE)
_CALLED = regex.compile(rf"{BEGIN}({_NAME}(?: {_NAME})?) {any_frame('by name')}{END}")


def named_in_forms(text: str, lang: str) -> Iterator[Span]:
    """Native names behind a label, in a numbered list, and before "by name"."""
    for pattern in (_FORM, _ROSTER, _CALLED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if pattern is _CALLED:
                start = _last_names(text, start, end, lang)
            if start < end and any(_can_name(word, lang) for word in text[start:end].split(" ")):
                yield Span(start, end, T.PERSON, 0.75, "named")


def _can_name(word: str, lang: str) -> bool:
    own = "bn" if "\u0980" <= word[:1] < "\u0a00" else (lang if lang in {"hi", "ne"} else "hi")
    if not is_indic(word) or word in NOT_NAMES or word in RELATIONS or word in titles():
        return False
    return unknown(word, own) or sounds_like_a_name(word, own)


def _last_names(text: str, start: int, end: int, lang: str) -> int:
    """Where the name begins: at the second word if the first cannot name anybody; ``end`` for none."""
    first, _, second = text[start:end].partition(" ")
    if not second:
        return start if _can_name(first, lang) else end
    if not _can_name(second, lang):
        return end
    return start if _can_name(first, lang) else start + len(first) + 1
