"""Local bodies that place a person: schools, clinics, groups, factories, houses of prayer, offices.

A bare "the hospital" is no identifier; a name, a kind and place ("civil hospital, Nashik"), or an owner
("Mr Dũng's coffee farm") makes it one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.common import alternation, merged
from archive.redact.patterns.native_names import unknown
from archive.redact.patterns.packs import lines, packs
from archive.redact.patterns.stems import stem
from archive.redact.spans import Span
from archive.redact.words import Word, is_indic, words, wordset

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_CAP = r"(?:(?:St|Dr|Md|Mt|\p{Lu})\.|\p{Lu}[\p{L}\p{M}\p{N}'’&-]{0,25})"
_HEADS = lines("""
    school, primary school, secondary school, high school, academy, college, university, institute,
    kindergarten, nursery, polytechnic, clinic, hospital, health centre, health center, health post,
    health complex, medical college, medical centre, nursing home, maternity, maternity home, dispensary,
    pharmacy, factory, mill, garments, company, limited, ltd, industries, enterprise, enterprises,
    workshop, bakery, hotel, store, stores, bank, sacco, cooperative, co-operative, society, association,
    federation, union, foundation, trust, network, group, self-help group, self help group, women's group,
    youth group, committee, council, club, ngo, organisation, organization, project, programme,
    initiative, centre, center, shelter, orphanage, children's home, church, mosque, masjid, temple,
    mandir, madrasa, madrasha, seminary, monastery, pagoda, convent, mission, parish, samity, somiti,
    samiti, samuha, sangh, sangathan, sanstha, chama, farm, estate, tea garden, brick kiln, brickfield,
    brick field, quarry, hostel, ashram, anganwadi, police station, police post, court, prison, office,
    health station, home, school for the deaf, rescue centre, rescue center, choir, radio, theatre, cinema,
    dairy, nursery school, lodge, guest house, restaurant, canteen, garage, salon, depot, union council
""")
_KIND = (
    "civil|district|general|rural|government|govt|sadar|upazila|union|primary|"
    "county|sub-county|municipal|community|referral|provincial|national|level "
    "(?:four|five|4|5)|taluka|block|public|commune|village|mission|catholic|"
    "state|eye|children's|maternity|teaching|private|national|women's|gender|child"
)
_PUBLIC = (
    "hospital|clinic|school|college|health centre|health center|health post|"
    "health complex|medical college|dispensary|high school|primary school|"
    "secondary school|court|prison|library|market committee|desk|cell|shelter|help desk"
)
_AFTER = r"(?:\.? ?(?:Ltd|Limited|Pvt|PLC)\.?)?"
_EUROPE = (
    "Court|Prosecutor(?:'s)? Office|Prosecution|Ministry|Prison|Police|Hospital|"
    "University|Tribunal|Bar Association|Committee|Department|Directorate|"
    "Agency|Office|Board|Council|Chamber|Assembly|Institute"
)


_FIRST = lines("shule, zahanati, hospitali, kanisa, msikiti, kikundi")
"""Swahili head words: they stand before the name, never behind it."""


@cache
def _patterns() -> tuple[tuple[regex.Pattern[str], float], ...]:
    viet = {h for p in packs() if p.code == "VN" for h in p.organisations}
    swahili = {
        h
        for h in merged("organisations")
        if h.endswith((" ya", " la", " wa", " cha", "kituo cha afya", "kituo cha polisi", "kikundi", "chama"))
    }
    heads = alternation(
        h
        for h in merged("organisations") | _HEADS
        if not is_indic(h) and h not in viet and h not in swahili and h not in _FIRST
    )
    lead = alternation(viet | swahili)
    name = (
        rf"{_CAP}(?: (?:{_CAP}|and (?={_CAP})|&|of (?={_CAP})|for (?={_CAP})|(?:kwa|ya|"
        rf"wa) (?={_CAP}))){{0,5}}"
    )
    place = r"(?:,? (?:in |of |at )?\p{Lu}[\p{L}\p{M}'’-]{2,20}(?: \p{Lu}[\p{L}\p{M}'’-]{2,20})?)"
    return (
        (
            regex.compile(
                (
                    rf"{_B}({name}(?:['’]s)? (?:[a-z]{{3,10}} )?(?i:{heads})(?: (?i:{heads}))?{_AFTER}(?:(?"
                    rf": in| of|,) \p{{Lu}}[\p{{L}}'’-]{{2,20}})?){_E}"
                )
            ),
            0.75,
        ),
        (regex.compile(rf"{_B}((?:{_KIND}) (?:{_PUBLIC}){place}){_E}"), 0.75),
        (
            regex.compile(
                rf"{_B}((?i:{lead})(?: (?:\p{{Lu}}[\p{{L}}\p{{M}}'’-]{{0,20}}|cấp|"
                rf"huyện|xã|tỉnh|số|\d{{1,3}}|kwa|ya|wa|la|cha|za|vya)){{1,5}}){_E}"
            ),
            0.75,
        ),
        (
            regex.compile(
                rf"{_B}((?i:{alternation(viet)})(?: \p{{Ll}}[\p{{Ll}}\p{{M}}]{{0,6}}){{1,4}}"
                rf"(?: \p{{Lu}}[\p{{L}}\p{{M}}'’-]{{0,20}}){{1,4}}){_E}"
            ),
            0.7,
        ),
        (
            regex.compile(
                rf"{_B}({_CAP}(?: {_CAP}){{0,2}}(?: (?:children's|women's|gender|child|help|police))? "
                rf"(?:desk|cell|unit)){_E}"
            ),
            0.75,
        ),
        (
            regex.compile(
                rf"{_B}((?:M(?:r|rs|s|d)\.? )?{_CAP}['’]s (?:[a-z]{{3,10}} )?(?:farm|"
                rf"factory|shop|mill|hotel|garage|workshop|house of prayer|school|"
                rf"clinic|pharmacy|nursery|brick kiln|company|salon|tailoring|quarry|"
                rf"depot)){_E}"
            ),
            0.75,
        ),
        (
            regex.compile(
                rf"{_B}((?:{_EUROPE}) (?:of|for) (?:the )?{_CAP}(?: {_CAP}){{0,3}}|"
                rf"{_CAP}(?: {_CAP}){{0,3}} (?:{_EUROPE})){_E}"
            ),
            0.6,
        ),
    )


_NATIVE_NO = wordset(
    """
    আমাদের আমার এই সেই ওই একটা একটি কোনো हमारे हमारी मेरे इस उस एक के की का में से और हाम्रो मेरो यो त्यो एउटा को मा ले
    পাশের কাছের নিজের থেকে ও আর গেলে গিয়ে নিয়ে সব আমরা আমি তারা ওরা को ने पर तक हम मैं वे यहाँ वहाँ त र पनि बाट लाई हामी
    নতুন পুরান বড় ছোট नया नई नये बड़ा बड़े छोटा छोटे ठूलो सानो नयाँ
    """
)


@cache
def _native_heads() -> dict[str, tuple[str, ...]]:
    """Head words of native bodies by their last word; a body of one word maps to nothing before it."""
    table: dict[str, tuple[str, ...]] = {}
    for head in merged("organisations"):
        if is_indic(head):
            *before, last = head.split(" ")
            table.setdefault(last, tuple(before))
    return table


def _native(text: str, tokens: Sequence[Word], lang: str) -> Iterator[Span]:
    """A native head word with up to three words before it, at least one of them unknown."""
    heads = _native_heads()
    for at, word in enumerate(tokens):
        if not is_indic(word.text) or not (word.text in heads or stem(word.text, lang) in heads):
            continue
        begin = at
        while begin > 0 and at - begin < 3 and text[tokens[begin - 1].end : tokens[begin].start] == " " and (
            is_indic(tokens[begin - 1].text) and tokens[begin - 1].text not in _NATIVE_NO
        ):  # fmt: skip
            begin -= 1
        while begin < at and not unknown(tokens[begin].text, lang):
            begin += 1
        if begin < at:
            yield Span(tokens[begin].start, word.end, T.ORG, 0.5, "organisations")


_BEFORE_NAME = regex.compile(
    rf"{_B}(?:(?:प्राथमिक|मध्य|उच्च|माध्यमिक|आधारभूत) (?:विद्यालय|स्वास्थ्य केंद्र)|"
    rf"आंगनवाड़ी केंद्र|সরকারি প্রাথমিক বিদ্যালয়)"
    rf" (?!में|की|के|का|से|को|और|है|था|থেকে|এর|ও)[\p{{L}}\p{{M}}]{{3,18}}{_E}"
)


_NO_NAME = wordset("""
    the a an our my your his her its their this that these those every each some any no one two another
    other same all both most many only even near nearest nearby next at in on from to by for with without
    after before when where while if and but or so then because what which whose no-one government public
    private local new old big small main
""")
"""Words that open a sentence with a capital, or lead to a head word, and name nobody."""


def _named(text: str, start: int, end: int) -> bool:
    """Whether a capital is left once the words are gone that open a sentence: “The clinic” names none."""
    inside = words(text[start:end])
    while inside and inside[0].text.casefold() in _NO_NAME:
        inside = inside[1:]
    return any(ch.isupper() for word in inside for ch in word.text)


def organisations(text: str, lang: str) -> list[Span]:
    """Named local bodies of the stretch."""
    found: list[Span] = []
    for pattern, score in _patterns():
        detector = "organisations:head" if score > 0.65 else "organisations"
        found.extend(
            Span(*m.span(1), T.ORG, score, detector)
            for m in pattern.finditer(text)
            if _named(text, *m.span(1))
        )
    if is_indic(text):
        found.extend(_native(text, words(text), lang))
        found.extend(
            Span(m.start(), m.end(), T.ORG, 0.6, "organisations") for m in _BEFORE_NAME.finditer(text)
        )
    return found
