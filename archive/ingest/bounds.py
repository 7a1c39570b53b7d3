"""How much one file may hold, and the sentence for each limit.

Heard reads what people said: 20 million characters are more than 300 hours of talk, and in the scripts that
take three bytes a letter they fill the 50 MiB that a file may have. What is larger is refused whole, before
anything is built from it; nothing is ever cut to fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from archive.errors import Unreadable
from archive.model import Draft

MAX_BYTES = 50 * 1024 * 1024
"""Bytes of a file."""
MAX_PACKAGE = 256 * 1024 * 1024
"""Bytes of a project of another coding program, which may carry pictures."""
MAX_CODE_POINTS = 20_000_000
"""Code points of one text."""
MAX_TURNS = 200_000
MAX_VOICES = 2_000
"""Labels of one text. A group of a chat program has some 1,000 members."""
MAX_CUES = 500_000
"""Cues of a caption file, which may time each word."""
MAX_ROWS = 100_000
"""Rows of all tables of a file."""
MAX_COLUMNS = 2_000
MAX_CELLS = 5_000_000
"""Cells of all tables of a file, empty ones between filled ones included."""
Cell = TypeVar("Cell")

TOO_LARGE = "The file is larger than 50 MB: remove its pictures, or split it in parts."
TOO_LONG = (
    "The text is longer than 20 million characters (some 300 hours of talk): split it in parts, one for each "
    "conversation."
)


def check_length(text: str) -> None:
    """Raise ``Unreadable`` if a text has more code points than one may have."""
    if len(text) > MAX_CODE_POINTS:
        raise Unreadable(TOO_LONG)


def check_cues(content: bytes) -> None:
    """Raise ``Unreadable`` if a caption file has more cues than one may have; counted in its bytes."""
    if content.replace(b"\x00", b"").count(b"-->") > MAX_CUES:
        raise Unreadable("The captions have more than 500,000 cues: split the file in parts.")


def check_draft(draft: Draft) -> None:
    """Raise ``Unreadable`` if a text, its turns or its voices are more than there may be."""
    check_length(draft.text)
    if len(draft.turns) > MAX_TURNS:
        raise Unreadable("The text has more than 200,000 turns: split it in parts.")
    if len({turn.label for turn in draft.turns}) > MAX_VOICES:
        raise Unreadable(
            "More than 2,000 people speak in the text: check that what stands before each colon is a name."
        )


class Tally:
    """Rows, columns and cells over all the tables of a file, counted while they are read."""

    def __init__(self) -> None:
        self._rows = 0
        self._cells = 0

    def counted(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        """The same rows, until there are too many of anything. Raises ``Unreadable``."""
        for row in rows:
            self._rows += 1
            self._cells += len(row)
            if self._rows > MAX_ROWS:
                raise Unreadable("The table has more than 100,000 rows: split it in parts.")
            if len(row) > MAX_COLUMNS:
                raise Unreadable(
                    "The table is wider than 2,000 columns: delete the cells that stand far from the rest."
                )
            if self._cells > MAX_CELLS:
                raise Unreadable("The table has more than 5 million cells: split it in parts.")
            yield row
