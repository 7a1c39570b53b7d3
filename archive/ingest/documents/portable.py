"""PDF with a text layer. A scan has none, and that is said instead of an empty testimony."""

from __future__ import annotations

import io

from pypdf import PdfReader

from archive.errors import Unreadable
from archive.ingest.text import Page, canonical, people

_MAX_PAGES = 2_000
_LETTERS_PER_PAGE = 10


def read(content: bytes) -> Page:
    """The canonical text of a PDF, page after page.

    Raises:
        Unreadable: encrypted, no text layer, more than 2,000 pages.
    """
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Unreadable("The PDF is protected by a password: save it without one and import that.")
    if len(reader.pages) > _MAX_PAGES:
        raise Unreadable("The PDF has more than 2,000 pages: split it in parts.")
    pages = [page.extract_text() for page in reader.pages]
    text = canonical("\n".join(pages))
    if sum(c.isalpha() for c in text) < _LETTERS_PER_PAGE * max(1, len(pages)) / 2:
        raise Unreadable(
            "The PDF has no text layer (it is a scan): run text recognition first, or type it out, "
            "and import that."
        )
    info = reader.metadata
    known = people([info.author if info else None])
    notices = ["The text was taken from a PDF: lines are broken as on the page, and accents may be off."]
    if reader.attachments:
        notices.append("Files attached to the PDF were left out.")
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, known=known, notices=tuple(notices))
