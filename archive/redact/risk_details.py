"""Small details that no finding covers and that narrow down who speaks: a trade, a weekday, a landmark.

Alone none of them says much, so nothing masks them; beside a place and an age they may single somebody out.
Words of Bangla, Hindi, Nepali, Swahili and Vietnamese, and as three of them are typed in Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from archive.redact.number_words import spoken
from archive.redact.patterns.located_words import ADJECTIVES, HEADS
from archive.redact.patterns.moment_words import EVENTS, FIRM_WEEKDAYS, WEEKDAYS
from archive.redact.words import Word, is_indic, words, wordset

_TRADES = wordset(
    """
    রিকশাওয়ালা রিকশাচালক চালক ড্রাইভার দর্জি জেলে মৌয়াল বাওয়ালি কুলি মুটে মিস্ত্রি রাজমিস্ত্রি নাপিত ধোপা মুচি মেথর
    ঝাড়ুদার সুইপার দাই ধাত্রী ইমাম পুরোহিত শিক্ষক শিক্ষিকা নার্স হকার ফেরিওয়ালা অপারেটর হেলপার কন্ডাক্টর সাপুড়ে কবিরাজ
    ভিক্ষুক যৌনকর্মী গৃহকর্মী বিধবা কারিগর তাঁতি কামার কুমার মাঝি দিনমজুর খলিফা মোয়াজ্জিন দারোয়ান অন্ধ বোবা খোঁড়া পঙ্গু
    रिक्शावाला रिक्शाचालक चालक ड्राइवर दर्ज़ी दर्जी मछुआरा मछुआरे कुली मिस्त्री राजमिस्त्री नाई धोबी मोची सफाईकर्मी
    सफ़ाईकर्मी दाई इमाम पुजारी शिक्षक शिक्षिका टीचर नर्स फेरीवाला ऑपरेटर हेल्पर कंडक्टर सपेरा वैद्य ओझा भिखारी विधवा कारीगर
    बुनकर लोहार कुम्हार मल्लाह गड़रिया चरवाहा चौकीदार मिस्त्री पहलवान गायक गायिका अंधा अंधी गूँगा गूँगी बहरा बहरी लंगड़ा
    लंगड़ी अपाहिज
    चालक खलासी दर्जी माझी भरिया मिस्त्री डकर्मी सिकर्मी नाउ धोबी सार्की सुँडेनी पुरोहित शिक्षक शिक्षिका नर्स कबाडी
    अपरेटर कन्डक्टर धामी झाँक्री विधवा गायक गायिका खेलाडी गोठालो हली हरुवा चरुवा कामदार भोटे अन्धो अन्धी लाटो लाटी
    बहिरो लङ्गडो
    dereva kondakta fundi mvuvi mkunga mchungaji imamu mwalimu muuguzi mchuuzi mlinzi mpishi
    kinyozi mganga mjane
    yaya utingo makanga msusi mhunzi mfugaji nahodha mchimbaji kipofu kiziwi bubu kilema mlemavu ombaomba
    rickshawala rikshawala driver darji jele mistri kuli methor dai sapure mochi dhobi nai chowkidar khalasi
    """
)
"""What people do, and what is said of their bodies."""
_TRADES_VI = regex.compile(
    r"(?<!\p{L})(?:tài xế|lái đò|lái xe|thợ \p{L}{2,6}|bà đỡ|bà mụ|thầy \p{L}{2,5}|y tá|bảo vệ|"
    r"ve chai|đồng nát|xe ôm|"
    r"xích lô|phụ hồ|giúp việc|vé số|đánh giày|ngư dân|chăn \p{L}{2,4}|góa|goá|mù|què|điếc|câm|"
    r"liệt|khuyết tật|"
    r"cô giáo|giáo viên|phu \p{L}{2,4}|cửu vạn|nghệ nhân|ca sĩ)(?!\p{L})"
)
_LATELY = regex.compile(
    r"(?<![\p{L}\p{M}])(?:(?:গত|আগের|পরের|সামনের) (?:বছর|মাস|সপ্তাহ)[\p{L}\p{M}]{0,2}|(?:पिछले|अगले|गत|इसी|उसी) "
    r"(?:साल|महीने|हफ़्ते|हफ्ते)|(?:गत|अर्को|पोहोर|परार|त्यही) ?(?:वर्ष|साल|महिना|हप्ता)?[\p{L}\p{M}]{0,2}|"
    r"mwaka (?:jana|juzi|huu|ujao)|mwezi (?:uliopita|jana|ujao)|wiki (?:iliyopita|jana|ijayo)|saa \p{L}{3,7} "
    r"(?:usiku|asubuhi|mchana|jioni|alfajiri)|(?:năm|tháng|tuần|hôm|bữa) (?:ngoái|trước|kia|sau|tới)|"
    r"(?:goto|gelo|pichhle|gata) (?:bochor|mash|saal|mahine|barsa|hapta))(?![\p{L}\p{M}])"
)
_YEARS = wordset(
    "বছর বছরের বছরে বৎসর মাস মাসের साल बरस वर्ष महीने महीना वर्षको वर्षदेखि महिना saal bochor barsa barsha mahina "
    "mash miaka miezi năm tháng tuổi"
)


def details(text: str, covered: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places of small details that ``covered`` (one entry a code point) leaves open, modifiers with them."""
    tokens = words(text)
    for at, word in enumerate(tokens):
        if covered[word.start]:
            continue
        if _tells(word.text):
            yield _with_modifier(text, tokens, at, covered), word.end
        elif spoken(word.text) is not None and at + 1 < len(tokens) and tokens[at + 1].text in _YEARS:
            yield word.start, tokens[at + 1].end
    for pattern in (_LATELY, _TRADES_VI):
        for match in pattern.finditer(text):
            if not covered[match.start()]:
                yield match.span()


def _with_modifier(text: str, tokens: Sequence[Word], at: int, covered: Sequence[int]) -> int:
    """Where the word at ``at`` begins, with an adjective or a genitive right before it."""
    if at and text[tokens[at - 1].end : tokens[at].start] == " " and not covered[tokens[at - 1].start]:
        before = tokens[at - 1].text
        if before in ADJECTIVES or (is_indic(before) and before.endswith(("ের", "র", "को", "का", "की"))):
            return tokens[at - 1].start
    return tokens[at].start


@lru_cache(maxsize=16384)
def _tells(word: str) -> bool:
    """Whether a word, with or without a case ending, is a trade, a weekday, an event or a landmark."""
    low = word.casefold()
    if low in _TRADES or low in WEEKDAYS or low in FIRM_WEEKDAYS or low in EVENTS or low in HEADS:
        return True
    if not is_indic(low):
        return False
    bases = (low[: -len(tail)] for tail in _TAILS if low.endswith(tail) and len(low) > len(tail) + 1)
    return any(base in _TRADES or base in WEEKDAYS or base in HEADS for base in bases)


_TAILS = (
    "ের",
    "র",
    "টা",
    "কে",
    "ে",
    "তে",
    "য়",
    "रा",
    "रों",
    "ों",
    "को",
    "का",
    "की",
    "मा",
    "ले",
    "लाई",
    "बाट",
    "हरू",
)
