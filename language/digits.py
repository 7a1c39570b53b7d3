"""Decimal digits of every script as 0 to 9, also of scripts that are younger than this Python's Unicode.

``regex`` brings a Unicode of its own, newer than the one of ``unicodedata``: what a pattern calls a digit may
be an unknown sign to ``int``. Whoever reads a number that ``regex`` found asks here. Signs that stand for a
number and are no decimal digit (``²``, ``①``, ``Ⅳ``) are refused: nobody writes an age or a year with them.
"""

from __future__ import annotations

import unicodedata

import regex

_DIGIT = regex.compile(r"\p{Nd}")


def digit(sign: str) -> int:
    """The value of one decimal digit. Raises ``ValueError`` for any other sign.

    Digits stand in runs of ten, from zero upwards (Unicode Standard, section 4.6), so the place tells the
    value where ``unicodedata`` does not know the sign.
    """
    known = unicodedata.decimal(sign, None)
    if known is not None:
        return known
    if not _DIGIT.fullmatch(sign):
        raise ValueError("The sign is no decimal digit.")
    zero = ord(sign)
    while _DIGIT.match(chr(zero - 1)):
        zero -= 1
    return (ord(sign) - zero) % 10


def ascii_digits(text: str) -> str:
    """The text with every decimal digit as an ASCII one; every offset stays."""
    return text if text.isascii() else _DIGIT.sub(lambda match: str(digit(match.group())), text)
