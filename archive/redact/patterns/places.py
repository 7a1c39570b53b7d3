"""Places below town level: gazetteer names, head words on either side, landmarks, and their growth.

``Ward 19, Korail`` is one place and ``behind Sai Baba mandir, Shivaji Nagar`` another: pieces that only a
comma parts are joined, because each narrows the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.lexicon import ordinary
from archive.redact.patterns.common import alternation, merged, safe
from archive.redact.patterns.packs import packs
from archive.redact.patterns.stems import stem
from archive.redact.spans import Span
from archive.redact.words import fold, is_indic, lower_cased, plain, words

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_CAP = r"\p{Lu}[\p{L}\p{M}'’-]{1,25}"
_RUN = rf"{_CAP}(?: {_CAP}){{0,3}}"
_LINK = regex.compile(r",? {0,2}(?:(?:in|of|at|near|kwa|ya|wa|trong|ở) )?|, ?\n?|-| – | / ")
_CASE = r"(?:ের|এর|র|তে|তেই|ে|েই|য়|কে|েও|ও|मा|को|का|की|बाट|देखि|तिर|सम्म|में|से|ले|লে|टा)?"
_MARK = (
    "gate|tank|pump|tap|well|borehole|stage|shop|stall|kiosk|quarry|dump|"
    "dumpsite|bridge|market|mosque|church|temple|mandir|masjid|shrine|tree|"
    "railway line|rail line|embankment|sluice gate|tower|godown|depot|slaughterhouse|"
    "crossing|culvert|jetty|landing|ghat|office|house|compound|farm|dispensary|"
    "school|hotel|factory|mill|canal|drain|petrol pump|petrol station|water "
    "point|bus stand|police post|chowki|outpost|hill|spring|pagoda|dam|tubewell|"
    "hand pump|handpump|camp|ground|field|graveyard|cemetery|kiln|plaza|terminal"
)
_BEHIND = (
    "behind|opposite|beside|next to|below|above|in front of|across from|near|"
    "by|close to|under|adjacent to|past|on top of|around"
)


def _of(field: str, native: bool) -> Iterable[str]:
    return (h for h in merged(field) if is_indic(h) == native)


@cache
def _heads() -> tuple[tuple[regex.Pattern[str], float], ...]:
    """Patterns over the original text (capitals matter) for Latin scripts."""
    after = alternation(_of("place_after", False))
    vietnamese = {h for p in packs() if p.code == "VN" for h in p.place_before}
    before = alternation(h for h in _of("place_before", False) if h not in vietnamese)
    viet = alternation(vietnamese)
    number = (
        r"(?:\d{1,4}(?:[A-Za-z]|[/-]\d{1,4}[A-Za-z]?)?|[A-Z]{1,2}\d?|one|two|"
        r"three|four|five|six|seven|eight|nine|ten)"
    )
    return (
        (
            regex.compile(
                (
                    rf"{_B}(?:(?:old|new|north|south|east|west|upper|lower|uttar|dakshin|"
                    rf"purba|paschim|purano|naya|nutan) )?({_RUN}(?:['’]s)? (?i:(?:{after})(?: "
                    rf"(?:{after}))?)){_E}"
                )
            ),
            0.8,
        ),
        (regex.compile(rf"{_B}((?i:{before})(?: no\.?| number| na\.?)? ?[:#-]? ?{number}){_E}"), 0.8),
        (regex.compile(rf"{_B}((?i:{before}) ?:? ?{_RUN}){_E}"), 0.7),
        (regex.compile(rf"{_B}((?i:{viet}) (?:{_RUN}|\d{{1,3}}(?:[A-Z])?)){_E}"), 0.8),
        (
            regex.compile(
                rf"{_B}(\p{{Lu}}[\p{{L}}'’]{{2,18}}(?:pur|pura|puram|ganj|gunj|"
                rf"nagar|gaon|garh|bari|khali|para|tola|tole|kandi|hati|danga|wadi|"
                rf"palli|patti|basti|gram|bazar|ghat|khola|abad|pokhari|gachhi|"
                rf"gachi|chhari|chari|dih|diha|tand|toli|guda|padar|pali|halli|"
                rf"char|ghata|kata|hat|mukh|tar|besi)){_E}"
            ),
            0.7,
        ),
        (
            regex.compile(
                rf"{_B}(?:{_BEHIND}) ((?:the |a )?{_RUN}(?:['’]s)?(?: [a-z]{{2,12}})?? "
                rf"(?:{_MARK})){_E}"
            ),
            0.75,
        ),
        (regex.compile(rf"{_B}(?:{_BEHIND}) (the (?:[a-z]{{3,12}} ){{0,2}}(?:{_MARK})){_E}"), 0.45),
        (
            regex.compile(
                rf"{_B}((?:[a-z]{{3,9}} )?(?:{_BEHIND}) {_CAP}['’]s (?:house|shop|"
                rf"home|place|stall|field|farm|plot|compound|room|land)){_E}"
            ),
            0.75,
        ),
    )


@cache
def _native_heads() -> tuple[regex.Pattern[str], ...]:
    after = alternation(_of("place_after", True))
    before = alternation(_of("place_before", True))
    word = r"[\p{L}\p{M}\u200c\u200d]{2,20}"
    return (
        regex.compile(
            rf"{_B}(?!(?:আমাদের|আমার|তোমার|এই|সেই|ওই|পাশের|একটা|একটি|কোনো|हमारे|"
            rf"हमारा|हमारी|मेरे|मेरा|इस|उस|एक|पूरे|हर|हाम्रो|मेरो|यो|त्यो|यस|"
            rf"त्यस|सबै|अर्को|এক|সব|আর|ঐ|নিজের|दूसरे|के|की|का|में|से|और|पास|आफ्नो) "
            rf")({word} (?:{after}){_CASE}){_E}"
        ),
        regex.compile(rf"{_B}((?:চর|গ্রামঃ|মৌজা|মহল্লা|मौजा|मोहल्ला|ग्राम|टोला|टोल) {word}){_E}"),
        regex.compile(rf"{_B}((?:{before}){_CASE} ?(?:নং|নম্বর|नंबर|नं\.?|नम्बर)? ?[:-]? ?\d{{1,4}}){_E}"),
        regex.compile(
            rf"{_B}((?:\d{{1,2}}) (?:নং|নম্বর|नंबर|नम्बर) (?:ওয়ার্ড|ইউনিয়ন|ব্লক|"
            rf"वार्ड|वडा|गली|ब्लॉक){_CASE}){_E}"
        ),
        regex.compile(
            rf"{_B}([\p{{L}}\p{{M}}]{{2,14}}(?:পুর|গঞ্জ|নগর|পাড়া|গাঁও|বাড়ি|খালী|"
            rf"কান্দি|ডাঙ্গা|চর|টোলা|পল্লী|হাট|গ্রাম|पुर|गंज|गञ्ज|नगर|गाँव|गांव|"
            rf"गढ़|टोला|टोल|बस्ती|पट्टी|वाड़ी|पाड़ा|खोला|पोखरी|बजार|बाज़ार|गाउँ|डाँडा|"
            rf"चौर|बेसी){_CASE}){_E}"
        ),
    )


@cache
def _named() -> regex.Pattern[str]:
    names = merged("places") | {plain(p) for p in merged("places") if not is_indic(p) and len(p) > 4}
    latin = alternation(n for n in names if not is_indic(n))
    native = alternation(n for n in names if is_indic(n))
    return regex.compile(
        rf"{_B}(?:(?:{latin})(?:['’]s)?(?![\p{{L}}\p{{M}}\p{{N}}])|(?:{native}){_CASE}(?![\p{{L}}\p{{M}}]))"
    )


_SHORT = frozenset(
    {
        "mau",
        "hue",
        "vinh",
        "gaur",
        "bara",
        "dang",
        "gaya",
        "thane",
        "guna",
        "beed",
        "meru",
        "voi",
        "ifo",
        "puri",
        "lak",
        "parbat",
        "mir",
    }
)


def places(text: str, lang: str) -> list[Span]:
    """Places of the stretch, joined where only a comma parts them."""
    found: list[Span] = []
    small = lower_cased(text)
    for match in _named().finditer(fold(text)):
        shown = text[match.start() : match.end()]
        if is_indic(shown) or shown[0].isupper() or (small and match.group() not in _SHORT):
            found.append(Span(match.start(), match.end(), T.LOC, 0.85, "places:gazetteer"))
    for pattern, score in _heads():
        found.extend(Span(*m.span(1), T.LOC, score, "places") for m in pattern.finditer(text))
    if any(is_indic(ch) for ch in text):
        low = fold(text)
        for native in _native_heads():
            for match in native.finditer(low):
                span = unworded(text, Span(*match.span(1), T.LOC, 0.6, "places"), lang)
                if span is not None:
                    found.append(span)
    return [s for s in found if fold(text[s.start : s.end]) not in safe()]


def unworded(text: str, span: Span, lang: str) -> Span | None:
    """A native place or body without everyday words before it; ``None`` if only its head word is left."""
    inner = words(span.of(text))
    if any(word.text.isdigit() for word in inner):
        return span
    first = 0
    while first < len(inner) - 1 and _everyday(inner[first].text, lang):
        first += 1
    if not first:
        return None if len(inner) == 1 and _everyday(inner[0].text, lang) else span
    if len(inner) - first < 2:
        return None
    return replace(span, start=span.start + inner[first].start)


def _everyday(word: str, lang: str) -> bool:
    return ordinary(word, lang) or ordinary(stem(word, lang), lang)


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Neighbouring places that only a comma or a small word parts, as one span of at most five pieces."""
    grown: list[Span] = []
    pieces = 0
    for span in sorted(spans):
        last = grown[-1] if grown else None
        if last is not None and span.start < last.end:
            grown[-1] = Span(
                last.start, max(last.end, span.end), T.LOC, max(last.score, span.score), "places", last.entity
            )
        elif (
            last is not None
            and pieces < 5
            and "," in text[last.end : span.start]
            and _LINK.fullmatch(text[last.end : span.start])
        ):
            grown[-1] = Span(last.start, span.end, T.LOC, max(last.score, span.score), "places", last.entity)
            pieces += 1
        else:
            grown.append(span)
            pieces = 1
    return grown
