"""Browsers count UTF-16 units, Heard counts code points: the border, in one place."""

from __future__ import annotations

from archive.coding.refi.units import Count, Ruler, Unit
from archive.errors import UsageError


def from_utf16(text: str, offset: int) -> int:
    """The code point offset of an offset in UTF-16 units.

    One inside a surrogate pair goes to the code point's end. Raises ``UsageError`` outside the text.
    """
    ruler = Ruler(text, Count(Unit.UTF16))
    if not 0 <= offset <= ruler.from_code_points(len(text)):
        raise UsageError("That selection is not in the words of this turn; select them again.")
    return ruler.to_code_points(offset)
