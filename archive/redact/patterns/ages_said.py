"""Ages as people tell them round about: nearly forty, ten or eleven, past seventy, in class five.

What makes a number an age here is what stands beside it: a word of nearness, a second number one higher, a
child, a relation between commas, a card that says it, a wedding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from archive.model import IdentifierType as T
from archive.redact.number_words import spoken
from archive.redact.patterns.native_names import RELATIONS, unknown
from archive.redact.spans import Span
from archive.redact.words import Word, is_indic, wordset

_ABOUT = wordset(
    """
    কাছাকাছি আশেপাশে উপরে ওপরে উপর পার পেরিয়ে পেরিয়েছে পেরিয়ে ছুঁইছুঁই মতো মতন প্লাস
    आसपास करीब क़रीब ऊपर पार लगभग प्लस ढलान
    नाघेको नाघेकी नाघ्नुभयो नाघें नाघेँ नाघिसकेँ कटेको कटेकी कटेपछि कटें कटेँ कट्यो लाग्नुभयो लागें लागेँ जति हाराहारी माथि
    पुग्नुभयो हुनुभयो
    kachhakachi kachakachi upore par periye motto plus aaspaas aspas karib upar paar kate
    katepachhi jati nagheko
    """
)
"""Words behind a number that make it a rough age."""
_LINKS = wordset("के से को की ke se ko ki er")
_MONTHS = wordset("মাসের মাস महीने महिनाको महिना महीनों masher mash mahine mahina mas")
_BABIES = wordset(
    """
    বাচ্চা বাচ্চার বাচ্চাকে বাচ্চাটা শিশু মেয়ে ছেলে পোলা মাইয়া बच्चा बच्ची बच्चे शिशु बेटा बेटी लड़का लड़की
    छोरा छोरी नानी बालक बच्चालाई bachcha baccha bachchi chele meye beta beti chhora chhori nani shishu
    """
)
_CHILDREN = wordset(
    """
    ছেলে মেয়ে বড় ছোট ছোটটা বড়টা মেজো সেজো শাশুড়ি শ্বশুর মা বাবা নাতি নাতনি জামাই স্বামী
    बेटा बेटी बड़ा बड़ी छोटा छोटी मँझला मँझली मझली लड़का लड़की सास ससुर माँ बाप दादी नानी पति दूल्हा दुल्हा
    छोरा छोरी जेठो जेठी कान्छो कान्छी माइलो माइली साइँलो सासू ससुरा आमा बुवा बा दुलहा श्रीमान
    """
)
"""Relations and places among siblings before a bare number: "बड़ा लड़का बाईस,"."""
_PAPERS = wordset(
    "কার্ড কার্ডে কাগজ কাগজে সনদ সনদে নিবন্ধনে कार्ड काग़ज़ कागज कागज़ कागजमा प्रमाणपत्र नागरिकतामा cardma card e lekha"
)
_WRITTEN = wordset("লেখা লেখছে लिखा लिखे लेखेको लेखे lekha likha lekheko छ ashole")
_EVENTS = wordset(
    """
    বাচ্চা बच्चा bachcha पैर पाँव आँखें खुट्टा khutta pair pa চোখ आँखा आँखो মারা মরে গেছে बसें बितिन्
    বিয়ে বিয়া বিয়ের ब्याह ब्याही ब्याहा शादी गौना बिहे विवाह biye biya shaadi shadi byah biha bihe
    बितिन् बित्यो বিধবা विधवा पोलियो পোলিও polio
    """
)
_IN = wordset("में মে মা मा मै मैं মধ্যে me mein ma e te")
_ORDINAL_CLASSES = wordset(
    """
    ওয়ানে টুতে থ্রিতে ফোরে ফাইভে সিক্সে সেভেনে এইটে নাইনে টেনে
    पाँचवीं पांचवीं छठी छठवीं सातवीं आठवीं नौवीं नवीं दसवीं ग्यारहवीं बारहवीं
    paanchvi panchvi chhathi saatvi satvi aathvi athvi nauvi dasvi gyarahvi barahvi
    """
)
_LOW_CLASSES = wordset("पहली दूसरी तीसरी चौथी doosri dusri teesri tisri chauthi")
_STUDY = regex.compile(
    r"(?<!\p{L})(?:(?:first|second|third|fourth|final|1st|2nd|3rd|4th) year|plus two|\+2|"
    r"(?:थर्ड|सेकेंड|सेकंड|फर्स्ट|फाइनल) (?:ईयर|इयर)|(?:ফার্স্ট|সেকেন্ড|থার্ড|ফাইনাল) ইয়ার|"
    r"(?:(?:बीए|बीएससी|एमए|स्नातक|স্নাতক|অনার্স|बीएड) )?(?:प्रथम|द्वितीय|तृतीय|अंतिम|पहिलो|दोस्रो|"
    r"तेस्रो|প্রথম|দ্বিতীয়|তৃতীয়|"
    r"শেষ) (?:वर्ष|বর্ষ)(?:मा|র|ে)?)(?!\p{L})"
)
_STUDY_CUES = ("year", "plus two", "+2", "ईयर", "इयर", "ইয়ার", "वर्ष", "বর্ষ")
_ENDS = frozenset(",।.;)!?\n")


def said_ages(text: str, tokens: Sequence[Word], lang: str) -> Iterator[Span]:
    """Ages that only their neighbours tell."""
    if any(cue in text for cue in _STUDY_CUES):
        for match in _STUDY.finditer(text):
            yield Span(match.start(), match.end(), T.AGE, 0.7, "ages")
    if lang in {"sw", "vi", "en"}:
        return
    for at, word in enumerate(tokens):
        if word.text in _ORDINAL_CLASSES or (word.text in _LOW_CLASSES and _next(text, tokens, at) in _IN):
            yield _span(tokens, at, at + 1, 0.6)
            continue
        number = _number(word.text)
        if number is not None:
            end = _end(text, tokens, at, number, lang)
            if end:
                yield _span(tokens, at, end, 0.6)


def _end(text: str, tokens: Sequence[Word], at: int, number: int, lang: str) -> int:
    """The end of an age that begins with the number at ``at``; 0 for none."""
    after = _next(text, tokens, at)
    twice = _number(after) if after else None
    if number > 9 and after in _ABOUT:
        return at + 2
    if number > 9 and after in _LINKS and _next(text, tokens, at + 1) in _ABOUT:
        return at + 3
    if number > 9 and text[tokens[at].end : tokens[at].end + 1] == "+":
        return at + 1
    if after in {"কি", "বা", "या", "कि", "ki", "ba", "ya"}:
        higher = _number(_next(text, tokens, at + 1))
        return at + 3 if higher is not None and 7 < number < higher < number + 6 else 0
    if twice is not None:
        closes = _closes(text, tokens[at + 1]) or _next(text, tokens, at + 1) in _WOULD
        return at + 2 if 7 < number < twice < number + 6 and closes else 0
    if after in _MONTHS and number < 37:
        last = at + 1 + (_next(text, tokens, at + 1) in {"का", "की", "के", "ko", "ka", "ki", "er"})
        return at + 2 if _next(text, tokens, last) in _BABIES else 0
    if 4 < number < 100 and (_apposed(text, tokens, at, lang) or _written(text, tokens, at)):
        return at + 1
    return _wed(text, tokens, at, number)


_WOULD = wordset("होगा होगी होंगे হবে হইবো होला hoga hogi hobe hola भन्नुहुन्थ्यो कहती kehti")


def _wed(text: str, tokens: Sequence[Word], at: int, number: int) -> int:
    """The end of an age that somebody was married, bereaved or crippled at: ``पंद्रह साल में ब्याह दी``."""
    if not 4 < number < 60:
        return 0
    end = at + 1
    years = _next(text, tokens, at) in _YEARS
    end += years
    if _next(text, tokens, end - 1) not in _IN and not tokens[end - 1].text.endswith(("मा", "তে", "মৈ", "मै")):
        return 0
    near = {word.text for word in (*tokens[end : end + 4], *tokens[max(0, at - 5) : at])}
    return end if not near.isdisjoint(_EVENTS) else 0


_YEARS = wordset("साल वर्ष बरस वर्षमा वर्षमै বছর बर्षमा saal bochor barsa baras sal")


def _apposed(text: str, tokens: Sequence[Word], at: int, lang: str) -> bool:
    """Whether a bare number closes a clause that a relation or a name opens: ``বড় ছেলে বাইশ,``."""
    if not at or not _closes(text, tokens[at]):
        return False
    before, gap = tokens[at - 1].text, text[tokens[at - 1].end : tokens[at].start]
    if gap == " ":
        return before in _CHILDREN
    if gap not in {", ", " ("}:
        return False
    told = before in _CHILDREN or before in RELATIONS
    return told or (is_indic(before) and lang in {"bn", "hi", "ne"} and unknown(before, lang))


def _written(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a paper says the number: ``কার্ডে লেখা ২৪``, ``कार्ड में 66 लिखा है``."""
    around = [word.text for word in tokens[max(0, at - 4) : at]]
    after = _next(text, tokens, at)
    paper = any(word in _PAPERS for word in around)
    return (paper and (after in _WRITTEN or (around[-1:] and around[-1] in _WRITTEN))) or (
        bool(around) and around[-1] in {"লেখা", "lekha"} and _closes(text, tokens[at])
    )


def _closes(text: str, word: Word) -> bool:
    return text[word.end : word.end + 1] in _ENDS or word.end == len(text)


def _next(text: str, tokens: Sequence[Word], at: int) -> str:
    """The word behind the one at ``at``, if only a blank parts them."""
    if 0 <= at < len(tokens) - 1 and text[tokens[at].end : tokens[at + 1].start] in {" ", "-"}:
        return tokens[at + 1].text
    return ""


def _number(shown: str) -> int | None:
    """A number between one and 110, with or without a glued case ending (``আশির``, ``सोह्रमा``)."""
    number = spoken(shown) if shown else None
    return number if number is not None and 0 < number < 111 else None


def _span(tokens: Sequence[Word], begin: int, end: int, score: float) -> Span:
    return Span(tokens[begin].start, tokens[end - 1].end, T.AGE, score, "ages")
