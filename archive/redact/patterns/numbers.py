"""Numbers of papers, cases, cards, plates and accounts, by the rules of the country packs and by cue words.

A bare number counts where its shape or checksum speaks for it; else a cue word must stand before it.
Prices, head counts and years have neither and stay. Only the surroundings of digits are looked at, so that
speech without numbers costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.packs import Number, packs
from archive.redact.spans import Span
from archive.redact.words import fold

_BEFORE, _AFTER = 64, 48
"""So many code points around a digit are read."""
_DIGITS = regex.compile(r"\d")
_CASE = regex.compile(
    r"(?:(?:applications?|case|petition|file|complaint|appeal|dossier|"
    r"ref(?:erence)?|claim|token|registration|reg|memo|patient|hospital|"
    r"admission|serial|"
    r"token|policy|card|account|a/c|acc|member|membership|roll|licen[cs]e|"
    r"passport|permit|certificate|ticket|till|khata|plot|slip|receipt|book|pf|fund|badge|"
    r"hồ sơ|số hồ sơ|kesi|faili)"
    r"(?: ?(?:nos?|numbers?|nr|n°|no\.|nos\.|#|number is|no is|is|namba|nambari|ya))?[ .:#]{0,3}|"
    r"(?<=\()?nos?\. ?|মামলা নং ?|নম্বর ?|कार्ड नंबर ?|खाता संख्या ?|खाता नंबर ?|मुद्दा नं\.? ?|दर्ता नं\.? ?)"
    r"([a-z]{0,5}[ /-]?\d[\d/.-]*(?: ?[/-] ?[a-z\d]{1,8}){0,4}\d|[a-z]{1,4}[/-]?\d{3,12}|\d{4,18})"
)
_CUE = regex.compile(
    r"(?<!\p{L})(?:id|nid|card|cards|number|no|nr|file|case|passport|licen[cs]e|permit|account|acc|book|ticket|"
    r"register|registration|receipt|slip|roll|member|policy|fund|survey|certificate|form|badge|token|till|paybill|"
    r"aadhaar|aadhar|adhaar|udid|epic|fir|khata|kipande|kitambulisho|nambari|namba|kumbukumbu|kesi|faili|"
    r"akaunti|kadi|ob|cccd|cmnd|cmt|căn cước|chứng minh|số|mã|hồ sơ|thẻ|sổ|tài khoản|hộ chiếu|bhyt|"
    r"nagarikta|citizenship|parichaya|enrol{1,2}ment|patient|ward reg|ref|reference|ncpwd|nhif|sha|huduma|"
    r"maisha|serial|stipend|loan)"
    r"(?!\p{L})[^\n.;]{0,28}$|"
    r"(?:নম্বর|নাম্বার|নং|কার্ড|এনআইডি|আইডি|খাতা|মামলা|হিসাব|অ্যাকাউন্ট|পাসপোর্ট|লাইসেন্স|সনদ|নিবন্ধন|রশিদ|টোকেন|"
    r"नंबर|नम्बर|संख्या|नं\.?|कार्ड|खाता|आधार|फाइल|मामला|मुकदमा|मुद्दा|दर्ता|नागरिकता|परिचय|पासपोर्ट|लाइसेंस|रसीद|पर्ची|"
    r"पट्टा|टोकन|सदस्यता|लालपुर्जा)[^\n।;]{0,24}$"
)
_CODE = regex.compile(
    r"(?<![\p{L}\p{N}/.,-])(?:[a-z]{1,4}[./-]?)?(?:[a-z\d]{1,6}[/-])?\d"
    r"(?:[ ./-]{0,1}[a-z]{0,3}[ ./-]?\d){3,20}"
    r"(?:[/-][a-z\d]{1,6}){0,2}(?![\p{L}\p{N}])(?![/.-]\d)"
)
_SHORT_CODE = regex.compile(
    r"(?<![\p{L}\p{N}/.,-])(?:\d{1,4}[/-][a-z]{1,4}|[a-z]{1,3}[/-]\d{1,4})(?![\p{L}\p{N}/-])"
)
_ECHR = regex.compile(r"(?<![\d/.])\d{2,6}/\d{2}(?![\d/])")
_LIST = regex.compile(r"(?:,| and|;) {0,2}(\d{2,6}/\d{2,4})(?![\d/])")
_LONG = regex.compile(r"(?<![\p{L}\d.,/])\d(?:[ -]?\d){8,17}(?![\d.,]?\d)")
_MIXED = regex.compile(
    r"(?<![\p{L}\d])(?:(?=[a-z/\d-]{0,20}\d{3})[a-z]{1,5}[/-]?\d{1,4}(?:[/-][a-z\d]{1,8}){1,5}|"
    r"[a-z]{1,5}(?:[/-][a-z]{1,5}){1,2}[/-]\d{2,8}(?:[/-]\d{1,6}){0,2}|\d{1,4}(?:/\d{1,4}){3}|"
    r"[a-z]{1,3} ?\d{6,9})(?![\p{L}\d])(?![/-]\d)"
)
_MONEY = regex.compile(
    r" ?(?:taka|tk|rs|rupees?|shillings?|ksh|bob|dong|đồng|vnd|people|families|km|kg|টাকা|रुपये|रुपैयाँ|रुपया)"
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
    for start, end in _windows(low):
        for rule, pattern, cue in _compiled():
            for match in pattern.finditer(low, start, end):
                score = _score(rule, cue, low, match.start(), match.group())
                if score:
                    found.append(Span(match.start(), match.end(), T.ID, score, f"numbers:{rule.name}"))
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
    for pattern, least in ((_CODE, 4), (_SHORT_CODE, 1)):
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
    if "application" not in low and "case" not in low and "no." not in low and "judgment" not in low:
        return []
    found = [Span(m.start(), m.end(), T.ID, 0.7, "numbers:court") for m in _ECHR.finditer(low)]
    return found + [Span(*m.span(1), T.ID, 0.6, "numbers:court") for m in _LIST.finditer(low)]


def _score(rule: Number, cue: regex.Pattern[str] | None, low: str, start: int, shown: str) -> float:
    if not any(ch.isdigit() for ch in shown):
        return 0.0
    cued = cue is not None and cue.search(low, max(0, start - rule.reach), start) is not None
    if rule.check is not None and rule.check("".join(ch for ch in shown if ch.isdigit())):
        return 0.98 if cued else 0.9
    if cued:
        return 0.92
    return 0.65 if rule.alone else 0.0
