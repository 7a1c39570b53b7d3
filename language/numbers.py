"""Numbers up to ninety-nine as people say them, in the six languages and as typists romanise three of them.

Spellers differ in length marks and nasal signs, so words are compared without them. Used to see ages, to put
an age into its band, and to see phones that are spelt out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from language.across import CODES, endings, words_of_all
from language.lists import language_words
from language.words import fold_digits, is_indic

_MARKS = str.maketrans(
    {
        "\u0901": None,  # Devanagari candrabindu and anusvara, Bengali candrabindu
        "\u0902": None,
        "\u0981": None,
        "\u093c": None,  # nukta of both
        "\u09bc": None,
        "\u0940": "\u093f",  # long i and u as short ones
        "\u0942": "\u0941",
        "\u09c0": "\u09bf",
        "\u09c2": "\u09c1",
    }
)

Numbers = Mapping[str, int]


@lru_cache(maxsize=8192)
def spoken_key(word: str) -> str:
    """A number word as it is compared: lower case, without length marks and nasal signs."""
    return word.translate(_MARKS) if is_indic(word) else word.casefold()


def _spelt(lang: str) -> Numbers:
    """The words of ``number_spellings``, each with its number."""
    spellings = language_words(lang).values("number_spellings")
    return {spoken_key(word): int(number) for word, number in spellings.items()}


def _counted(lang: str, name: str) -> Numbers:
    """The words of a list in counting order, each with its place."""
    return {spoken_key(word): number for number, word in enumerate(language_words(lang).entries(name))}


@cache
def number_words(lang: str) -> Numbers:
    """Single number words of a language, as they are compared; romanised ones for ``xx``."""
    if lang in {"bn", "hi", "ne"}:
        other = {word: number for one in ("bn", "hi", "ne") for word, number in _spelt(one).items()}
        return {**other, **_counted(lang, "counting")}
    if lang in CODES and lang != "xx":
        return {**_counted(lang, "counting"), **_spelt(lang)}
    romanised = [_counted(one, "counting_latin") for one in ("hi", "bn", "ne")]
    return {word: number for one in (*romanised, _spelt("xx")) for word, number in one.items()}


@cache
def _of_script(indic: bool) -> Numbers:
    """Number words of all languages of a script; where two disagree, the one said first here."""
    order = ("bn", "ne", "hi") if indic else ("xx", "sw", "vi", "en")
    return {k: v for lang in order for k, v in number_words(lang).items()}


_JOINS, _TEN = words_of_all("number_joins"), words_of_all("ten_word")


def value(word: str, lang: str = "") -> int | None:
    """The number that one word says, in digits of any script or in words of ``lang`` (of any without it)."""
    folded = fold_digits(word)
    if folded.isdigit() and folded.isascii():
        return int(folded) if len(folded) < 4 else None
    table = number_words(lang) if lang else _of_script(is_indic(word))
    return table.get(spoken_key(word))


def values(parts: Sequence[str], lang: str = "") -> int | None:
    """The number that a few words say together: "thirty four", "thelathini na sita", "ba mươi tư"."""
    total: int | None = None
    for part in parts:
        if (part == "-" or part.casefold() in _JOINS) and total is not None:
            continue
        one = value(part, lang)
        if one is None:
            return None
        if total is None:
            total = one
        elif spoken_key(part) in _TEN:
            total *= 10
        elif total % 10 == 0 and one < 10:
            total += one
        elif lang == "vi" and one < 10 and total < 10:
            total = total * 10 + one
        else:
            return None
    return total


_TAILS = endings("number")


@lru_cache(maxsize=16384)
def spoken(word: str) -> int | None:
    """The number that a word says, with or without a case ending glued to it (``আশির``, ``चौधकी``)."""
    low = fold_digits(word.casefold())
    number = value(low)
    if number is None and is_indic(low):
        for tail in _TAILS:
            if low.endswith(tail) and len(low) > len(tail) + 1 and (number := value(low[: -len(tail)])):
                break
    return number
