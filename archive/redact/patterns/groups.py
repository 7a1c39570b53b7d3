"""Castes, peoples, faiths, gender identities, disabilities; and descriptions that fit one person only.

A group word in a sentence is a quasi-identifier of whoever it describes. Words that are also ordinary in
English ("Ho", "Mala", "deaf") need a capital or a person word beside them.
"""

from __future__ import annotations

from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.common import alternation, merged
from archive.redact.spans import Span
from archive.redact.words import fold, is_indic, lower_cased, plain, wordset

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_PERSON = (
    "woman|women|man|men|girl|girls|boy|boys|person|people|child|children|"
    "family|families|community|household|households|caste|tribe|couple|worker|"
    "workers|mother|widow|student|pastor|girlfriend|boyfriend|christian|muslim"
)
_WEAK = wordset(
    """
    ho mala mang mal nat dom co hoa kinh mạ thổ lự cống kol sc st obc maria deaf gay dao ma thai mường
    hindu muslim christian buddhist sikh jain meru embu nandi meche rai raji mandi mông đồng tính lào
    thái
    """
)
_SMALL_WORDS = (
    (
        r"(?:transgender|trans|transsexual|intersex|hijra|third gender|non-binary|"
        rf"kothi|meti|lesbian|gay|bisexual|queer|albino|lgbtq?\+?) (?:{_PERSON})"
    ),
    (
        r"(?:deaf|blind|lame|disabled|hard of hearing|visually impaired|hearing "
        r"impaired|physically challenged|partially sighted|wheelchair[- ]using|"
        rf"speech[- ]impaired|deafblind|mute) (?:{_PERSON})"
    ),
    (
        r"(?:i am|i'm|he is|she is|is|was|born|became|went|being|am|are|both) "
        r"(?:totally |partly |half |also |completely |born )?(?:deaf|blind|"
        r"lame|albino|paralysed|paralyzed|transgender|intersex|lesbian|gay|"
        r"bisexual|hiv[- ]positive|epileptic|autistic|mute)"
    ),
    (
        r"(?:people|person|persons|woman|man|girl|boy|child|children|women|"
        r"men|mother|family) with (?:a )?(?:disabilit(?:y|ies)|albinism|leprosy|"
        r"epilepsy|down'?s? syndrome|cerebral palsy|autism|hiv|polio|one (?:leg|"
        r"arm|eye))"
    ),
    r"(?:polio|leprosy|cerebral palsy|down'?s syndrome|albinism|epilepsy) (?:patient|survivor|victim)s?",
    (
        r"(?:rag|waste) ?pickers?|sex workers?|manual scavengers?|domestic "
        r"workers?|bonded labou?rers?|stone ?breakers?|tea (?:garden )?workers?|"
        r"night soil|cane cutters?|cane cutting"
    ),
)
_WITH_HEAD = regex.compile(
    _B
    + (
        r"(\p{Lu}[\p{L}\p{M}'’-]{2,18}) (?:caste|tribe|clan|community|people|"
        r"tribals?|sub-caste|families|women|girls|dialect)"
    )
    + _E
)
_ROLE = regex.compile(
    _B + r"(?:the|their|our|its|a|this|that) (?:only|sole|first(?: ever)?|last|"
    r"youngest|oldest|eldest|one and only|lone) (?!time|thing|day|place|"
    r"one\b|problem|way|month|week|year|night|reason|person who|people|"
    r"part|house|floor|question|date|and|of us|money|work|two|three|few)"
    r"(?:[\p{L}\p{M}'’-]{2,18}[ ,]{1,2}){1,5}?(?:in|at|on|of|from|with|"
    r"who|to|for|among|here|around|left) (?:[\p{L}\p{M}'’-]{1,18} ?){1,9}"
)
_ONLY = regex.compile(
    _B
    + r"(?:i am|i'm|i was|she is|she's|he is|he's|she was|he was) (the only (?:[\p{L}\p{M}'’-]{2,18} ?){1,7})"
)
_NATIVE_ROLE = regex.compile(
    _B
    + (
        r"((?:একমাত্র|इकलौती|इकलौता|एकमात्र|अकेली|एक्ली|प्रथम|পহেলা|प्रথম|প্রথম|"
        r"पहली|पहिलो) (?:[\p{L}\p{M}]{2,14} ?){1,4})"
    )
)
_LATIN_ROLE = regex.compile(
    _B
    + (
        r"((?:người (?:[\p{L}\p{M}]{1,7} ){1,3}(?:duy nhất|đầu tiên)(?: (?:ở|"
        r"của|trong) (?:[\p{L}\p{M}]{1,7} ?){1,4})?)|(?:mwanamke|mtu|msichana|"
        r"mwanaume|mwalimu|dereva) (?:pekee|wa kwanza)(?: (?:[\p{L}]{2,10} "
        r"?){1,4})?)"
    )
)


@cache
def _names() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    every = merged("groups")
    latin = alternation(
        {n for n in every if not is_indic(n)} | {plain(n) for n in every if not is_indic(n) and len(n) > 5}
    )
    native = alternation(n for n in every if is_indic(n))
    tail = r"(?:দের|রা|ের|র|এর|দের|কে|হয়েছে|हरू|हरूको|हरूले|को|का|की|ले|लाई|नी)?"
    return (
        regex.compile(rf"{_B}(?:{latin})(?:s|['’]s|es)?(?: (?:{_PERSON}))?{_E}"),
        regex.compile(rf"{_B}(?:{native}){tail}{_E}"),
    )


def groups(text: str, lang: str) -> list[Span]:
    """Groups that a person is said to belong to."""
    low = fold(text)
    latin, native = _names()
    small = lower_cased(text)
    found: list[Span] = []
    for match in latin.finditer(low):
        shown = text[match.start() : match.end()]
        if (
            shown[0].isupper()
            or (small and match.group() not in _WEAK and len(shown) > 4)
            or " " in shown
            or match.group() in {"hijra", "dalit", "adivasi", "harijan"}
        ):
            found.append(
                Span(match.start(), match.end(), T.DEM, 0.6 if match.group() in _WEAK else 0.7, "groups")
            )
    found.extend(Span(m.start(), m.end(), T.DEM, 0.6, "groups") for m in native.finditer(text))
    for pattern in _small():
        found.extend(Span(m.start(), m.end(), T.DEM, 0.6, "groups") for m in pattern.finditer(low))
    found.extend(Span(*m.span(1), T.DEM, 0.55, "groups") for m in _WITH_HEAD.finditer(text))
    return found


@cache
def _small() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(_B + pattern + _E) for pattern in _SMALL_WORDS)


def roles(text: str, lang: str) -> list[Span]:
    """Descriptions that fit one person: "the only woman in the ward committee"."""
    low = fold(text)
    found = [Span(m.start(), m.end(), T.ROLE, 0.5, "roles") for m in _ROLE.finditer(low)]
    for pattern in (_ONLY, _NATIVE_ROLE, _LATIN_ROLE):
        found.extend(Span(*m.span(1), T.ROLE, 0.5, "roles") for m in pattern.finditer(low))
    return found
