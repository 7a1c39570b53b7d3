"""Castes, peoples, faiths, gender identities and disabilities that a person is said to belong to.

A group word in a sentence is a quasi-identifier of whoever it describes. Words that are also ordinary in
English ("Ho", "Mala", "deaf") need a capital or a person word beside them. Names of groups on no list are
told by the sentence: "हम बांछड़ा हैं", "Hum Kabutra hain", "người La Chí".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import latin_names, merged
from archive.redact.patterns.native_names import unknown
from archive.redact.patterns.unique_roles import roles as roles
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, any_frame, any_of, endings, entries, frames
from language.stems import stem
from language.words import (
    Word,
    bare,
    fold,
    is_indic,
    lower_cased,
    plain,
    words,
)

_PERSON_WORDS = entries("person_words")
_WEAK = entries("weak_groups")
_ALWAYS = entries("firm_groups")
_KINDS = entries("group_kinds")
_ENDINGS = endings("group_endings")
_WE = {lang: (entries("we", lang), entries("are", lang)) for lang in ("hi", "ne")}
_NATIVE_SMALL = regex.compile(f"{BEGIN}{any_frame('native condition')}{END}")
_WITH_HEAD = regex.compile(f"{BEGIN}{any_frame('group head')}{END}")
_LATIN_SAID = regex.compile(
    rf"{BEGIN}{any_of('we_are')} "
    rf"((?:\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{1,14}})(?:[ -]\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{1,12}}){{0,2}}){END}"
)


@cache
def _forms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of groups by their first word, in lower case and, if long enough, without diacritics."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for name in merged("groups"):
        bared = {name, plain(name)} if not is_indic(name) and len(name) > 5 else {name}
        for form in bared:
            parts = tuple(w.text.casefold() for w in words(form))
            if parts:
                table.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in table.items()}


def groups(text: str, lang: str) -> list[Span]:
    """Groups that a person is said to belong to."""
    low = fold(text)
    tokens = words(text)
    small = lower_cased(text)
    spans = [
        span
        for at, word in enumerate(tokens)
        if (first := _first_of(word.text, lang))
        for span in _named(text, tokens, at, first, small)
    ]
    if _LATIN.search(text) is not None:
        spans += _latin(text, low)
    if lang in {"bn", "hi", "ne"}:
        spans.extend(Span(m.start(), m.end(), T.DEM, 0.6, "groups") for m in _NATIVE_SMALL.finditer(text))
        spans.extend(_said(text, tokens, lang))
    return spans


_LATIN = regex.compile(r"\p{Latin}{2}")


def _latin(text: str, low: str) -> Iterator[Span]:
    """Small words, words before a head, and "we are X" in Latin letters."""
    for pattern in _small():
        yield from (Span(m.start(), m.end(), T.DEM, 0.6, "groups") for m in pattern.finditer(low))
    yield from (Span(*m.span(1), T.DEM, 0.55, "groups") for m in _WITH_HEAD.finditer(text))
    for match in _LATIN_SAID.finditer(text):
        if match.group(1).casefold() not in latin_names() and not ordinary(match.group(1), "en"):
            yield Span(*match.span(1), T.DEM, 0.6, "groups")


@lru_cache(maxsize=8192)
def _first_of(surface: str, lang: str) -> str:
    """The first word of a listed group that a word is, inflected or not; empty for none."""
    low = bare(surface).casefold()
    first = low if low in _forms() else _singular(low, lang, is_indic(surface))
    return first if first in _forms() else ""


def _named(text: str, tokens: Sequence[Word], at: int, first: str, small: bool) -> Iterator[Span]:
    """The listed group at one word, with a person word behind it in English."""
    surface = tokens[at].text
    indic = is_indic(surface)
    for parts in _forms().get(first, ()):
        end = at + len(parts)
        if end > len(tokens) or [bare(t.text).casefold() for t in tokens[at + 1 : end]] != list(parts[1:]):
            continue
        name = " ".join(parts)
        follows = end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] == " "
        person = follows and tokens[end].text.casefold() in _PERSON_WORDS
        if not indic and not (
            surface[0].isupper()
            or (small and name not in _WEAK and len(name) > 4)
            or len(parts) > 1
            or name in _ALWAYS
        ):
            return
        last = end if person and not indic and tokens[end].text.casefold() not in {"people"} else end - 1
        yield Span(tokens[at].start, tokens[last].end, T.DEM, 0.6 if name in _WEAK else 0.7, "groups")
        return


def _singular(low: str, lang: str, indic: bool) -> str:
    """The group's own word of an inflected one: ``Dalits``, ``চাকমাদের``, ``मुसहरको``."""
    if not indic:
        return low[:-1] if low.endswith("s") else low
    for tail in _ENDINGS:
        if low.endswith(tail) and low[: -len(tail)] in _forms():
            return low[: -len(tail)]
    return stem(low, lang)


def _said(text: str, tokens: Sequence[Word], lang: str) -> Iterator[Span]:
    """``हम X हैं``, ``हामी X हौं``, ``X समाज``: an unknown word where a group is said."""
    we, are = _WE.get(lang, (frozenset[str](), frozenset[str]()))
    for at, word in enumerate(tokens):
        if word.text in we and at + 2 < len(tokens) and unknown(tokens[at + 1].text, lang):
            last = at + 2 if tokens[at + 2].text not in are and at + 3 < len(tokens) else at + 1
            if (
                tokens[last + 1].text in are
                and text[word.end : tokens[last + 1].start].count(" ") == last - at + 1
            ):
                yield Span(tokens[at + 1].start, tokens[last].end, T.DEM, 0.65, "groups")
        elif word.text in _KINDS and _unknown_before(text, tokens, at, lang):
            yield Span(tokens[at - 1].start, tokens[at - 1].end, T.DEM, 0.6, "groups")


def _unknown_before(text: str, tokens: Sequence[Word], at: int, lang: str) -> bool:
    return (
        at > 0 and text[tokens[at - 1].end : tokens[at].start] == " " and unknown(tokens[at - 1].text, lang)
    )


@cache
def _small() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(f"{BEGIN}(?:{frame.pattern}){END}") for frame in frames("condition"))
