"""Names as they may be shown: whoever sends a file chooses its name, and a terminal obeys what it is shown.

Controls, line breaks and marks that turn the direction of writing are replaced by U+FFFD and never dropped:
a name with such a sign must not become the name of another file. Joiners stay, since Bangla, Hindi and
Nepali are written with them.
"""

from __future__ import annotations

import re

# Controls, line and paragraph separators, marks of direction, tags, the byte-order mark, lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(name: str) -> str:
    """The name on one line, with U+FFFD for each sign that shows nothing or changes how the rest is shown."""
    return _UNSEEN.sub("\ufffd", name)


def is_visible(name: str) -> bool:
    """Whether a name holds no such sign."""
    return _UNSEEN.search(name) is None


def visible_name(name: str) -> str:
    """A name that a cell or a program may have broken over lines, on one line and as ``visible`` has it."""
    return visible(" ".join(name.splitlines()).replace("\t", " "))


def visible_lines(text: str) -> str:
    """A text of several lines with each of them as ``visible`` has it; a tab becomes a blank."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(map(visible, lines))
