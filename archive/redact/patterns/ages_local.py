"""Ages as Bangla, Hindi, Nepali, Swahili and Vietnamese say them: number words, bare numbers, classes.

"Forty-two years" alone may be how long ago; it is an age where an ending, a pronoun or an age word says so.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.words import fold, wordset

_NUMBERS = wordset("""
    দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো ষোল
    সতেরো আঠারো উনিশ বিশ কুড়ি একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ
    ঊনত্রিশ ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ
    আটত্রিশ চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ পঁয়তাল্লিশ ছেচল্লিশ আটচল্লিশ
    পঞ্চাশ বায়ান্ন পঞ্চান্ন ষাট পঁয়ষট্টি সত্তর পঁচাত্তর আশি নব্বই दो तीन चार
    पांच पाँच छह छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह पन्द्रह सोलह सत्रह
    अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस
    तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस
    इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस पचास
    इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन साठ पैंसठ सत्तर पचहत्तर
    अस्सी नब्बे दुई छ दश एघार बाह्र तेह्र चौध पन्ध्र सोह्र सत्र अठार उन्नाइस बिस
    एक्काइस बाइस तेइस चौबिस पच्चिस छब्बिस सत्ताइस अट्ठाइस उनन्तीस तिस एकतीस
    बत्तिस तेत्तिस चौँतीस पैंतिस पैँतीस छत्तिस सैँतीस अठतीस उनन्चालीस चालिस
    एकचालीस बयालिस त्रिचालीस पैँतालीस पैंतालिस बाउन्न पचपन्न साठी पैंसट्ठी
    सत्तरी असी
""")
_NUM = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=lambda w: (-len(w), w)))})"
_VIET = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi)"
_VIET_NUMBER = rf"(?:\d{{1,3}}|{_VIET}(?: {_VIET}){{0,2}})"
_SELF = r"(?:tôi|em|cháu|con|mình|chị ấy|anh ấy|bà ấy|ông ấy|nó|vợ|chồng|mẹ tôi|bố tôi|bà|ông)"
_SWAHILI = (
    r"(?:kumi|ishirini|thelathini|arobaini|arubaini|hamsini|sitini|sabini|"
    r"themanini|tisini|miwili|mitatu|minne|mitano|sita|saba|minane|tisa)"
    r"(?: na (?:moja|mmoja|mbili|miwili|tatu|mitatu|nne|minne|tano|mitano|sita|saba|nane|minane|tisa|nusu))?"
)
_SEX = (
    r"(?:f|m|female|male|woman|man|girl|boy|nữ|nam|mwanamke|mwanaume|me|ke|"
    r"ms|মহিলা|পুরুষ|নারী|महिला|पुरुष|औरत|स्त्री|trans|t|tg|o)"
)
_B, _E = r"(?<![\p{L}\p{N}\p{M}])", r"(?![\p{L}\p{N}\p{M}])(?![.,:/]\d)"
_AGO = (
    r"(?! ?(?:আগে|ধরে|পর|যাবত|হলো|पहले|से|बाद|तक|पर|अघि|अगाडि|पछि|देखि|सम्म|"
    r"भित्र|iliyopita|sasa hivi|trước|nay|qua))"
)
_PATTERNS: tuple[tuple[str, float], ...] = (
    ((
        rf"({_NUM} ?(?:বছর|বৎসর|साल|वर्ष|बर्ष|बरस)(?:ের|েরই|की|का|के|को|कै|कि|"
        rf"भन्दा)?){_AGO}(?= ?(?:বয়স|উমর|की|का|के|को|उमेर|उम्र|हूँ|हूं|हो गई|"
        rf"हो गया|हुई|हुआ|भएँ|भएं|भयो|पुगेँ|पुगें|पुग्यो|लागेँ|लागें|लाग्यो|কি|"
        rf"[।,.)]))"
    ), 0.7),
    (rf"({_NUM} ?(?:বছরের|सालकी|वर्षकी|वर्षको|वर्षका|बर्षकी|बर्षको|बर्षका|वर्षीया?|वर्षीय|বছরি|বছুরে))", 0.8),
    ((
        rf"({_NUM}) ?(?:लागेँ|लागें|लाग्यो|पुगेँ|पुगें|पुग्यो|कटेँ|टेकेँ|की हूँ|"
        rf"का हूँ|की हूं|का हूं|की हो गई|का हो गया|की थी|का था|পার হইছে|পার "
        rf"হয়েছে)"
    ), 0.7),
    (rf"(?:বয়স|उम्र|उमर|उमेर|आयु)[^।.\n]{{0,14}}?({_NUM}(?: ?(?:বছর|साल|वर्ष|बरस))?)", 0.8),
    (r"((?:ক্লাস|কেলাস) (?:ওয়ান|টু|থ্রি|ফোর|ফাইভ|সিক্স|সেভেন|এইট|নাইন|টেন)(?:ে|এ|তে|ের)?)", 0.8),
    (r"((?:প্রথম|দ্বিতীয়|তৃতীয়|চতুর্থ|পঞ্চম|ষষ্ঠ|সপ্তম|অষ্টম|নবম|দশম) শ্রেণ(?:ি|ী)(?:তে|র)?)", 0.8),
    ((
        r"((?:पहली|दूसरी|तीसरी|चौथी|पांचवीं|पाँचवीं|छठी|छठवीं|सातवीं|आठवीं|"
        r"नौवीं|नवीं|दसवीं|ग्यारहवीं|बारहवीं)(?: (?:कक्षा|क्लास|जमात))?)"
    ), 0.65),
    (rf"((?:कक्षा|क्लास) {_NUM}(?:मा|में)?|{_NUM} (?:कक्षा|क्लास)(?:मा|में)?)", 0.8),
    (rf"({_VIET_NUMBER} ?tuổi(?: rưỡi| mấy)?|{_VIET_NUMBER} mấy tuổi|tuổi {_VIET_NUMBER})", 0.85),
    ((
        rf"{_SELF} (?:năm nay |nay |mới |đã |gần |ngoài |hơn |được |vừa )?({_VIET_NUMBER})(?= "
        rf"?[.,;!?)\n]| rồi| thôi)"
    ), 0.6),
    (rf"(?:năm nay|ngoài|gần|hơn) ({_VIET_NUMBER})(?= ?[.,;!?)\n]| rồi| tuổi)", 0.6),
    (r"(lớp (?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?))", 0.8),
    (rf"(miaka (?:\d{{1,3}}|{_SWAHILI})){_AGO}(?= ?[.,;!?)\n]| sasa| tu| hivi| nikiwa| akiwa| wakati)", 0.65),
    (rf"(?:wa |na |umri wa |nina |ana |ako na )(miaka (?:\d{{1,3}}|{_SWAHILI})){_AGO}", 0.75),
    ((
        r"((?:darasa la|kidato cha|gredi ya|grade|std) (?:kwanza|pili|tatu|"
        r"nne|tano|sita|saba|nane|\d{1,2}))"
    ), 0.8),
)  # fmt: skip
_COMPILED = tuple((regex.compile(_B + pattern + _E), score) for pattern, score in _PATTERNS)
_BRACKET = regex.compile(r"[(\[]([^()\[\]\n]{1,40})[)\]]")
_SEXED = regex.compile(rf"{_B}{_SEX}(?:{_E}|(?=\d))")
_BARE = regex.compile(r"(?<!\d)\d{1,3}(?: ?(?:yrs?|years|tuổi|t|y|বছর|साल|वर्ष))?(?![\d\p{L}])")


def local_ages(text: str, lang: str) -> list[Span]:
    """Ages in the five languages beside English, and bare numbers in a bracket beside a sex."""
    low = fold(text)
    found = [
        Span(*m.span(1), T.AGE, score, "ages") for pattern, score in _COMPILED for m in pattern.finditer(low)
    ]
    for bracket in _BRACKET.finditer(low):
        if _SEXED.search(bracket.group(1)):
            found.extend(
                Span(m.start(), m.end(), T.AGE, 0.8, "ages:bracket")
                for m in _BARE.finditer(low, *bracket.span(1))
            )
    return found
