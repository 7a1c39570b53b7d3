"""The tokens of Rich Text Format 1.9.1, and the code pages in which it may write its letters.

A file of RTF is ASCII: control words, groups in braces, and letters of other scripts as bytes of the code
page of the font in use, or as numbers of UTF-16. This module only takes such a file apart; it refuses to
decide what is text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_RUN = rb"((?:\\u-?[0-9]{1,6} ?(?:\?|\\'3[fF]) ?)+)"
_OTHERS = (
    rb"|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])"
    rb"|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_TOKEN = re.compile(_RUN + _OTHERS, re.DOTALL)
_SINGLE = re.compile(rb"(?!)()" + _OTHERS, re.DOTALL)
_LETTERS = re.compile(rb"u(-?[0-9]+)|(?<=[?fF]) ")
"""The number of a letter, or a blank behind one."""
_CHARSETS = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163:
    1258, 177: 1255, 178: 1256, 179: 1256, 180: 1256, 181: 1255, 186: 1257, 204: 1251, 222: 874, 238:
    1250, 254: 437, 255: 850,
}  # fmt: skip
_NAMED = {10000: "mac_roman", 1361: "johab", 65001: "utf-8"}
UTF8 = 65001
SYMBOL_CHARSET = 2
DEFAULT_PAGES = {"ansi": 1252, "mac": 10000, "pc": 437, "pca": 850}


class Shape(Enum):
    """What a token is."""

    OPEN = "{"
    CLOSE = "}"
    WORD = "word"
    SIGN = "sign"
    BYTE = "byte"
    TEXT = "text"
    UNICODE = "unicode"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: a control word with its number, a control sign, one byte, or text as bytes.

    Letters of Unicode that follow each other, each with a question mark for older programs, are one token
    with the single blanks between them: its word is those letters, its data what stands in the file.
    """

    shape: Shape
    word: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(Shape.OPEN), Token(Shape.CLOSE)


def tokens(content: bytes, *, runs: bool = True) -> Iterator[Token]:
    """The tokens of a file, in order; bytes after ``\\bin`` are none. ``runs`` keeps letters together."""
    at, pattern = 0, _TOKEN if runs else _SINGLE
    while match := pattern.match(content, at):
        at = match.end()
        run, word, number, code, sign, brace, text = match.groups()
        if text is not None:
            yield Token(Shape.TEXT, data=text)
        elif run:
            yield Token(Shape.UNICODE, "".join(map(_letter, _LETTERS.findall(run))), data=run)
        elif word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                at += max(0, value or 0)
            else:
                yield Token(Shape.WORD, word.decode("ascii"), value)
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif code is not None:
            yield Token(Shape.BYTE, data=bytes((int(code, 16),)))
        elif sign is not None:
            yield Token(Shape.SIGN, sign.decode("latin-1"))


@lru_cache(maxsize=4096)
def _letter(number: bytes) -> str:
    """The letter with a number in UTF-16, or half of one; a blank where there is no number."""
    return chr(int(number) % 0x10000) if number else " "


def page_of_charset(charset: int, usual: int) -> int:
    """The code page of a font by its character set; the document's own where the set says nothing."""
    if usual == UTF8 and charset == 0:
        return usual
    return _CHARSETS.get(charset, usual)


def decoded(data: bytes, page: int) -> str:
    """Bytes of a code page as text; U+FFFD for what is no letter in it."""
    name = _NAMED.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        name = "cp1252"
    return data.decode(name, "replace")


def joined_surrogates(text: str) -> str:
    """Text in which the two halves of a letter beyond the first plane are one; U+FFFD for a half alone."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
