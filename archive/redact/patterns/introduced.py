"""Names that a sentence introduces: "my name is", "they call me", "Moyna'r ma", "mero naam"."""

from __future__ import annotations

from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import latin_names, titles
from archive.redact.patterns.native_names import (
    NOT_NAMES,
    beside,
    keyed,
    sounds_like_a_name,
    span_of,
    unknown,
)
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, NATIVE, any_frame, any_of, endings, entries
from language.words import (
    Word,
    fold,
    is_indic,
    plain,
    words,
)

_NAME = r"[\p{L}][\p{L}\p{M}\u200c\u200d'’.-]{0,30}"
_PARENT, _YOUNG = any_of("parents", "xx"), any_of("parent_sizes")
_MOTHER_OF = regex.compile(
    rf"{BEGIN}({_NAME}?)(?:{any_of('glued_genitives')}| {any_of('genitives', 'xx')}) "
    rf"(?:{_YOUNG} )?({_PARENT})\b"
)
_OF_NATIVE = rf"(?:{any_of('genitives', 'bn', 'ne')}| {any_of('genitives', 'hi')})"
_NATIVE_OF = regex.compile(
    rf"{BEGIN}({_NAME}?){_OF_NATIVE} {any_of('parents', *NATIVE)}"
    rf"(?:{any_of('parent_endings')}|{any_of('name_endings', 'ne')})?{END}"
)
_MOTHERS = regex.compile(rf"(?:[ei'’]?[ro]|k[ieoa]) (?:{_PARENT}|{_YOUNG})(?!\p{{L}})")
"""A quick look for what ``_MOTHER_OF`` needs."""
_NATIVE_MOTHERS = regex.compile(rf"{_OF_NATIVE} {any_of('parents', *NATIVE)}")
_CALLED = regex.compile(rf"{BEGIN}({_NAME})[\"”’']? {any_frame('called')}")
_THEY_CALL = regex.compile(rf"(?<!\p{{L}})(\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{1,20}}),? {any_frame('they call')}")
_QUOTED = regex.compile(r"(?<=\p{L} )[\"“‘(](\p{Lu}[\p{L}\p{M}'’ -]{1,20})[\"”’)] ?(?=\p{Lu})")
_BARE_NAME = entries("bare_name_words")
_PASSED = entries("after_name_word")
_PLACES = endings("place_like_endings")


def called(text: str, lang: str) -> list[Span]:
    """Nicknames that stand before "they call me", or quoted inside a name."""
    spans = [Span(*m.span(1), T.NICKNAME, 0.7, "frames:called") for m in _THEY_CALL.finditer(text)]
    spans += [Span(*m.span(1), T.NICKNAME, 0.6, "frames:called") for m in _QUOTED.finditer(text)]
    if any(is_indic(ch) for ch in text[:400]) or lang in {"bn", "hi", "ne"}:
        for match in _CALLED.finditer(text):
            if unknown(match.group(1), lang):
                spans.append(Span(*match.span(1), T.NICKNAME, 0.6, "frames:called"))
    return spans


def parents(text: str) -> list[Span]:
    """``Moyna'r ma``: somebody known by their child; the whole expression is the nickname."""
    low = fold(text)
    spans: list[Span] = []
    for match in _MOTHER_OF.finditer(low) if _MOTHERS.search(low) is not None else ():
        name = match.group(1)
        if (
            text[match.start()].isupper()
            and not name.endswith(_PLACES)
            and name not in titles()
            and name not in small_words(names=True)
            and (name in latin_names() or not ordinary(name, "en"))
        ):
            spans.append(Span(match.start(), match.end(), T.NICKNAME, 0.8, "nicknames:parent"))
    for match in _NATIVE_OF.finditer(text) if _NATIVE_MOTHERS.search(text) is not None else ():
        if _parent(match.group(1), match.group().split(" ")[0]) and not _named_next(text, match.end()):
            spans.append(Span(match.start(), match.end(), T.NICKNAME, 0.6, "nicknames:parent"))
    return spans


def _parent(name: str, whole: str) -> bool:
    """Whether a native word before "mother" or "father" can be a child's name: strange, or a listed name."""
    if {name, whole} & NOT_NAMES or {name, whole} & titles() or len(name) < 2:
        return False
    if any(ordinary(whole, one) for one in ("bn", "hi", "ne")):
        return False
    everyday = any(ordinary(name, one) for one in ("bn", "hi", "ne"))
    return not everyday or sounds_like_a_name(name, "bn" if "\u0980" <= name[0] < "\u0a00" else "hi")


def _named_next(text: str, at: int) -> bool:
    """Whether the father's own name follows: then the words before it are kinship and no nickname."""
    following = words(text[at : at + 24])
    if text[at : at + 1] != " " or not following:
        return False
    lang = "bn" if "\u0980" <= following[0].text[0] < "\u0a00" else "hi"
    return unknown(following[0].text, lang) or keyed(following[0].text, lang)


@cache
def _frame() -> regex.Pattern[str]:
    return regex.compile(rf"{BEGIN}{any_frame('name lead')}[ ,:\"“‘'-]{{1,4}}(?:{any_of('name_fillers')} )?")


def framed(text: str, tokens: list[Word], lang: str) -> list[Span]:
    """Names after a frame such as "my name is"; one word in scripts without capitals, more with them."""
    starts = {word.start: at for at, word in enumerate(tokens)}
    spans: list[Span] = []
    for match in _frame().finditer(fold(text)):
        at = starts.get(match.end())
        if at is not None:
            spans += _name_after(text, tokens, at, lang)
    for at, word in enumerate(tokens):
        if word.text in _BARE_NAME:
            while at + 1 < len(tokens) and tokens[at + 1].text in _PASSED:
                at += 1
            if at + 1 < len(tokens) and is_indic(tokens[at + 1].text):
                spans += _name_after(text, tokens, at + 1, lang)
    return spans


def _name_after(text: str, tokens: list[Word], at: int, lang: str) -> list[Span]:
    first = tokens[at]
    if is_indic(first.text):
        return _native_after(text, tokens, at, lang)
    end = at
    while (
        end < len(tokens)
        and end - at < 5
        and tokens[end].capital
        and (end == at or beside(text, tokens, end - 1))
    ):
        end += 1
    if end > at and first.text.casefold() not in small_words(lang):
        return [span_of(first, tokens[end - 1], T.PERSON, 0.9)]
    low = first.text.casefold()
    if end == at and low not in titles() and len(low) > 2 and not ordinary(low, "en"):
        known = plain(low) in latin_names()
        return [span_of(first, first, T.PERSON, 0.6)] if known or not ordinary(low, lang) else []
    return []


def _native_after(text: str, tokens: list[Word], at: int, lang: str) -> list[Span]:
    """The native name at ``at``: words that are unknown or sound like names, at most three."""
    if not (unknown(tokens[at].text, lang) or keyed(tokens[at].text, lang)):
        return []
    end = at + 1
    while (
        end < len(tokens)
        and end - at < 3
        and beside(text, tokens, end - 1)
        and (keyed(tokens[end].text, lang) or unknown(tokens[end].text, lang))
    ):
        end += 1
    return [span_of(tokens[at], tokens[end - 1], T.PERSON, 0.85)]
