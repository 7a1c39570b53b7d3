"""Times that an event or a season of a year tells: "the flood of 2017", "नोटबंदी के साल", "last Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from archive.redact.patterns.date_words import YEAR, B, E, spans
from archive.redact.spans import Span
from archive.redact.words import Word

_SEASON = (
    r"(?:rainy season|dry season|long rains|short rains|harvest|monsoon|winter|"
    r"summer|spring|autumn|flood|floods|drought|elections?|lockdown|cyclone|"
    r"kiangazi|masika)"
)
_SEASONAL = regex.compile(B + rf"(?:the )?{_SEASON}(?:,| of| in)? {YEAR}" + E)
_WEEKDAYS = (
    r"(?:(?:on|last|next|this|since|from|until|by|every|the|that|two|three|four|five|many) )"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?: (?:before|after) [a-z][\p{L}]{2,15})?"
)
_EVENTS = (
    r"(?:earthquake|quake|flood|floods|famine|cyclone|fire|strike|riot|riots|drought|eviction|evictions|lockdown|"
    r"demonetisation|demonetization|war|elections?|landslide|march|movement|tsunami|curfew|storm|epidemic|cholera)"
)
_EVENT_YEAR = regex.compile(
    B
    + (
        rf"(?:the (?:year|month|night|week|winter|summer|season) of the (?:[a-z-]{{3,10}} ){{0,2}}{_EVENTS}|"
        rf"the {_EVENTS},? (?:of |in )?{YEAR}|{YEAR} (?:{_EVENTS}|after elections?))"
    )
    + E
)
_WEEKDAY = regex.compile(B + _WEEKDAYS + E)
_NATIVE_EVENT = regex.compile(
    B + r"(?:(?:নোটবন্দি|ভূমিকম্প|বন্যা|ঝড়|ভাঙন|করোনা|লকডাউন|যুদ্ধ|দুর্ভিক্ষ|মঙ্গা|আকাল|"
    r"আন্দোলন)(?:ের|র)? (?:বছর|বছরে|সময়|সময়ে|সাল|সালে)|"
    r"(?:नोटबंदी|भूकंप|बाढ़|अकाल|सूखे|लॉकडाउन|कोरोना|दंगे|दंगों|आंदोलन|चुनाव|युद्ध) (?:के|वाले) (?:साल|समय|दिनों|बरस|महीने)|"
    r"(?:भूकम्प|भुइँचालो|भूइँचालो|बाढी|पहिरो|आन्दोलन|लकडाउन|कोरोना|निर्वाचन|द्वन्द्वकाल)(?:को|"
    r"का)? ?(?:साल|सालमा|बेला|वर्ष|समयमा)|"
    r"[\d]{4} (?:को|এর|की|के) (?:आन्दोलन|भूकम्प|बाढी|बाढ़|आंदोलन|বন্যা|ঝড়|আন্দোলন|ভূমিকম্প)[\p{L}\p{M}]{0,4})" + E
)


@cache
def _event_words() -> frozenset[str]:
    return frozenset(regex.findall(r"[a-z]{3,}", _EVENTS.replace("?", ""))) | {"flood", "election"}


def occasions(low: str, tokens: Sequence[Word], native: bool) -> list[Span]:
    """Event years, weekdays with what points at one, and seasons of a year, in folded text."""
    found: list[Span] = []
    if any(ch.isdigit() for ch in low):
        found += spans(_SEASONAL, low, 0.85)
    if "day" in low:
        found += spans(_WEEKDAY, low, 0.55)
    if any(word.text.casefold() in _event_words() for word in tokens):
        found += spans(_EVENT_YEAR, low, 0.6)
    if native:
        found += spans(_NATIVE_EVENT, low, 0.6)
    return found
