"""One list in all languages at once, for readers who meet several languages in one sentence.

Most rules of detection ask whether a word is, say, a weekday in any of the languages, because people mix them
and type three of them in Latin letters as well (``xx``). A name that no file has is an error here: a rule
must not go silent because a list was renamed. What a list means stands in its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import regex

from language.lists import Frame, Words, alternation, read_words

CODES = ("en", "bn", "hi", "ne", "xx", "sw", "vi")
"""The files of ``language/data`` that are languages, in the order in which lists are joined."""


@cache
def _files(package: str, codes: tuple[str, ...]) -> tuple[Words, ...]:
    held = [code for code in codes if files(package).joinpath("data", f"{code}.yaml").is_file()]
    return tuple(read_words(package, code) for code in held)


@cache
def words_of_all(name: str, package: str = "language", codes: tuple[str, ...] = CODES) -> frozenset[str]:
    """The entries of a list in every language of ``codes`` that has it. Raises ``KeyError`` if none has."""
    return frozenset(in_order(name, package, codes))


@cache
def in_order(name: str, package: str = "language", codes: tuple[str, ...] = CODES) -> tuple[str, ...]:
    """The same, language by language and in the order of each file."""
    lists = [one.lists[name].entries for one in _files(package, codes) if name in one.lists]
    if not lists:
        raise KeyError(f"None of {', '.join(codes)} has a list {name}.")
    return tuple(dict.fromkeys(word for entries in lists for word in entries))


def names_of_lists(prefix: str, package: str = "language") -> tuple[str, ...]:
    """The names of lists that begin so, in any language. Raises ``KeyError`` if there are none."""
    found = tuple(
        dict.fromkeys(n for one in _files(package, CODES) for n in one.lists if n.startswith(prefix))
    )
    if not found:
        raise KeyError(f"No list of {package} begins with {prefix}.")
    return found


def values_of_all(name: str, package: str = "language") -> dict[str, str | int | float]:
    """What the words of a list stand for, in every language that has it; the first to claim a word has it."""
    found = [one.lists[name].values for one in _files(package, CODES) if name in one.lists]
    if not found:
        raise KeyError(f"No language has a list {name}.")
    return {word: value for values in reversed(found) for word, value in values.items()}


@cache
def frames_of_all(role: str, package: str = "language", codes: tuple[str, ...] = CODES) -> tuple[Frame, ...]:
    """The frames of a role in every language of ``codes``. Raises ``KeyError`` if there are none."""
    frames = tuple(frame for one in _files(package, codes) for frame in one.frames_of(role))
    if not frames:
        raise KeyError(f"None of {', '.join(codes)} has frames for {role}.")
    return frames


def either(frames: Iterable[Frame]) -> str:
    """One pattern that matches where any of the frames does."""
    return "|".join(f"(?:{frame.pattern})" for frame in frames)


@cache
def any_of(name: str, package: str = "language") -> str:
    """A regular expression for any word of a list, in any language."""
    return alternation(words_of_all(name, package))


def searched(role: str, flags: int = 0, package: str = "language") -> regex.Pattern[str]:
    """The frames of a role in all languages as one compiled pattern."""
    return regex.compile(either(frames_of_all(role, package)), flags)


@cache
def endings(use: str, *codes: str) -> tuple[str, ...]:
    """The glued endings taken off for ``use`` in these languages, in all where none is named, longest first.

    Raises ``KeyError`` for a use that no ending has.
    """
    found = {ending for ending, uses in _endings(codes) if use in str(uses).split()}
    if not found:
        raise KeyError(f"No ending is taken off for {use}.")
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


def _endings(codes: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    for code in codes or CODES:
        yield from read_words("language", code).values("endings").items()
