"""What a small model sees of a token: one function, for training and for running alike.

A feature is a short string. Those of a word by itself are computed once a word and kept; the rest come
from the two neighbours on either side, from the sentence and from the stretch of text. Lists (names,
places, titles, everyday words) are the frozen ones beside the weights: see ``lists``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.redact.crf.endings import parted
from archive.redact.crf.lists import FIELDS, english, english_word, lists
from archive.redact.crf.tokens import Token, sentences, tokens
from language.countries import NEIGHBOURS, SOUTH_ASIA
from language.transliteration import name_key
from language.words import (
    bare,
    fold_digits,
    is_indic,
    lower_cased,
    plain,
)

_KEPT = 8192
_NO_HINT = "-"


def features(text: str, cut: Sequence[Token], lang: str, hints: Sequence[str] = ()) -> list[list[list[str]]]:
    """The features of every token, sentence by sentence, as ``sentences`` tiles them.

    ``hints`` has one label of another model for each token (``-`` for none), or is empty.
    """
    page = _Page(list(cut), lang, lower_cased(text), voice(cut), _seen(cut), hints)
    return [
        [_token(page, at, first, last) for at in range(first, last)]
        for first, last in sentences(text, page.cut)
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    """A stretch of text and what is true of all of it."""

    cut: list[Token]
    lang: str
    small: bool
    voice: str
    seen: Counter[str]
    hints: Sequence[str]


def _token(page: _Page, at: int, first: int, last: int) -> list[str]:
    cut, lang, small, hints = page.cut, page.lang, page.small, page.hints
    word = cut[at].text
    attributes = [f"v:{page.voice}", *_own(word, lang, small)]
    for step in (-2, -1, 1, 2):
        there = at + step
        if first <= there < last:
            attributes += _near(cut[there].text, lang, small, step)
        else:
            attributes.append(f"{step}:edge")
    left = _sort(cut[at - 1].text, lang, small) if at > first else "^"
    right = _sort(cut[at + 1].text, lang, small) if at + 1 < last else "$"
    mine = _sort(word, lang, small)
    attributes += (f"l|{left}|{mine}", f"r|{mine}|{right}", f"b|{left}|{mine}|{right}")
    attributes += _repeats(word, at == first, page.seen)
    if hints:
        before = hints[at - 1] if at > first else "^"
        after = hints[at + 1] if at + 1 < last else "$"
        attributes += (f"n:{hints[at]}", f"n-:{before}", f"n+:{after}", f"n|{hints[at]}|{mine}")
    return attributes


def voice(cut: Sequence[Token]) -> str:
    """How much a stretch speaks of its speaker: ``none``, ``some`` or ``much``. News hardly ever does."""
    own = sum(token.text.casefold() in lists().speakers for token in cut)
    return "much" if own > 0.02 * len(cut) else "some" if own else "none"


def _seen(cut: Sequence[Token]) -> Counter[str]:
    """How often each word stands in the stretch, as it is written."""
    return Counter(t.text for t in cut if len(t.text) > 2)


def _repeats(word: str, starts: bool, seen: Counter[str]) -> tuple[str, ...]:
    """Whether the word comes again, and whether a capital at a sentence start is one elsewhere too."""
    if len(word) < 3:
        return ()
    low = word.casefold()
    if low != word:
        again = "again" if seen[word] > 1 else "once"
        return (f"seen:{'start' if starts else 'mid'}:{again}:{'low' if seen[low] else 'cap'}",)
    return ("seen:twice",) if seen[word] > 1 else ()


@lru_cache(maxsize=_KEPT)
def _own(word: str, lang: str, small: bool) -> tuple[str, ...]:
    """Everything that the word tells by itself."""
    low = _low(word)
    base, ending = _parted(low)
    attributes = ["bias", f"w:{low}", f"s:{_shape(word, small)}"]
    if base != low:
        attributes += (f"st:{base}", f"en:{ending}")
    attributes += (f"<{n}:{base[:n]}" for n in range(2, 6) if len(base) >= n)
    attributes += (f">{n}:{base[-n:]}" for n in range(1, 6) if len(base) >= n)
    attributes += (f"in:{kind}" for kind in _kinds(word, lang))
    if len(base) > 3:
        attributes.append(f"k:{name_key(base)}")
    return tuple(attributes)


@lru_cache(maxsize=4 * _KEPT)
def _near(word: str, lang: str, small: bool, step: int) -> tuple[str, ...]:
    """What the word tells about one that stands ``step`` tokens before (+) or after (-) it."""
    base, ending = _parted(_low(word))
    attributes = [f"{step}:w:{base}", f"{step}:s:{_shape(word, small)}"]
    attributes += (f"{step}:in:{kind}" for kind in _kinds(word, lang))
    if abs(step) == 1:
        attributes.append(f"{step}:>:{ending or base[-3:]}")
    return tuple(attributes)


@lru_cache(maxsize=_KEPT)
def _sort(word: str, lang: str, small: bool) -> str:
    """The coarse sort of a word: its shape and the first list that holds it."""
    return _shape(word, small)[:3] + "".join(_kinds(word, lang)[:2])


def _low(word: str) -> str:
    return fold_digits(bare(word)).casefold()


@lru_cache(maxsize=_KEPT)
def _parted(low: str) -> tuple[str, str]:
    """An Indic word as noun and case ending; digits by their number; any other word whole."""
    if low.isdigit():
        return "0" * min(len(low), 6), ""
    return parted(low) if is_indic(low) else (low, "")


@lru_cache(maxsize=_KEPT)
def _shape(word: str, small: bool) -> str:
    """``Xx``, ``X``, ``x``, ``0``, a script, or the sign itself; no case in text without capitals."""
    if len(word) == 1 and not word.isalnum():
        return word
    if is_indic(word):
        return "ind0" if any(ch.isdigit() for ch in word) else "ind"
    shape = ""
    for ch in word:
        sort = "0" if ch.isdigit() else "X" if ch.isupper() and not small else "x" if ch.isalpha() else ch
        if not shape.endswith(sort):
            shape += sort
    if shape == "X":
        return "X1" if len(word) == 1 else "XX"
    return shape[:8]


@lru_cache(maxsize=_KEPT)
def _kinds(word: str, lang: str) -> tuple[str, ...]:
    """The lists that hold the word or its noun, each by a letter."""
    table = lists()
    low = bare(word).casefold()
    base = _parted(low)[0]
    held = table.kinds.get(low, "") + (table.kinds.get(base, "") if base != low else "")
    letters = [letter for letter in _LETTERS if letter in held]
    if is_indic(low):
        keys = {name_key(base), name_key(low)}
        if any(not keys.isdisjoint(table.keys[code]) for code in NEIGHBOURS.get(lang, SOUTH_ASIA)):
            letters.append("n")
    elif low in table.latin or plain(low) in table.latin:
        letters.append("n")
    if low in table.everyday[lang] or base in table.everyday[lang]:
        letters.append("o")
    if low.isascii() and english_word(low):
        letters.append("e")
    return tuple(letters)


_LETTERS = "".join(letter for _, letter in FIELDS) + "s"


def digest(lang: str) -> str:
    """SHA-256 of all that features are made of besides the text: the lists, and how a word is cut and keyed.

    It reads every listed word, and English ones by the thousand, as a model of the language would.
    """
    table = lists()
    words = [*sorted(table.kinds), *sorted(table.latin), *sorted(table.everyday[lang])]
    state = hashlib.sha256("\n".join(sorted(english())).encode())
    state.update(repr(sorted((code, sorted(keys)) for code, keys in table.keys.items())).encode())
    for text in (" ".join(words), ". ".join(map(str.title, words)) + "?"):
        for sentence in features(text, tokens(text), lang):
            state.update(repr(sentence).encode())
    return state.hexdigest()
