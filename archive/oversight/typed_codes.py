"""Codes that people copy by hand: drawn, grouped to be read aloud, and taken as they are typed.

No letter in them looks like another. Blanks, hyphens, capitals and digits of other scripts do not matter.
"""

from __future__ import annotations

import secrets
import unicodedata

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LONGEST = 200


def draw(length: int) -> str:
    """A new code. Each sign is worth 4.95 bits."""
    return "".join(secrets.choice(_SIGNS) for _ in range(length))


def grouped(code: str) -> str:
    """The code in groups of four."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain(typed: str) -> str:
    """A code as it is compared: letters and digits alone, small, and digits of any script as 0 to 9."""
    normal = unicodedata.normalize("NFKC", typed[:_LONGEST])
    kept = (c for c in normal if unicodedata.category(c)[0] in "LN")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept).lower()
