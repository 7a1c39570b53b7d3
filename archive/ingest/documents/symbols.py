"""What symbol fonts draw, as characters of Unicode.

A word processor keeps a tick or a degree sign as a code of the font that draws it. This module refuses to let
such a sign vanish: what is not in the table (``data/symbols.yaml``) stands as a box, U+25A1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

UNKNOWN = "\u25a1"
UNKNOWN_NOTICE = f"Symbols that are in no table were left as {UNKNOWN}."
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_PRIVATE_BASE = 0xF000
_BULLETS = {0xB7: "\u2022"}
"""What most fonts draw at this code of the private area, where the font itself is not known."""


def is_symbol_font(font: str) -> bool:
    """Whether a font draws symbols with the codes of letters."""
    return _key(font) in _tables()


def symbol(font: str, code: int) -> str:
    """The character that a symbol font draws for a code, given as it is or in the private area."""
    plain = code - _PRIVATE_BASE if code > _PRIVATE_BASE else code
    return _tables().get(_key(font), _BULLETS).get(plain, UNKNOWN)


def unfolded(text: str, font: str) -> str:
    """Text in which every code of the private area of symbol fonts is the character that is drawn."""
    return _PRIVATE.sub(lambda match: symbol(font, ord(match[0])), text)


def _key(font: str) -> str:
    return "".join(font.lower().split()).removesuffix("regular")


@cache
def _tables() -> Mapping[str, Mapping[int, str]]:
    folder = files("archive.ingest.documents").joinpath("data", "symbols.yaml")
    tables = yaml.load(folder.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    rows = tables.pop("symbol")
    drawn: dict[int, str] = {}
    for first, codes in (("first", "codes"), ("upper", "upper_codes"), ("last", "last_codes")):
        letters = rows[codes].replace("\\u0020", " ")
        drawn |= {rows[first] + place: letter for place, letter in enumerate(letters)}
    return {"symbol": drawn, **tables}
