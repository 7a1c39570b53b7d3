"""Descriptions that fit one person only: "the only woman driver at the depot", "इलाके की पहली महिला वकील".

A word of uniqueness with a person word beside it; the clause around it is the description, because place and
deed make it unique. What is left out here is still flagged for the reviewer elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.words import fold

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_BORDER = frozenset('.!?;:।॥\n"“”()[]|–—')
_LONGEST = 130
"""A clause is cut so many code points after its unique word."""
_PEOPLE = (
    "woman|women|man|men|girl|girls|boy|boys|person|people|one|child|teacher|driver|conductor|nurse|doctor|lawyer|"
    "member|student|graduate|family|families|widow|mother|father|midwife|officer|operator|worker|clerk|engineer|"
    "singer|player|farmer|weaver|trader|shopkeeper|mechanic|interpreter|editor|reporter|chief|elder|chair\\w*|"
    "president|secretary|treasurer|councillor|candidate|survivor|trainer|coach|captain|guard|promoter|volunteer|"
    "pastor|imam|priest|twins?|speaker|owner|seller|vendor|tailor|rider|household|fisher\\w*|miner|guide|umpire|"
    "\\w{3,}(?:er|or|ist|ess|ian|man|woman)"
)
_NO = (
    r"(?!time|thing|day|place|problem|way|month|week|year|night|reason|people\b|part|house|floor|question|date|"
    r"money|work|answer|help|hope|road|water|food|name|number|paper|card|order|letter|quarter|winter|summer|"
    r"river|matter|other|border|shelter|register|never|after|under|over|ever|later|rather|together|whether)"
)
_ENGLISH = (
    regex.compile(
        rf"{_B}(?:(?:the|their|our|its|a|this|that|as|am|is|was)? ?(?:very )?"
        rf"(?:only|sole|lone|first(?: ever)?|last|youngest|oldest|eldest|one and only) "
        rf"(?:(?:two|three|four) )?(?:(?!of |and |time|day)[\p{{L}}\p{{M}}'’-]{{2,14}} ){{0,3}}?"
        rf"{_NO}(?:{_PEOPLE}))"
        rf" (?:in|at|on|of|from|with|who|whose|to|for|among|here|around|left|that|ever)"
        rf"(?! (?:us|them|all|you))"
    ),
    regex.compile(
        rf"{_B}(?:one of (?:only |the |just )?(?:two|three|four)|only (?:two|three)) "
        rf"[\p{{L}}\p{{M}}' -]{{3,40}}? (?:in|at|of|from|who|to)"
    ),
    regex.compile(
        rf"{_B}(?:i am|i'm|i was|she is|she's|he is|he's|she was|he was) the (?:only|first|last) [\p{{L}}]"
    ),
    regex.compile(
        rf"{_B}(?:i am|i'm|she is|she's|he is|he's) the "
        r"(?:woman|man|girl|boy|one|mother|widow|nurse|teacher) "
        r"(?:who|that|in the|on the|with the|whose) "
    ),
)
_INDIC = regex.compile(
    rf"{_B}(?:একমাত্র|একলা যে|সর্বপ্রথম|এক মাত্র|इकलौत[ीाे]|एकमात्र|एक मात्र|एकलौत[ीाे]|अकेल[ीाे] "
    r"(?=औरत|महिला|लड़की|आदमी|इंसान|बेटी|मर्द|टीचर|नर्स|[\p{L}\p{M}]{2,14} (?:औरत|महिला|जो|कर्मचारी|अफसर))|"
    r"(?:आख़िरी|आखिरी|अन्तिम|अंतिम|শেষ) (?=(?:महिला|औरत|आदमी|মহিলা|মানুষ))|"
    r"(?:সবচেয়ে|सबसे|सबैभन्दा) (?:পুরনো|বয়স্ক|ছোট|কম বয়সী|बुज़ुर्ग|बूढ़[ीा]|छोट[ीा]|"
    r"कम उम्र|पुरान[ीा]|कान्छ[ीो]|जेठ[ीो]|पाक[ीो]) "
    r"(?=[\p{L}\p{M}]{2,})|"
    r"(?:প্রথম|पहल[ीा]|पहिलो|प्रथम|एक्ली|एक्लो) "
    r"(?=(?:[\p{L}\p{M}]{2,14} ){0,3}(?:মহিলা|নারী|মেয়ে|ছেলে|মানুষ|ব্যক্তি|উকিল|"
    r"শিক্ষক|ডাক্তার|হিজড়া|সদস্য|মেম্বার|সভাপতি|নেত্রী|"
    r"महिला|औरत|लड़की|लड़का|बेटी|आदमी|इंसान|किन्नर|वकील|टीचर|शिक्षक|नर्स|डॉक्टर|उम्मीदवार|अध्यक्ष|सरपंच|"
    r"वकिल|डाक्टर|छोरी|छोरा|सदस्य|खेलाडी|केटी|केटो|जसले)))"
)
_LATIN = regex.compile(
    rf"{_B}(?:(?:mwanamke|mwanaume|mtu|msichana|mvulana|mwalimu|dereva|mama|mzee|muuguzi|daktari|kijana|dem|mlemavu|"
    r"mwanafunzi|mkunga|fundi|mjane) (?:\p{L}{2,12} ){0,2}?(?:pekee|wa kwanza|wa mwisho|wa pili)|"
    r"(?:ekmatro|ek ?matra|eklauti|iklauti|prothom|pehl[ia]|pahil[oi]) (?:\p{L}{2,12} ){0,2}"
    r"(?:mohila|meye|mahila|aurat|ladki|chhori|chori|adhyaksha?|shobhapoti|officer|"
    r"karmachari|sadasya|shodossho|teacher)|"
    r"akel[ia] (?:\p{L}{2,12} ){0,2}(?:aurat|mahila|ladki|officer|conductor|teacher|nurse)|"
    r"(?:người|phụ nữ|cô gái|con gái|đàn ông|học sinh|giáo viên|nữ|đứa|anh|chị|phiên dịch|"
    r"bác sĩ|y tá|tài xế|cặp|nhà) "
    r"(?:[\p{L}\p{M}']{1,9} ){0,7}?(?:duy nhất|đầu tiên|cuối cùng)|"
    r"(?:chỉ còn|chỉ có) (?:mình |một mình )?(?:tôi|em|con|cháu|hai|một|bà|ông|chị)|"
    r"trẻ nhất (?:huyện|xã|tỉnh|bản|thôn)|"
    r"một trong (?:hai|ba|bốn) người)"
)


def roles(text: str, lang: str) -> list[Span]:
    """Descriptions that fit one person, with the clause that makes them unique."""
    low = fold(text)
    found = list(_english(low))
    for pattern in (_INDIC, _LATIN):
        found += [(_back(low, m.start()), _on(low, m.end())) for m in pattern.finditer(low)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return [Span(start, end, T.ROLE, 0.5, "roles:clause") for start, end in kept]


def _english(low: str) -> Iterator[tuple[int, int]]:
    if not any(cue in low for cue in ("only", "first", "last", "sole", "lone", "est ", "one of", " the ")):
        return
    for pattern in _ENGLISH:
        for match in pattern.finditer(low):
            yield match.start(), _on(low, match.end())


def _back(low: str, at: int) -> int:
    """Where the clause around ``at`` begins."""
    start = at
    while start > 0 and at - start < 60 and low[start - 1] not in _BORDER and low[start - 1] != ",":
        start -= 1
    if start and low[start - 1] not in _BORDER | {","}:
        start = max(low.find(" ", start, at), start)
    return start


def _on(low: str, at: int) -> int:
    """Where the clause around ``at`` ends: at the next point or comma, or at a blank when it runs on."""
    end = at
    while end < len(low) and low[end] not in _BORDER and low[end] != "," and end - at < _LONGEST:
        end += 1
    if end < len(low) and end - at >= _LONGEST:
        end = max(low.rfind(" ", at, end), at)
    return end
