"""Names as they may be shown: whoever sends a file chooses its name, and a terminal obeys what it is shown.

Controls, line breaks and marks that turn the direction of writing are replaced by U+FFFD and never dropped:
a name with such a sign must not become the name of another file. Joiners stay, since Bangla, Hindi and
Nepali are written with them.
"""

from __future__ import annotations

import json
import re

# Controls, line and paragraph separators, marks of direction, blanks and fillers without width, tags, the
# byte-order mark, lone surrogates. The signs that choose a picture's colour stay.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# A joiner shapes the letters of Bangla, Hindi and Nepali beside it; elsewhere nobody could see it.
_LOOSE = re.compile("(?<![\u0900-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0900-\u0dff])")
_NEVER = re.compile("[\x00\ud800-\udfff]")


def visible(name: str) -> str:
    """The name on one line, with U+FFFD for each sign that shows nothing or changes how the rest is shown."""
    return _UNSEEN.sub("\ufffd", name)


def is_visible(name: str) -> bool:
    """Whether a name holds no such sign."""
    return _UNSEEN.search(name) is None


def is_name(name: str) -> bool:
    """Whether a name that somebody gives can be told from every other by looking at it: each of its signs is
    visible, and each joiner stands between letters that it shapes."""
    return is_visible(name) and _LOOSE.search(name) is None


def is_text(text: str) -> bool:
    """Whether a text can be kept and written out at all: without zeros, without halves of signs."""
    return _NEVER.search(text) is None


def escaped(line: str) -> str:
    """A line of JSON, in which such signs stand in strings alone, with each as its escape."""
    return _UNSEEN.sub(_escape, line)


def _escape(sign: re.Match[str]) -> str:
    return "\\u007f" if sign.group() == "\x7f" else json.dumps(sign.group())[1:-1]


def visible_name(name: str) -> str:
    """A name that a cell or a program may have broken over lines, on one line and as ``visible`` has it."""
    return visible(" ".join(name.splitlines()).replace("\t", " "))


def visible_lines(text: str) -> str:
    """A text of several lines with each of them as ``visible`` has it; a tab becomes a blank."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(map(visible, lines))
