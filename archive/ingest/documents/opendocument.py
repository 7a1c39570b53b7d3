"""LibreOffice texts (.odt): the same order and the same rules as for Word documents."""

from __future__ import annotations

import io
from collections.abc import Iterator

from odfdo import Document, Element, XmlPart

from archive.errors import Unreadable
from archive.ingest.confinement.container import inspect
from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_lines, notice_of
from archive.ingest.documents.odf_styles import styles_of
from archive.ingest.documents.odf_text import Reader
from archive.ingest.text import Line, Page, Region, assemble, people

_HIDDEN = "Hidden text was left out: if it holds words that count, show it, and save the document again."
_CHANGED = "Deleted text of tracked changes was left out; insertions were taken as text."


def read(content: bytes) -> Page:
    """The canonical text of an .odt and what is known of its lines."""
    container = inspect(content)
    document = Document(io.BytesIO(content))
    body = document.body
    reader = Reader(styles_of(_root(document, part) for part in ("styles.xml", "content.xml")))
    lines = [Line(t, Region.HEADER) for t in _edges(document, "header", reader)]
    lines += reader.lines(body)
    lines += [Line(t, Region.FOOT) for t in _edges(document, "footer", reader)]
    bodies = body.get_elements("descendant::text:note/text:note-body")
    lines += [Line(f"[{n}] {reader.joined(note)}", Region.FOOT) for n, note in enumerate(bodies, 1)]
    comments = body.get_elements("descendant::office:annotation")
    lines += [Line(f"[comment] {reader.joined(c)}", Region.FOOT) for c in comments]
    unicode = converted_lines(lines)
    text, hints = assemble(unicode.lines)
    known = people(_authors(document, body))
    changed = bool(body.get_elements("descendant::text:tracked-changes"))
    notices = [*container.notices, *_notices(reader, changed), *unicode.notices]
    if comments:
        notices.append(f"{len(comments)} comments stand at the end as [comment]; their authors are masked.")
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, hints, known, tuple(notices))


def _notices(reader: Reader, changed: bool) -> Iterator[str]:
    if changed:
        yield _CHANGED
    if reader.hidden:
        yield _HIDDEN
    if reader.symbols:
        yield symbols.UNKNOWN_NOTICE
    yield from map(notice_of, sorted(reader.converted))


def _root(document: Document, name: str) -> Element:
    part = document.get_part(name)
    if not isinstance(part, XmlPart):
        raise Unreadable("The LibreOffice text lacks a part: open it, save it again and import that.")
    return part.root


def _edges(document: Document, which: str, reader: Reader) -> list[str]:
    """The distinct lines of all page headers or footers."""
    lines: dict[str, None] = {}
    kinds = (which, f"{which}-left", f"{which}-first")
    root = _root(document, "styles.xml")
    for edge in (edge for kind in kinds for edge in root.get_elements(f"descendant::style:{kind}")):
        texts = (line.text for line in reader.lines(edge))
        lines.update(dict.fromkeys(t for text in texts for t in text.split("\n") if t.strip()))
    return list(lines)


def _authors(document: Document, body: Element) -> list[str | None]:
    meta = _root(document, "meta.xml")
    tags = ("meta:initial-creator", "dc:creator", "meta:printed-by")
    authors: list[str | None] = [e.text for tag in tags for e in meta.get_elements(f"descendant::{tag}")]
    return authors + [e.text for e in body.get_elements("descendant::dc:creator")]
