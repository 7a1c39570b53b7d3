"""Ages in Bangla, Hindi, Nepali, Swahili, Vietnamese and romanised speech: numbers with what makes them ages.

"Forty-two years" alone may be how long ago; it is an age where an ending, an age word or a verb says so. Read
word by word: a number first, then its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.age_words import (
    AGE_VERBS,
    AGO,
    ALREADY,
    BARE_LED_SW,
    CLASS_ALONE,
    CLASS_LINKS,
    CLASSES,
    CLASSES_VI,
    COUNTERS,
    CUES,
    HALF,
    KEPT,
    LASTING,
    LEAD_SW,
    LED_SW,
    LOOSE,
    MONTHS_SW,
    NEARLY_SW,
    OLD,
    OLD_VI,
    ORDINAL_ENDINGS,
    ORDINALS,
    OWNED,
    OWNER_ENDINGS,
    OWNERS,
    PASSED,
    PAST,
    SELF_VI,
    SMALL,
    UNITS,
    YEARS_OLD,
    YEARS_SW,
)
from archive.redact.patterns.ages_said import said_ages
from archive.redact.spans import Span
from language.across import any_of, endings
from language.numbers import (
    spoken,
    value,
    values,
)
from language.words import (
    Word,
    fold,
    fold_digits,
    is_indic,
    words,
)

_BRACKET = regex.compile(r"[(\[]([^()\[\]\n]{1,40})[)\]]")
_SEXED = regex.compile(rf"(?<!\p{{L}})(?:{any_of('sex_words')})(?:(?![\p{{L}}\p{{M}}])|(?=\d))")
_BARE = regex.compile(rf"(?<!\d)\d{{1,3}}(?: ?(?:{any_of('bracket_units')}))?(?![\d\p{{L}}])")
_CLAUSE_ENDS, _STOPS = frozenset("\u0964,."), frozenset("\u0964,.);!?\n")
_COUNTED = endings("counted")
"""What may be glued to a number before its unit."""


def local_ages(text: str, lang: str) -> list[Span]:
    """Ages in the languages beside English, school classes, bare numbers in a bracket beside a sex."""
    tokens = words(text)
    spans = [
        span
        for at, word in enumerate(tokens)
        if _may_tell(word.text)
        for span in _ages_at(text, tokens, at, lang)
    ]
    spans += said_ages(text, tokens, lang)
    low = fold(text)
    for bracket in _BRACKET.finditer(low):
        if _SEXED.search(bracket.group(1)):
            spans.extend(
                Span(m.start(), m.end(), T.AGE, 0.8, "ages:bracket")
                for m in _BARE.finditer(low, *bracket.span(1))
            )
    return spans


@lru_cache(maxsize=8192)
def _may_tell(surface: str) -> bool:
    """Whether an age or a school class can begin with a word."""
    low = surface.casefold()
    return _class_word(low) or low in ORDINALS or low.endswith(ORDINAL_ENDINGS) or _counts(low)


def _ages_at(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    low = tokens[at].text.casefold()
    counts = _counts(low)
    if _class_word(low) or low in ORDINALS or counts:
        yield from _class_at(text, tokens, at)
    if not counts:
        return
    end = _number_end(text, tokens, at, lang)
    if end == at or (at and _near(text, tokens, at - 1) and _counts(tokens[at - 1].text.casefold())):
        return
    last, score = _aged(text, tokens, at, end, lang)
    if score:
        first = at
        while first and at - first < 3 and tokens[first - 1].text.casefold() in LEAD_SW:
            first -= 1
        yield Span(tokens[first].start, tokens[last - 1].end, T.AGE, score, "ages")


def _counts(low: str) -> bool:
    """Whether a word can begin a number, with or without an ending glued to it (``चौधकी``)."""
    return spoken(low) is not None


def _bare_number(low: str) -> str:
    for tail in _COUNTED:
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
    if first in YEARS_OLD:
        return end + 1, 0.85
    if at and tokens[at - 1].text.casefold() in PAST and not _cued(tokens, at):
        return end, 0.0
    in_years = _in_years(text, tokens, at, end, lang, first, second)
    if in_years is not None:
        return in_years
    if _cued(tokens, at) and first not in AGO:
        return end + (first in UNITS), 0.8
    if first in AGE_VERBS - LOOSE and is_indic(tokens[at].text) and tokens[at].text not in SMALL:
        return end, 0.65
    if first in OWNERS and second in OWNED:
        return end, 0.65
    if first in OWNERS and not second and text[tokens[end].end : tokens[end].end + 1] in _CLAUSE_ENDS:
        return end, 0.6
    last = tokens[end - 1].text
    if last.endswith(OWNER_ENDINGS) and _bare_number(last) != last and not first.startswith(COUNTERS):
        return end, 0.6
    return _other_ages(text, tokens, at, end, lang)


def _in_years(
    text: str, tokens: Sequence[Word], at: int, end: int, lang: str, first: str, second: str
) -> tuple[int, float] | None:
    """The end and score of an age with its unit, ``None`` where the unit says nothing of an age."""
    if first in OLD and second not in AGO and second not in LASTING:
        return end + 1, 0.85
    if first not in UNITS or second in AGO:
        return None
    if second in AGE_VERBS and _word(tokens, end + 2) not in LASTING:
        return end + 1 + (second in KEPT), 0.75
    stop = not second and text[tokens[end].end : tokens[end].end + 1] in _STOPS
    cued = _cued(tokens, at) or (lang in {"hi", "ne", "bn"} and _self_said(text, tokens, at))
    return (end + 1, 0.65) if stop and cued else None


def _word(tokens: Sequence[Word], at: int) -> str:
    return tokens[at].text.casefold() if at < len(tokens) else ""


def _cued(tokens: Sequence[Word], at: int) -> bool:
    """Whether an age word stands before the number, with nothing but small words between."""
    place = at - 1
    while place >= 0 and at - place < 4 and tokens[place].text.casefold() in PASSED:
        place -= 1
    return place >= 0 and at - place < 4 and tokens[place].text.casefold() in CUES


def _self_said(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether the number begins what is said after a comma or a name: "सुनीता, ३२ साल।"."""
    return at > 0 and text[tokens[at - 1].end : tokens[at].start].strip() in {",", "(", "-", "—", ":"}


def _other_ages(text: str, tokens: Sequence[Word], at: int, end: int, lang: str) -> tuple[int, float]:
    """Swahili "nina miaka ishirini", "nina 22"; Vietnamese "tôi 43,"."""
    before = tokens[at - 1].text.casefold() if at else ""
    after = text[tokens[end - 1].end : tokens[end - 1].end + 1]
    closes = after in set(".,;!?)\n") or not after
    number = values([fold_digits(t.text) for t in tokens[at:end]], lang if lang in {"sw", "vi"} else "")
    if lang in {"sw", "xx", "en"} and before in MONTHS_SW and at > 1:
        return end, 0.65 if tokens[at - 2].text.casefold() in LED_SW else 0.0
    place = at - 1
    while lang in {"sw", "xx", "en"} and place > 0 and tokens[place].text.casefold() in NEARLY_SW:
        place -= 1
    before = tokens[place].text.casefold() if place >= 0 else ""
    if lang in {"sw", "xx", "en"} and before in YEARS_SW and place > 0:
        led = tokens[place - 1].text.casefold() in LED_SW
        gone = end < len(tokens) and tokens[end].text.casefold() in AGO
        return (end, 0.75 if led else 0.6) if not gone and (led or closes) else (end, 0.0)
    if lang in {"sw", "xx"} and before in BARE_LED_SW and closes and (number or 0) > 9:
        return end, 0.6
    if lang == "vi" and (number or 0) > 5 and (
        (before in SELF_VI and closes) or (before in OLD_VI and (closes or _word(tokens, end) in ALREADY))
    ):  # fmt: skip
        return end, 0.6
    if lang == "vi" and _word(tokens, end) in HALF and _word(tokens, end + 1) in YEARS_OLD:
        return end + 2, 0.8
    return end, 0.0


@lru_cache(maxsize=2048)
def _class_word(low: str) -> bool:
    return low in CLASSES or low in CLASS_ALONE


def _counted_end(text: str, tokens: Sequence[Word], at: int, lang: str) -> int:
    """The end of the number at ``at`` if one stands there, else 0."""
    end = _number_end(text, tokens, at, lang) if at < len(tokens) and _near(text, tokens, at - 1) else at
    return end if end > at else 0


def _class_at(text: str, tokens: Sequence[Word], at: int) -> Iterator[Span]:
    """``ক্লাস থ্রি``, ``कक्षा 9``, ``darasa la saba``, ``सातवीं कक्षा``: a class word and its number."""
    low = tokens[at].text.casefold()
    if low in CLASSES:
        viet = low in CLASSES_VI and _counted_end(text, tokens, at + 1, lang="vi")
        if viet:
            yield Span(tokens[at].start, tokens[viet - 1].end, T.AGE, 0.8, "ages")
            return
        for step in (1, 2):
            place = at + step
            if place >= len(tokens) or not _near(text, tokens, place - 1):
                return
            surface = tokens[place].text.casefold()
            if surface in ORDINALS or _counts(surface):
                yield Span(tokens[at].start, tokens[place].end, T.AGE, 0.8, "ages")
                return
            if surface not in CLASS_LINKS:
                return
    elif at + 1 < len(tokens) and _near(text, tokens, at) and _class_word(tokens[at + 1].text.casefold()):
        if is_indic(low) or tokens[at + 1].text.casefold() in CLASS_ALONE:
            yield Span(tokens[at].start, tokens[at + 1].end, T.AGE, 0.8, "ages")
    elif low.endswith(ORDINAL_ENDINGS) and is_indic(low):
        yield Span(tokens[at].start, tokens[at].end, T.AGE, 0.6, "ages")
