"""Names in scripts without capitals: told by their sound and by what stands before them.

A word that sounds like a listed name of the country is one, if it is no everyday word; beside a family name
an unknown word is one too; and so is an unknown word after a relation or an office ("husband Haru").
"""

from __future__ import annotations

from functools import lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import family_keys, latin_names, merged, name_keys, titles
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, any_of, endings, entries
from language.stems import indic, stem
from language.transliteration import name_key
from language.words import (
    Word,
    bare,
    is_indic,
    plain,
    words,
)

CODES = {"bn": ("BD", "IN"), "hi": ("IN", "NP", "BD"), "ne": ("NP", "IN", "BD")}
"""Countries whose names are looked for in a language; the second and third for migrants and neighbours."""
NOT_NAMES = entries("not_names")
RELATIONS = entries("relations")
_SELF = {lang: entries("first_person", lang) for lang in CODES}
_IS = entries("am")
_CLOSING = endings("name_endings", "bn", "ne")
_COMPOUND = regex.compile(
    rf"{BEGIN}[\p{{L}}\p{{M}}]{{2,9}}{any_of('second_halves')}{any_of('name_endings')}?{END}"
)


def compounds(text: str, lang: str) -> list[Span]:
    """Names made of two that every reader of the script knows by their second half."""
    if lang not in CODES:
        return []
    return [Span(m.start(), m.end(), T.PERSON, 0.75, "frames:compound") for m in _COMPOUND.finditer(text)]


def sounds_like_a_name(word: str, lang: str) -> bool:
    """Whether a word, with or without its case ending, sounds like a listed name, everyday or not."""
    if not is_indic(word):
        return plain(bare(word)) in latin_names()
    return any(
        name_key(form) in name_keys(code)
        for form in dict.fromkeys((word, stem(word, lang)))
        if len(form) > 1
        for code in CODES.get(lang, ())
    )


@lru_cache(maxsize=4096)
def keyed(word: str, lang: str) -> bool:
    """Whether a native word sounds like a name of the country and is no everyday word."""
    forms = dict.fromkeys((word, stem(word, lang)))
    if word in RELATIONS or any(f in NOT_NAMES or ordinary(f, lang) or len(f) < 2 for f in forms):
        return False
    return sounds_like_a_name(word, lang)


@lru_cache(maxsize=16384)
def unknown(word: str, lang: str) -> bool:
    """Whether a native word is no everyday word, no title and no small word: possibly a name."""
    return (
        is_indic(word)
        and len(word) > 1
        and word not in NOT_NAMES
        and not word[0].isdigit()
        and not ordinary(word, lang)
        and not ordinary(stem(word, lang), lang)
        and word not in titles()
        and word.casefold() not in merged("groups")
        and word.casefold() not in merged("months")
    )


def native_names(text: str, tokens: list[Word], lang: str) -> list[Span]:
    """Runs of native words that sound like names; a run of two is surer than one alone."""
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        if not (indic(tokens[at].text) and _begins_name(text, tokens, at, lang)):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and end - at < 4 and beside(text, tokens, end - 1) and (
            keyed(tokens[end].text, lang) or _family_alone(tokens[end].text, lang)
        ):  # fmt: skip
            end += 1
        begin = at
        if at and _is_family(tokens[at].text, lang) and _stranger(text, tokens, at - 1, lang):
            begin = at - 1
        score = 0.8 if end - begin > 1 else 0.5
        if score > 0.5 or len(name_key(tokens[at].text)) > 2:
            spans.append(span_of(tokens[begin], tokens[end - 1], T.PERSON, score))
        at = end
    return spans


def _begins_name(text: str, tokens: list[Word], at: int, lang: str) -> bool:
    if keyed(tokens[at].text, lang):
        return True
    surface = tokens[at].text
    if at + 1 < len(tokens) and _family_alone(tokens[at + 1].text, lang) and beside(text, tokens, at):
        return len(surface) > 2 and surface not in NOT_NAMES and sounds_like_a_name(surface, lang)
    return at > 0 and _family_alone(tokens[at].text, lang) and _stranger(text, tokens, at - 1, lang)


def related(text: str, tokens: list[Word], lang: str) -> list[Span]:
    """Unknown words after a relation, an office, or "I": ``natni Tusu``."""
    spans: list[Span] = []
    for at in range(len(tokens) - 1):
        low = tokens[at].text
        if low in RELATIONS and beside(text, tokens, at):
            spans += _unknown_run(text, tokens, at + 1, lang, T.KIN, 0.6)
        elif low in _SELF.get(lang, ()) and beside(text, tokens, at):
            run = _unknown_run(text, tokens, at + 1, lang, T.PERSON, 0.6)
            spans += [one for one in run if _introduces(text, tokens, one)]
    return spans


def _introduces(text: str, tokens: list[Word], run: Span) -> bool:
    """Whether "I X" says who speaks: punctuation or a form of "to be" follows, or X is of two words."""
    after = text[run.end : run.end + 1]
    if after in {",", "।", ";", "-", "\n", ".", ""} or " " in run.of(text):
        return True
    following = words(text[run.end : run.end + 16])
    return bool(following) and following[0].text in _IS


def _unknown_run(text: str, tokens: list[Word], at: int, lang: str, kind: T, score: float) -> list[Span]:
    """A run of unknown words, or of words that sound like names, from ``at``; at most three."""
    end = at
    while end < len(tokens) and end - at < 3 and (end == at or beside(text, tokens, end - 1)):
        surface = tokens[end].text
        if not (
            unknown(surface, lang)
            or (end > at and _family_alone(surface, lang))
            or _first_of_two(text, tokens, end, at, lang)
        ):
            break
        end += 1
        if stem(surface, lang) != surface and end - at < 3 and surface.endswith(_CLOSING):
            break
    return [span_of(tokens[at], tokens[end - 1], kind, score)] if end > at else []


def _first_of_two(text: str, tokens: list[Word], place: int, at: int, lang: str) -> bool:
    """Whether an everyday word that is a listed name too begins a name of two: ``ami Saraswati Bauri``."""
    return (
        place == at
        and at + 1 < len(tokens)
        and beside(text, tokens, at)
        and tokens[at].text not in NOT_NAMES
        and (unknown(tokens[at + 1].text, lang) or _family_alone(tokens[at + 1].text, lang))
        and sounds_like_a_name(tokens[at].text, lang)
    )


@lru_cache(maxsize=16384)
def _family_alone(word: str, lang: str) -> bool:
    """Whether a word is a family name and no everyday word; short ones (Khan, Das) too."""
    return is_indic(word) and word not in NOT_NAMES and not ordinary(word, lang) and _is_family(word, lang)


@lru_cache(maxsize=4096)
def _is_family(word: str, lang: str) -> bool:
    keys = {name_key(word), name_key(stem(word, lang))}
    return any(not keys.isdisjoint(family_keys(code)) for code in CODES.get(lang, ()))


def _stranger(text: str, tokens: list[Word], at: int, lang: str) -> bool:
    """An unknown native word that the next one follows directly."""
    return beside(text, tokens, at) and len(tokens[at].text) > 2 and unknown(tokens[at].text, lang)


def beside(text: str, tokens: list[Word], at: int) -> bool:
    """Whether only a blank parts the word at ``at`` from the next; a point after a title or initial."""
    one, two = tokens[at], tokens[at + 1]
    gap = text[one.end : two.start]
    if gap in {". ", "."}:
        return len(one.text) <= 2 or f"{one.text.casefold()}." in titles()
    return gap in {" ", "-", "  "}


def span_of(first: Word, last: Word, kind: T, score: float) -> Span:
    """From the first word to the last, without a possessive."""
    return Span(first.start, last.start + len(bare(last.text)), kind, score, "frames")
