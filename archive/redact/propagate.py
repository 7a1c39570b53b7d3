"""A name found once is masked everywhere in the testimony, in part and in whole, as one person.

Pure. Names are grouped into people first: "Rahima" and "Rahima Khatun" are one where no second Rahima
stands beside her. An ordinary word that is also a name is followed only where it is written as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from archive.model import IdentifierType as T
from archive.redact.patterns.common import merged, titles
from archive.redact.spans import PERSONAL, Span, covered
from language.stems import CASE_ENDINGS
from language.transliteration import name_key
from language.words import (
    Word,
    bare,
    is_indic,
    lower_cased,
    words,
)

Ordinary = Callable[[str], bool]
_SURE = 0.5
_BODIES = frozenset({T.LOC, T.ORG})


def propagate(text: str, spans: Sequence[Span], ordinary: Ordinary) -> list[Span]:
    """``spans`` and every further mention of the names in them."""
    tokens = words(text)
    taken = covered(spans, len(text))
    parts = _name_parts(text, spans, ordinary)
    small = lower_cased(text)
    mentions = list(spans)
    for word in tokens:
        if taken[word.start] and taken[word.end - 1]:
            continue
        kind = _known_part(word, parts, ordinary, small)
        if kind is not None:
            mentions.append(Span(word.start, word.end, kind, 0.7, "propagated"))
    return mentions + _phrases(text, tokens, spans, taken)


def _name_parts(text: str, spans: Iterable[Span], ordinary: Ordinary) -> dict[str, T]:
    """The words of the personal names found, stems in lower case, with the surest type."""
    parts: dict[str, T] = {}
    for span in sorted(spans, key=lambda s: -s.score):
        if span.type not in PERSONAL or span.score < _SURE:
            continue
        for word in words(span.of(text)):
            low = bare(word.text).casefold()
            form = _stem(low)
            if (
                len(form) < 3 - is_indic(form)
                or form in titles()
                or form.isdigit()
                or form in merged("groups")
            ):
                continue
            if is_indic(form) and (ordinary(form) or len(name_key(form)) < 2):
                continue
            parts.setdefault(form, T.PERSON if span.type is T.NICKNAME else span.type)
    return parts


def _known_part(word: Word, parts: dict[str, T], ordinary: Ordinary, small: bool) -> T | None:
    low = bare(word.text).casefold()
    kind = parts.get(low) or (parts.get(_stem(low)) if is_indic(low) else None)
    if kind is None:
        return None
    if is_indic(low):
        return kind
    if not word.capital:
        return kind if small and not ordinary(low) else None
    return None if word.initial and ordinary(low) else kind


@lru_cache(maxsize=8192)
def _stem(low: str) -> str:
    """An Indic word without its case ending; any other word as it is."""
    if low.endswith(CASE_ENDINGS) and is_indic(low):
        for ending in CASE_ENDINGS:
            if low.endswith(ending) and len(low) - len(ending) >= 2:
                return low[: -len(ending)]
    return low


def _phrases(text: str, tokens: Sequence[Word], spans: Sequence[Span], taken: bytearray) -> list[Span]:
    """Further mentions of whole places and bodies, word by word."""
    forms: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for span in spans:
        given = span.type is T.NICKNAME and " " in span.of(text)
        if not (given or span.type in _BODIES) or span.score < _SURE or span.end - span.start > 80:
            continue
        if not (span.of(text)[0].isupper() or is_indic(span.of(text))):
            continue
        for piece in span.of(text).split(","):
            form = tuple(w.stem for w in words(piece))
            if form and form not in seen and sum(map(len, form)) > 3 and not form[0].isdigit():
                seen.add(form)
                forms[form[0]].append((form, span.type))
    return _phrase_hits(tokens, forms, taken)


def _phrase_hits(
    tokens: Sequence[Word], forms: dict[str, list[tuple[tuple[str, ...], T]]], taken: bytearray
) -> list[Span]:
    mentions: list[Span] = []
    for at, word in enumerate(tokens):
        if not (word.capital or is_indic(word.text)) or taken[word.start]:
            continue
        for form, kind in forms.get(word.stem, ()):
            end = at + len(form)
            if end <= len(tokens) and all(tokens[at + i].stem == form[i] for i in range(len(form))):
                mentions.append(Span(word.start, tokens[end - 1].end, kind, 0.65, "propagated"))
    return mentions


def entities(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with an entity each: one label for all mentions of one person, place or body.

    A part of a name joins the one longer name that holds it; where two longer names hold it, it stays
    with the one mentioned last before it. Labels given by ``known`` win and are kept.
    """
    people: dict[str, str] = {}
    members: dict[frozenset[str], str] = {}
    counter: Counter[str] = Counter()
    ordered = sorted(range(len(spans)), key=lambda i: (-len(words(spans[i].of(text))), spans[i].start))
    labels: dict[int, str] = {}
    for i in ordered:
        span = spans[i]
        keys = frozenset(k for w in words(span.of(text)) if (k := _key(w)))
        if span.type in PERSONAL:
            labels[i] = _person(span, keys, members, counter)
        elif span.type in _BODIES:
            stems = " ".join(w.stem for w in words(span.of(text)))
            labels[i] = span.entity or people.setdefault(
                f"{span.type}/{stems}", f"{span.type.lower()}{len(people) + 1}"
            )
        else:
            labels[i] = span.entity
    return [
        Span(s.start, s.end, s.type, s.score, s.detector, labels[i]) if s.entity != labels[i] else s
        for i, s in enumerate(spans)
    ]


def _key(word: Word) -> str:
    low = bare(word.text).casefold()
    return "" if low in titles() else name_key(_stem(low)).rstrip("a") or low


def _person(
    span: Span, keys: frozenset[str], members: dict[frozenset[str], str], counter: Counter[str]
) -> str:
    if span.entity:
        members.setdefault(keys, span.entity)
        return span.entity
    if keys in members:
        return members[keys]
    holders = [label for other, label in members.items() if keys and keys < other]
    if len(set(holders)) >= 1:
        members[keys] = holders[-1]
        return holders[-1]
    counter["person"] += 1
    members[keys] = f"person{counter['person']}"
    return members[keys]
