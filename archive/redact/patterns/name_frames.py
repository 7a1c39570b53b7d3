"""Names that the words around them give away, whatever their case or script.

Titles and kin terms on either side ("Rekha amma", "mzee Barasa", "Rahim bhai"), here; sentences
that introduce a name in ``introduced``; native scripts in ``native_names``; speaker labels in ``speakers``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words, words_with_capitals
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import latin_names, merged, titles
from archive.redact.patterns.forms_named import named_in_forms
from archive.redact.patterns.introduced import called, framed, parents
from archive.redact.patterns.native_names import (
    CODES,
    NOT_NAMES,
    beside,
    compounds,
    native_names,
    related,
    sounds_like_a_name,
    span_of,
)
from archive.redact.patterns.nicknames import nicknames
from archive.redact.patterns.speakers import labels as labels
from archive.redact.spans import Span
from archive.redact.vocabulary import ordered
from language.stems import indic, stem
from language.words import (
    Word,
    bare,
    lower_cased,
    words,
)

_GLUED = ordered("glued_kin")
"""Kin terms as they are glued to a native name, with their endings."""


def frames(text: str, lang: str) -> list[Span]:
    """All names that their surroundings give away."""
    tokens = words(text)
    small = lower_cased(text)
    spans = [
        *compounds(text, lang),
        *called(text, lang),
        *nicknames(text, tokens, lang),
        *_titled(text, tokens, lang, small),
        *framed(text, tokens, lang),
        *parents(text),
    ]
    if lang in CODES:
        spans += named_in_forms(text, lang)
        spans += native_names(text, tokens, lang)
        spans += related(text, tokens, lang)
        spans += _with_glued_kin(tokens, lang)
    elif small:
        spans += _lower_names(tokens, lang)
    return spans


def _likely(word: Word, lang: str, small: bool) -> bool:
    """Whether the word beside a title can be a name."""
    surface = bare(word.text)
    low = surface.casefold()
    lists = small_words(lang, names=not word.capital or word.initial) | words_with_capitals(lang)
    if low in lists or low in titles() or surface[:1].isdigit() or len(surface) < 2:
        return False
    if indic(surface):
        return surface not in NOT_NAMES and (not ordinary(surface, lang) or _name_too(surface, lang))
    if surface[0].isupper():
        return not (word.initial and ordinary(low, lang) and low not in latin_names())
    return small and (low in latin_names() or not ordinary(low, lang))


@lru_cache(maxsize=2048)
def _name_too(surface: str, lang: str) -> bool:
    """Whether an everyday word (hope, ray) is a listed name as well; a kin term beside it decides."""
    return stem(surface, lang) == surface and sounds_like_a_name(surface, lang)


def _titled(text: str, tokens: list[Word], lang: str, small: bool) -> list[Span]:
    """Names beside a title or a kin term."""
    spans: list[Span] = []
    before, after = merged("before"), merged("after")
    for at, word in enumerate(tokens):
        low = bare(word.text).casefold()
        if low in before and at + 1 < len(tokens) and beside(text, tokens, at):
            spans += _forward(text, tokens, at + 1, lang, small)
            if lang == "vi" and _kin_as_name(tokens[at + 1]):
                spans.append(span_of(tokens[at + 1], tokens[at + 1], T.KIN, 0.7))
        if (
            at
            and (low in after or (indic(low) and stem(low, lang) in after))
            and beside(text, tokens, at - 1)
        ):
            spans += _backward(text, tokens, at - 1, lang, small)
    return spans


def _kin_as_name(word: Word) -> bool:
    """Whether a Vietnamese kin word is a name here, because it has a capital inside a sentence: "cô Anh"."""
    return (
        word.capital
        and not word.initial
        and bare(word.text).casefold() in (titles() | words_with_capitals() | small_words(names=True))
    )


def _forward(text: str, tokens: list[Word], at: int, lang: str, small: bool) -> list[Span]:
    """The name after a title: the next likely words, at most four, only one in lower-cased text."""
    end = at
    most = 1 if small or indic(tokens[at].text) else 4
    while end < len(tokens) and end - at < most and _likely(tokens[end], lang, small):
        if end > at and not beside(text, tokens, end - 1):
            break
        end += 1
    return (
        [replace(span_of(tokens[at], tokens[end - 1], T.KIN, 0.8), detector="frames" if small else "titled")]
        if end > at
        else []
    )


def _backward(text: str, tokens: list[Word], at: int, lang: str, small: bool) -> list[Span]:
    """The name before a kin term: likely words backwards, at most three."""
    begin = at
    while begin >= 0 and at - begin < 3 and _likely(tokens[begin], lang, small):
        if begin < at and (not beside(text, tokens, begin) or small or indic(tokens[begin].text)):
            break
        begin -= 1
    return (
        [
            replace(
                span_of(tokens[begin + 1], tokens[at], T.KIN, 0.75), detector="frames" if small else "titled"
            )
        ]
        if begin < at
        else []
    )


def _with_glued_kin(tokens: list[Word], lang: str) -> list[Span]:
    """Native names with a kin term glued to them: ``Komoladir``, ``Buluda``; the whole word is masked."""
    spans: list[Span] = []
    for word in tokens:
        if not word.text.endswith(_GLUED) or ordinary(word.text, lang) or word.text in titles():
            continue
        cut = next(word.text[: -len(kin)] for kin in _GLUED if word.text.endswith(kin))
        if len(cut) > 2 and cut not in NOT_NAMES and (not ordinary(cut, lang) or _name_too(cut, lang)):
            spans.append(Span(word.start, word.end, T.KIN, 0.55, "frames"))
    return spans


def _lower_names(tokens: list[Word], lang: str) -> list[Span]:
    """In text without capitals: words of the name lists that are no ordinary words."""
    return [
        span_of(word, word, T.PERSON, 0.6)
        for word in tokens
        if word.stem in latin_names()
        and len(word.stem) > 2
        and not ordinary(word.stem, lang)
        and not ordinary(word.stem, "en")
    ]
