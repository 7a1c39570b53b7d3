"""The words of a LibreOffice text in order: paragraphs with their numbers, tables, boxes.

Notes, comments and deleted text stand inside of paragraphs without being part of them. Hidden words are
left out and remembered. Blanks are those of OpenDocument: a run of them in the file is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from odfdo import Element

from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_run
from archive.ingest.documents.numbering import Counters
from archive.ingest.documents.odf_styles import OUTLINE, Style, Styles
from archive.ingest.text import Line

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_ITEMS = frozenset({"text:list-item", "text:list-header"})
_GROUPS = frozenset({
    "text:index-body", "text:index-title", "text:table-of-content", "table:table-header-rows",
    "table:table-rows", "table:table-row-group", "draw:text-box", "office:text", "text:note-body",
})  # fmt: skip
_ASIDE = ("draw:", "dr3d:", "svg:", "form:", "office:annotation", "text:note", "text:tracked-changes")
_COLLAPSED = frozenset({"collapse", "filter"})
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look."""

    text: str = field(repr=False)
    font: str = ""
    bold: bool = False
    hidden: bool = False

    def saying(self, text: str) -> Piece:
        """Other words of the same look."""
        return Piece(text, self.font, self.bold, self.hidden)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a paragraph stands: what the list is counted as, its style, and how deep."""

    key: str
    style: str
    depth: int
    numbered: bool = True


@dataclass(slots=True)
class Reader:
    """Reads the parts of one document in order, so that its lists go on counting."""

    styles: Styles
    counters: Counters = field(default_factory=Counters)
    by_id: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, str] = field(default_factory=dict)
    lists: int = 0
    tables: int = 0
    hidden: bool = False
    symbols: bool = False
    converted: set[str] = field(default_factory=set)

    def lines(self, root: Element) -> list[Line]:
        """The lines of the paragraphs, tables and text boxes below a node."""
        lines: list[Line] = []
        hiding = bool(_hiding(root))
        for block, place in self._blocks(root, None):
            if block.tag == "table:table":
                lines += [Line(row, table=self.tables) for row in self._rows(block)]
                self.tables += 1
                continue
            lines.append(self._paragraph(block, place, hiding=hiding))
            for shape in _shapes(block):
                lines += self.lines(shape)
        return lines

    def joined(self, root: Element) -> str:
        """All words below a node on one line."""
        tables = self.tables
        texts = [" ".join(line.text.split()) for line in self.lines(root)]
        self.tables = tables
        return " ".join(text for text in texts if text)

    def _blocks(self, root: Element, place: Place | None) -> Iterator[tuple[Element, Place | None]]:
        """Paragraphs and tables in order, each with its place in a list."""
        for child in root.children:
            tag = child.tag
            if tag in _PARAGRAPHS or tag == "table:table":
                yield child, place
                place = replace(place, numbered=False) if place else None
            elif tag == "text:list":
                yield from self._list(child, place)
            elif tag == "text:numbered-paragraph":
                yield from self._blocks(child, self._numbered(child))
            elif tag == "text:section" and self._hides(child):
                self.hidden = self.hidden or bool((child.text_recursive or "").strip())
            elif (
                tag in _GROUPS
                or tag.startswith("draw:")
                or tag.endswith(("-index", "text:bibliography", "section"))
            ):
                yield from self._blocks(child, place)

    def _list(self, node: Element, outer: Place | None) -> Iterator[tuple[Element, Place | None]]:
        style = node.get_attribute_string("text:style-name") or (outer.style if outer else "")
        depth = outer.depth + 1 if outer else 0
        place = Place(outer.key if outer else self._key(node, style), style, depth)
        for item in node.children:
            if item.tag not in _ITEMS:
                continue
            start = item.get_attribute_string("text:start-value") or ""
            if start.isdigit() and len(start) < 10:
                self.counters.restart(place.key, place.depth, int(start))
            yield from self._blocks(item, replace(place, numbered=item.tag == "text:list-item"))

    def _key(self, node: Element, style: str) -> str:
        """What a list is counted as: itself, or the one that it goes on with."""
        before = self.by_id.get(node.get_attribute_string("text:continue-list") or "")
        if before is None and node.get_attribute_string("text:continue-numbering") == "true":
            before = self.by_style.get(style)
        self.lists += before is None
        key = before or f"list {self.lists}"
        name = node.get_attribute_string("xml:id")
        if name:
            self.by_id[name] = key
        self.by_style[style] = key
        return key

    def _numbered(self, node: Element) -> Place:
        style = node.get_attribute_string("text:style-name") or ""
        depth = node.get_attribute_string("text:level") or "1"
        key = node.get_attribute_string("text:list-id") or style
        return Place(key, style, int(depth) - 1 if depth.isdigit() else 0)

    def _paragraph(self, node: Element, place: Place | None, *, hiding: bool) -> Line:
        style = self.styles.of(node.get_attribute_string("text:style-name"))
        pieces = list(self._pieces(node, Piece("", style.font, style.bold, style.hidden)))
        shown = [piece for piece in pieces if not piece.hidden]
        self.hidden = self.hidden or any(piece.text.strip() for piece in pieces if piece.hidden)
        if hiding and any(one.get_attribute_string("text:is-hidden") == "true" for one in _hiding(node)):
            self.hidden = True
            return Line("")
        texts = []
        for font, run in groupby(shown, key=lambda piece: piece.font):
            unfolded = symbols.unfolded("".join(piece.text for piece in run), font)
            unicode = converted_run(unfolded, font)
            self.converted |= {unicode.encoding} - {""}
            self.symbols = self.symbols or symbols.UNKNOWN in unfolded
            texts.append(unicode.text)
        text = "".join(texts)
        worded = [piece for piece in shown if piece.text.strip()]
        bold = bool(worded) and all(piece.bold for piece in worded)
        return Line(self._number(node, place, style) + text if text.strip() else "", bold=bold)

    def _number(self, node: Element, place: Place | None, style: Style) -> str:
        """The number before a paragraph, with its blank."""
        if place and place.numbered:
            levels = self.styles.lists.get(place.style or style.list_style, {})
            return self.counters.next(place.key, levels, place.depth)
        level = "" if place or node.tag != "text:h" else node.get_attribute_string("text:outline-level") or ""
        if not level.isdigit():
            return ""
        return self.counters.next(OUTLINE, self.styles.lists.get(OUTLINE, {}), int(level) - 1)

    def _pieces(self, node: Element, look: Piece) -> Iterator[Piece]:
        """The words below a node, each with its look."""
        yield look.saying(_BLANKS.sub(" ", node.text or ""))
        for child in node.children:
            tag = child.tag
            if tag == "text:s":
                count = child.get_attribute_string("text:c") or "1"
                yield look.saying(" " * min(int(count) if count.isdigit() else 1, 1_000))
            elif tag in {"text:tab", "text:line-break"}:
                yield look.saying("\t" if tag == "text:tab" else "\n")
            elif tag == "text:hidden-text":
                hides = child.get_attribute_string("text:is-hidden") != "false"
                yield replace(look, text=child.text_recursive or "", hidden=look.hidden or hides)
            elif tag == "text:ruby":
                yield from self._reading(child, look)
            elif not tag.startswith(_ASIDE):
                yield from self._pieces(child, self._look(child, look))
            yield look.saying(_BLANKS.sub(" ", child.tail or ""))

    def _reading(self, ruby: Element, look: Piece) -> Iterator[Piece]:
        """Words with their reading, which stands above them on the page, in brackets."""
        for child in ruby.children:
            words = list(self._pieces(child, look))
            if child.tag == "text:ruby-base":
                yield from words
            elif any(piece.text.strip() for piece in words):
                yield from (look.saying("("), *words, look.saying(")"))

    def _look(self, span: Element, around: Piece) -> Piece:
        name = span.get_attribute_string("text:style-name")
        if span.tag != "text:span" or not name:
            return around
        style = self.styles.of(name)
        return replace(
            around,
            font=style.font or around.font,
            bold=style.bold or around.bold,
            hidden=style.hidden or around.hidden,
        )

    def _rows(self, table: Element) -> Iterator[str]:
        """One line a row, cells joined by a tab."""
        for child in table.children:
            if child.tag in _GROUPS:
                yield from self._rows(child)
            elif child.tag == "table:table-row":
                cells = [cell for cell in child.children if cell.tag == "table:table-cell"]
                if child.get_attribute_string("table:visibility") in _COLLAPSED:
                    self.hidden = True
                else:
                    yield "\t".join(self.joined(cell) for cell in cells)

    def _hides(self, section: Element) -> bool:
        display = section.get_attribute_string("text:display")
        return display == "none" or section.get_attribute_string("text:is-hidden") == "true"


def _shapes(node: Element) -> Iterator[Element]:
    """The boxes and shapes that are anchored below a node, without those inside of others."""
    for child in node.children:
        if child.tag.startswith("draw:"):
            yield child
        elif not child.tag.startswith(_ASIDE):
            yield from _shapes(child)


def _hiding(node: Element) -> list[Element]:
    return list(node.get_elements("descendant::text:hidden-paragraph"))
