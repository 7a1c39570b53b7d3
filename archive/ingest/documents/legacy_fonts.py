"""Text typed in fonts from before Unicode, which draw a script with the codes of Latin letters.

The font that a document names is a sure sign; in a text without fonts the words tell. What is a plain table
(TCVN3, VNI) is converted. Bijoy, Kruti Dev and Preeti move signs about a syllable, and no free library that
is kept up does that right, so a text in them is refused with the name of a converter: a name that stays in
such codes could not be recognised, and would not be masked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

import yaml

from archive.errors import Unreadable
from archive.ingest.documents import vietnamese
from archive.ingest.text import Line

_CONVERTED: Mapping[str, Callable[[str], str]] = {"TCVN3": vietnamese.tcvn3, "VNI": vietnamese.vni}
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# Capitals and signs inside words, where no code of the list stands often enough to be sure.
_SUSPECT = re.compile(r"\b[a-z_]+[A-Z]\w*|[A-Za-z][¡¢£¤¥§¨©ª¬®¯°±²³´µ¶·¸¹º¼½¾¿†‡ˆ‰Š~+=;\[\]\\|^][A-Za-z¡†‡]")
_INDIC = re.compile("[\u0900-\u09ff]")
_SUSPECT_SHARE = 0.1
_MIN_WORDS = 12
_KNOWN_SHARE = 0.12
_DISTINCT = 4
_FEWEST_LETTERS = 2
_EDGES = ' \t.,;:!?()"“”‘’|'


@dataclass(frozen=True, slots=True)
class Encoding:
    """What a family of such fonts is called, whose script it draws, and which words give it away."""

    name: str
    language: str
    fonts: tuple[str, ...]
    words: frozenset[str]
    converter: str = ""
    capitals: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """Text in Unicode, and the name of the codes that it was in, empty where it was in Unicode before."""

    text: str
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class ConvertedLines:
    """Lines in Unicode, and a sentence where they had been in other codes."""

    lines: tuple[Line, ...]
    notices: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def of_font(font: str) -> Encoding | None:
    """The codes that a font's name stands for, or ``None`` for a font of Unicode."""
    name = "".join(_SUBSET.sub("", font).lower().split())
    return next((one for one in _encodings() if name.startswith(one.fonts)), None)


def converted_run(text: str, font: str) -> Converted:
    """Words that a document shows in a font; unchanged where the font is an ordinary one.

    Raises:
        Unreadable: the words stand in codes that cannot be converted here.
    """
    encoding = of_font(font)
    if encoding is None:
        return Converted(text)
    if encoding.name not in _CONVERTED:
        if _is_coded(text):
            raise Unreadable(_refusal(encoding))
        return Converted(text)
    words = _CONVERTED[encoding.name](text)
    if encoding.capitals and font.strip().lower().endswith(encoding.capitals):
        words = words.upper()
    return Converted(words, encoding.name if words != text else "")


def converted(text: str) -> Converted:
    """A text of which no font is known, by what its words look like.

    Raises:
        Unreadable: the words stand in codes that cannot be converted here.
    """
    name = vietnamese.recognised(text)
    if name is not None:
        return Converted(_CONVERTED[name](text), name)
    refuse_coded(text)
    return Converted(text)


def converted_lines(lines: Sequence[Line]) -> ConvertedLines:
    """The lines of a document of which no font is known, by what all of its words look like.

    Raises:
        Unreadable: the words stand in codes that cannot be converted here.
    """
    name = converted("\n".join(line.text for line in lines)).encoding
    if not name:
        return ConvertedLines(tuple(lines))
    unicode = tuple(replace(line, text=_CONVERTED[name](line.text)) for line in lines)
    return ConvertedLines(unicode, (notice_of(name),))


def refuse_coded(text: str) -> None:
    """Refuse a text whose words are those of a font from before Unicode.

    Raises:
        Unreadable: with the name of the font and of a converter.
    """
    times: Counter[str] = Counter()
    for raw, count in _words_of(text).items():
        times[raw.strip(_EDGES)] += count
    del times[""]
    for encoding in _encodings():
        seen = times.keys() & encoding.words
        if sum(times[word] for word in seen) >= times.total() * _KNOWN_SHARE and len(seen) >= _DISTINCT:
            raise Unreadable(_refusal(encoding))


def notice_of(name: str) -> str:
    """What is said of a text that was converted."""
    return (
        f"The text was in {name} codes from before Unicode and was converted: look whether names are right."
    )


def legacy_notice(text: str) -> tuple[str, ...]:
    """A notice where a text may be Hindi or Bangla typed in a font from before Unicode."""
    if _INDIC.search(text):
        return ()
    words = _words_of(text).total()
    suspect = sum(1 for _ in _SUSPECT.finditer(text))
    if words < _MIN_WORDS or suspect < words * _SUSPECT_SHARE:
        return ()
    return (
        "The text looks typed in a pre-Unicode font (such as Kruti Dev or Bijoy): convert it to Unicode, "
        "since names in it cannot be recognised.",
    )


def _words_of(text: str) -> Counter[str]:
    """How often each word stands in a text, counted line by line, so that a long text is not held twice."""
    return Counter(chain.from_iterable(map(str.split, text.split("\n"))))


def _is_coded(text: str) -> bool:
    """Whether there are letters that such a font would draw as others: Unicode beside them stays itself."""
    return sum(c < "\u0250" and c.isalpha() for c in text) >= _FEWEST_LETTERS


def _refusal(encoding: Encoding) -> str:
    return (
        f"The text is {encoding.language} in {encoding.name} codes from before Unicode, in which names "
        f"cannot be recognised: convert it on your own computer with {encoding.converter}, and import the "
        "result."
    )


@cache
def _encodings() -> tuple[Encoding, ...]:
    folder = files("archive.ingest.documents").joinpath("data", "legacy_fonts.yaml")
    rows = yaml.load(folder.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["encodings"]
    return tuple(
        Encoding(
            name=row["name"],
            language=row["language"],
            fonts=tuple(row["fonts"].split()),
            words=frozenset(word for word in row.get("words", "").split() if len(word) > 1),
            converter=row.get("converter", ""),
            capitals=row.get("capitals", ""),
        )
        for row in rows
    )
