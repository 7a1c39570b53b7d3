"""Numbers of papers, cases, cards, plates and accounts, by the rules of the country packs.

A bare number counts where its shape or checksum speaks for it; else a cue word must stand before it.
Prices, head counts and years have neither and stay.
"""

from __future__ import annotations

from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.packs import Number, packs
from archive.redact.spans import Span
from archive.redact.words import fold

_CASE = regex.compile(
    r"(?:(?:applications?|case|petition|file|complaint|appeal|dossier|"
    r"ref(?:erence)?|claim|token|registration|reg|memo|patient|hospital|"
    r"admission|serial|"
    r"token|policy|card|account|a/c|acc|member|membership|roll|licen[cs]e|"
    r"passport|permit|certificate|ticket|till|khata|plot|slip|receipt|"
    r"hồ sơ|số hồ sơ|kesi|faili)"
    r"(?: ?(?:nos?|numbers?|nr|n°|no\.|nos\.|#|number is|no is|is|namba|nambari|ya))?[ .:#]{0,3}|"
    r"(?<=\()?nos?\. ?|মামলা নং ?|নম্বর ?|कार्ड नंबर ?|खाता संख्या ?|खाता नंबर ?|मुद्दा नं\.? ?|दर्ता नं\.? ?)"
    r"([a-z]{0,5}[ /-]?\d[\d/.-]*(?: ?[/-] ?[a-z\d]{1,8}){0,4}\d|[a-z]{1,4}[/-]?\d{3,12}|\d{4,18})"
)
_ECHR = regex.compile(r"(?<![\d/.])\d{2,6}/\d{2}(?![\d/])")
_LIST = regex.compile(r"(?:,| and|;) {0,2}(\d{2,6}/\d{2,4})(?![\d/])")
_LONG = regex.compile(r"(?<![\p{L}\d.,/])\d(?:[ -]?\d){8,17}(?![\d.,]?\d)")
_MIXED = regex.compile(
    r"(?<![\p{L}\d])(?=[a-z/\d-]{0,20}\d{3})[a-z]{1,5}[/-]?\d{1,4}(?:[/-][a-z\d]{1,8}){2,5}(?![\p{L}\d])"
)


@cache
def _compiled() -> tuple[tuple[Number, regex.Pattern[str], regex.Pattern[str] | None], ...]:
    edge_left, edge_right = r"(?<![\p{L}\p{N}/.-])", r"(?![\p{L}\p{N}])(?![/.-]\d)"
    rules = [number for pack in packs() for number in pack.numbers]
    return tuple(
        (n, regex.compile(f"{edge_left}(?:{n.pattern}){edge_right}"), regex.compile(n.cue) if n.cue else None)
        for n in rules
    )


def numbers(text: str, lang: str) -> list[Span]:
    """All identity and case numbers of the stretch."""
    low = fold(text)
    found: list[Span] = []
    if not any(ch.isdigit() for ch in low):
        return found
    for rule, pattern, cue in _compiled():
        for match in pattern.finditer(low):
            score = _score(rule, cue, low, match.start(), match.group())
            if score:
                found.append(Span(match.start(), match.end(), T.ID, score, f"numbers:{rule.name}"))
    for match in _CASE.finditer(low):
        if sum(ch.isdigit() for ch in match.group(1)) >= 3:
            found.append(Span(*match.span(1), T.ID, 0.75, "numbers:case"))
    found.extend(Span(m.start(), m.end(), T.ID, 0.7, "numbers:mixed") for m in _MIXED.finditer(low))
    found.extend(Span(m.start(), m.end(), T.ID, 0.5, "numbers:long") for m in _LONG.finditer(low))
    return found + _court(low)


def _court(low: str) -> list[Span]:
    """Application numbers such as ``18403/91``, also in a list after the first."""
    if "application" not in low and "case" not in low and "no." not in low and "judgment" not in low:
        return []
    found = [Span(m.start(), m.end(), T.ID, 0.7, "numbers:court") for m in _ECHR.finditer(low)]
    return found + [Span(*m.span(1), T.ID, 0.6, "numbers:court") for m in _LIST.finditer(low)]


def _score(rule: Number, cue: regex.Pattern[str] | None, low: str, start: int, shown: str) -> float:
    cued = cue is not None and cue.search(low, max(0, start - rule.reach), start) is not None
    if rule.check is not None and rule.check("".join(ch for ch in shown if ch.isdigit())):
        return 0.98 if cued else 0.9
    if cued:
        return 0.92
    return 0.65 if rule.alone else 0.0
