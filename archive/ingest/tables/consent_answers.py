"""What a row itself answers to a question of consent: yes, no, nothing, or nothing that is clear.

Words are data, in six languages and as people write them. A word counts only where no letter and no vowel
sign goes on behind it. The stricter reading wins: whatever holds a word for no is never a yes, unless the
words together are a known way to say yes ("no objection"). It refuses to guess what a code stands for
beyond 1 and 0, or 1 and 2, which every survey tool uses for yes and no.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import regex

from language.across import any_of, names_of_lists, searched
from language.digits import ascii_digits

_PACKAGE = "archive.ingest"
_BORDER = r"[\p{L}\p{M}\p{N}]"
_CODE = regex.compile(r"^\s*\d{1,3}\s*[-–.):=]\s*(?=\p{L})")
_NUMBER = regex.compile(r"^[+]?(\d{1,3})(?:\.0+)?$")
_GAPS = regex.compile(r"[\s_/\u200b-\u200d]+")
_APOSTROPHES = regex.compile("[\u2018\u2019\u02bc`\u00b4]")


class Answer(StrEnum):
    """What a cell says to a question of consent."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    BLANK = "blank"


class Scope(StrEnum):
    """What a question of consent is about: taking part at all, or one use of the words alone."""

    WHOLE = "whole"
    NARROW = "narrow"


def answer_of(cell: str, *, refusal: bool = False) -> Answer:
    """The answer in a cell. ``refusal`` says that the question asks whether somebody refused."""
    answer = _answer(cell)
    if refusal and answer in (Answer.YES, Answer.NO):
        return Answer.NO if answer is Answer.YES else Answer.YES
    return answer


def is_consent_question(header: str) -> bool:
    """Whether a question, by its own words, asks for consent."""
    words = spaced(header)
    asks = _frame("consent_column").search(header) or _frame("consent_column").search(words)
    return bool(asks or asks_for_refusal(header)) and not is_detail(header)


def is_detail(header: str) -> bool:
    """Whether a question asks how, when or before whom consent was given."""
    return bool(_frame("consent_detail").search(header) or _frame("consent_detail").search(spaced(header)))


def asks_for_refusal(header: str) -> bool:
    """Whether yes to this question means that somebody refused."""
    return bool(_frame("refusal_column").search(spaced(header)))


def scope_of(header: str) -> Scope:
    """Whether a no to this question keeps the row out, or narrows what may be done with its words."""
    words = spaced(header)
    if _frame("consent_narrow").search(words) and not _frame("consent_whole").search(words):
        return Scope.NARROW
    return Scope.WHOLE


def answers_clearly(cells: Iterable[str]) -> bool:
    """Whether at least half of the answers that were given are a clear yes or no."""
    answers = [_answer(cell) for cell in cells if cell.strip()]
    clear = sum(one in (Answer.YES, Answer.NO) for one in answers)
    return bool(answers) and clear * 2 >= len(answers)


def spaced(words: str) -> str:
    """A header as words: groups, underscores and runs of blanks are one blank."""
    return _GAPS.sub(" ", _APOSTROPHES.sub("'", unicodedata.normalize("NFC", words))).strip()


def _answer(cell: str) -> Answer:
    words = ascii_digits(spaced(cell).casefold()).strip(" .!,;:\"'()[]{}*।")
    if not words:
        return Answer.BLANK
    number = _NUMBER.match(words)
    if number:
        return {"1": Answer.YES, "0": Answer.NO, "2": Answer.NO}.get(str(int(number[1])), Answer.UNCLEAR)
    return _said(_CODE.sub("", words))


def _said(words: str) -> Answer:
    if _begins("consent_open").match(words):
        return Answer.UNCLEAR
    left, kind_words = _anywhere("consent_unharmed").subn(" ", words)
    left = " ".join(left.split())
    if _anywhere("consent_denied").search(left):
        polite = _begins("consent_polite").sub("", left).strip(" ,")
        return Answer.UNCLEAR if _begins("consent_affirmed").match(polite) else Answer.NO
    if _anywhere("consent_open").search(left):
        return Answer.UNCLEAR
    agrees = _anywhere("consent_affirmed").search(left) or _anywhere("consent_agreed").search(left)
    return Answer.YES if agrees or kind_words else Answer.UNCLEAR


@cache
def _words(name: str) -> str:
    """Any word of the lists that begin so; lists of words typed in Latin letters are among them."""
    return "|".join(f"(?:{any_of(one, _PACKAGE)})" for one in names_of_lists(name, _PACKAGE))


@cache
def _anywhere(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!{_BORDER})(?:{_words(name)})(?!{_BORDER})", regex.IGNORECASE)


@cache
def _begins(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"^(?:{_words(name)})(?!{_BORDER})", regex.IGNORECASE)


@cache
def _frame(role: str) -> regex.Pattern[str]:
    return searched(role, regex.IGNORECASE, _PACKAGE)
