"""Stretches of a text in which anything may have stood: what de-identification wrote over a name.

Somebody who coded a text before it was redacted quotes what stood there. Whether that is the name that was
masked is never asked: any words fit, so that nobody learns a name by trying. For comparing, what was written
over a name is hidden behind a sign that no text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN = "\ufdd0"
"""A code point that Unicode keeps free for such uses inside a program (a noncharacter)."""
_SEEN = re.compile(r"\S")


def hidden(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with every sign of the stretches hidden; blanks and offsets stay."""
    out, at = [], 0
    for start, end in sorted(stretches):
        begin = max(at, start)
        out += [text[at:begin], _SEEN.sub(HIDDEN, text[begin:end])]
        at = max(at, end)
    return "".join([*out, text[at:]])


def without_sign(text: str) -> str:
    """A text that came from outside, without the sign; offsets stay."""
    return text.replace(HIDDEN, "\ufffd")


def is_hidden(text: str) -> bool:
    """Whether a stretch holds something, and nothing that can be seen."""
    return bool(text.strip()) and not text.replace(HIDDEN, "").strip()
