"""Where somebody is, told by what stands around it, in Bangla, Hindi and Nepali script.

A landmark with "behind" or "beside" it, a house, lane or camp with a number, a strange
word behind "village" or "home", or before "from" or "in" and a verb of living or coming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.native_names import NOT_NAMES, RELATIONS, unknown
from archive.redact.spans import Span
from archive.redact.vocabulary import NATIVE, any_frame, any_of, endings, entries
from language.stems import indic, stem
from language.words import Word, is_indic

BESIDE = entries("beside", *NATIVE)
HEADS = entries("landmarks", *NATIVE)
ADJECTIVES = entries("landmark_adjectives", *NATIVE)
DIRECTIONS = entries("directions")
LEADS = entries("place_leads")
POSTPOSITIONS = entries("place_postpositions")
_MARK, _COUNT, _UNIT = (
    any_of("number_marks"),
    any_of("unit_numbers", *NATIVE),
    any_of("numbered_units", *NATIVE),
)
_FIGURE = (
    r"[\d\u0966-\u096f\u09e6-\u09ef]{1,4}(?:[/-][\d\u0966-\u096f\u09e6-\u09ef]{1,3})?"
    r"(?:[-]?[A-Z\u0995-\u09b9\u0915-\u0939](?![\p{L}\p{M}]))?"
)
_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{N}])"
_NUMBERED = regex.compile(
    rf"{_B}(?:{_UNIT}{any_of('unit_endings')}? ?(?:{_MARK} ?(?:{_FIGURE}|{_COUNT})|[-–]? ?{_FIGURE})|"
    rf"(?:{_FIGURE}|{_COUNT}) ?{_MARK} ?{_UNIT}[\p{{M}}\p{{L}}]{{0,3}}|"
    rf"{any_of('lettered_units')} [\u0995-\u09b9A-Z\u0915-\u0939]"
    rf"(?:-[\d\u0966-\u096f\u09e6-\u09ef]{{1,3}})?(?![\p{{L}}\p{{M}}])){_E}"
)
_LATIN = regex.compile(
    rf"(?<!\p{{L}})(?:{any_frame('numbered place')})(?![\p{{L}}\p{{N}}])", regex.IGNORECASE
)
_OF_OTHERS = endings("actor_endings")
"""Endings of people who act and of verbs."""


def located(text: str, tokens: Sequence[Word], lang: str) -> Iterator[Span]:
    """Places that are told by their surroundings."""
    yield from (_span(m.start(), m.end()) for m in _LATIN.finditer(text))
    if not is_indic(text):
        return
    yield from (_span(m.start(), m.end()) for m in _NUMBERED.finditer(text))
    for at, word in enumerate(tokens):
        if not indic(word.text):
            continue
        own = _own(word.text, lang)
        if word.text in BESIDE:
            yield from _beside(text, tokens, at, own)
        elif word.text in LEADS:
            yield from _led(text, tokens, at, own)
        elif word.text in DIRECTIONS and _strange_next(text, tokens, at, own):
            yield _span(word.start, tokens[at + 1].end)
        if unknown(word.text, own) and _lived_in(text, tokens, at, own):
            yield _span(word.start, word.end)


def _own(word: str, lang: str) -> str:
    """The language to ask of a native word in a mixed text."""
    if "\u0980" <= word[0] < "\u0a00":
        return "bn"
    return lang if lang in {"hi", "ne"} else "hi"


def _span(start: int, end: int) -> Span:
    return Span(start, end, T.LOC, 0.7, "located")


def _near(text: str, tokens: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(tokens) - 1 and text[tokens[at].end : tokens[at + 1].start] in {" ", "-"}


def _beside(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """A landmark before "behind", "beside": with an adjective or an unknown word before it."""
    place = at - 1
    if place >= 0 and tokens[place].text in entries("genitives", "hi", "ne") and _near(text, tokens, place):
        place -= 1
    if place < 0 or not _near(text, tokens, place) or not indic(tokens[place].text):
        return
    base = _base(tokens[place].text)
    named = tokens[place].text in HEADS or base in HEADS
    if not named and not (tokens[at].text in entries("only_of_places") and _named(tokens[place].text, lang)):
        return
    begin = place
    while begin and place - begin < 2 and _near(text, tokens, begin - 1) and (
        _modifies(tokens[begin - 1].text, lang)
    ):  # fmt: skip
        begin -= 1
    yield _span(tokens[begin].start, tokens[at].end)


def _modifies(word: str, lang: str) -> bool:
    """Whether a word before a landmark belongs to it."""
    return word in ADJECTIVES or word in HEADS or _named(word, lang)


def _named(word: str, lang: str) -> bool:
    return indic(word) and word not in RELATIONS and unknown(word, lang) and not word.endswith(_OF_OTHERS)


@lru_cache(maxsize=4096)
def _base(word: str) -> str:
    """The word without a glued genitive or case ending."""
    for ending in endings("landmark_endings"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    return word


def _led(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """Up to three strange words behind "village", "post", "home" or "address"."""
    if at + 1 >= len(tokens) or text[tokens[at].end : tokens[at + 1].start] not in {
        " ",
        ": ",
        "\u0983 ",
        ":",
        " - ",
        " : ",
    }:
        return
    end = at + 1
    while end < len(tokens) and end - at < 4 and (end == at + 1 or _near(text, tokens, end - 1)) and (
        _named(tokens[end].text, lang) or (end == at + 1 and _begins(text, tokens, end, lang))
    ):  # fmt: skip
        end += 1
        if stem(tokens[end - 1].text, lang) != tokens[end - 1].text:
            break
    if end == at + 1:
        return
    closed = text[tokens[end - 1].end : tokens[end - 1].end + 1] in {",", "।", ".", "\n", ""}
    if (
        tokens[at].text in entries("homes", *NATIVE)
        and ":" not in text[tokens[at].end : tokens[at + 1].start]
        and not closed
    ):
        return
    yield _span(tokens[at + 1].start, tokens[end - 1].end)


def _begins(text: str, tokens: Sequence[Word], at: int, lang: str) -> bool:
    """Whether an adjective begins a place's name."""
    return tokens[at].text in DIRECTIONS | ADJECTIVES and _strange_next(text, tokens, at, lang)


def _strange_next(text: str, tokens: Sequence[Word], at: int, lang: str) -> bool:
    return _near(text, tokens, at) and indic(tokens[at + 1].text) and _named(tokens[at + 1].text, lang)


def _lived_in(text: str, tokens: Sequence[Word], at: int, lang: str) -> bool:
    """Whether somebody lives in or comes from the unknown word at ``at``."""
    surface = tokens[at].text
    if surface in NOT_NAMES or surface in LEADS or _base(surface) in HEADS or not _near(text, tokens, at):
        return False
    after = tokens[at + 1].text
    if after in POSTPOSITIONS:
        following = [word.text for word in tokens[at + 2 : at + 4]]
        return _near(text, tokens, at + 1) and any(word in entries("living") for word in following)
    glued = surface.endswith(endings("place_case_endings")) and len(surface) > 4
    return glued and after in entries("dwelling")
