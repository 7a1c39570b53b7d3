"""Descriptions that fit one person only: "the only woman driver at the depot", "इलाके की पहली महिला वकील".

A word of uniqueness with a person word beside it; the clause around it is the description, because place and
deed make it unique. What is left out here is still flagged for the reviewer elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.words import fold, lower_cased, words, wordset

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_BORDER = frozenset('.!?;:।॥\n"“”()[]|–—')
_LONGEST, _UNPOINTED = 130, 60
"""A clause is cut so many code points after its unique word; the second where nothing points it off."""
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
_OF_HUMANS = (
    r"মহিলা|নারী|মেয়ে|ছেলে|মানুষ|ব্যক্তি|উকিল|শিক্ষক|শিক্ষিকা|ডাক্তার|নার্স|হিজড়া|সদস্য|মেম্বার|সভাপতি|নেত্রী|নেতা|চালক|"
    r"ড্রাইভার|কর্মী|অফিসার|পুলিশ|দাই|ধাত্রী|মিডওয়াইফ|ছাত্রী|ছাত্র|বিধবা|পরিবার|জন|অপারেটর|মিস্ত্রি|"
    r"महिला|औरत|लड़की|लड़का|बेटी|आदमी|इंसान|किन्नर|वकील|टीचर|शिक्षक|शिक्षिका|नर्स|डॉक्टर|उम्मीदवार|अध्यक्ष|सरपंच|सदस्य|ड्राइवर|"
    r"कंडक्टर|कर्मचारी|अफसर|अफ़सर|पुलिस|दाई|मालकिन|ऑपरेटर|मिस्त्री|विधवा|परिवार|घर|छात्रा|छात्र|गुनिया|इमाम|पुजारी|"
    r"वकिल|डाक्टर|छोरी|छोरा|खेलाडी|केटी|केटो|मान्छे|आइमाई|पसले|चालक|स्वयंसेविका|वक्ता|धामी|झाँक्री"
)
_WHO = r"যে|যিনি|যার|যারা|जो|जिसने|जिसे|जिसकी|जिन्होंने|जसले|जसको|जसलाई"
_W = r"[\p{L}\p{M}]{1,16}"
_FAMILY = (
    r"বোন|ভাই|বউ|बेटी|बेटा|बहन|भाई|बहू|बहिनी|भाइ|दिदी|বিয়ে|বাচ্চা|बच्चा|बच्ची|सन्तान|पत्नी|शादी|স্ত্রী|পক্ষ|"
    r"দিকের|দিকে|বার|বারের|দিন|দিনের|মাস|সপ্তাহ|কথা|बार|बारिश|रात|दिन|कक्षा|साल|महीने|नज़र|तारीख|बात|कुरा|पटक|चोटि|हप्ता|"
    r"महिना|वर्ष|क्लास"
)
"""What may be the first or only one of somebody without telling anybody apart."""
_NOT_MINE = r"(?<!আমার |আমাদের |তার |ওর |मेरी |मेरा |मेरो |हमारी |उसकी |उनकी |उसको |उनको |हाम्रो )"
_ONLY = regex.compile(
    rf"{_B}(?:{_NOT_MINE}(?:একমাত্র|এক মাত্র|একমাত্তর|इकलौत[ीाे]|एकमात्र|एक मात्र|"
    rf"एकलौत[ीाे]) (?!(?:{_FAMILY}|আশা|ভরসা|উপায়|কারণ|"
    rf"পথ|सहारा|उपाय|रास्ता|कारण|आशा|भरोसा|आधार){_E})|"
    rf"(?:একলা|একাই|একজনই|अकेल[ीाे]|एक्ल[ीो]|एकमात्रै|एक्लै) (?={_WHO})|"
    rf"(?:अकेल[ीाे]|एक्ल[ीो]|একা|একলা) (?=(?:{_W} ){{0,2}}(?:{_OF_HUMANS}))|"
    rf"{_NOT_MINE}(?:প্রথম|সর্বপ্রথম|पहल[ीाे]|पहिलो|प्रथम|শেষ|সর্বশেষ|आख़िरी|आखिरी|अन्तिम|"
    rf"अंतिम) (?={_W} (?:{_W} ){{0,2}}(?:{_WHO}) )|"
    rf"{_NOT_MINE}(?:প্রথম|সর্বপ্রথম|पहल[ीाे]|पहिलो|प्रथम|শেষ|आख़िरी|आखिरी|अन्तिम|अंतिम) (?!(?:{_FAMILY}){_E})"
    rf"(?={_W} (?:{_W} ){{0,2}}(?:{_OF_HUMANS}))|"
    rf"(?:মোটে|মাত্র|মোট|कुल|सिर्फ़|सिर्फ|केवल|जम्मा|मात्र) (?:এক|দুই|তিন|চার|एक|दो|तीन|चार|दुई|"
    rf"\p{{N}}) (?:ঘর|পরিবার|घर|परिवार) (?={_W}))"
)
"""Of the only one nothing else has to be said; of the first and the last, what person."""
_INDIC = regex.compile(
    rf"{_B}(?:(?:সবচেয়ে|सबसे|सबैभन्दा) (?:পুরনো|বয়স্ক|বুড়া|বুড়ি|ছোট|কম বয়সী|बुज़ुर्ग|बूढ़[ीा]|छोट[ीा]|"
    rf"कम उम्र|पुरान[ीा]|कान्छ[ीो]|जेठ[ीो]|पाक[ीो]|बुढ[ीो]) (?!(?:{_FAMILY}|বিপদ|সমস্যা|বড়|समस्या|"
    rf"बात|कुरा){_E})(?={_W})|"
    rf"(?:প্রথম|पहल[ीा]|पहिलो|प्रथम) (?!(?:{_FAMILY}){_E})(?=(?:{_OF_HUMANS}){_E}))"
)
_PERSON_SW = (
    r"(?!ma(?!ma )|mi|mbili|mwezi|mwaka|mtoto|mke |mume|"
    r"muhula|mstari|mtihani|mlango|mkono|mguu|mimba|mzao|makamu|mwanangu|mwanae|"
    r"mwana |mwisho|mara|mechi|msimu|mwanzo|"
    r"mkoa|mji )(?:m\p{L}{2,13}|dada|kaka|baba|daktari|wakili|nahodha|fundi|dereva|rubani|diwani|"
    r"chifu|kijana|utingo|binti|"
    r"bibi|babu|familia|afisa|hakimu|kiongozi|nesi|injinia|padri|dem|askari|kasisi|polisi|karani|kocha|refa|kondakta)"
)
_SWAHILI = (
    rf"{_PERSON_SW} (?:wa (?!kwanza|kike|kiume|pekee|mwisho)\p{{L}}{{3,12}} )?(?:(?!ni |na |kwa |"
    rf"wa |ya )\p{{L}}{{2,12}} ){{0,2}}?(?:wa (?:kike|"
    rf"kiume) )?(?:(?:wa |ya )?pekee(?! yangu| yake)|wa kwanza|"
    r"wa mwisho(?!\p{L}))(?! (?:alipo|niliz|nime|alife|amef|kabisa))|"
    r"mmoja (?:wa|kati ya) (?:watu |wanawake |wasichana |wanafunzi )?(?:wawili|watatu|wanne)|"
    r"familia (?:moja|mbili|tatu) tu"
)
_LATIN = regex.compile(
    rf"{_B}(?:{_SWAHILI}|"
    r"(?:ekmatro|ek ?matra|eklauti|iklauta|iklauti|prothom|pehl[ia]|pahil[oi]) (?:\p{L}{2,12} ){0,3}"
    r"(?:mohila|meye|mahila|aurat|ladki|ladka|chhori|chora|chori|keti|adhyaksha?|shobhapoti|officer|"
    r"karmachari|sadasya|shodossho|teacher|driver|nurse|doctor|vakil|ukil|manush|manchhe|editor|conductor|shikshak)|"
    r"akel[ia] (?:\p{L}{2,12} ){0,2}(?:aurat|mahila|ladki|officer|conductor|teacher|nurse)|"
    r"(?:người|phụ nữ|cô gái|con gái|đàn ông|học sinh|giáo viên|nữ|đứa|anh|chị|phiên dịch|"
    r"bác sĩ|y tá|tài xế|cặp|nhà|hộ|thầy|cô giáo|thợ|ông|bà|cán bộ) "
    r"(?:(?!là )[\p{L}\p{M}']{1,9} ){0,7}?(?:duy nhất|đầu tiên|cuối cùng)|"
    r"(?:chỉ còn|chỉ có) (?:mình |một mình )?(?:tôi|em|con|cháu|hai|một|bà|ông|chị)|"
    r"(?:trẻ|già|lớn tuổi|nhỏ tuổi) nhất (?:huyện|xã|tỉnh|bản|thôn|ấp|buôn|làng|lớp|chợ)|"
    r"một trong (?:hai|ba|bốn) người)"
)
_SUBJECTS = wordset(
    """
    আমি আমরা সে তিনি উনি আমিই मैं मैंने हम वह वे वो म हामी उनी उहाँ ऊ तिनी
    ami shey main hum wo woh ma hami uni unha
    mimi yeye ndiye ndio ni sisi nilikuwa alikuwa niko tuko ndiyo sasa na
    tôi em con cháu mình chị anh bà ông cô ấy là nó vốn cũng chính
    """
)
_LEADS = wordset("là ni ndiye ndio nilikuwa alikuwa niko tuko है हैं हुन् हो হলো হইল hai hain holo")
"""Behind these what somebody is begins."""
_RELATIVES = frozenset(_WHO.split("|"))
_COPULAS = wordset(
    "হই ছিলাম ছিলেন ছিল আছি हूँ हूं हैं है थी था थे हुँ हुन् हुन् छु छन् थिएँ थिए हो भएँ thi tha hoon hun hu hai chilo chilam"
)


def roles(text: str, lang: str) -> list[Span]:
    """Descriptions that fit one person, with the clause that makes them unique."""
    low = fold(text)
    most = _UNPOINTED if lower_cased(text) and "." not in text else _LONGEST
    found = [(start, end, "roles:clause") for start, end in _english(low, most)]
    for pattern, detector in ((_ONLY, "unique"), (_INDIC, "roles:clause"), (_LATIN, "unique")):
        found += [(*_clause(low, m.start(), m.end(), most), detector) for m in pattern.finditer(low)]
    kept: list[tuple[int, int, str]] = []
    for start, end, detector in sorted(found):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]), max(detector, kept[-1][2]))
        else:
            kept.append((start, end, detector))
    return [Span(start, end, T.ROLE, 0.5, detector) for start, end, detector in kept]


def _clause(low: str, start: int, end: int, most: int) -> tuple[int, int]:
    """The clause around a unique word, without who it speaks of at its start and "is" at its end."""
    first, last = _back(low, start, most // 2), _on(low, end, most)
    inner = words(low[first:last])
    led = [at for at, word in enumerate(inner) if first + word.start < start and word.text in _LEADS]
    inner = inner[led[-1] + 1 :] if led else inner
    while inner and first + inner[0].start < start and inner[0].text in _SUBJECTS:
        inner = inner[1:]
    related = any(word.text in _RELATIVES for word in inner)
    while not related and len(inner) > 1 and first + inner[-1].start >= end and inner[-1].text in _COPULAS:
        inner = inner[:-1]
    return (first + inner[0].start, first + inner[-1].end) if inner else (first, last)


def _english(low: str, most: int) -> Iterator[tuple[int, int]]:
    if not any(cue in low for cue in ("only", "first", "last", "sole", "lone", "est ", "one of", " the ")):
        return
    for pattern in _ENGLISH:
        for match in pattern.finditer(low):
            yield match.start(), _on(low, match.end(), most)


def _back(low: str, at: int, most: int) -> int:
    """Where the clause around ``at`` begins."""
    start = at
    while start > 0 and at - start < most and low[start - 1] not in _BORDER and low[start - 1] != ",":
        start -= 1
    if start and low[start - 1] not in _BORDER | {","}:
        start = max(low.find(" ", start, at), start)
    return start


def _on(low: str, at: int, most: int) -> int:
    """Where the clause around ``at`` ends: at the next point or comma, or at a blank when it runs on."""
    end = at
    while end < len(low) and low[end] not in _BORDER and low[end] != "," and end - at < most:
        end += 1
    if end < len(low) and end - at >= most:
        end = max(low.rfind(" ", at, end), at)
    return end
