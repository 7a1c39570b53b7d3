"""Ages in Bangla, Hindi, Nepali, Swahili, Vietnamese and romanised speech: numbers with what makes them ages.

"Forty-two years" alone may be how long ago; it is an age where an ending, an age word or a verb says so. Read
word by word: a number first, then its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.number_words import value, values
from archive.redact.spans import Span
from archive.redact.words import Word, fold, fold_digits, is_indic, words, wordset

_UNITS = wordset(
    "বছর বৎসর বচ্ছর साल वर्ष बर्ष बरस saal sal bochor bochhor bosor boshor barsa barsha varsha baras"
)
_OLD = wordset(
    """
    বছরের বছরেই বছরে বৎসরের বছরি বছুরে বছরী সালের सालकी वर्षकी वर्षको वर्षका बर्षकी बर्षको बर्षका वर्षीय वर्षीया
    वर्षमा वर्षमै वर्षे tuổi tuoi bochorer saalki barsako barsaki barsiya
    """
)
_AGE_VERBS = wordset(
    """
    বয়স বয়সে বয়সী বয়সের পার পেরিয়েছে পেরোলো হলো হইল হইছে হয়েছে কি की का के को कि हूँ हूं हो हुई हुआ उमेर
    उमेरमा उम्र उमर भएँ भएं भयो भयौं पुगेँ पुगें पुग्यो लागेँ लागें लाग्यो लागेको कटेँ टेकेँ नाघेँ पूरे पूरी पार
    boyosh boyos boyose ki ka ke ko hai hoon pugyo puge bhaye bhayo lagyo umar umer
    """
)
_LOOSE = wordset("ki ka ke ko hai की का के को हो कि হলো পার হইল")
"""Words after a number that make it an age only with a unit between."""
_AGO = wordset(
    """
    আগে ধরে পর পরে যাবত যাবৎ আগের থেকে पहले से बाद तक पर अघि अगाडि पछि देखि सम्म भित्र भन्दा में मा दिन लगातार
    age dhore por theke pehle se baad tak aghi dekhi samma pachhi iliyopita iliyopita trước nay qua
    """
)
_CUES = wordset(
    """
    বয়স বয়সটা বয়সে উমর उम्र उमर उमेर आयु umri boyos boyosh boyesh umar umer umra age aged tuổi tuoi umur boyas
    """
)
_PASSED = wordset(
    """
    আমার তার ওর প্রায় এখন হবে হইব ছিল হলো ঠিক তখন মাত্র हमारी मेरी मेरा उसकी है थी थे करीब लगभग अब कोई मेरो उसको
    हो करिब लगभग अहिले पूरा amar tar ekhon praye hobe hai meri mera abhi mero ahile karib ni wangu
    wake wa yangu yake kama ni sasa là nay about around ki ko ka around nearly
    """
)
_SMALL = wordset("এক এই গত কত কয় প্রতি इस हर पिछले अगले कई यस धेरै कति केही अर्को एक दो दुई দুই दुई")
_CLASSES = wordset(
    """
    ক্লাস কেলাস শ্রেণি শ্রেণী শ্রেণিতে শ্রেণীতে শ্রেণির ক্লাসে ক্লাসের कक्षा क्लास कक्षामा क्लासमा
    जमात श्रेणी class klas klass kelas darasa kidato gredi grade std standard form lớp lop
    """
)
_ORDINALS = wordset(
    """
    প্রথম দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম ষষ্ঠ সপ্তম অষ্টম নবম দশম পহেলা পয়লা ওয়ান টু থ্রি ফোর ফাইভ
    সিক্স সেভেন এইট নাইন টেন থ্রিতে ফোরে ফাইভে সিক্সে সেভেনে এইটে নাইনে টেনে টুতে ওয়ানে पहली
    दूसरी तीसरी चौथी पांचवीं पाँचवीं छठी छठवीं सातवीं आठवीं नौवीं नवीं दसवीं ग्यारहवीं बारहवीं
    पहिलो दोस्रो तेस्रो चौथो पाँचौं छैटौं सातौं आठौं नवौं दशौं kwanza pili tatu nne tano sita saba
    nane một hai ba bốn năm sáu bảy tám chín mười
    """
)
_SELF_VI = wordset(
    "tôi em cháu con mình ấy nó bà ông chị anh vợ chồng nay mới gần ngoài hơn đã được vừa tròn khoảng"
)
_LED_SW = wordset(
    "nina ana ako niko una wana umri akiwa nikiwa alikuwa nilikuwa wa na mwenye akifikisha nilipokuwa"
)
_LEAD_SW = wordset("miaka umri wa")
_OF_AGE = wordset("উমর বয়সে বয়সী বয়স उमर उम्र उमेर उमेरमा umar umer boyose")
_BRACKET = regex.compile(r"[(\[]([^()\[\]\n]{1,40})[)\]]")
_SEXED = regex.compile(
    r"(?<!\p{L})(?:f|m|female|male|woman|man|girl|boy|nữ|nam|mwanamke|mwanaume|me|ke|"
    r"ms|মহিলা|পুরুষ|নারী|महिला|पुरुष|औरत|स्त्री|trans|t|tg|o)(?:(?![\p{L}\p{M}])|(?=\d))"
)
_BARE = regex.compile(r"(?<!\d)\d{1,3}(?: ?(?:yrs?|years|tuổi|t|y|বছর|साल|वर्ष))?(?![\d\p{L}])")


def local_ages(text: str, lang: str) -> list[Span]:
    """Ages in the languages beside English, school classes, bare numbers in a bracket beside a sex."""
    tokens = words(text)
    found = [span for at in range(len(tokens)) for span in _ages_at(text, tokens, at, lang)]
    low = fold(text)
    for bracket in _BRACKET.finditer(low):
        if _SEXED.search(bracket.group(1)):
            found.extend(
                Span(m.start(), m.end(), T.AGE, 0.8, "ages:bracket")
                for m in _BARE.finditer(low, *bracket.span(1))
            )
    return found


def _ages_at(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    low = tokens[at].text.casefold()
    if low in _CLASSES or low in _ORDINALS:
        yield from _class_at(text, tokens, at)
    if not _counts(low):
        return
    end = _number_end(text, tokens, at, lang)
    if end == at or (at and _near(text, tokens, at - 1) and _counts(tokens[at - 1].text.casefold())):
        return
    last, score = _aged(text, tokens, at, end, lang)
    if score:
        first = at
        while first and at - first < 3 and tokens[first - 1].text.casefold() in _LEAD_SW:
            first -= 1
        yield Span(tokens[first].start, tokens[last - 1].end, T.AGE, score, "ages")


@lru_cache(maxsize=4096)
def _counts(low: str) -> bool:
    """Whether a word can begin a number, with or without an ending glued to it (``चौधकी``)."""
    return value(low) is not None or value(_bare_number(low)) is not None


def _bare_number(low: str) -> str:
    for tail in ("की", "को", "का", "मा", "তে", "র", "ের"):
        if low.endswith(tail) and len(low) > len(tail) + 1 and is_indic(low):
            return low[: -len(tail)]
    return low


def _number_end(text: str, tokens: Sequence[Word], at: int, lang: str) -> int:
    """The end of the longest number from ``at``: one word, or up to four in Swahili and Vietnamese."""
    for end in range(min(len(tokens), at + 4), at, -1):
        if all(_near(text, tokens, i) for i in range(at, end - 1)):
            parts = [fold_digits(t.text) for t in tokens[at:end]]
            parts[-1] = _bare_number(parts[-1])
            many = end - at > 1
            number = values(parts, lang if lang in {"sw", "vi"} else "en") if many else value(parts[0])
            if number is not None and 0 < number < 111:
                return end
    return at


def _near(text: str, tokens: Sequence[Word], at: int) -> bool:
    return at + 1 < len(tokens) and text[tokens[at].end : tokens[at + 1].start] in {" ", "-", "\u00a0"}


def _aged(text: str, tokens: Sequence[Word], at: int, end: int, lang: str) -> tuple[int, float]:
    """The end of an age whose number stands at ``at:end``, and how sure it is; 0 for no age."""
    following = [t.text.casefold() for t in tokens[end : end + 2]] if _near(text, tokens, end - 1) else []
    first = following[0] if following else ""
    second = following[1] if len(following) > 1 and _near(text, tokens, end) else ""
    if first in {"tuổi", "tuoi"} or first in _OLD and second not in _AGO:
        return end + 1, 0.85
    if first in _UNITS and second not in _AGO:
        stop = not second and text[tokens[end].end : tokens[end].end + 1] in set("।,.);!?\n")
        if second in _AGE_VERBS:
            return end + 2 + (_word(tokens, end + 2) in _OF_AGE), 0.75
        if stop and (_cued(tokens, at) or lang in {"hi", "ne", "bn"} and _self_said(text, tokens, at)):
            return end + 1, 0.65
    if _cued(tokens, at) and first not in _AGO:
        return end + (first in _UNITS), 0.8
    if first in _AGE_VERBS - _LOOSE and is_indic(tokens[at].text) and tokens[at].text not in _SMALL:
        return end, 0.65
    if first in {"की", "का"} and second in {"हूँ", "हूं", "थी", "था", "उमर", "उम्र", "हुई", "हुआ", "हो"}:
        return end + 1 + (second in _OF_AGE) + (_word(tokens, end + 2) == "में"), 0.65
    last = tokens[end - 1].text
    if last.endswith(("की", "को")) and _bare_number(last) != last and not first.startswith(("जना", "वटा")):
        return end, 0.6
    return _other_ages(text, tokens, at, end, lang)


def _word(tokens: Sequence[Word], at: int) -> str:
    return tokens[at].text.casefold() if at < len(tokens) else ""


def _cued(tokens: Sequence[Word], at: int) -> bool:
    """Whether an age word stands before the number, with nothing but small words between."""
    place = at - 1
    while place >= 0 and at - place < 4 and tokens[place].text.casefold() in _PASSED:
        place -= 1
    return place >= 0 and at - place < 4 and tokens[place].text.casefold() in _CUES


def _self_said(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether the number begins what is said after a comma or a name: "सुनीता, ३२ साल।"."""
    return at > 0 and text[tokens[at - 1].end : tokens[at].start].strip() in {",", "(", "-", "—", ":"}


def _other_ages(text: str, tokens: Sequence[Word], at: int, end: int, lang: str) -> tuple[int, float]:
    """Swahili "nina miaka ishirini", "nina 22"; Vietnamese "tôi 43,"."""
    before = tokens[at - 1].text.casefold() if at else ""
    after = text[tokens[end - 1].end : tokens[end - 1].end + 1]
    closes = after in set(".,;!?)\n") or not after
    number = values([fold_digits(t.text) for t in tokens[at:end]], lang if lang in {"sw", "vi"} else "")
    if lang in {"sw", "xx", "en"} and before == "miaka" and at > 1:
        led = tokens[at - 2].text.casefold() in _LED_SW
        gone = end < len(tokens) and tokens[end].text.casefold() in _AGO
        return (end, 0.75 if led else 0.6) if not gone and (led or closes) else (end, 0.0)
    if lang in {"sw", "xx"} and before in {"nina", "ana", "niko", "ako"} and closes and (number or 0) > 9:
        return end, 0.6
    if lang == "vi" and before in _SELF_VI and closes and (number or 0) > 5:
        return end, 0.6
    return end, 0.0


def _class_at(text: str, tokens: Sequence[Word], at: int) -> Iterator[Span]:
    """``ক্লাস থ্রি``, ``कक्षा 9``, ``darasa la saba``, ``सातवीं कक्षा``: a class word and its number."""
    low = tokens[at].text.casefold()
    if low in _CLASSES:
        for step in (1, 2):
            place = at + step
            if place >= len(tokens) or not _near(text, tokens, place - 1):
                return
            shown = tokens[place].text.casefold()
            if shown in _ORDINALS or _counts(shown):
                yield Span(tokens[at].start, tokens[place].end, T.AGE, 0.8, "ages")
                return
            if shown not in {"la", "cha", "ya"}:
                return
    elif at + 1 < len(tokens) and _near(text, tokens, at) and tokens[at + 1].text.casefold() in _CLASSES:
        if is_indic(low):
            yield Span(tokens[at].start, tokens[at + 1].end, T.AGE, 0.8, "ages")
    elif low.endswith("वीं") and is_indic(low):
        yield Span(tokens[at].start, tokens[at].end, T.AGE, 0.6, "ages")
