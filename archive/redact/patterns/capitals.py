"""Names, places and bodies in Latin letters, by capitals and by the words around them.

The measured truth is that "mask every capitalised word" beats every English model on names of these five
countries. This rule starts there and takes back what is surely no name: sentence starts that are ordinary
words, calendars, countries, forms, jargon. Then titles, head words and prepositions say what each run is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words, words_with_capitals
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import latin_names, merged, titles
from archive.redact.spans import Span
from archive.redact.vocabulary import entries
from language.words import (
    Word,
    bare,
    is_indic,
    plain,
    words,
)

_JOIN = regex.compile(r"(?: |\. ?|-| ?& ?)")
_LINKS = entries("inside_names")
_INTO_PLACE = entries("into_place") | entries("further_into_place")
_DETERMINERS = entries("determiners")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring capitalised words: positions in the word list, end excluded."""

    first: int
    last: int


def capitals(text: str, lang: str) -> list[Span]:
    """Runs of capitalised words that can be names, typed by their surroundings."""
    tokens = words(text)
    spans: list[Span] = []
    index = 0
    while index < len(tokens):
        if not _can_be_name(tokens[index], lang):
            index += 1
            continue
        last = _run_end(text, tokens, index, lang)
        run = _cut(tokens, Run(index, last), lang)
        if run is not None:
            spans.append(_typed(text, tokens, run, lang))
        index = last
    return spans


def _can_be_name(word: Word, lang: str) -> bool:
    """A capitalised word with a lower-case letter or of some length, not a digit, not safe."""
    surface = bare(word.text)
    if not word.capital or surface[0].isdigit() or is_indic(surface):
        return False
    return surface.casefold() not in words_with_capitals(lang)


def _run_end(text: str, tokens: list[Word], index: int, lang: str) -> int:
    """The end of the run that begins at ``index``: at most eight words, links inside allowed."""
    at = index + 1
    while at < len(tokens) and at - index < 8:
        gap = text[tokens[at - 1].end : tokens[at].start]
        if not _JOIN.fullmatch(gap) or (gap.startswith(".") and not _initial(tokens[at - 1])):
            break
        if _possessive(tokens[at - 1].text):
            break
        linked = tokens[at].text in _LINKS and at + 1 < len(tokens) and tokens[at + 1].capital
        if not linked and not _can_be_name(tokens[at], lang):
            break
        at += 1
    while tokens[at - 1].text in _LINKS:
        at -= 1
    return at


def _initial(word: Word) -> bool:
    return len(word.text) <= 2 or word.text.casefold() in titles()


def _possessive(surface: str) -> bool:
    return surface.endswith(("'s", "’s"))


def _cut(tokens: list[Word], run: Run, lang: str) -> Run | None:
    """The run without titles at its edges and without an ordinary word at a sentence start."""
    first, last = run.first, run.last
    while first < last and (tokens[first].text.casefold() in titles() and last - first > 0):
        first += 1
    while last > first + 1 and tokens[last - 1].text.casefold() in merged("after"):
        last -= 1
    if first < last and tokens[first].initial and _drops_at_start(tokens, first, last, lang):
        first += 1
    if first >= last:
        return None
    if last - first == 1 and not _single_counts(tokens, first, lang):
        return None
    return Run(first, last)


def _drops_at_start(tokens: list[Word], first: int, last: int, lang: str) -> bool:
    """Whether the first word of a sentence is capitalised for that reason alone."""
    surface = bare(tokens[first].text).casefold()
    if last - first > 1 and (surface == "y" or (surface == "a" and not tokens[first + 1].text.isascii())):
        return False
    if surface in small_words(lang, names=True):
        return True
    if surface in latin_names() and not (lang == "vi" and last - first == 1):
        return False
    if ordinary(surface, lang):
        return True
    return lang not in {"en", "xx"} and last - first == 1


def _single_counts(tokens: list[Word], at: int, lang: str) -> bool:
    """Whether one capitalised word alone is worth masking."""
    word = bare(tokens[at].text)
    low = word.casefold()
    if low in small_words(lang, names=tokens[at].initial) or len(word) < 2:
        return False
    if low in latin_names() or low in merged("places"):
        return True
    if word.isupper() and len(word) <= 5:
        return False
    before = tokens[at - 1].text.casefold() if at else ""
    return not (
        ordinary(low, lang if lang != "vi" else "en") and (before in _DETERMINERS or lang in {"en", "xx"})
    )


def _typed(text: str, tokens: list[Word], run: Run, lang: str) -> Span:
    first, last = tokens[run.first], tokens[run.last - 1]
    start, end = first.start, last.start + len(bare(last.text))
    kind, score = _kind(text, tokens, run)
    return Span(start, end, kind, score, "capitals")


def _kind(text: str, tokens: list[Word], run: Run) -> tuple[T, float]:
    surface = text[tokens[run.first].start : tokens[run.last - 1].end].casefold()
    before = _near(text, tokens, run.first - 1, run.first)
    after = _near(text, tokens, run.last, run.last)
    if surface in merged("groups"):
        return T.DEM, 0.7
    if surface in merged("places") or plain(surface) in _plain_places():
        return T.LOC, 0.85
    if before in merged("before"):
        return T.KIN, 0.85
    if after in merged("after"):
        return T.KIN, 0.85
    named = sum(plain(bare(tokens[i].text)) in latin_names() for i in range(run.first, run.last))
    if named:
        return T.PERSON, 0.8 if named > 1 else 0.7
    if before in _INTO_PLACE or (
        before in {"the"} and run.first > 1 and tokens[run.first - 2].text in _INTO_PLACE
    ):
        return T.LOC, 0.6
    return T.PERSON, 0.5


@cache
def _plain_places() -> frozenset[str]:
    return frozenset(plain(p) for p in merged("places") if not is_indic(p))


def _near(text: str, tokens: list[Word], at: int, border: int) -> str:
    """The neighbouring word in lower case, if only a blank or a full stop parts it from the run."""
    if not 0 <= at < len(tokens):
        return ""
    one, two = (tokens[at], tokens[border]) if at < border else (tokens[border - 1], tokens[at])
    gap = text[one.end : two.start]
    return tokens[at].text.casefold() if gap in {" ", ". ", "-", "."} else ""
