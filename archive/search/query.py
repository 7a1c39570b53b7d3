"""What a person writes into the search field, and the one canonical way to write it back.

Words, ``"an exact phrase"``, ``-minus``, ``this OR that``, and the filters ``code:``, ``country:`` and
``lang:``. OR binds tighter than standing side by side: ``road clinic OR hospital`` is a road and one of
the two. Every code asked must be on the passage (a passage has many); countries and languages are
alternatives (it has one). No error message repeats what was written: queries are not for logs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import regex

from archive.errors import UsageError
from archive.search.words import WORD
from language.countries import LANGUAGES

LONGEST = 400
MOST = 32
"""Code points and phrases that one query may have."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word, or several that stand side by side. ``exact`` if it was written in quotes."""

    text: str = field(repr=False)
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One of each group of ``wanted``, none of ``unwanted``, within the filters."""

    wanted: tuple[tuple[Phrase, ...], ...] = ()
    unwanted: tuple[Phrase, ...] = ()
    codes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


_PIECE = regex.compile(
    r"(?P<minus>[-−–](?=[\S]))?"
    r"(?:(?P<filter>[A-Za-z]+):(?P<value>[^\s\"]*)|\"(?P<phrase>[^\"]*)\"|(?P<word>[^\s\"]+)|(?P<open>\"))"
)
_QUOTES = str.maketrans("“”„«»", '"""""')
_CODE = regex.compile(r"[A-Za-z0-9]{1,12}(?:[._-][A-Za-z0-9]{1,12}){0,5}")
_COUNTRY = regex.compile(r"[A-Za-z]{2}")


def parse(text: str) -> Query:
    """Read a query. Raises ``UsageError`` with a sentence if it cannot be one."""
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())
    if len(plain) > LONGEST:
        raise UsageError(f"A query has at most {LONGEST} characters; search for less at once.")
    reading = _Reading()
    for piece in _PIECE.finditer(plain):
        reading.take(piece)
    return reading.finished()


class _Reading:
    """The state of one parse: groups so far, and whether an OR waits for its other half."""

    def __init__(self) -> None:
        self.groups: list[list[Phrase]] = []
        self.unwanted: list[Phrase] = []
        self.filters: dict[str, set[str]] = {"code": set(), "country": set(), "lang": set()}
        self.or_waits = False
        self.or_may_follow = False

    def take(self, piece: regex.Match[str]) -> None:
        """Read one piece: a filter, a phrase, a word, or OR."""
        if piece["open"]:
            raise UsageError("A quotation mark is not closed; put one at the end of the phrase.")
        if piece["filter"] is not None:
            self._filter(piece)
        elif piece["phrase"] is not None:
            self._phrase(Phrase(piece["phrase"].strip(), exact=True), bool(piece["minus"]))
        elif piece["word"] == "OR" and not piece["minus"]:
            if not self.or_may_follow:
                raise UsageError("OR goes between two words or phrases; write: water OR well.")
            self.or_waits, self.or_may_follow = True, False
        elif WORD.search(piece["word"]):
            self._phrase(Phrase(piece["word"]), bool(piece["minus"]))

    def _phrase(self, phrase: Phrase, minus: bool) -> None:
        if not WORD.search(phrase.text):
            raise UsageError("The quotation marks hold no word; write one between them or leave them out.")
        if minus and self.or_waits:
            raise UsageError("OR and a minus cannot stand together; write the minus on its own.")
        if minus:
            self.unwanted.append(phrase)
        elif self.or_waits:
            self.groups[-1].append(phrase)
        else:
            self.groups.append([phrase])
        self.or_waits, self.or_may_follow = False, not minus

    def _filter(self, piece: regex.Match[str]) -> None:
        name, value = piece["filter"].lower(), piece["value"]
        if name not in self.filters:
            raise UsageError(
                "There is no filter with that name. Use code:, country: or lang:, or put words with a "
                "colon in quotation marks."
            )
        if piece["minus"] or self.or_waits:
            raise UsageError("A filter takes neither a minus nor OR; write the filter alone.")
        self.filters[name].add(_value(name, value))
        self.or_may_follow = False

    def finished(self) -> Query:
        """The query, if there is one."""
        if self.or_waits:
            raise UsageError("OR goes between two words or phrases; write: water OR well.")
        query = Query(
            tuple(tuple(group) for group in self.groups),
            tuple(self.unwanted),
            *(tuple(sorted(self.filters[name])) for name in ("code", "country", "lang")),
        )
        if query == Query():
            raise UsageError("Write at least one word, or a filter such as code:3.8.")
        if sum(map(len, query.wanted)) + len(query.unwanted) > MOST:
            raise UsageError(f"A query has at most {MOST} words and phrases; search for less at once.")
        return query


def _value(name: str, value: str) -> str:
    if name == "code" and _CODE.fullmatch(value):
        return _code(value)
    if name == "country" and _COUNTRY.fullmatch(value):
        return value.upper()
    if name == "lang" and value.lower() in (*LANGUAGES, "mixed"):
        return value.lower()
    raise UsageError(
        "A filter's value cannot be read. Write code:3.8 or code:V.ID, country:BD, and for lang: one of "
        f"{', '.join(LANGUAGES)}, mixed."
    )


def _code(value: str) -> str:
    """The case in which codes are kept: targets small (``3.a``), drivers capital (``V.ID``), others as is."""
    if value[0].isdigit():
        return value.lower()
    return value.upper() if value[1:2] in ("", ".") else value


def canonical(query: Query) -> str:
    """The query as text: ``parse(canonical(q)) == q`` for every ``q`` that ``parse`` made."""
    parts = [" OR ".join(map(_written, group)) for group in query.wanted]
    parts += ["-" + _written(phrase) for phrase in query.unwanted]
    parts += [f"code:{code}" for code in query.codes]
    parts += [f"country:{country}" for country in query.countries]
    parts += [f"lang:{language}" for language in query.languages]
    return " ".join(parts)


def _written(phrase: Phrase) -> str:
    return f'"{phrase.text}"' if phrase.exact else phrase.text
