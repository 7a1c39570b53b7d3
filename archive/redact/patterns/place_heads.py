"""Places told by a head word: ``Korail bosti``, ``Ward 19``, ``xã Chiềng Pha``, ``দক্ষিণ পাড়া``, ``Rampur``.

Head words come from the country packs. A head word alone is no identifier; a name or a number beside it
makes it one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import merged
from archive.redact.patterns.native_names import unknown
from archive.redact.patterns.packs import packs
from archive.redact.spans import Span
from archive.redact.vocabulary import endings, entries, words_of
from language.stems import indic, stem
from language.words import (
    Word,
    bare,
    words,
)

_NUMBER = regex.compile(r"\d{1,4}[A-Za-z]?|(?!I$)[A-Z]{1,2}\d?|[\u09e6-\u09ef\u0966-\u096f]{1,4}")
_NUMBER_WORDS = entries("small_numbers")
_NUMBERED = entries("number_signs")
_OLD = entries("place_modifiers")
_LATIN_ENDINGS = endings("place_endings", "xx")
_NATIVE_ENDINGS = endings("place_endings", "bn", "hi", "ne")


def headed(text: str, tokens: Sequence[Word], lang: str) -> list[Span]:
    """Every place that a head word or a place's ending tells."""
    spans: list[Span] = []
    for at, word in enumerate(tokens):
        if indic(word.text):
            if _may_head(word.text, lang):
                spans.extend(_native(text, tokens, at, lang))
            continue
        low = bare(word.text).casefold()
        if low in _firsts("place_after") and at:
            spans.extend(_after(text, tokens, at))
        if low in _firsts("place_before"):
            spans.extend(_before(text, tokens, at))
        endings = lang not in {"sw", "vi"} and word.capital and len(low) > 5 and low.endswith(_LATIN_ENDINGS)
        if endings and not ordinary(low, "en"):
            spans.append(Span(word.start, word.start + len(bare(word.text)), T.LOC, 0.7, "places:head"))
    return spans


@cache
def _firsts(field: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Head words by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for head in merged(field):
        parts = tuple(w.text for w in words(head))
        if parts:
            table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(heads, key=len, reverse=True)) for first, heads in table.items()}


@cache
def _vietnamese() -> frozenset[str]:
    return frozenset(h for p in packs() if p.code == "VN" for h in p.place_before)


def _head_end(text: str, tokens: Sequence[Word], at: int, field: str) -> int:
    """The end of the longest head word at ``at``, or ``at``."""
    for parts in _firsts(field).get(bare(tokens[at].text).casefold(), ()):
        end = at + len(parts)
        if end <= len(tokens) and all(
            tokens[at + i].text.casefold() == part and (not i or _blank(text, tokens, at + i - 1))
            for i, part in enumerate(parts)
            if i
        ):
            return end
    return at


def _blank(text: str, tokens: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(tokens) - 1 and text[tokens[at].end : tokens[at + 1].start] in {" ", "-", "\u00a0"}


def _name(word: Word) -> bool:
    low = bare(word.text).casefold()
    return word.capital and len(low) > 1 and low not in small_words(names=True) and not indic(low)


def _after(text: str, tokens: Sequence[Word], at: int) -> Iterator[Span]:
    """``X bosti``: up to four capitalised words before a head word, and a second head word behind it."""
    end = _head_end(text, tokens, at, "place_after")
    begin = at
    while begin > 0 and at - begin < 4 and _blank(text, tokens, begin - 1) and _name(tokens[begin - 1]):
        begin -= 1
    if begin < at and tokens[begin].initial and ordinary(tokens[begin].text, "en"):
        begin += 1
    if (
        begin == at - 1
        and tokens[begin].text != (owner := bare(tokens[begin].text))
        and ordinary(owner, "en")
    ):
        return
    if end == at or begin == at:
        return
    if begin and tokens[begin - 1].text.casefold() in _OLD and _blank(text, tokens, begin - 1):
        begin -= 1
    if end < len(tokens) and _blank(text, tokens, end - 1):
        end = max(end, _head_end(text, tokens, end, "place_after"))
    yield Span(
        tokens[begin].start,
        tokens[end - 1].start + len(bare(tokens[end - 1].text)),
        T.LOC,
        0.8,
        "places:head",
    )


@cache
def _no_heads() -> dict[str, tuple[str, ...]]:
    """What a head word is no head word behind: a family, a village elder."""
    return {head: tuple(str(before).split()) for head, before in words_of("vi").values("no_heads").items()}


def _before(text: str, tokens: Sequence[Word], at: int) -> Iterator[Span]:
    """``ward X``, ``Ward no. 19``, ``xã X``: a number or a capitalised name behind a head word."""
    end = _head_end(text, tokens, at, "place_before")
    if end == at or end >= len(tokens):
        return
    viet = " ".join(t.text.casefold() for t in tokens[at:end]) in _vietnamese()
    head = tokens[at].text.casefold()
    if at and tokens[at - 1].text.casefold() in _no_heads().get(head, ()):
        return
    if head in entries("numbered_heads") and end == at + 1 and not tokens[end].text[0].isdigit():
        return
    follow = end
    if tokens[follow].text.casefold() in _NUMBERED and follow + 1 < len(tokens):
        follow += 1
    gap = text[tokens[follow - 1].end : tokens[follow].start]
    if follow == end and "." in gap and not tokens[follow].text.isdigit():
        return
    if gap not in {" ", ". ", ": ", "-", " #", ".", " - ", ":", "- "}:
        return
    if _NUMBER.fullmatch(tokens[follow].text) or tokens[follow].text in _NUMBER_WORDS:
        yield Span(tokens[at].start, tokens[follow].end, T.LOC, 0.8, "places:head")
        return
    last = follow
    while last < len(tokens) and last - follow < 4 and _name(tokens[last]) and (
        last == follow or _blank(text, tokens, last - 1)
    ):  # fmt: skip
        last += 1
    if last > follow and (viet or not tokens[follow].initial):
        yield Span(tokens[at].start, tokens[last - 1].end, T.LOC, 0.8 if viet else 0.7, "places:head")


_NATIVE_NO = entries("not_before_place")
_BEGIN = entries("places_begin")
_GENITIVES = entries("genitives", "bn", "hi", "ne")


@cache
def _native_heads(field: str) -> frozenset[str]:
    return frozenset(h for h in merged(field) if indic(h) and " " not in h)


@lru_cache(maxsize=16384)
def _may_head(surface: str, lang: str) -> bool:
    """Whether a native word can be a place's head word or end as places do."""
    base = stem(surface, lang)
    heads = _native_heads("place_after") | _native_heads("place_before")
    return surface in heads or base in heads or (len(base) > 4 and base.endswith(_NATIVE_ENDINGS))


def _native(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """Head words, numbers and endings of native places. What is doubtful scores below .65."""
    surface = tokens[at].text
    base = stem(surface, lang)
    if at and (surface in _native_heads("place_after") or base in _native_heads("place_after")):
        yield from _native_after(text, tokens, at, lang)
    if base in _native_heads("place_before") or surface in _native_heads("place_before"):
        yield from _native_before(text, tokens, at, lang)
    if (
        len(base) > 4
        and base.endswith(_NATIVE_ENDINGS)
        and not ordinary(base, lang)
        and not ordinary(surface, lang)
    ):
        yield Span(tokens[at].start, tokens[at].end, T.LOC, 0.65, "places")


def _native_after(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """The unknown word before a head word, and one more before that; "3 no. ward" too."""
    begin = at
    if tokens[at - 1].text in _NUMBERED and at > 1 and _NUMBER.fullmatch(tokens[at - 2].text):
        yield Span(tokens[at - 2].start, tokens[at].end, T.LOC, 0.75, "places:head")
        return
    while begin > 0 and at - begin < 2 and _blank(text, tokens, begin - 1) and (
        _names_place(tokens[begin - 1].text, lang)
    ):  # fmt: skip
        begin -= 1
    if begin < at:
        yield Span(tokens[begin].start, tokens[at].end, T.LOC, 0.65, "places")


def _names_place(surface: str, lang: str) -> bool:
    """Whether a native word before a head word can name the place: unknown, in no case but the genitive."""
    base = stem(surface, lang)
    genitive = base == surface or surface[len(base) :] in _GENITIVES
    return indic(surface) and genitive and surface not in _NATIVE_NO and not ordinary(surface, lang)


def _native_before(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """A number behind a head word, or an unknown word behind one that names begin with ("village X")."""
    follow = at + 1
    if tokens[at].text in _BEGIN and follow < len(tokens) and _blank(text, tokens, at):
        surface = tokens[follow].text
        if surface not in _NATIVE_NO and unknown(surface, lang):
            yield Span(tokens[at].start, tokens[follow].end, T.LOC, 0.65, "places")
            return
    if follow < len(tokens) and tokens[follow].text in _NUMBERED:
        follow += 1
    if follow < len(tokens) and tokens[follow].start - tokens[at].end < 10 and (
        tokens[follow].text.isdigit()
    ):  # fmt: skip
        yield Span(tokens[at].start, tokens[follow].end, T.LOC, 0.75, "places:head")
