"""Ages: in digits and words, of a person or as a school class, in the six languages.

A duration ("for ten years") is not an age; the frames below ask for a word that makes it one.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.words import fold

_UNITS = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = r"twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_EN = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|over|under|maybe|perhaps|only|just|"
    r"some|not yet|past|above|below|like) )?"
)
_NUM = rf"(?:\d{{1,3}}|{_EN})"
_HALF = rf"(?: and a half|-?ish| plus| or (?:so|something|more|\d{{1,2}}|{_EN}))?"
_MORE = rf"(?:,? or {_NUM}|[-–]\d{{1,3}}|, {_EN}(?= ?[\")]))?"
_B, _E = r"(?<![\p{L}\p{N}\p{M}])", r"(?![\p{L}\p{N}])(?![.,:/]\d)"
_NOUN = (
    r"(?! ?(?:%|percent|per cent|taka|rupees|rs|shillings|bob|ksh|kg|km|"
    r"kilo|days?|weeks?|months?|hours?|minutes?|people|families|households|"
    r"houses|goats|cows|children|kids|times|of (?:us|them)|litres?|feet|acres?|"
    r"katha|bigha|thousand|hundred|lakh|million|o'?clock|am|pm|a\.m|p\.m|women|"
    r"men|girls|boys|persons|metres|meters|miles|bags|members|steps|sisters|"
    r"brothers|sons|daughters|rooms|others|from|years? (?:ago|in|here|now|"
    r"after|since|with|of)))"
)
_PATTERNS: tuple[tuple[tuple[str, ...], str, float], ...] = (
    (
        ("old",),
        rf"{_ABOUT}{_NUM}{_HALF}{_MORE}[- ](?:years?|yrs?|months?|weeks?|days?)[- ]"
        rf"(?:and (?:a half|{_NUM} months?) )?old",
        0.95,
    ),
    (
        ("age", "years:", "year:"),
        rf"(?:aged?|age is|age:|age -|years?:)[ :]{{0,2}}(?:about |around |of |is |was )?"
        rf"({_ABOUT}{_NUM}{_HALF}(?: years?)?)",
        0.9,
    ),
    (("y",), r"\d{1,3}[- ]?y(?:rs?|o|/o)\.?(?: old)?", 0.85),
    (
        ("am ", "'m ", " is ", "'s ", " was ", " are ", "turn", " be "),
        rf"(?:i am|i'm|i was|he is|she is|he's|she's|he was|she was|they are|you are|you were|"
        rf"is now|was only|is only|i turned|turned|turning|was just|is about|"
        rf"will be|i will be|i'll be|he'll be|she'll be|who is|who was|am|be) "
        rf"(?:now |then |already |about to be |still |only |just )?({_ABOUT}{_NUM}{_HALF}{_MORE}"
        rf"(?: years)?(?: completed| running| something| going {_NUM})?){_NOUN}",
        0.75,
    ),
    (
        ("at ", "age of", "when ", "until i", "since i"),
        rf"(?:at the age of|when i was|when she was|when he was|until i was|"
        rf"since i was|age of|married (?:me |her )?(?:off )?at|wed at|at age|"
        rf"died at|from age) ({_ABOUT}{_NUM}{_HALF}){_NOUN}",
        0.85,
    ),
    (
        ("my ", "his ", "her ", "our ", "the "),
        rf"(?:my|his|her|our|the) (?:[a-z'-]{{1,15}} ){{0,2}}(?:son|daughter|"
        rf"girl|boy|child|sister|brother|baby|wife|husband|mother|father|firstborn|"
        rf"eldest|youngest|granddaughter|grandson)(?:,| is| was) ({_ABOUT}{_NUM}{_HALF}){_NOUN}",
        0.7,
    ),
    (
        ("teens", "ties", "0s"),
        r"(?:in|in her|in his|in my|my|his|her) (?:early |mid |late |mid-|late-)?"
        r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0s)",
        0.8,
    ),
    (
        ("class", "grade", "standard", "std", "form", "year"),
        rf"(?:class|grade|standard|std\.?|form|year)[ -](?:{_NUM}|i{{1,3}}|iv|vi{{0,3}}|ix|x|kg)",
        0.75,
    ),
    (("class", "grade", "standard", "std"), r"\d{1,2}(?:st|nd|rd|th) (?:class|grade|standard|std)", 0.8),
    ((" plus", " something", " odd"), rf"(?:{_TENS}) (?:plus|something|odd)", 0.8),
    (
        ("(", ","),
        r"[(,] ?(?:[mf]|male|female|woman|man|girl|boy)[,/ ] ?(\d{1,2})(?= ?[),;])",
        0.8,
    ),
    (
        ("(", ","),
        r"[(,] ?(\d{1,2})[,/ ] ?(?:[mf]|male|female|woman|man|girl|boy)(?= ?[),;.])",
        0.8,
    ),
    (
        ("(", ",", "?"),
        rf"(?<=[(,;] ?)({_ABOUT}(?:{_EN}|\d{{1,2}}))(?= ?[),;.])(?!, ?\d)",
        0.55,
    ),
    (
        ("old", "age"),
        rf"(?<=(?:old|age)[^\n]{{0,30}}\?\s{{1,2}}(?:[\p{{L}}\d]{{1,12}}[.:] )?)"
        rf"({_ABOUT}{_NUM}{_HALF})(?= ?[.,;])",
        0.75,
    ),
)
_INTRODUCED = regex.compile(
    rf"(?:i am|i'm|my name is|this is|name is|he is|she is|{_B}me)[ ,][^.;!?\n]{{2,70}}?, "
    rf"({_ABOUT}(?:[1-9]\d|{_EN}))(?: now| years)?(?=[.,;!?)])(?!\.\d)"
)
_COMPILED = tuple((cues, regex.compile(_B + pattern + _E), score) for cues, pattern, score in _PATTERNS)
_LABEL = regex.compile(r"^[^\n:]{0,24}\(([^()\n]{1,20})\)\s*:", regex.MULTILINE)
_IN_LABEL = regex.compile(rf"\d{{1,3}}(?:[ -]?(?:yrs?|years|y))?|(?:{_EN})")


def ages(text: str, lang: str) -> list[Span]:
    """Ages of the stretch in English words or digits, and in the bracket of a speaker label."""
    low = fold(text)
    found: list[Span] = []
    for cues, pattern, score in _COMPILED:
        if not any(cue in low for cue in cues):
            continue
        for match in pattern.finditer(low):
            group = 1 if pattern.groups and match.start(1) >= 0 else 0
            if score > 0.6 or _apposed(text, low, match.start(group)):
                found.append(Span(*match.span(group), T.AGE, score, "ages"))
    found.extend(Span(*m.span(1), T.AGE, 0.65, "ages") for m in _INTRODUCED.finditer(low))
    for label in _LABEL.finditer(low):
        for inner in _IN_LABEL.finditer(low, *label.span(1)):
            found.append(Span(inner.start(), inner.end(), T.AGE, 0.8, "ages:label"))
    return found


def _apposed(text: str, low: str, at: int) -> bool:
    """Whether a number between commas follows a name or a relation in its clause, and no number."""
    before = low[max(0, at - 45) : at].rstrip(" ,(;")
    clause = regex.split(r"[.!?\n]", before)[-1]
    if not clause or clause[-1:].isdigit() or any(ch.isdigit() for ch in clause[-8:]):
        return False
    shown = text[at - min(at, 45) : at].rstrip(" ,(;")[-len(clause) :]
    return any(ch.isupper() for ch in shown) or _RELATED.search(clause) is not None


_RELATED = regex.compile(
    r"(?:son|daughter|wife|husband|mother|father|sister|brother|widow|girl|boy|woman|man|child|niece|nephew|"
    r"baby|uncle|aunt|neighbour|cousin|grandmother|grandfather|friend|guard|driver|"
    r"of (?:two|three|four|five|six|seven|eight|nine))$"
)
