"""Places below town level: names of gazetteers, head words on either side, landmarks, and their growth.

``Ward 19, Korail`` is one place and ``behind Sai Baba mandir, Shivaji Nagar`` another: pieces that only a
comma parts are joined, because each narrows the other. Names are looked up word by word, so that the rule
costs the same with a dozen names as with a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words, words_with_capitals
from archive.redact.gazetteer import DISTRICT, VILLAGE, gazetteer, key
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import latin_names, merged
from archive.redact.patterns.landmarks import landmarks
from archive.redact.patterns.located import located
from archive.redact.patterns.located_latin import located_latin
from archive.redact.patterns.place_heads import headed
from archive.redact.spans import Span
from archive.redact.vocabulary import any_of, entries
from language.stems import indic as native
from language.stems import stem
from language.transliteration import name_key
from language.words import (
    Word,
    bare,
    fold,
    is_indic,
    lower_cased,
    words,
)

_LINK = regex.compile(rf",? {{0,2}}(?:{any_of('place_links')} )?|, ?\n?|-| – | / ")
_INTO = entries("into_place") | entries("into_place_typed")
_WARD = regex.compile(r"[-–][\d\u0966-\u096f\u09e6-\u09ef]{1,2}(?!\d)")
"""The ward behind a town, as Nepal writes it: ``Birgunj-13``."""
_MOST = 3
"""So many words of a name are looked up at once."""


def places(text: str, lang: str) -> list[Span]:
    """Places of the stretch."""
    tokens = words(text)
    spans = [*named(text, tokens, lang), *headed(text, tokens, lang), *landmarks(text)]
    kept = (unworded(text, s, lang) if s.score < 0.65 and is_indic(s.of(text)) else s for s in spans)
    every = [*kept, *located(text, tokens, lang), *located_latin(text, lang)]
    lists = words_with_capitals(lang)
    return [s for s in every if s is not None and fold(text[s.start : s.end]) not in lists]


def named(text: str, tokens: Sequence[Word], lang: str) -> list[Span]:
    """Names of gazetteers: the longest at each word that may begin one."""
    spans: list[Span] = []
    small = lower_cased(text)
    at, named_to = 0, -9
    while at < len(tokens):
        indic = native(tokens[at].text)
        end, score = at, 0.0
        if indic or tokens[at].capital or small:
            narrows = named_to == tokens[at].start - 2 and text[named_to : tokens[at].start] == ", "
            end, score = _longest(text, tokens, at, lang, indic, small, narrows)
            if score <= 0.6 and not indic and end == at + 1 and tokens[at].initial and lang != "en":
                score = 0.0
        if score:
            ward = _WARD.match(text, tokens[end - 1].end)
            last = ward.end() if ward else tokens[end - 1].end
            spans.append(Span(tokens[at].start, last, T.LOC, score, "places:gazetteer"))
            named_to = last
        at = max(end, at + 1)
    return spans


def _longest(
    text: str, tokens: Sequence[Word], at: int, lang: str, indic: bool, small: bool, narrows: bool
) -> tuple[int, float]:
    """The end of the longest name at ``at`` and how sure it is; 0 where there is none."""
    many = _first(tokens[at].text)
    if not many and indic:
        score = _native_score(bare(tokens[at].text), lang)
        return (at + 1, score) if score else (at, 0.0)
    last = at + 1
    while (
        many
        and last < len(tokens)
        and last - at < _MOST
        and text[tokens[last - 1].end : tokens[last].start] in {" ", "-"}
    ):
        last += 1
    before = tokens[at - 1].text.casefold() if at else ""
    for end in range(last, at, -1):
        surface = " ".join(w.text for w in tokens[at : end - 1])
        tail = tokens[end - 1].text
        surface = f"{surface} {bare(tail)}" if surface else bare(tail)
        if not indic and not small and not all(w.capital for w in tokens[at:end]):
            continue
        led = narrows or before in _INTO
        score = _native_score(surface, lang) if indic else _latin_score(surface, lang, small, led)
        if score:
            return end, score
    return at, 0.0


@lru_cache(maxsize=8192)
def _first(surface: str) -> bool:
    """Whether a name of two words or more begins with this one."""
    low = key(surface)
    return low in gazetteer().firsts or low in _listed_firsts()


@cache
def _listed_firsts() -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in _listed() if " " in name)


@lru_cache(maxsize=8192)
def _latin_score(surface: str, lang: str, small: bool, led: bool) -> float:
    """How sure a name in Latin letters is a place: by the packs' lists, else by gazetteer and context."""
    low = key(surface)
    if low in _listed():
        return 0.85 if not (small and low in merged("short_places")) else 0.0
    lists = small_words(lang, names=True) | words_with_capitals(lang)
    if low in lists or surface.casefold() in lists or len(low) < 4:
        return 0.0
    place = gazetteer().places.get(low)
    if place is None:
        return 0.0
    single = " " not in low
    if single and (low in latin_names() or ordinary(low, "en") or ordinary(low, lang)):
        return 0.6 if led and not small and not ordinary(low, "en") else 0.0
    if small:
        usual = all(ordinary(w, lang) or ordinary(w, "en") for w in low.split())
        return 0.65 if not usual and (led or place.level > VILLAGE) else 0.0
    if not single and not led and all(w in latin_names() for w in low.split()):
        return 0.0
    return 0.75 if led or place.level > VILLAGE else 0.6


@lru_cache(maxsize=8192)
def _native_score(surface: str, lang: str) -> float:
    for form in dict.fromkeys((surface, stem(surface, lang))):
        if form in _listed() and not _usual(form):
            return 0.85
        if len(form) > 2 and not any(_usual(part) for part in form.split(" ")):
            place = gazetteer().places.get(key(form))
            if place is not None and (form == surface or place.level > VILLAGE or len(form) > 4):
                return 0.8 if place.level > VILLAGE else 0.65
            if lang == "hi" and len(form) > 3 and name_key(form) in _district_keys():
                return 0.7
    return 0.0


@lru_cache(maxsize=8192)
def _usual(word: str) -> bool:
    """Whether a native word is an everyday one of a language of its script."""
    return any(ordinary(word, one) for one in (("bn",) if "\u0980" <= word[:1] < "\u0a00" else ("hi", "ne")))


@cache
def _listed() -> frozenset[str]:
    """The packs' own places, as they are compared."""
    return frozenset(key(p) for p in merged("places"))


@cache
def _district_keys() -> frozenset[str]:
    """Sounds of districts that the gazetteer has in Latin letters only; short ones say too little."""
    table = gazetteer().places
    keys = (name_key(n) for n, p in table.items() if p.level >= DISTRICT and " " not in n and not is_indic(n))
    return frozenset(k for k in keys if len(k) > 3)


def unworded(text: str, span: Span, lang: str) -> Span | None:
    """A native place or body without everyday words before it; ``None`` if only its head word is left."""
    inner = words(span.of(text))
    if any(word.text.isdigit() for word in inner):
        return span
    first = 0
    while first < len(inner) - 1 and _everyday(inner[first].text, lang):
        first += 1
    if not first:
        return None if len(inner) == 1 and _everyday(inner[0].text, lang) else span
    if len(inner) - first < 2:
        return None
    return replace(span, start=span.start + inner[first].start)


def _everyday(word: str, lang: str) -> bool:
    return ordinary(word, lang) or ordinary(stem(word, lang), lang)


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Neighbouring places that only a comma or a small word parts, as one span of at most five pieces."""
    grown: list[Span] = []
    pieces = 0
    for span in sorted(spans):
        last = grown[-1] if grown else None
        if last is not None and span.start < last.end:
            grown[-1] = _with(last, max(last.end, span.end), span.score)
        elif (
            last is not None
            and pieces < 5
            and "," in text[last.end : span.start]
            and _LINK.fullmatch(text[last.end : span.start])
        ):
            grown[-1] = _with(last, span.end, span.score)
            pieces += 1
        else:
            grown.append(span)
            pieces = 1
    return grown


def _with(last: Span, end: int, score: float) -> Span:
    return replace(last, end=end, score=max(last.score, score), detector="places")
