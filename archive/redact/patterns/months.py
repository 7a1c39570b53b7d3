"""Months with a day or a year, feasts, local months: Gregorian, Bikram Sambat, Bangla, Hindu.

A bare English month points at nobody and is left. Nothing is searched where no word of a month or feast is
said.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from archive.redact.patterns.common import alternation
from archive.redact.patterns.date_words import DAY, ENDINGS, WORD_YEAR, YEAR, B, spans
from archive.redact.patterns.packs import lines, packs
from archive.redact.spans import Span
from archive.redact.words import WORD, fold, is_indic

_ENGLISH = lines("""
    January, February, March, April, May, June, July, August, September, October, November, December, Jan,
    Feb, Mar, Apr, Jun, Jul, Aug, Sep, Sept, Oct, Nov, Dec, Jan., Feb., Aug., Sept., Oct., Nov., Dec.
""")
_AMBIGUOUS = frozenset(
    {
        "may",
        "mar",
        "jun",
        "push",
        "pus",
        "asar",
        "kartik",
        "puja",
        "karma",
        "bel",
        "mei",
        "march",
        "मे",
        "মে",
        "मई",
        "kate",
        "ashar",
        "jeth",
        "biju",
    }
)


@cache
def _months() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Patterns for a month with a day or year in Latin letters, and in native ones."""
    every = _ENGLISH | {m for pack in packs() for m in pack.months}
    latin = alternation(m for m in every if not is_indic(m) and "tháng" not in m)
    native = alternation(m for m in every if is_indic(m))
    forms = (
        rf"{B}(?:{DAY}(?: of| the)?[ -]{{1,2}}(?:{latin})(?:[ ,-]{{1,3}}(?:of "
        rf")?{YEAR}|[ ,]{{1,2}}{WORD_YEAR})?"
        rf"|(?:{latin})[ -]{{1,2}}(?:the )?{DAY}(?:(?:,| of)? {{0,2}}{YEAR})?|"
        rf"(?:{latin})(?:,| of)? {{0,2}}(?:{YEAR}|{WORD_YEAR})"
        rf"|{YEAR}(?: bs)? (?:{latin})(?: {DAY})?|(?:early|mid|late|end of|beginning of|"
        rf"middle of)[ -](?:{latin}))(?!\p{{L}})"
    )
    indic = (
        rf"{B}(?:(?:{YEAR} (?:साल |সালের |के |को |সনের )?)?{DAY} ?(?:{native}){ENDINGS}(?: "
        rf"?,? ?{YEAR}(?: সালে?| साल)?)?|(?:{native}){ENDINGS} ?,? ?(?:{YEAR}|"
        rf"{DAY}(?: ?গতে| गते)?)(?: ?(?:गते|तारिख|तारीख|সালে|সাল|साल))?{ENDINGS}"
        rf"|{YEAR},? ?(?:सालको |साल |सालमा |সালের |में |के )?(?:{native}){ENDINGS}(?: ?{DAY}{ENDINGS})?|"
        rf"(?:{native}) ?(?:मास|মাস|महिना|महीना|महीने){ENDINGS})(?![\p{{L}}\p{{N}}])"
    )
    return regex.compile(forms), regex.compile(indic)


@cache
def _feasts() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Feasts with what goes with them; and bare local months, which are rare as words."""
    names = alternation(f for pack in packs() for f in pack.feasts if f.casefold() not in _AMBIGUOUS)
    local = alternation(
        m for pack in packs() for m in pack.months if m.casefold() not in _AMBIGUOUS and len(m) > 3
    )
    return (
        regex.compile(
            rf"{B}(?:(?:the )?(?:last|before|after|this|two days (?:after|"
            rf"before)|day (?:after|before)) )?(?:{names}){ENDINGS}(?: day|"
            rf" eve| week)?(?: {YEAR}|,? (?:last|this) year)?(?!\p{{L}})"
        ),
        regex.compile(rf"{B}(?:{local}){ENDINGS}(?![\p{{L}}\p{{M}}])"),
    )


_MONTHLY = regex.compile(
    r"(?:(?: মাসের| মাসে)? (?:শেষে|শুরুতে|মাঝামাঝি|শেষের দিকে|প্রথম দিকে)| के (?:आख़िर|आखिर|शुरू|"
    r"अंत) में| (?:महिनाको )?(?:सुरुमा|अन्त्यमा|अन्तिममा))"
)
_FEASTLY = regex.compile(
    r" ?(?:মেলার|মেলায়|জামাতে|রাতে|দিনে|দিন|সময়|আগের (?:দিন|হপ্তায়|সপ্তাহে|রাতে)|পরের (?:দিন|"
    r"সপ্তাহে|হপ্তায়)|के दिन|की रात|वाले दिन|को दिन|को बेला|"
    r"eve|night|week|day)(?!\p{L}|\p{M})"
)
_BEFORE_FEAST = regex.compile(r"(?:গত|আগের|এই|गत|पिछली|पिछले|इस|अघिल्लो|यो|last|this|next) $")


@cache
def _month_words() -> frozenset[str]:
    every = _ENGLISH | {m for pack in packs() for m in pack.months} | {f for p in packs() for f in p.feasts}
    return frozenset(fold(WORD.findall(entry)[0]) for entry in every)


def months(low: str, said: frozenset[str], native: bool) -> list[Span]:
    """Months with a day or year, feasts, and local months by themselves; only where one of them is said."""
    if said.isdisjoint(_month_words()):
        return []
    latin, indic = _months()
    feasts, local = _feasts()
    found = spans(latin, low, 0.9)
    named = [*spans(local, low, 0.55), *(spans(indic, low, 0.85) if native else ())]
    found += [replace(s, end=m.end()) if (m := _MONTHLY.match(low, s.end)) else s for s in named]
    for span in spans(feasts, low, 0.7):
        after, before = (
            _FEASTLY.match(low, span.end),
            _BEFORE_FEAST.search(low, max(0, span.start - 12), span.start),
        )
        start, end = before.start() if before else span.start, after.end() if after else span.end
        found.append(replace(span, start=start, end=end))
    return found
