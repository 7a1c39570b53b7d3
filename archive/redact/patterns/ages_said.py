"""Ages as people tell them round about: nearly forty, ten or eleven, past seventy, in class five.

What makes a number an age here is what stands beside it: a word of nearness, a second number one higher, a
child, a relation between commas, a card that says it, a wedding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.native_names import RELATIONS, unknown
from archive.redact.spans import Span
from language.across import either, endings, frames_of_all, words_of_all
from language.numbers import spoken
from language.words import Word, is_indic

_ABOUT = words_of_all("about")
"""Words behind a number that make it a rough age."""
_LINKS = words_of_all("about_links")
_MONTHS, _BABIES = words_of_all("months_of_age"), words_of_all("babies")
_CHILDREN = words_of_all("children")
"""Relations and places among siblings before a bare number: "बड़ा लड़का बाईस,"."""
_PAPERS, _WRITTEN = words_of_all("papers"), words_of_all("written")
_WRITTEN_BEFORE = words_of_all("written_before")
_EVENTS, _IN = words_of_all("life_events"), words_of_all("at_age")
_ORDINAL_CLASSES, _LOW_CLASSES = words_of_all("class_ordinals"), words_of_all("low_class_ordinals")
_WOULD, _YEARS = words_of_all("supposed"), words_of_all("years_of_age")
_OR, _OWNERS = words_of_all("or"), words_of_all("month_owners")
_AT = endings("in")
"""Glued to a number: somebody was so old at."""
_YEAR_OF_STUDY = frames_of_all("year_of_study")
_STUDY = regex.compile(rf"(?<!\p{{L}})(?:{either(_YEAR_OF_STUDY)})(?!\p{{L}})")
_STUDY_CUES = tuple(cue for frame in _YEAR_OF_STUDY for cue in frame.fields["cues"])
_ENDS = frozenset(",\u0964.;)!?\n")


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
    if after in _OR:
        higher = _number(_next(text, tokens, at + 1))
        return at + 3 if higher is not None and 7 < number < higher < number + 6 else 0
    if twice is not None:
        closes = _closes(text, tokens[at + 1]) or _next(text, tokens, at + 1) in _WOULD
        return at + 2 if 7 < number < twice < number + 6 and closes else 0
    if after in _MONTHS and number < 37:
        last = at + 1 + (_next(text, tokens, at + 1) in _OWNERS)
        return at + 2 if _next(text, tokens, last) in _BABIES else 0
    if 4 < number < 100 and (_apposed(text, tokens, at, lang) or _written(text, tokens, at)):
        return at + 1
    return _wed(text, tokens, at, number)


def _wed(text: str, tokens: Sequence[Word], at: int, number: int) -> int:
    """The end of an age that somebody was married, bereaved or crippled at: ``पंद्रह साल में ब्याह दी``."""
    if not 4 < number < 60:
        return 0
    end = at + 1
    years = _next(text, tokens, at) in _YEARS
    end += years
    if _next(text, tokens, end - 1) not in _IN and not tokens[end - 1].text.endswith(_AT):
        return 0
    near = {word.text for word in (*tokens[end : end + 4], *tokens[max(0, at - 5) : at])}
    return end if not near.isdisjoint(_EVENTS) else 0


def _apposed(text: str, tokens: Sequence[Word], at: int, lang: str) -> bool:
    """Whether a bare number closes a clause that a relation or a name opens: ``বড় ছেলে বাইশ,``."""
    if not at or not _closes(text, tokens[at]):
        return False
    before, gap = tokens[at - 1].text, text[tokens[at - 1].end : tokens[at].start]
    if gap == " ":
        return before in _CHILDREN
    if gap not in {", ", " ("}:
        return False
    relation = before in _CHILDREN or before in RELATIONS
    return relation or (is_indic(before) and lang in {"bn", "hi", "ne"} and unknown(before, lang))


def _written(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a paper says the number: ``কার্ডে লেখা ২৪``, ``कार्ड में 66 लिखा है``."""
    around = [word.text for word in tokens[max(0, at - 4) : at]]
    after = _next(text, tokens, at)
    paper = any(word in _PAPERS for word in around)
    return (paper and (after in _WRITTEN or (around[-1:] and around[-1] in _WRITTEN))) or (
        bool(around) and around[-1] in _WRITTEN_BEFORE and _closes(text, tokens[at])
    )


def _closes(text: str, word: Word) -> bool:
    return text[word.end : word.end + 1] in _ENDS or word.end == len(text)


def _next(text: str, tokens: Sequence[Word], at: int) -> str:
    """The word behind the one at ``at``, if only a blank parts them."""
    if 0 <= at < len(tokens) - 1 and text[tokens[at].end : tokens[at + 1].start] in {" ", "-"}:
        return tokens[at + 1].text
    return ""


def _number(surface: str) -> int | None:
    """A number between one and 110, with or without a glued case ending (``আশির``, ``सोह्रमा``)."""
    number = spoken(surface) if surface else None
    return number if number is not None and 0 < number < 111 else None


def _span(tokens: Sequence[Word], begin: int, end: int, score: float) -> Span:
    return Span(tokens[begin].start, tokens[end - 1].end, T.AGE, score, "ages")
