"""Dates that can place a story in time: days, months with a day or year, years, feasts, seasons of a year.

Gregorian and Bikram Sambat, Bangla and Hindu months, in words and digits, native or romanised. A bare
month and a duration are left: they point at nobody. Months stand in ``months``, events in ``occasions``.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.date_growth import grown
from archive.redact.patterns.date_words import ENDINGS, WORD_YEAR, YEAR, B, E, spans
from archive.redact.patterns.moments import moments
from archive.redact.patterns.moments_latin import latin_moments
from archive.redact.patterns.months import months
from archive.redact.patterns.occasions import occasions
from archive.redact.spans import Span
from archive.redact.words import fold, is_indic, words

_NUMERIC = regex.compile(
    B
    + (
        r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}|"
        r"\d{1,2}/(?:19|20)\d{2}|(?:19|20)\d{2}[-–/]\d{2,4})"
    )
    + r"(?![\p{L}\p{N}/])(?!-\d)"
)
_YEARS = regex.compile(
    B
    + (
        rf"{YEAR}(?![\p{{N}}])(?!/\d)(?![.,]\d)(?:'?s)?(?: (?:সালে|সালের|সাল|সনে|"
        rf"साल|सालमा|सालको|सालदेखि|में))?(?:{ENDINGS}|er|e|-(?:এ|এর|তে|র))"
    )
    + E
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
    B
    + (
        r"(?:20[0-9]\d|19[5-9]\d) (?:bs|b\.s\.|saal|sal|साल|सालमा|सालको|वि\.? "
        r"?सं\.?)|(?:बि\.?सं\.?|वि\.?सं\.?|सन्|सन|सम्वत|संवत्?|bs|b\.s\.|saal|"
        r"sal) ?\d{2,4}|1[34]\d\d (?:সন|সাল|বঙ্গাব্দ|সনে|সালে)(?:ের)?"
    )
    + E
)
_SHORT_SAL = regex.compile(B + r"\d{2} (?:sal|saal|साल|সাল|সালে|सालमा)" + E + r"|'\d{2}" + E)
_VIET = regex.compile(
    B + r"(?:(?:ngày|mùng|mồng|hôm|rằm|ngay|mung) ?(?:\d{1,2}|[\p{L}]{2,5})?(?: "
    r"|/|-)(?:tháng|thang)? ?(?:\d{1,2}|giêng|chạp|một|hai|ba|tư|năm|sáu|"
    r"bảy|tám|chín|mười)(?:(?: năm |/|-| nam )(?:\d{4}|[\p{L}]{2,6} [\p{L}]{2,6}))?"
    r"|(?:tháng|thang) (?:\d{1,2}|giêng|chạp|mười một|mười hai|mười|một|"
    r"hai|ba|tư|năm|sáu|bảy|tám|chín)(?:(?: năm |/|-| nam )\d{4}| âm lịch)?|"
    r"(?:năm|nam) (?:19|20)\d{2}|(?:năm|nam) \d{2}(?= )|mùa (?:mưa|khô|"
    r"đông|hè|xuân|thu|lũ|nước nổi) năm (?:19|20)\d{2})" + E
)
_SWAHILI = regex.compile(
    B
    + (
        r"(?:tarehe (?:\d{1,2}|[a-z]{3,10})(?: (?:mwezi wa|ya mwezi wa) [\p{L}]{3,10}(?: "
        r"na [\p{L}]{3,6})?|(?: mwezi)? [\p{L}]{3,10})?(?:,? ?(?:mwaka(?: "
        r"wa)? )?(?:19|20)\d{2})?|mwezi wa (?:\d{1,2}|kwanza|pili|tatu|nne|"
        r"tano|sita|saba|nane|tisa|kumi(?: na (?:moja|mbili))?)(?:,? ?(?:mwaka(?: "
        r"wa)? )?(?:19|20)\d{2})?|mwaka(?: wa)? (?:(?:19|20)\d{2}|elfu mbili(?: "
        r"na [a-z]{3,8}){0,3}))"
    )
    + E
)
_TIMED = regex.compile(B + rf"{WORD_YEAR}" + E)


def dates(text: str, lang: str) -> list[Span]:
    """Dates, years, feasts and seasons of the stretch."""
    low = fold(text)
    tokens = words(text)
    native = any(is_indic(word.text) for word in tokens)
    found = [*months(low, tokens, native), *occasions(low, tokens, native)]
    if any(ch.isdigit() for ch in low):
        found += _years(low)
        for pattern, score in ((_NUMERIC, 0.8), (_BS, 0.85), (_SHORT_SAL, 0.6)):
            found += spans(pattern, low, score)
    if "two thousand" in low or "nineteen " in low or "twenty " in low:
        found += spans(_TIMED, low, 0.6)
    if lang == "vi" or "tháng" in low or "thang" in low or "năm" in low:
        found += spans(_VIET, low, 0.8)
    if lang in {"sw", "xx", "en"} and ("mwezi" in low or "tarehe" in low or "mwaka" in low):
        found += spans(_SWAHILI, low, 0.75)
    if lang == "en":
        return found
    return grown(text, tokens, [*found, *latin_moments(low, lang), *moments(text, tokens, lang)])


def _years(low: str) -> list[Span]:
    """Four-digit years that no money word and no unit claims."""
    found = []
    for match in _YEARS.finditer(low):
        before = low[max(0, match.start() - 12) : match.start()]
        if _NOT_YEAR.search(before) or _UNIT.match(low, match.end()):
            continue
        found.append(Span(match.start(), match.end(), T.DATETIME, 0.7, "dates:year"))
    return found
