"""Names that people give: "shobai amake Puti dake", "sab mujhe Phullo kehte hain".

The name stands between whoever is called and the verb of calling, or before a word of quotation; so what is
looked for is the verb, and the name is read backwards from it. A name that is given is often an everyday word
("small aunt", "the lame"): the frame has to be the stronger then. Languages whose verb stands first are read
in ``named_after``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import titles
from archive.redact.patterns.named_after import named_after
from archive.redact.patterns.native_names import sounds_like_a_name, unknown
from archive.redact.spans import Span
from archive.redact.vocabulary import endings, entries
from language.words import (
    Word,
    bare,
    is_indic,
)

_GAP = regex.compile(r"[ \u00a0]{1,2}[\"“”‘’']?|[\"“”‘’'],? |, ?[\"“‘']")
_MOST = 3
CALL, SAY, QUOTES = entries("call"), entries("say"), entries("quotes")
NAME_WORDS, ONCE_SAID, KNOWS = entries("name_words"), entries("once_said"), entries("knows")
WHOM, EVERYONE, PETTING = entries("whom"), entries("everyone"), entries("petting")
BOUND, NEVER, ADDRESS = entries("bound"), entries("never_names"), entries("address")
OF_BODY, BODY, TRADE = entries("of_body"), entries("body"), entries("trade")
WITH = endings("with")
_BETWEEN, _BY, _OF = entries("called_by"), entries("by"), entries("by_name")
_CASES, _FROM = endings("no_name_endings"), endings("from_endings")


def nicknames(text: str, tokens: Sequence[Word], lang: str) -> list[Span]:
    """Names that somebody is called by."""
    found: list[Span] = []
    if lang in {"bn", "hi", "ne", "xx"}:
        for at, word in enumerate(tokens):
            if word.text in CALL or word.text in SAY:
                found += _before_verb(text, tokens, at, lang)
            elif word.text in BODY and at + 1 < len(tokens) and _near(text, tokens, at):
                found += _bodily(text, tokens, at, lang)
            elif word.text in ONCE_SAID and _known_at(tokens, at):
                before = _back(text, tokens, at)
                found += _span(tokens, before.begin, before.end, lang, True)
    if lang in {"sw", "vi", "xx", "en"}:
        found += named_after(text, lang)
    return found


def _before_verb(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """The name between whom, or who, or a word of affection, and the verb; else behind the verb."""
    end, quoted = _unquoted(text, tokens, at)
    before = _back(text, tokens, end)
    begin, end, told = before.begin, before.end, before.addressed
    strong = quoted or (told and tokens[at].text in CALL)
    if begin < end and (told or quoted):
        if not told:
            begin = max(begin, end - 2)
            while begin < end - 1 and not _strange(tokens[begin].text, lang) and (
                tokens[begin].text not in OF_BODY
            ):  # fmt: skip
                begin += 1
        yield from _span(tokens, begin, end, lang, strong, begin > 0 and tokens[begin - 1].text in WHOM)
    elif begin == end and told and not quoted and tokens[at].text in CALL:
        last = at + 1
        while last < len(tokens) and last - at < _MOST and _near(text, tokens, last - 1) and (
            tokens[last].text not in QUOTES | NAME_WORDS | BOUND
        ):  # fmt: skip
            last += 1
        yield from _span(tokens, at + 1, last, lang, False)


def _bodily(text: str, tokens: Sequence[Word], at: int, lang: str) -> Iterator[Span]:
    """``lomba Bashir``, ``motu bai``: a body, then a listed name or a trade."""
    word = tokens[at + 1]
    listed = sounds_like_a_name(word.text, lang) if is_indic(word.text) else word.capital
    if listed or word.text in TRADE:
        yield Span(tokens[at].start, word.start + len(bare(word.text)), T.NICKNAME, 0.65, "nicknames")


def _unquoted(text: str, tokens: Sequence[Word], at: int) -> tuple[int, bool]:
    """Where the name before the verb ends, and whether a word of quotation ends it."""
    if at and _near(text, tokens, at - 1):
        if tokens[at - 1].text in QUOTES:
            return at - 1, True
        if at > 2 and tokens[at - 1].text in _BY and tokens[at - 2].text in NAME_WORDS:
            return at - 2 - (tokens[at - 3].text in _OF), True
    return at, False


@dataclass(frozen=True, slots=True)
class _Before:
    """The words ``begin:end`` that may be a name; ``addressed`` where a word for whom it names stands
    before them."""

    begin: int
    end: int
    addressed: bool


def _back(text: str, tokens: Sequence[Word], end: int) -> _Before:
    """What may be a name before ``end``."""
    begin = end
    while begin and end - begin <= _MOST and _near(text, tokens, begin - 1):
        before = tokens[begin - 1].text
        if before in WHOM or before in EVERYONE:
            return _Before(begin, end, True)
        if before in _BETWEEN and begin > 1 and tokens[begin - 2].text in PETTING:
            return _Before(begin, end, True)
        if before in BOUND:
            break
        begin -= 1
    return _Before(max(begin, end - _MOST), end, False)


def _near(text: str, tokens: Sequence[Word], at: int) -> bool:
    return at + 1 < len(tokens) and _GAP.fullmatch(text[tokens[at].end : tokens[at + 1].start]) is not None


def _known_at(tokens: Sequence[Word], at: int) -> bool:
    return any(word.text in KNOWS or word.text in CALL for word in tokens[at + 1 : at + 4])


def _span(
    tokens: Sequence[Word], begin: int, end: int, lang: str, strong: bool, told: bool = False
) -> Iterator[Span]:
    """The words as a nickname, if they can be one; ``told`` where it is said whom they name."""
    said = [word.text for word in tokens[begin:end]]
    firm = strong or (told and len(said) == 1)
    if said and len(said) <= _MOST and _names(tuple(said), lang, firm):
        yield Span(tokens[begin].start, tokens[end - 1].end, T.NICKNAME, 0.7, "nicknames")


@lru_cache(maxsize=2048)
def _names(said: tuple[str, ...], lang: str, strong: bool) -> bool:
    """Whether the words can be a given name: one that is strange, or kin, body or trade in a strong frame."""
    if any(word in NEVER or word[0].isdigit() or word.endswith(_FROM) for word in said):
        return False
    if len(said) == 1 and said[0].casefold() in ADDRESS:
        return False
    if any(_strange(word, lang) for word in said):
        return True
    if said[0] in OF_BODY or said[-1].endswith(WITH):
        return strong or len(said) > 1
    kin = said[-1].casefold() in titles()
    return (kin and (strong or len(said) > 1)) or (strong and not _verbal(said[-1], lang))


def _verbal(word: str, lang: str) -> bool:
    """Whether an everyday word is in a case or a small word: no name ends so."""
    return word in small_words(names=True) or word.endswith(_CASES)


def _strange(word: str, lang: str) -> bool:
    """Whether a word may be a name by itself."""
    if is_indic(word):
        own = lang if lang != "xx" else "bn"
        return unknown(word, own) or (ordinary(word, own) and sounds_like_a_name(word, own))
    low = bare(word).casefold()
    if low in small_words(lang, names=word.islower()) or low in NEVER or low in titles():
        return False
    return word[0].isupper() or not (ordinary(low, "en") or len(low) < 3)
