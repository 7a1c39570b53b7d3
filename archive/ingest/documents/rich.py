"""Rich text (.rtf), as NVivo and f4 write it: the text as it stands, lines kept."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from archive.ingest.text import Page, canonical, people

_AUTHORS = re.compile(r"\{\\(?:author|operator|manager|\*\\atnauthor)\s+([^{}\\]{1,200})\}")
_LEFT_OUT = {
    r"\\object\b|\\objdata\b": "Embedded objects were left out: if they hold words, import them as files.",
    r"\\(?:header|footer)[lrf]?\b": "Page headers and footers of the RTF were left out: if they hold words, "
    "save the document as .docx.",
    r"\\footnote\b|\\annotation\b": "Footnotes and comments of the RTF were left out: to keep them, save the "
    "document as .docx.",
    r"\\deleted\b": "Tracked changes stand in the RTF: accept or reject them first, since deletions are "
    "still text.",
}


def read(content: bytes) -> Page:
    """The canonical text of an .rtf."""
    raw = content.decode("latin-1")
    notices = [sentence for pattern, sentence in _LEFT_OUT.items() if re.search(pattern, raw)]
    known = people(_AUTHORS.findall(raw))
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    text: str = rtf_to_text(raw, errors="replace")  # type: ignore[no-untyped-call]
    return Page(canonical(text), known=known, notices=tuple(notices))
