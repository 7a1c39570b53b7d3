"""LibreOffice texts (.odt): the same order and the same rules as for Word documents."""

from __future__ import annotations

import io
from collections.abc import Iterator

from odfdo import Document, Element, XmlPart

from archive.errors import Unreadable
from archive.ingest.confinement.container import inspect
from archive.ingest.text import Line, Page, Region, assemble, people

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_GROUPS = frozenset({
    "text:section", "text:list", "text:list-item", "text:list-header", "text:index-body",
    "text:table-of-content", "table:table-header-rows", "table:table-rows", "table:table-row-group",
})  # fmt: skip
# Deleted text, notes and comments stand inside paragraphs without being part of them.
_ASIDE = frozenset(
    {"text:tracked-changes", "text:note", "office:annotation", "draw:frame", "draw:custom-shape"}
)


def read(content: bytes) -> Page:
    """The canonical text of an .odt and what is known of its lines."""
    container = inspect(content)
    document = Document(io.BytesIO(content))
    body = document.body
    bold = _bold_styles(document)
    lines = [Line(t, Region.HEADER) for t in _edges(document, "header")]
    lines += _body(body, bold)
    lines += [Line(t, Region.FOOT) for t in _edges(document, "footer")]
    notes = body.get_elements("descendant::text:note")
    lines += [Line(f"[{n}] {_joined(note)}", Region.FOOT) for n, note in enumerate(notes, 1)]
    comments = body.get_elements("descendant::office:annotation")
    lines += [Line(f"[comment] {_joined(c)}", Region.FOOT) for c in comments]
    text, hints = assemble(lines)
    known = people(_authors(document, body))
    notices = list(container.notices)
    if body.get_elements("descendant::text:tracked-changes"):
        notices.append("Deleted text of tracked changes was left out; insertions were taken as text.")
    if comments:
        notices.append(f"{len(comments)} comments stand at the end as [comment]; their authors are masked.")
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, hints, known, tuple(notices))


def _root(document: Document, name: str) -> Element:
    part = document.get_part(name)
    if not isinstance(part, XmlPart):
        raise Unreadable("The LibreOffice text lacks a part: open it, save it again and import that.")
    return part.root


def _body(root: Element, bold: frozenset[str]) -> list[Line]:
    lines: list[Line] = []
    tables = 0
    for block in _blocks(root):
        if block.tag == "table:table":
            lines += [Line(row, table=tables) for row in _rows(block)]
            tables += 1
        else:
            lines.append(Line(_text(block), bold=_is_bold(block, bold)))
            boxes = block.get_elements("descendant::draw:text-box")
            lines += [Line(_text(p)) for box in boxes for p in _blocks(box) if p.tag in _PARAGRAPHS]
    return lines


def _blocks(root: Element) -> Iterator[Element]:
    for child in root.children:
        if child.tag in _PARAGRAPHS or child.tag == "table:table":
            yield child
        elif child.tag in _GROUPS:
            yield from _blocks(child)
        elif child.tag == "draw:frame":
            for box in child.get_elements("descendant::draw:text-box"):
                yield from _blocks(box)


def _text(node: Element) -> str:
    parts = [node.text or ""]
    for child in node.children:
        if child.tag == "text:s":
            parts.append(" " * int(child.get_attribute_string("text:c") or 1))
        elif child.tag == "text:tab":
            parts.append("\t")
        elif child.tag == "text:line-break":
            parts.append("\n")
        elif child.tag not in _ASIDE:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _rows(table: Element) -> Iterator[str]:
    for child in table.children:
        if child.tag in _GROUPS:
            yield from _rows(child)
        elif child.tag == "table:table-row":
            yield "\t".join(_cell(c) for c in child.children if c.tag == "table:table-cell")


def _cell(cell: Element) -> str:
    return " ".join(words for p in _blocks(cell) if (words := " ".join(_text(p).split())))


def _joined(node: Element) -> str:
    paragraphs = node.get_elements("descendant::text:p")
    return " ".join(words for p in paragraphs if (words := " ".join(_text(p).split())))


def _edges(document: Document, which: str) -> list[str]:
    lines: dict[str, None] = {}
    for edge in _root(document, "styles.xml").get_elements(f"descendant::style:{which}"):
        for block in _blocks(edge):
            texts = _rows(block) if block.tag == "table:table" else [_text(block)]
            lines.update(dict.fromkeys(t for text in texts for t in text.split("\n") if t.strip()))
    return list(lines)


def _authors(document: Document, body: Element) -> list[str | None]:
    meta = _root(document, "meta.xml")
    tags = ("meta:initial-creator", "dc:creator", "meta:printed-by")
    authors: list[str | None] = [e.text for tag in tags for e in meta.get_elements(f"descendant::{tag}")]
    return authors + [e.text for e in body.get_elements("descendant::dc:creator")]


def _bold_styles(document: Document) -> frozenset[str]:
    names = set()
    for part in ("content.xml", "styles.xml"):
        for style in _root(document, part).get_elements("descendant::style:style"):
            weights = [
                p.get_attribute_string("fo:font-weight")
                for p in style.get_elements("descendant::style:text-properties")
            ]
            if "bold" in weights:
                names.add(style.get_attribute_string("style:name"))
    return frozenset(n for n in names if n)


def _is_bold(paragraph: Element, bold: frozenset[str]) -> bool:
    if paragraph.get_attribute_string("text:style-name") in bold:
        return True
    spans = [c for c in paragraph.children if (c.text_recursive or "").strip()]
    return (
        bool(spans)
        and not (paragraph.text or "").strip()
        and not any((c.tail or "").strip() for c in spans)
        and all(c.tag == "text:span" and c.get_attribute_string("text:style-name") in bold for c in spans)
    )
