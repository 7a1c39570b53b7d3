"""Text files (.txt, .md): bytes to canonical text, with nothing else known of the lines."""

from __future__ import annotations

from archive.ingest.documents.encodings import decoded
from archive.ingest.text import Page, canonical


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes to text, and notices where the encoding had to be guessed or letters were mended or lost.

    Raises:
        Unreadable: the bytes are no text.
    """
    text = decoded(content)
    return text.text, text.notices


def read(content: bytes) -> Page:
    """The canonical text of a text file."""
    text = decoded(content)
    return Page(canonical(text.text), notices=text.notices, encoding=text.encoding)
