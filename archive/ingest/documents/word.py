"""Word documents (.docx): everything that holds words, in the order in which it is read.

Page headers, body with its tables, footers, footnotes and comments become lines; deleted text of
tracked changes does not, and the names of authors become ``known`` identifiers instead of text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from archive.ingest.confinement.container import inspect, mended
from archive.ingest.text import Line, Page, Region, assemble, people

_W = {name: qn(f"w:{name}") for name in (
    "p", "tbl", "tr", "tc", "r", "t", "tab", "br", "cr", "noBreakHyphen", "sdt", "sdtContent", "del", "ins",
    "moveFrom", "moveTo", "author", "comment", "footnote", "endnote", "id", "type", "txbxContent", "vMerge",
    "val", "b", "bCs", "rPr", "pPr", "rStyle", "pict", "customXml", "tcPr", "style", "styleId", "pStyle",
)}  # fmt: skip
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_W["del"], _W["moveFrom"], _W["txbxContent"], _FALLBACK}
_PLAIN = {_W["tab"]: "\t", _W["br"]: "\n", _W["cr"]: "\n", _W["noBreakHyphen"]: "-"}

# lxml elements have no usable static type here: their tags are what the standard (ECMA-376) says.
Node = Any


def read(content: bytes) -> Page:
    """The canonical text of a .docx and what is known of its lines."""
    container = inspect(content)
    document = Document(io.BytesIO(mended(content)))
    bold_styles = _bold_styles(document)
    lines = [Line(t, Region.HEADER) for t in _edges(document, "header")]
    lines += _body(document.element.body, bold_styles)
    lines += [Line(t, Region.FOOT) for t in _edges(document, "footer")]
    lines += [Line(t, Region.FOOT) for t in _notes(document)]
    comments, authors = _comments(document)
    lines += [Line(t, Region.FOOT) for t in comments]
    changes, changed_by = _changes(document.element.body)
    text, hints = assemble(lines)
    properties = document.core_properties
    known = people([properties.author, properties.last_modified_by, *authors, *changed_by])
    notices = [*container.notices, *changes]
    if comments:
        notices.append(f"{len(comments)} comments stand at the end as [comment]; their authors are masked.")
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, hints, known, tuple(notices))


def _body(root: Node, bold_styles: frozenset[str]) -> list[Line]:
    lines: list[Line] = []
    tables = 0
    for block in _blocks(root):
        if block.tag == _W["tbl"]:
            lines += [Line(row, table=tables) for row in _rows(block)]
            tables += 1
        else:
            bold = _is_bold(block, bold_styles)
            lines.append(Line(_text(block), bold=bold))
            lines += [Line(_text(p)) for box in _boxes(block) for p in box.iter(_W["p"])]
    return lines


def _blocks(root: Node) -> Iterator[Node]:
    """Paragraphs and tables in order, through content controls and custom XML."""
    for child in root:
        if child.tag in {_W["p"], _W["tbl"]}:
            yield child
        elif child.tag in {_W["sdt"], _W["sdtContent"], _W["customXml"], _W["ins"], _W["moveTo"]}:
            yield from _blocks(child)


def _boxes(paragraph: Node) -> Iterator[Node]:
    """Text boxes anchored in a paragraph, once: their fallback copy is skipped."""
    for box in paragraph.iter(_W["txbxContent"]):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _text(node: Node) -> str:
    """The words of a paragraph: insertions are text, deletions and field codes are not."""
    parts: list[str] = []
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _W["t"]:
            parts.append(child.text or "")
        elif child.tag in _PLAIN:
            if child.getparent().tag == _W["r"]:
                parts.append(_PLAIN[child.tag])
        elif child.tag not in {_W["pPr"], _W["rPr"]}:
            parts.append(_text(child))
    return "".join(parts)


def _rows(table: Node) -> Iterator[str]:
    """One line a row, cells joined by a tab, a merged cell once."""
    for row in table.iter(_W["tr"]):
        if next(row.iterancestors(_W["tbl"])) is table:
            cells = [c for c in row.iter(_W["tc"]) if next(c.iterancestors(_W["tr"])) is row]
            yield "\t".join("" if _continues(c) else _cell(c) for c in cells)


def _continues(cell: Node) -> bool:
    properties = cell.find(_W["tcPr"])
    merge = properties.find(_W["vMerge"]) if properties is not None else None
    return merge is not None and merge.get(_W["val"]) != "restart"


def _cell(cell: Node) -> str:
    paragraphs = [p for p in cell.iter(_W["p"]) if not any(a.tag in _SKIPPED for a in p.iterancestors())]
    return " ".join(words for p in paragraphs if (words := " ".join(_text(p).split())))


def _edges(document: DocumentObject, which: str) -> list[str]:
    """The distinct lines of all page headers or footers, in order of the sections."""
    lines: dict[str, None] = {}
    for section in document.sections:
        for prefix in ("", "first_page_", "even_page_"):
            edge = getattr(section, prefix + which)
            if edge.is_linked_to_previous:
                continue
            for block in _blocks(edge._element):
                texts = _rows(block) if block.tag == _W["tbl"] else [_text(block)]
                lines.update(dict.fromkeys(t for text in texts for t in text.split("\n") if t.strip()))
    return list(lines)


def _notes(document: DocumentObject) -> list[str]:
    """Footnotes, then endnotes, as ``[n] text``."""
    lines = []
    for kind, tag in ((RT.FOOTNOTES, _W["footnote"]), (RT.ENDNOTES, _W["endnote"])):
        notes = [n for root in _related(document, kind) for n in root.iter(tag) if not n.get(_W["type"])]
        lines += [f"[{n}] {_joined(note)}" for n, note in enumerate(notes, 1)]
    return lines


def _comments(document: DocumentObject) -> tuple[list[str], list[str | None]]:
    nodes = [c for root in _related(document, RT.COMMENTS) for c in root.iter(_W["comment"])]
    return [f"[comment] {_joined(c)}" for c in nodes], [c.get(_W["author"]) for c in nodes]


def _related(document: DocumentObject, kind: str) -> Iterator[Node]:
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _joined(node: Node) -> str:
    return " ".join(words for p in node.iter(_W["p"]) if (words := " ".join(_text(p).split())))


def _changes(body: Node) -> tuple[list[str], list[str | None]]:
    nodes = [n for tag in ("del", "ins", "moveFrom", "moveTo") for n in body.iter(_W[tag])]
    deleted = any(n.tag in {_W["del"], _W["moveFrom"]} and _has_words(n) for n in nodes)
    sentence = "Deleted text of tracked changes was left out; insertions were taken as text."
    return ([sentence] if deleted or nodes else []), [n.get(_W["author"]) for n in nodes]


def _has_words(node: Node) -> bool:
    return any((t.text or "").strip() for t in node.iter(qn("w:delText"), _W["t"]))


def _bold_styles(document: DocumentObject) -> frozenset[str]:
    names = set()
    for style in document.styles.element.iter(_W["style"]):
        properties = style.find(_W["rPr"])
        if properties is not None and _on(properties):
            names.add(style.get(_W["styleId"]))
    return frozenset(n for n in names if n)


def _on(properties: Node) -> bool:
    for tag in (_W["b"], _W["bCs"]):
        mark = properties.find(tag)
        if mark is not None:
            return mark.get(_W["val"]) not in {"0", "false", "off"}
    return False


def _is_bold(paragraph: Node, bold_styles: frozenset[str]) -> bool:
    """Whether all runs with words are bold, by themselves or by the paragraph's style."""
    style = paragraph.find(f"{_W['pPr']}/{_W['pStyle']}")
    by_style = style is not None and style.get(_W["val"]) in bold_styles
    runs = [r for r in paragraph.iter(_W["r"]) if "".join(t.text or "" for t in r.iter(_W["t"])).strip()]
    return bool(runs) and all(_run_bold(r, by_style, bold_styles) for r in runs)


def _run_bold(run: Node, by_style: bool, bold_styles: frozenset[str]) -> bool:
    properties = run.find(_W["rPr"])
    if properties is None:
        return by_style
    if any(properties.find(_W[tag]) is not None for tag in ("b", "bCs")):
        return _on(properties)
    named = properties.find(_W["rStyle"])
    return by_style or (named is not None and named.get(_W["val"]) in bold_styles)
