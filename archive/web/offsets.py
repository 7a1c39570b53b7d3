"""Browsers count UTF-16 units, Heard counts code points: the border, in one place."""

from __future__ import annotations

from archive.errors import UsageError


def from_utf16(text: str, offset: int) -> int:
    """The code point offset of an offset in UTF-16 units.

    One inside a surrogate pair goes to the code point's end. Raises ``UsageError`` outside the text.
    """
    units = 0
    if offset >= 0:
        for at, letter in enumerate(text):
            if units >= offset:
                return at
            units += 2 if ord(letter) > 0xFFFF else 1
    if not 0 <= offset <= units:
        raise UsageError("That selection is not in the words of this turn; select them again.")
    return len(text)


def to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 units of a code point offset."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
