"""What a speech recogniser would have written: no capitals, no punctuation, the marks moved along.

Numbers, handles and addresses keep the signs inside them, because whoever types them keeps them; between
words every sign goes, and blanks are joined. Line ends stay: a recogniser knows when the voice changes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from bench.deid.document import Document

_KEPT = frozenset({"PHONE", "ID", "HANDLE", "EMAIL"})
_INNER = frozenset("'’-/")


def lowered(document: Document) -> Document:
    """The same document, lower-cased and without punctuation, with every offset where it belongs."""
    text = document.text
    kept = bytearray(len(text))
    for mention in document.mentions:
        if mention.type in _KEPT:
            kept[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    out: list[str] = []
    places: list[int] = []
    length = 0
    for at, sign in enumerate(text):
        places.append(length)
        piece = sign.lower() if kept[at] or not _goes(text, at) else " "
        if piece == " " and (not out or out[-1] in {" ", "\n"}):
            continue
        out.append(piece)
        length += len(piece)
    places.append(length)
    mentions = tuple(replace(m, start=places[m.start], end=places[m.end]) for m in document.mentions)
    free = tuple((places[a], places[b]) for a, b in document.free)
    return replace(document, id=f"{document.id}-lower", text="".join(out), mentions=mentions, free=free)


def _goes(text: str, at: int) -> bool:
    """Whether the sign at this place is punctuation that nobody speaks."""
    sign = text[at]
    if unicodedata.category(sign)[0] not in "PS":
        return False
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    return not (inside and sign in _INNER)
