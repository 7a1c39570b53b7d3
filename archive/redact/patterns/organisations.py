"""Local bodies that place a person: schools, clinics, groups, factories, houses of prayer, offices.

A bare "the hospital" is no identifier; a name, a kind and place ("civil hospital, Nashik"), or an owner
("Mr Dũng's coffee farm") makes it one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.common import folded_alternation, merged
from archive.redact.patterns.native_names import unknown
from archive.redact.patterns.packs import packs
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, END, any_of, endings, entries
from language.stems import stem
from language.words import (
    Word,
    is_indic,
    words,
)

_CAP = r"(?:(?:St|Dr|Md|Mt|\p{Lu})\.|\p{Lu}[\p{L}\p{M}\p{N}'’&-]{0,25})"
_AFTER = r"(?:\.? ?(?:Ltd|Limited|Pvt|PLC)\.?)?"
_LEADS = tuple(f" {link}" for link in endings("organisation_lead_links")) + endings("organisation_leads")
_NO_NAME = entries("not_organisation")
"""Words that open a sentence with a capital, or lead to a head word, and name nobody."""


@cache
def _patterns() -> tuple[tuple[regex.Pattern[str], float], ...]:
    viet = {h for p in packs() if p.code == "VN" for h in p.organisations}
    swahili = {h for h in merged("organisations") if h.endswith(_LEADS)}
    first = entries("organisation_heads_first")
    heads = folded_alternation(
        h
        for h in merged("organisations") | entries("organisation_heads")
        if not is_indic(h) and h not in viet and h not in swahili and h not in first
    )
    lead = folded_alternation(viet | swahili)
    name = (
        rf"{_CAP}(?: (?:{_CAP}|and (?={_CAP})|&|of (?={_CAP})|for (?={_CAP})|"
        rf"{any_of('place_links', 'sw')} (?={_CAP}))){{0,5}}"
    )
    place = r"(?:,? (?:in |of |at )?\p{Lu}[\p{L}\p{M}'’-]{2,20}(?: \p{Lu}[\p{L}\p{M}'’-]{2,20})?)"
    state = any_of("state_bodies")
    return (
        (
            regex.compile(
                rf"{BEGIN}({name}(?:['’]s)? (?:[a-z]{{3,10}} )?(?i:{heads})(?: (?i:{heads}))?{_AFTER}"
                rf"(?:(?: in| of|,) \p{{Lu}}[\p{{L}}'’-]{{2,20}})?){END}"
            ),
            0.75,
        ),
        (
            regex.compile(rf"{BEGIN}({any_of('organisation_kinds')} {any_of('public_bodies')}{place}){END}"),
            0.75,
        ),
        (
            regex.compile(
                rf"{BEGIN}((?i:{lead})(?: (?:\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{0,20}}|"
                rf"{any_of('organisation_links')}|\d{{1,3}})){{1,5}}){END}"
            ),
            0.75,
        ),
        (
            regex.compile(
                rf"{BEGIN}((?i:{folded_alternation(viet)})(?: \p{{Ll}}[\p{{Ll}}\p{{M}}]{{0,6}}){{1,4}}"
                rf"(?: \p{{Lu}}[\p{{L}}\p{{M}}'’-]{{0,20}}){{1,4}}){END}"
            ),
            0.7,
        ),
        (
            regex.compile(
                rf"{BEGIN}({_CAP}(?: {_CAP}){{0,2}}(?: {any_of('desk_kinds')})? "
                rf"{any_of('desks')}){END}"
            ),
            0.75,
        ),
        (
            regex.compile(
                rf"{BEGIN}((?:M(?:r|rs|s|d)\.? )?{_CAP}['’]s (?:[a-z]{{3,10}} )?"
                rf"{any_of('owned_businesses')}){END}"
            ),
            0.75,
        ),
        (
            regex.compile(
                rf"{BEGIN}({state} (?:of|for) (?:the )?{_CAP}(?: {_CAP}){{0,3}}|"
                rf"{_CAP}(?: {_CAP}){{0,3}} {state}){END}"
            ),
            0.6,
        ),
    )


_NATIVE_NO = entries("not_before_organisation")


@cache
def _native_heads() -> dict[str, tuple[str, ...]]:
    """Head words of native bodies by their last word; a body of one word maps to nothing before it."""
    table: dict[str, tuple[str, ...]] = {}
    for head in merged("organisations"):
        if is_indic(head):
            *before, last = head.split(" ")
            table.setdefault(last, tuple(before))
    return table


def _native(text: str, tokens: Sequence[Word], lang: str) -> Iterator[Span]:
    """A native head word with up to three words before it, at least one of them unknown."""
    heads = _native_heads()
    for at, word in enumerate(tokens):
        if not is_indic(word.text) or not (word.text in heads or stem(word.text, lang) in heads):
            continue
        begin = at
        while begin > 0 and at - begin < 3 and text[tokens[begin - 1].end : tokens[begin].start] == " " and (
            is_indic(tokens[begin - 1].text) and tokens[begin - 1].text not in _NATIVE_NO
        ):  # fmt: skip
            begin -= 1
        while begin < at and not unknown(tokens[begin].text, lang):
            begin += 1
        if begin < at:
            yield Span(tokens[begin].start, word.end, T.ORG, 0.5, "organisations")


_BEFORE_NAME = regex.compile(
    rf"{BEGIN}(?:{any_of('organisation_levels')} {any_of('levelled_bodies')}|{any_of('bodies_before_name')})"
    rf" (?!{any_of('not_behind_body')})[\p{{L}}\p{{M}}]{{3,18}}{END}"
)


def _named(text: str, start: int, end: int) -> bool:
    """Whether a capital is left once the words are gone that open a sentence: “The clinic” names none."""
    inside = words(text[start:end])
    while inside and inside[0].text.casefold() in _NO_NAME:
        inside = inside[1:]
    return any(ch.isupper() for word in inside for ch in word.text)


def organisations(text: str, lang: str) -> list[Span]:
    """Named local bodies of the stretch."""
    found: list[Span] = []
    for pattern, score in _patterns():
        detector = "organisations:head" if score > 0.65 else "organisations"
        found.extend(
            Span(*m.span(1), T.ORG, score, detector)
            for m in pattern.finditer(text)
            if _named(text, *m.span(1))
        )
    if is_indic(text):
        found.extend(_native(text, words(text), lang))
        found.extend(
            Span(m.start(), m.end(), T.ORG, 0.6, "organisations") for m in _BEFORE_NAME.finditer(text)
        )
    return found
