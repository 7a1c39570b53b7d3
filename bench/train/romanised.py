"""Texts in Bengali and Devanagari letters as people type them on a Latin keyboard.

Nobody has marked text in romanised Bangla, Hindi and Nepali, and people spell it as they like. So every
document is spelt by a typist of its own: long vowels single or doubled, *v* or *w*, *s* or *sh*, the
inherent vowel written *a*, in Bangla mostly *o*, and left out where speech leaves it out. Not a
transliteration to read by: it only has to look like what a model will meet. Offsets follow.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from bench.train.corpora import Document
from language.words import fold_digits

_WORD = regex.compile(r"[\p{Bengali}\p{Devanagari}&&[\p{L}\p{M}]]+", regex.V1)
_CONSONANTS = (
    "क=k ख=kh ग=g घ=gh ङ=ng च=ch छ=chh ज=j झ=jh ञ=n ट=t ठ=th ड=d ढ=dh ण=n त=t थ=th द=d ध=dh न=n प=p फ=ph "
    "ब=b भ=bh म=m य=y र=r ल=l व=v श=sh ष=sh स=s ह=h ळ=l"
)
_VOWELS = "अ=a आ=A इ=i ई=I उ=u ऊ=U ऋ=ri ए=e ऐ=ai ओ=o औ=au ऑ=o ऎ=e ऒ=o"
_SIGNS = "ा=A ि=i ी=I ु=u ू=U ृ=ri े=e ै=ai ो=o ौ=au ॉ=o"
_BENGALI_OWN = {"য": "j", "য়": "y", "ৎ": "t", "ড়": "r", "ঢ়": "rh", "ৰ": "r", "ব": "b", "ও": "o"}
_NUKTA = {
    "য": "y",
    "ড": "r",
    "ঢ": "rh",
    "ज": "z",
    "फ": "f",
    "ड": "d",
    "ढ": "dh",
    "क": "q",
    "ख": "kh",
    "ग": "g",
}
_VIRAMA = frozenset("\u094d\u09cd")
_NUKTAS = frozenset("\u093c\u09bc")
_NASAL = frozenset("\u0901\u0902\u0981\u0982")


def _table(pairs: str) -> dict[str, str]:
    """The pairs for Devanagari and, a block further on, for Bengali."""
    found = dict(pair.split("=") for pair in pairs.split())
    return found | {chr(ord(ch) + 0x80): value for ch, value in found.items()}


_C = _table(_CONSONANTS) | {k: v for k, v in _BENGALI_OWN.items() if k != "ও" and len(k) == 1}
_V, _S = _table(_VOWELS) | {"ও": "o"}, _table(_SIGNS)


@dataclass(frozen=True, slots=True)
class Typist:
    """How one person spells."""

    long_a: str
    long_i: str
    long_u: str
    inherent: str
    v: str
    sh: str
    chh: str
    ph: str


def typist(lang: str, draw: random.Random) -> Typist:
    """A typist of the language, drawn."""
    return Typist(
        draw.choice(("a", "a", "a", "aa")),
        draw.choice(("i", "i", "ee")),
        draw.choice(("u", "u", "oo")),
        draw.choice(("o", "o", "a")) if lang == "bn" else "a",
        draw.choice(("v", "w")),
        draw.choice(("s", "sh", "sh")) if lang == "bn" else draw.choice(("sh", "sh", "s")),
        draw.choice(("ch", "chh")),
        draw.choice(("ph", "f")),
    )


_USUAL_PAIRS = """
    में=mein मैं=main नहीं=nahi हैं=hain हूँ=hu हूं=hu यहाँ=yahan वहाँ=wahan क्या=kya और=aur माँ=maa ने=ne से=se को=ko
    वह=wo यह=ye छ=cha म=ma र=ra छन्=chan आमा=aama দিদি=didi মা=ma আমি=ami না=na কি=ki সে=she
"""
_USUAL = dict(pair.split("=") for pair in _USUAL_PAIRS.split())
"""Words that everybody spells in one way."""


def spelt(word: str, how: Typist) -> str:
    """One word as the typist writes it, in small letters."""
    if word in _USUAL:
        return _USUAL[word]
    units = list(_units(word))
    out: list[str] = []
    for at, (consonant, vowel) in enumerate(units):
        if vowel is None:
            vowel = "" if _silent(units, at) else how.inherent
        out.append(_typed(consonant, how) + _vowel(vowel, how))
    return "".join(out)


def _units(word: str) -> Iterator[tuple[str, str | None]]:
    """Consonant and vowel of every unit; ``None`` is the inherent vowel, an empty string no vowel."""
    held = ""
    for ch in word:
        if ch in _NUKTAS:
            held += "." if held else ""
            continue
        sign = "" if ch in _VIRAMA else _S.get(ch)
        if sign is not None:
            if held or sign:
                yield held, sign
            held = ""
            continue
        if held:
            yield held, None
        held = ch if ch in _C else ""
        if not held:
            yield "", "~" if ch in _NASAL else _V.get(ch, "")
    if held:
        yield held, None


def _silent(units: list[tuple[str, str | None]], at: int) -> bool:
    """Whether nobody says the inherent vowel: at a word's end, and before a syllable with its own vowel."""
    if at == 0:
        return False
    if at == len(units) - 1:
        return units[at - 1][1] != ""
    after = units[at + 1]
    return units[at - 1][1] not in {"", "~"} and bool(after[0]) and bool(after[1])


def _typed(consonant: str, how: Typist) -> str:
    if consonant.endswith("."):
        return _NUKTA.get(consonant[0], _C.get(consonant[0], ""))
    plain = _C.get(consonant, "")
    return {"v": how.v, "sh": how.sh, "chh": how.chh, "ph": how.ph}.get(plain, plain)


def _vowel(vowel: str, how: Typist) -> str:
    return {"A": how.long_a, "I": how.long_i, "U": how.long_u, "~": "n"}.get(vowel, vowel)


def romanised(document: Document) -> Document:
    """The document as a typist writes it; with capitals for sentences and names where it has points."""
    draw = random.Random(document.id)  # noqa: S311 - a spelling, not a secret
    how = typist(document.lang, draw)
    capitals = not document.id.endswith("/lowered")
    borders = {place for start, end, _ in document.gold for place in (start, end)}
    names = {start for start, _, label in document.gold if label in {"PERSON", "LOC", "ORG"}}
    out: list[str] = []
    places: list[int] = []
    length, fresh, at = 0, True, 0
    text = document.text
    while at < len(text):
        stop = next((p for p in range(at + 1, len(text)) if p in borders or not _inside(text, p)), len(text))
        if not _WORD.match(text, at):
            stop = at + 1
        piece = text[at:stop]
        new = spelt(piece, how) if _WORD.match(piece) else fold_digits(piece).replace("।", ".")
        if capitals and new[:1].isalpha() and (fresh or _in_name(at, names, document.gold)):
            new = new[:1].upper() + new[1:]
        if piece.strip():
            fresh = piece[-1] in ".?!।" or (fresh and not any(ch.isalnum() for ch in new))
        if "\n" in piece:
            fresh = True
        places += [length] * (stop - at)
        out.append(new)
        length += len(new)
        at = stop
    places.append(length)
    gold = tuple((places[a], places[b], label) for a, b, label in document.gold)
    kept = tuple(g for g in gold if g[0] < g[1])
    return replace(document, id=f"{document.id}/roman", lang="xx", text="".join(out), gold=kept)


def _inside(text: str, at: int) -> bool:
    """Whether the character goes on with the Indic word before it."""
    return _WORD.match(text, at) is not None


def _in_name(at: int, starts: set[int], gold: tuple[tuple[int, int, str], ...]) -> bool:
    """Whether a word that begins here stands in a name, a place or a body."""
    return at in starts or any(
        start < at < end for start, end, label in gold if label in {"PERSON", "LOC", "ORG"}
    )
