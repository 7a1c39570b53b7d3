"""A colour as other programs and spreadsheets write it, in the one form in which codes keep it.

What is no colour is ``None``; whoever reads a file says so and takes the rest.
"""

from __future__ import annotations

import re

_HEX = re.compile(r"#?(?:ff)?([0-9a-f]{6})")
_SHORT = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]+\s*)?\)")


def colour_of(written: str) -> str | None:
    """``#`` and six hexadecimal digits in small letters, of ``#ABC``, ``AABBCC``, ``#ffaabbcc`` (opaque) or
    ``rgb(1, 2, 3)``."""
    plain = written.strip().lower()
    if match := _HEX.fullmatch(plain):
        return f"#{match[1]}"
    if match := _SHORT.fullmatch(plain):
        return "#" + "".join(digit * 2 for digit in match.groups())
    if (match := _RGB.fullmatch(plain)) and all(int(part) < 256 for part in match.groups()):
        return "#" + "".join(f"{int(part):02x}" for part in match.groups())
    return None
