"""Word documents (.docx): everything that holds words, in the order in which it is read.

Page headers, body with its tables, footers, footnotes and comments become lines, each with the number that
the document's lists give it. Deleted text of tracked changes and hidden text do not, and a notice says so;
the names of authors become ``known`` identifiers instead of text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.parser import parse_xml

from archive.ingest.confinement.container import Container, inspect, mended
from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_lines, notice_of
from archive.ingest.documents.ooxml import Node, W, children, switched_on, transitional
from archive.ingest.documents.word_numbering import Numbering, numbering_of
from archive.ingest.documents.word_styles import Styles, styles_of
from archive.ingest.documents.word_text import LeftOut, words_of
from archive.ingest.text import Line, Page, Region, assemble, people

_GROUPS = frozenset(W[name] for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_DRAWN = ("word/charts/", "word/diagrams/data")
_HIDDEN = "Hidden text was left out: if it holds words that count, show it, and save the document again."
_CHANGED = "Deleted text of tracked changes was left out; insertions were taken as text."


def read(content: bytes) -> Page:
    """The canonical text of a .docx and what is known of its lines."""
    container = inspect(content)
    document = Document(io.BytesIO(mended(transitional(content))))
    styles = styles_of(document.styles.element)
    reader = _Reader(styles, numbering_of(next(_related(document, RT.NUMBERING), None), styles))
    lines = [Line(t, Region.HEADER) for t in _edges(document, "header", reader)]
    lines += reader.lines(document.element.body)
    lines += [Line(t, Region.FOOT) for t in _edges(document, "footer", reader)]
    lines += [Line(t, Region.FOOT) for t in _notes(document, reader)]
    comments = [c for root in _related(document, RT.COMMENTS) for c in root.iter(W["comment"])]
    lines += [Line(f"[comment] {reader.joined(c)}", Region.FOOT) for c in comments]
    unicode = converted_lines(lines)
    text, hints = assemble(unicode.lines)
    changes = [n for tag in ("del", "ins", "moveFrom", "moveTo") for n in document.element.body.iter(W[tag])]
    properties = document.core_properties
    authors = [node.get(W["author"]) for node in (*comments, *changes)]
    known = people([properties.author, properties.last_modified_by, *authors])
    notices = [*_notices(container, reader.left_out, bool(changes)), *unicode.notices]
    if comments:
        notices.append(f"{len(comments)} comments stand at the end as [comment]; their authors are masked.")
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, hints, known, tuple(notices))


def _notices(container: Container, left_out: LeftOut, changed: bool) -> Iterator[str]:
    yield from container.notices
    if changed:
        yield _CHANGED
    if left_out.hidden:
        yield _HIDDEN
    if left_out.symbols:
        yield symbols.UNKNOWN_NOTICE
    if any(name.startswith(_DRAWN) for name in container.members):
        yield "Words inside charts and diagrams were left out: if they count, type them below the drawing."
    yield from map(notice_of, sorted(left_out.converted))


@dataclass(slots=True)
class _Reader:
    """Reads the parts of one document in order, so that its lists go on counting."""

    styles: Styles
    numbering: Numbering
    left_out: LeftOut = field(default_factory=LeftOut)
    tables: int = 0

    def lines(self, root: Node) -> list[Line]:
        """The lines of the paragraphs, tables and text boxes below a node."""
        lines: list[Line] = []
        carried = ""
        boxed = _has_boxes(root)
        for block in _blocks(root):
            if block.tag == W["tbl"]:
                lines += [Line(carried)] if carried else []
                carried = ""
                lines += [Line(row, table=self.tables) for row in self._rows(block)]
                self.tables += 1
                continue
            words = words_of(block, self.styles, self.left_out)
            carried += words.text
            if not _joins_the_next(block):
                number = self.numbering.before(block.find(W["pPr"]))
                lines.append(Line(number + carried if carried.strip() else "", bold=words.bold))
                carried = ""
            for box in _boxes(block) if boxed else ():
                lines += self.lines(box)
        return [*lines, Line(carried)] if carried else lines

    def joined(self, root: Node) -> str:
        """All words below a node on one line."""
        texts = (" ".join(line.text.split()) for line in self._numbered(root))
        return " ".join(text for text in texts if text)

    def _numbered(self, root: Node) -> Iterator[Line]:
        """The lines of a cell or note. A number alone is one: rows are often counted that way."""
        carried = ""
        boxed = _has_boxes(root)
        for block in _blocks(root):
            if block.tag == W["tbl"]:
                yield Line(carried)
                carried = ""
                yield from map(Line, self._rows(block))
                continue
            carried += words_of(block, self.styles, self.left_out).text
            if not _joins_the_next(block):
                yield Line(self.numbering.before(block.find(W["pPr"])) + carried)
                carried = ""
            for box in _boxes(block) if boxed else ():
                yield Line(self.joined(box))
        yield Line(carried)

    def _rows(self, table: Node) -> Iterator[str]:
        """One line a row, cells joined by a tab, a merged cell once."""
        for row in _parts(table, W["tr"]):
            properties = row.find(W["trPr"])
            if properties is not None and properties.find(W["del"]) is not None:
                continue
            if switched_on(properties, "hidden"):
                self.left_out.hidden = True
                continue
            cells = [cell for cell in _parts(row, W["tc"]) if not _is_deleted(cell)]
            yield "\t".join("" if _continues(cell) else self.joined(cell) for cell in cells)


def _blocks(root: Node) -> Iterator[Node]:
    """Paragraphs and tables in order, through content controls and custom XML."""
    for child in children(root):
        if child.tag in {W["p"], W["tbl"]}:
            yield child
        elif child.tag in _GROUPS:
            yield from _blocks(child)


def _parts(node: Node, tag: str) -> Iterator[Node]:
    """The rows of a table or the cells of a row, through content controls, without those of tables inside."""
    for child in children(node):
        if child.tag == tag:
            yield child
        elif child.tag in _GROUPS:
            yield from _parts(child, tag)


def _boxes(node: Node) -> Iterator[Node]:
    """The text boxes that are anchored below a node, in order, without those inside of others."""
    for child in children(node):
        if child.tag == W["txbxContent"]:
            yield child
        else:
            yield from _boxes(child)


def _has_boxes(root: Node) -> bool:
    """Whether there is any text box below a node, so that it need not be looked for in each paragraph."""
    return next(root.iter(W["txbxContent"]), None) is not None


def _joins_the_next(paragraph: Node) -> bool:
    """Whether the mark at the end of a paragraph was deleted, moved away or hidden."""
    properties = paragraph.find(f"{W['pPr']}/{W['rPr']}")
    if properties is None:
        return False
    removed = any(properties.find(W[tag]) is not None for tag in ("del", "moveFrom"))
    return removed or bool(switched_on(properties, "vanish", "specVanish"))


def _continues(cell: Node) -> bool:
    """Whether a cell is only the rest of the merged one above it or before it."""
    properties = cell.find(W["tcPr"])
    for tag in ("vMerge", "hMerge") if properties is not None else ():
        merge = properties.find(W[tag])
        if merge is not None and merge.get(W["val"]) != "restart":
            return True
    return False


def _is_deleted(cell: Node) -> bool:
    properties = cell.find(W["tcPr"])
    return properties is not None and properties.find(W["cellDel"]) is not None


def _edges(document: DocumentObject, which: str, reader: _Reader) -> list[str]:
    """The distinct lines of all page headers or footers, in order of the sections."""
    lines: dict[str, None] = {}
    for section in document.sections:
        for prefix in ("", "first_page_", "even_page_"):
            edge = getattr(section, prefix + which)
            if edge.is_linked_to_previous:
                continue
            texts = [line.text for line in reader.lines(edge._element)]
            lines.update(dict.fromkeys(t for text in texts for t in text.split("\n") if t.strip()))
    return list(lines)


def _notes(document: DocumentObject, reader: _Reader) -> list[str]:
    """Footnotes, then endnotes, as ``[n] text``."""
    lines = []
    for kind, tag in ((RT.FOOTNOTES, W["footnote"]), (RT.ENDNOTES, W["endnote"])):
        notes = [n for root in _related(document, kind) for n in root.iter(tag) if not n.get(W["type"])]
        lines += [f"[{n}] {reader.joined(note)}" for n, note in enumerate(notes, 1)]
    return lines


def _related(document: DocumentObject, kind: str) -> Iterator[Node]:
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            yield parse_xml(relation.target_part.blob)
