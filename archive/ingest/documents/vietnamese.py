"""Vietnamese that was typed before Unicode, in the codes of TCVN3 (the .VnTime fonts) and of VNI.

Both are plain tables: TCVN 5712:1993, and the letters that VNI for Windows wrote after a vowel. Text is taken
for one of them only if what comes out is built of Vietnamese syllables and what went in was not. This module
refuses to mend a text of which it is not certain: it hands back ``None``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WESTERN = re.compile(r"[\x21-\xff]*[\xa1-\xff][\x21-\xff]*")
_FEWEST = 4
_MOST = 5_000
_FREQUENT = 0.1
_LATIN = re.compile("[A-Za-z]")
_CERTAIN = 0.85
_DOUBTED = 0.5
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_VOWELS = "aeouyôö"


def tcvn3(text: str) -> str:
    """Text in the codes of TCVN3 as Unicode; what is no code of it stays."""
    return text.translate(_tcvn3())


def vni(text: str) -> str:
    """Text in the codes of VNI for Windows as Unicode; what is no code of it stays."""
    pattern, codes = _vni()
    return unicodedata.normalize("NFC", pattern.sub(lambda code: codes[code[0]], text))


def recognised(text: str) -> str | None:
    """``TCVN3`` or ``VNI`` where the letters of a text can be nothing else, or ``None``.

    Args:
        text: as it was decoded from a Western code page, soft hyphens kept.
    """
    words = text.split(maxsplit=_MOST)[:_MOST]
    typed = [word for word in words if _WESTERN.fullmatch(word) and _LATIN.search(word)]
    codes = {c for word in typed for c in word if not c.isascii()}
    if len(set(typed)) < _FEWEST or len(codes) < _FEWEST or len(typed) < len(words) * _FREQUENT:
        return None
    if _share(typed) > _DOUBTED:
        return None
    shares = {"TCVN3": _share(map(tcvn3, typed)), "VNI": _share(map(vni, typed))}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _CERTAIN else None


def is_syllable(word: str) -> bool:
    """Whether a word can be written in Vietnamese: an onset, a rhyme, and one tone at most."""
    parted = unicodedata.normalize("NFD", word.lower())
    toneless = unicodedata.normalize("NFC", _TONES.sub("", parted))
    return len(_TONES.findall(parted)) <= 1 and bool(_syllable().fullmatch(toneless))


def _share(words: Iterable[str]) -> float:
    """The share of words that are syllables, among those that hold a letter."""
    letters = [stripped for word in words if (stripped := _EDGES.sub("", word))]
    parts = [part for word in letters for part in re.split(r"[-/.,:;]+", word) if part]
    return sum(map(is_syllable, parts)) / max(1, len(parts))


@cache
def _data() -> Any:
    text = files("archive.ingest.documents").joinpath("data", "vietnamese.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def _tcvn3() -> dict[int, str]:
    table = _data()["tcvn3"]
    return dict(zip(map(ord, table["from"]), table["to"], strict=True))


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    table = _data()["vni"]
    alone: dict[str, str] = table["alone"]
    codes = dict(alone)
    for vowel in _VOWELS:
        for mark, sign in table["tones"].items():
            codes[vowel + mark] = alone.get(vowel, vowel) + sign
    for vowel in "aeo":
        codes |= {vowel + mark: f"{vowel}\u0302{sign}" for mark, sign in table["circumflex"].items()}
    codes |= {f"a{mark}": f"a\u0306{sign}" for mark, sign in table["breve"].items()}
    codes |= {code.upper(): letter.upper() for code, letter in codes.items()} | {
        code[0].upper() + code[1:]: letter[0].upper() + letter[1:]
        for code, letter in codes.items()
        if len(code) > 1
    }
    longest = sorted(codes, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), codes


@cache
def _syllable() -> re.Pattern[str]:
    onsets, rhymes = (sorted(_data()[name].split(), key=len, reverse=True) for name in ("onsets", "rhymes"))
    return re.compile(f"(?:{'|'.join(onsets)})?(?:{'|'.join(rhymes)})|gi")
