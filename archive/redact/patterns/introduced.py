"""Names that a sentence introduces: "my name is", "they call me", "Moyna'r ma", "मेरो नाम", "বলে ডাকে"."""

from __future__ import annotations

from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.lexicon import ordinary
from archive.redact.patterns.common import NAME_FRAMES, STOP_FOLDED, latin_names, titles
from archive.redact.patterns.native_names import NOT_NAMES, beside, keyed, span_of, unknown
from archive.redact.spans import Span
from archive.redact.words import Word, fold, is_indic, plain, wordset

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_NAME = r"[\p{L}][\p{L}\p{M}\u200c\u200d'’.-]{0,30}"
_MOTHER_OF = regex.compile(
    rf"{_B}({_NAME}?)(?:['’]?r|er| er| ki| ko| ke| ka|-er) (?:choto |boro |chhoti |badi )?(ma|maa|mata|"
    rf"bap|baba|bou|ama|aama|amma|buwa|papa|nani|dadi|bhabi|mummy|chhora|srimati)\b"
)
_NATIVE_OF = regex.compile(
    rf"{_B}({_NAME}?)(?:র|ের|এর| की| का| को|को) (?:মা|বাপ|বাবা|বউ|माँ|मां|"
    rf"अम्मा|पापा|बाप|आमा|बुवा|बुबा|বাবা)(?:কে|র|য়)?{_E}"
)
_CALLED = regex.compile(
    rf"{_B}({_NAME})[\"”’']? (?:(?:বলে|নামে) (?:ডাকে|চেনে|ডাকত|ডাকতো|জানে)|(?:कहते|बुलाते|पुकारते|बोलते) हैं|"
    r"(?:कहकर|बोलकर|नाम से) (?:बुलाते|जानते)|(?:भनेर|भन्दै) (?:बोलाउँछन्|चिन्छन्|बोलाउँथे|राख|लेख)|"
    r"भन्छन्|भन्थे|ডাকে|ডাকত)"
)
_THEY_CALL = regex.compile(
    r"(?<!\p{L})(\p{Lu}[\p{L}\p{M}'’-]{1,20}),? (?:they|people|everyone|everybody|"
    r"we all|the children|we|all of us) calls? (?:me|him|her)"
)
_QUOTED = regex.compile(r"(?<=\p{L} )[\"“‘(](\p{Lu}[\p{L}\p{M}'’ -]{1,20})[\"”’)] ?(?=\p{Lu})")
_BARE_NAME = wordset("নাম नाम নামটা নামঃ")
_PASSED = wordset(
    """
    আমার তার ওর ছিল হলো হল তো রাখছিলাম রেখেছিলাম মেয়ের ছেলের है था मेरा उसका रखा मेरो उसको हो थियो उनको राखेँ ही
    """
)


def called(text: str, lang: str) -> list[Span]:
    """Nicknames that stand before "they call me", or quoted inside a name."""
    found = [Span(*m.span(1), T.NICKNAME, 0.7, "frames:called") for m in _THEY_CALL.finditer(text)]
    found += [Span(*m.span(1), T.NICKNAME, 0.6, "frames:called") for m in _QUOTED.finditer(text)]
    if any(is_indic(ch) for ch in text[:400]) or lang in {"bn", "hi", "ne"}:
        for match in _CALLED.finditer(text):
            if unknown(match.group(1), lang):
                found.append(Span(*match.span(1), T.NICKNAME, 0.6, "frames:called"))
    return found


def parents(text: str) -> list[Span]:
    """``Moyna'r ma``: somebody known by their child; the whole expression is the nickname."""
    low = fold(text)
    found: list[Span] = []
    for match in _MOTHER_OF.finditer(low):
        name = match.group(1)
        if (
            text[match.start()].isupper()
            and name not in titles()
            and name not in STOP_FOLDED
            and not ordinary(name, "en")
        ):
            found.append(Span(match.start(), match.end(), T.NICKNAME, 0.8, "frames:parent"))
    for match in _NATIVE_OF.finditer(text):
        if (
            match.group(1) not in NOT_NAMES
            and len(match.group(1)) > 1
            and match.group().split()[0] not in NOT_NAMES
            and not any(ordinary(match.group(1), one) for one in ("bn", "hi", "ne"))
        ):
            found.append(Span(match.start(), match.end(), T.NICKNAME, 0.55, "frames:parent"))
    return found


@cache
def _frame() -> regex.Pattern[str]:
    return regex.compile(
        rf"{_B}(?:{'|'.join(NAME_FRAMES)})[ ,:\"“‘'-]{{1,4}}(?:as |is |was |simply |just |by )?"
    )


def framed(text: str, tokens: list[Word], lang: str) -> list[Span]:
    """Names after a frame such as "my name is"; one word in scripts without capitals, more with them."""
    starts = {word.start: at for at, word in enumerate(tokens)}
    found: list[Span] = []
    for match in _frame().finditer(fold(text)):
        at = starts.get(match.end())
        if at is not None:
            found += _name_after(text, tokens, at, lang)
    for at, word in enumerate(tokens):
        if word.text in _BARE_NAME:
            while at + 1 < len(tokens) and tokens[at + 1].text in _PASSED:
                at += 1
            if at + 1 < len(tokens) and is_indic(tokens[at + 1].text):
                found += _name_after(text, tokens, at + 1, lang)
    return found


def _name_after(text: str, tokens: list[Word], at: int, lang: str) -> list[Span]:
    first = tokens[at]
    if is_indic(first.text):
        return _native_after(text, tokens, at, lang)
    end = at
    while (
        end < len(tokens)
        and end - at < 5
        and tokens[end].capital
        and (end == at or beside(text, tokens, end - 1))
    ):
        end += 1
    if end > at and first.text.casefold() not in STOP_FOLDED:
        return [span_of(first, tokens[end - 1], T.PERSON, 0.9)]
    low = first.text.casefold()
    if end == at and low not in titles() and len(low) > 2 and not ordinary(low, "en"):
        known = plain(low) in latin_names()
        return [span_of(first, first, T.PERSON, 0.6)] if known or not ordinary(low, lang) else []
    return []


def _native_after(text: str, tokens: list[Word], at: int, lang: str) -> list[Span]:
    """The native name at ``at``: words that are unknown or sound like names, at most three."""
    if not (unknown(tokens[at].text, lang) or keyed(tokens[at].text, lang)):
        return []
    end = at + 1
    while (
        end < len(tokens)
        and end - at < 3
        and beside(text, tokens, end - 1)
        and (keyed(tokens[end].text, lang) or unknown(tokens[end].text, lang))
    ):
        end += 1
    return [span_of(tokens[at], tokens[end - 1], T.PERSON, 0.85)]
