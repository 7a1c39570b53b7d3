"""Numbers of papers, cases, cards, plates and accounts, by the rules of the country packs and by cue words.

A bare number counts where its shape or checksum speaks for it; else a cue word must stand before it.
Prices, head counts and years have neither and stay. Only the surroundings of digits are looked at, so that
speech without numbers costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.packs import Number, packs
from archive.redact.spans import Span
from language.across import any_of, either, frames_of_all, words_of_all
from language.lists import alternation, read_words
from language.words import fold, is_indic

_BEFORE, _AFTER = 64, 48
"""So many code points around a digit are read."""
_DIGITS = regex.compile(r"\d")
_SHAPES = read_words("language", "zxx")


def _shape(role: str) -> regex.Pattern[str]:
    return regex.compile(either(_SHAPES.frames_of(role)))


_CASE = regex.compile(
    rf"(?:(?:{any_of('case_nouns')})(?: ?(?:{any_of('number_nouns')}))?[ .:#]{{0,3}}|"
    rf"{either(frames_of_all('case_cue'))})({either(_SHAPES.frames_of('id_code'))})"
)
_CUES = words_of_all("id_cues")
_CUE = regex.compile(
    rf"(?<!\p{{L}})(?:{alternation(cue for cue in _CUES if not is_indic(cue))})(?!\p{{L}})[^\n.;]{{0,28}}$|"
    rf"(?:{alternation(cue for cue in _CUES if is_indic(cue))})[^\n\u0964;]{{0,24}}$"
)
_CODES = tuple(
    (regex.compile(frame.pattern), frame.fields["digits"]) for frame in _SHAPES.frames_of("id_cued")
)
"""A code, and how many digits it must have."""
_ECHR, _LIST = _shape("id_application"), _shape("id_application_listed")
_LONG, _MIXED = _shape("id_long"), _shape("id_mixed")
_MONEY = regex.compile(rf" ?(?:{any_of('not_an_id_after')})")
_COURT = words_of_all("court_words")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of number of a country's pack, its pattern, and the cue that may stand before it."""

    number: Number
    pattern: regex.Pattern[str]
    cue: regex.Pattern[str] | None


@cache
def _compiled() -> tuple[_Rule, ...]:
    edge_left, edge_right = r"(?<![\p{L}\p{N}/.-])", r"(?![\p{L}\p{N}])(?![/.-]\d)"
    numbers_of_packs = [number for pack in packs() for number in pack.numbers]
    return tuple(
        _Rule(
            number,
            regex.compile(f"{edge_left}(?:{number.pattern}){edge_right}"),
            regex.compile(number.cue) if number.cue else None,
        )
        for number in numbers_of_packs
    )


def numbers(text: str, lang: str) -> list[Span]:
    """All identity and case numbers of the stretch."""
    low = fold(text)
    found: list[Span] = []
    for start, end in _windows(low):
        for rule in _compiled():
            for match in rule.pattern.finditer(low, start, end):
                score = _score(rule, low, match.start(), match.group())
                if score:
                    found.append(Span(match.start(), match.end(), T.ID, score, f"numbers:{rule.number.name}"))
        for match in _CASE.finditer(low, start, end):
            if sum(ch.isdigit() for ch in match.group(1)) >= 3:
                found.append(Span(*match.span(1), T.ID, 0.75, "numbers:case"))
        found += _shaped(text, low, start, end)
        found += _cued(low, start, end)
    return found + _court(low)


def _windows(low: str) -> Sequence[tuple[int, int]]:
    """Stretches around digits, joined where they touch."""
    found: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(low):
        start, end = max(0, match.start() - _BEFORE), min(len(low), match.end() + _AFTER)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _shaped(text: str, low: str, start: int, end: int) -> list[Span]:
    """Codes that their shape gives away: letters and figures in groups, or very long numbers."""
    found = [
        Span(m.start(), m.end(), T.ID, 0.7, "numbers:mixed")
        for m in _MIXED.finditer(low, start, end)
        if sum(ch.isdigit() for ch in m.group()) > 3 and (" " not in m.group() or text[m.start()].isupper())
    ]
    return found + [
        Span(m.start(), m.end(), T.ID, 0.5, "numbers:long") for m in _LONG.finditer(low, start, end)
    ]


def _cued(low: str, start: int, end: int) -> list[Span]:
    """Any code behind an id word: five digits or more, or fewer with letters or strokes among them."""
    found: list[Span] = []
    for pattern, least in _CODES:
        for match in pattern.finditer(low, start, end):
            shown = match.group()
            digits = sum(ch.isdigit() for ch in shown)
            plain = shown.isdigit()
            if digits < least or (plain and digits < 5) or _MONEY.match(low, match.end()):
                continue
            if _CUE.search(low, max(0, match.start() - 44), match.start()) is not None:
                found.append(Span(match.start(), match.end(), T.ID, 0.7, "numbers:cued"))
    return found


def _court(low: str) -> list[Span]:
    """Application numbers such as ``18403/91``, also in a list after the first."""
    if not any(word in low for word in _COURT):
        return []
    found = [Span(m.start(), m.end(), T.ID, 0.7, "numbers:court") for m in _ECHR.finditer(low)]
    return found + [Span(*m.span(1), T.ID, 0.6, "numbers:court") for m in _LIST.finditer(low)]


def _score(rule: _Rule, low: str, start: int, shown: str) -> float:
    if not any(ch.isdigit() for ch in shown):
        return 0.0
    number, cue = rule.number, rule.cue
    cued = cue is not None and cue.search(low, max(0, start - number.reach), start) is not None
    if number.check is not None and number.check("".join(ch for ch in shown if ch.isdigit())):
        return 0.98 if cued else 0.9
    if cued:
        return 0.92
    return 0.65 if number.alone else 0.0
