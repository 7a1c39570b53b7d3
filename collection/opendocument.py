"""Transcripts as OpenDocument text, written with odfdo."""

from __future__ import annotations

from io import BytesIO

from odfdo import Cell, Element, Paragraph, Row, Span, Style, Table
from odfdo import Document as OdfFile

from collection.markup import Rich
from collection.packing import repacked
from collection.source import Document, SourceNote


def odt_file(doc: Document) -> bytes:
    """The transcript as the bytes of an .odt: header in the body, labels in bold."""
    file = OdfFile("text")
    file.body.clear()
    bold = Style("text", name="Label", area="text", bold=True)
    file.insert_style(bold, automatic=True)
    for line in doc.header:
        file.body.append(Paragraph(line.text))
    if doc.table:
        file.body.append(_grid(doc))
    for item in doc.items:
        file.body.append(Paragraph(""))
        if isinstance(item, SourceNote):
            for line in item.lines:
                file.body.append(Paragraph(line.text))
            continue
        file.body.append(_opening(item.label, item.paragraphs[0].text))
        for paragraph in item.paragraphs[1:]:
            file.body.append(Paragraph(paragraph.text))
    out = BytesIO()
    file.save(out)
    return repacked(out.getvalue())


def _opening(label: Rich, words: str) -> Element:
    paragraph = Paragraph()
    paragraph.append(Span(f"{label.text}:", style="Label"))
    paragraph.append_plain_text(f" {words}")
    return paragraph


def _grid(doc: Document) -> Table:
    table = Table("Participants")
    for line in doc.table:
        row = Row()
        for place, cell in enumerate(line):
            row.set_cell(place, Cell(text=cell.text, cell_type="string"))
        table.append(row)
    return table
