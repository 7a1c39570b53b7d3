"""Speaker labels that are names: ``Rahima:``, but neither ``R1:`` nor ``Time:`` nor ``Question:``.

A label that is an everyday word ("Hope:", "Joy:") is a name if it labels more than one turn, because a
form's headings stand once.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import folded_alternation, latin_names, titles
from archive.redact.patterns.native_names import sounds_like_a_name
from archive.redact.spans import Span
from archive.redact.vocabulary import entries
from language.words import (
    Word,
    fold_digits,
    is_indic,
    plain,
    words,
)

_NATIVE = regex.compile(
    r"^\[?((?:[\u0900-\u09ff\u200c\u200d]{2,20})(?: [\u0900-\u09ff\u200c\u200d.]{2,20}){0,3})"
    r"(?: ?\([^()\n]{0,30}\))?(?:\]|:|\t)",
    regex.MULTILINE,
)
_ROLES = entries("label_words")


@cache
def _latin() -> regex.Pattern[str]:
    title = folded_alternation(t for t in titles() if not is_indic(t))
    name = r"\p{Lu}[\p{L}\p{M}'’.-]{1,20}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,20}){0,3}"
    return regex.compile(
        rf"^(?:\[)?((?:(?i:{title}) )?{name})(?: ?\([^()\n]{{0,30}}\))?(?:\]|:|\t)", regex.MULTILINE
    )


def labels(text: str, lang: str) -> list[Span]:
    """Speaker labels that are names."""
    found: list[Span] = []
    shown = [(m.start(1), m.group(1)) for rule in (_latin(), _NATIVE) for m in rule.finditer(text)]
    often = Counter(label for _, label in shown)
    for start, label in shown:
        keep = _names(label, lang, often[label] > 1)
        if keep:
            found.append(Span(start + keep[0].start, start + keep[-1].end, T.PERSON, 0.7, "frames:label"))
    return found


def _names(label: str, lang: str, often: bool) -> list[Word]:
    """The words of a label that name somebody; none where one of them is a role."""
    parts = [w for w in words(label) if w.text.casefold() not in titles() or is_indic(w.text)]
    if not parts or len(parts) > 4 or any(_role(w.text) for w in parts):
        return []
    if all(_unknown(w.text, lang) or sounds_like_a_name(w.text, lang) for w in parts):
        return parts
    if often and len(parts) < 4 and len(label) > 2:
        return parts
    return [w for w in parts if plain(w.text) in latin_names() and not is_indic(w.text)]


def _role(word: str) -> bool:
    low = fold_digits(word.casefold()).rstrip(".0123456789")
    return low in _ROLES or len(low) < 2


def _unknown(word: str, lang: str) -> bool:
    if is_indic(word):
        return not ordinary(word, lang)
    return len(word) > 2 and not ordinary(word, "en") and not (lang == "sw" and ordinary(word, lang))
