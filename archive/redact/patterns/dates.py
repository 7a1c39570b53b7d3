"""Dates that can place a story in time: days, months with a day or year, years, feasts, seasons of a year.

Gregorian and Bikram Sambat, Bangla and Hindu months, in words and digits, native or romanised. A bare
month, a weekday and a duration are left: they point at nobody.
"""

from __future__ import annotations

from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.common import alternation
from archive.redact.patterns.packs import lines, packs
from archive.redact.spans import Span
from archive.redact.words import fold, is_indic

_ENGLISH = lines("""
    January, February, March, April, May, June, July, August, September, October, November, December, Jan,
    Feb, Mar, Apr, Jun, Jul, Aug, Sep, Sept, Oct, Nov, Dec, Jan., Feb., Aug., Sept., Oct., Nov., Dec.
""")
_AMBIGUOUS = frozenset(
    {
        "may",
        "mar",
        "jun",
        "push",
        "pus",
        "asar",
        "kartik",
        "puja",
        "karma",
        "bel",
        "mei",
        "march",
        "मे",
        "মে",
        "मई",
        "kate",
        "ashar",
        "jeth",
        "biju",
    }
)
_YEAR = r"(?:19[2-9]\d|20[0-9]\d)"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twent(?:ieth|"
    r"y-?[ ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))|"
    r"thirtieth|thirty-first)"
)
_DAY = rf"(?:\d{{1,2}}(?: ?(?:st|nd|rd|th|e|गते|तारिख|तारीख|তারিখ|ই|শে|লা|ঠা|रा))?|{_ORDINAL})"
_WORD_YEAR = (
    r"(?:two thousand(?: and)?(?: (?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty(?:[- ](?:one|two|three|four|five|six))?))?|twenty (?:(?:thir|"
    r"four|fif|six|seven|eigh|nine)teen|eleven|twelve|ten|twenty(?:[- "
    r"](?:one|two|three|four|five|six))?)|"
    r"nineteen (?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|"
    r"two|three|four|five|six|seven|eight|nine))?))"
)
_B = r"(?<![\p{L}\p{M}\p{N}])"
_E = r"(?![\p{L}\p{N}])"
_IE = r"(?:के|को|की|का|में|मा|ले|এর|ের|র|ে|তে|েই|েও|ই|ও|त|लाई|से|बाट|देखि|सम्म|মাসে|মাস)?"
_SEASON = (
    r"(?:rainy season|dry season|long rains|short rains|harvest|monsoon|winter|"
    r"summer|spring|autumn|flood|floods|drought|elections?|lockdown|cyclone|"
    r"kiangazi|masika)"
)
_NUMERIC = regex.compile(
    _B
    + (
        r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}|"
        r"\d{1,2}/(?:19|20)\d{2}|(?:19|20)\d{2}[-–/]\d{2,4})"
    )
    + r"(?![\p{L}\p{N}/])(?!-\d)"
)
_YEARS = regex.compile(
    _B
    + (
        rf"{_YEAR}(?![\p{{N}}])(?!/\d)(?![.,]\d)(?:'?s)?(?: (?:সালে|সালের|সাল|সনে|"
        rf"साल|सालमा|सालको|सालदेखि|में))?{_IE}"
    )
    + _E
)
_NOT_YEAR = regex.compile(
    r"(?:rs\.?|tk\.?|taka|rupees|ksh\.?|kes|shillings|sh|price|cost|₹|"
    r"৳|\$|টাকা|रुपये|rupaye|ward|plot|section|no\.?|number|number is|"
    r"nambari) ?$"
)
_UNIT = regex.compile(
    r" ?(?:taka|rupees?|rs|shillings?|bob|ksh|kes|dong|đồng|metres?|meters?|"
    r"km|kg|people|households?|families|টাকা|रुपये|रुपैयाँ|rupiya|rupaye|"
    r"bricks?|houses|votes|persons|members|words|ngh?ìn|k\b)"
)
_BS = regex.compile(
    _B
    + (
        r"(?:20[0-9]\d|19[5-9]\d) (?:bs|b\.s\.|saal|sal|साल|सालमा|सालको|वि\.? "
        r"?सं\.?)|(?:बि\.?सं\.?|वि\.?सं\.?|सन्|सन|सम्वत|संवत्?|bs|b\.s\.|saal|"
        r"sal) ?\d{2,4}"
    )
    + _E
)
_SHORT_SAL = regex.compile(_B + r"\d{2} (?:sal|saal|साल|সাল|সালে|सालमा)" + _E + r"|'\d{2}" + _E)
_VIET = regex.compile(
    _B + r"(?:(?:ngày|mùng|mồng|hôm|rằm|ngay|mung) ?(?:\d{1,2}|[\p{L}]{2,5})?(?: "
    r"|/|-)(?:tháng|thang)? ?(?:\d{1,2}|giêng|chạp|một|hai|ba|tư|năm|sáu|"
    r"bảy|tám|chín|mười)(?:(?: năm |/|-| nam )(?:\d{4}|[\p{L}]{2,6} [\p{L}]{2,6}))?"
    r"|(?:tháng|thang) (?:\d{1,2}|giêng|chạp|mười một|mười hai|mười|một|"
    r"hai|ba|tư|năm|sáu|bảy|tám|chín)(?:(?: năm |/|-| nam )\d{4}| âm lịch)?|"
    r"(?:năm|nam) (?:19|20)\d{2}|(?:năm|nam) \d{2}(?= )|mùa (?:mưa|khô|"
    r"đông|hè|xuân|thu|lũ|nước nổi) năm (?:19|20)\d{2})" + _E
)
_SWAHILI = regex.compile(
    _B
    + (
        r"(?:tarehe (?:\d{1,2}|[a-z]{3,10})(?: (?:mwezi wa|ya mwezi wa) [\p{L}]{3,10}(?: "
        r"na [\p{L}]{3,6})?|(?: mwezi)? [\p{L}]{3,10})?(?:,? ?(?:mwaka(?: "
        r"wa)? )?(?:19|20)\d{2})?|mwezi wa (?:\d{1,2}|kwanza|pili|tatu|nne|"
        r"tano|sita|saba|nane|tisa|kumi(?: na (?:moja|mbili))?)(?:,? ?(?:mwaka(?: "
        r"wa)? )?(?:19|20)\d{2})?|mwaka(?: wa)? (?:(?:19|20)\d{2}|elfu mbili(?: "
        r"na [a-z]{3,8}){0,3}))"
    )
    + _E
)


@cache
def _months() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Patterns for a month with a day or year in Latin letters, and in native ones."""
    every = _ENGLISH | {m for pack in packs() for m in pack.months}
    latin = alternation(m for m in every if not is_indic(m) and "tháng" not in m)
    native = alternation(m for m in every if is_indic(m))
    forms = (
        rf"{_B}(?:{_DAY}(?: of| the)?[ -]{{1,2}}(?:{latin})(?:[ ,-]{{1,3}}(?:of "
        rf")?{_YEAR}|[ ,]{{1,2}}{_WORD_YEAR})?"
        rf"|(?:{latin})[ -]{{1,2}}(?:the )?{_DAY}(?:(?:,| of)? {{0,2}}{_YEAR})?|"
        rf"(?:{latin})(?:,| of)? {{0,2}}(?:{_YEAR}|{_WORD_YEAR})"
        rf"|(?:early|mid|late|end of|beginning of|middle of)[ -](?:{latin}))(?!\p{{L}})"
    )
    indic = (
        rf"{_B}(?:(?:{_YEAR} (?:साल |সালের |के |को |সনের )?)?{_DAY} ?(?:{native}){_IE}(?: "
        rf"?,? ?{_YEAR}(?: সালে?| साल)?)?|(?:{native}){_IE} ?,? ?(?:{_YEAR}|"
        rf"{_DAY}(?: ?গতে| गते)?)(?: ?(?:गते|तारिख|तारीख|সালে|সাল|साल))?{_IE}"
        rf"|{_YEAR} ?(?:सालको |सालमा |সালের |में |के )?(?:{native}){_IE}|"
        rf"(?:{native}) ?(?:मास|মাস|महिना|महीना|महीने){_IE})(?![\p{{L}}\p{{N}}])"
    )
    return regex.compile(forms), regex.compile(indic)


@cache
def _feasts() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Feasts with what goes with them; and bare local months, which are rare as words."""
    names = alternation(f for pack in packs() for f in pack.feasts if f.casefold() not in _AMBIGUOUS)
    local = alternation(
        m for pack in packs() for m in pack.months if m.casefold() not in _AMBIGUOUS and len(m) > 3
    )
    return (
        regex.compile(
            rf"{_B}(?:(?:the )?(?:last|before|after|this|two days (?:after|"
            rf"before)|day (?:after|before)) )?(?:{names}){_IE}(?: day|"
            rf" eve| week)?(?: {_YEAR}|,? (?:last|this) year)?(?!\p{{L}})"
        ),
        regex.compile(rf"{_B}(?:{local}){_IE}(?![\p{{L}}\p{{M}}])"),
    )


_SEASONAL = regex.compile(_B + rf"(?:the )?{_SEASON}(?:,| of| in)? {_YEAR}" + _E)
_TIMED = regex.compile(_B + rf"{_WORD_YEAR}" + _E)


def dates(text: str, lang: str) -> list[Span]:
    """Dates, years, feasts and seasons of the stretch."""
    low = fold(text)
    latin, native = _months()
    feasts, local = _feasts()
    found = _years(low)
    for pattern, score in (
        (_NUMERIC, 0.8),
        (latin, 0.9),
        (native, 0.85),
        (feasts, 0.7),
        (local, 0.55),
        (_BS, 0.85),
        (_SHORT_SAL, 0.6),
        (_SEASONAL, 0.85),
        (_TIMED, 0.6),
    ):
        found.extend(_spans(pattern, low, score))
    if lang == "vi" or "tháng" in low or "thang" in low or "năm" in low:
        found.extend(_spans(_VIET, low, 0.8))
    if lang in {"sw", "xx", "en"}:
        found.extend(_spans(_SWAHILI, low, 0.75))
    return found


def _spans(pattern: regex.Pattern[str], low: str, score: float) -> list[Span]:
    return [Span(m.start(), m.end(), T.DATETIME, score, "dates") for m in pattern.finditer(low)]


def _years(low: str) -> list[Span]:
    """Four-digit years that no money word and no unit claims."""
    found = []
    for match in _YEARS.finditer(low):
        before = low[max(0, match.start() - 12) : match.start()]
        if _NOT_YEAR.search(before) or _UNIT.match(low, match.end()):
            continue
        found.append(Span(match.start(), match.end(), T.DATETIME, 0.7, "dates:year"))
    return found
