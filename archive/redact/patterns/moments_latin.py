"""Times as Swahili and Vietnamese tell them: "wakati wa ukame wa 2019", "thứ bảy tuần trước"."""

from __future__ import annotations

import regex

from archive.redact.patterns.date_words import YEAR, B, E, spans
from archive.redact.patterns.moment_words import SWAHILI_EVENTS, VIETNAMESE_EVENTS, VIETNAMESE_SEASONS
from archive.redact.spans import Span

_DAY = r"(?:jumatatu|jumanne|jumatano|alhamisi|ijumaa(?: kuu)?|jumamosi|jumapili)"
_MONTH = (
    r"(?:januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba|"
    r"mwezi wa (?:kwanza|pili|tatu|nne|tano|sita|saba|nane|tisa|kumi(?: na (?:moja|mbili))?)|"
    r"ramadhani?|krismasi|"
    r"pasaka|maulidi|idd?i?|jamhuri|madaraka|mashujaa)"
)
_PART = r"(?:asubuhi|jioni|usiku|mchana|alfajiri|iliyopita|ijayo|hiyo|iliyofuata|ya pasaka|ya matawi)"
_SWAHILI = regex.compile(
    B
    + (
        rf"(?:(?:wakati|kipindi|msimu|siku|usiku|majira|baada|kabla|tangu|mwaka)(?: (?:wa|ya|za|cha|na))? )?"
        rf"(?:(?:{SWAHILI_EVENTS}|{_MONTH})(?:,? (?:(?:wa|ya|za|cha|vya|la) )?(?:mwaka (?:wa )?)?{YEAR})|"
        rf"{_MONTH} (?:ya |wa )?mwaka (?:jana|juzi|huu|uliopita))|"
        rf"(?:wakati|kipindi|usiku|kabla|baada|msimu) (?:wa|ya|cha) (?:corona|korona|covid|{_MONTH}|"
        rf"uchaguzi)|"
        rf"(?<!kila )(?<!siku za ){_DAY}(?: {_PART})?(?: mwaka (?:wa )?{YEAR}|,? {YEAR})?"
    )
    + E
)
_WEEKDAY = (
    r"(?<!mỗi )(?<!hàng )(?<!hằng )(?<!các )(?<!mọi )(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật)"
    r"(?! phiên)(?: (?:tuần (?:trước|sau|này|tới|rồi)|vừa rồi|rồi|này|tới|trước))?"
)
_WHEN = r"(?:hồi|đận|đợt|dịp|đêm|trận|cơn|vụ|năm|mùa|trước|sau|lúc|từ mùa|từ)"
_NUMBER = r"(?:\d{1,2}|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?|giêng|chạp)"
_VIETNAMESE = regex.compile(
    B
    + (
        rf"{_WEEKDAY}|"
        rf"(?:{_WHEN} ){{0,2}}(?:{VIETNAMESE_EVENTS})(?: số \d{{1,2}})?(?: tháng {_NUMBER})?,? (?:năm |"
        rf"hồi )?{YEAR}|"
        rf"{_WHEN} (?:{VIETNAMESE_EVENTS}) (?:tháng {_NUMBER}|năm ngoái|năm trước|vừa rồi)|"
        rf"(?:từ )?(?:mùa|vụ|đầu mùa|cuối mùa) (?:{VIETNAMESE_SEASONS}|chiêm|đông xuân|"
        rf"hè thu)(?: năm)? (?:{YEAR}|ngoái|trước|này|vừa rồi)|"
        rf"mùa nước nổi|\d{{1,2}} tháng {_NUMBER}(?: năm {YEAR})?|"
        rf"tháng {_NUMBER} (?:vừa rồi|năm ngoái|này|tới)|"
        rf"(?:hồi|đầu|giữa|cuối|hôm) tháng {_NUMBER}(?: (?:năm )?(?:{YEAR}|ngoái|vừa rồi|rồi))?|"
        rf"(?:hồi|đêm|trước|sau|dịp|hôm) (?:tết|trung thu|noel|giáng sinh|vu lan|ok om bok|sen dolta|"
        rf"rằm|giao thừa|quốc khánh)"
        rf"(?: [\p{{L}}]{{2,8}})?(?: năm {YEAR})?"
    )
    + E
)
_SW_CUES = tuple((SWAHILI_EVENTS + "|juma|alhamisi|ijumaa|wakati|kabla|mwaka|usiku|kipindi").split("|"))
_VI_CUES = tuple(("thứ |chủ nhật|hồi |đận |mùa |vụ |tháng |đêm |trước |dịp |" + VIETNAMESE_EVENTS).split("|"))


def latin_moments(low: str, lang: str) -> list[Span]:
    """Events, seasons, weekdays and feasts of one year in folded text."""
    if lang in {"sw", "xx"} and any(cue in low for cue in _SW_CUES):
        return spans(_SWAHILI, low, 0.65)
    if lang == "vi" and any(cue in low for cue in _VI_CUES):
        return spans(_VIETNAMESE, low, 0.65)
    return []
