"""A text as its words are compared: composed (NFC), and one blank or one line end where there are several.

Two programs may write one text with other blanks, other line ends and letters taken apart. None of that is a
change of its words, so it must not move a code. Every offset can be turned into this form and back; the form
itself is for comparing and is never kept.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import regex

_PIECE = regex.compile(r"\s+|\X")
_LOOSE = regex.compile(r"\s\s|[^\S \n]")


class CanonicalText:
    """A text in its canonical form, and the offsets between the two."""

    __slots__ = ("_ours", "_same", "_theirs", "text")

    def __init__(self, raw: str) -> None:
        self._ours, self._theirs = [0], [0]
        self._same = unicodedata.is_normalized("NFC", raw) and not _LOOSE.search(raw)
        self.text = raw if self._same else "".join(self._written(raw))

    def _written(self, raw: str) -> Iterator[str]:
        """The pieces of the canonical form; where both forms can be cut is noted on the way."""
        ours = theirs = 0
        for match in _PIECE.finditer(raw):
            piece = match.group()
            new = ("\n" if "\n" in piece else " ") if piece.isspace() else unicodedata.normalize("NFC", piece)
            steps = len(piece) if len(new) == len(piece) else 1
            for step in range(1, steps):
                self._ours.append(ours + step)
                self._theirs.append(theirs + step)
            ours, theirs = ours + len(new), theirs + len(piece)
            self._ours.append(ours)
            self._theirs.append(theirs)
            yield new

    def span_in(self, start: int, end: int) -> tuple[int, int]:
        """A span of the raw text in the canonical form, grown where its borders cannot be told apart."""
        if self._same:
            return start, end
        first = self._ours[bisect_right(self._theirs, start) - 1]
        last = self._ours[bisect_left(self._theirs, end)]
        return first, last

    def span_out(self, start: int, end: int) -> tuple[int, int]:
        """A span of the canonical form in the raw text, grown likewise."""
        if self._same:
            return start, end
        first = self._theirs[bisect_right(self._ours, start) - 1]
        last = self._theirs[bisect_left(self._ours, end)]
        return first, max(first, last)


def same_words(one: str, other: str) -> bool:
    """Whether two pieces of canonical text are the same but for line ends that became blanks."""
    return one == other or one.replace("\n", " ") == other.replace("\n", " ")
