"""Rich text (.rtf), as Word, LibreOffice, NVivo and f4 write it: all of its words, in order.

How a file is read stands in ``rtf_reading``; this module puts together what was read: page headers, the
body with its tables, footers, footnotes and comments. It refuses to keep the names of the writers in the
text; they are ``known`` identifiers.
"""

from __future__ import annotations

from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_lines, notice_of
from archive.ingest.documents.rtf_actions import reading_of
from archive.ingest.documents.rtf_reading import Reading
from archive.ingest.text import Line, Page, Region, assemble, people

_LOST = "\ufffd"
_UNREAD = f"Letters of the rich text could not be read; each stands as {_LOST}."


def read(content: bytes) -> Page:
    """The canonical text of an .rtf and what is known of its lines.

    Raises:
        Unreadable: nested too deep, or in codes from before Unicode that cannot be converted.
    """
    reading = reading_of(content)
    header = [line.text for line in reading.header.finish()]
    footer = [line.text for line in reading.footer.finish()]
    lines = [Line(text, Region.HEADER) for text in dict.fromkeys(header)]
    lines += reading.body.finish()
    lines += [Line(text, Region.FOOT) for text in dict.fromkeys(footer)]
    lines += [Line(f"[{n}] {note.words()}", Region.FOOT) for n, note in enumerate(reading.notes, 1)]
    lines += [Line(f"[comment] {comment.words()}", Region.FOOT) for comment in reading.comments]
    unicode = converted_lines(lines)
    text, hints = assemble(unicode.lines)
    known = people(name for names in reading.names for name in names.words().split(";"))
    notices = [*sorted(reading.notices), *unicode.notices, *_notices(reading, text)]
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, hints, known, tuple(notices))


def _notices(reading: Reading, text: str) -> list[str]:
    flows = (reading.body, reading.header, reading.footer, *reading.notes, *reading.comments)
    notices = [notice_of(name) for name in sorted(set().union(*(flow.converted for flow in flows)))]
    if reading.comments:
        count = len(reading.comments)
        notices.append(f"{count} comments stand at the end as [comment]; their authors are masked.")
    if symbols.UNKNOWN in text:
        notices.append(symbols.UNKNOWN_NOTICE)
    if _LOST in text:
        notices.append(_UNREAD)
    return notices
