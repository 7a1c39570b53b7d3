"""Transcripts as Word files: labels, tables of turns, bold interviewers, page headers, tracked changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from collection.extras import EXTRAS, Change, Extras, Remark
from collection.gold import cells
from collection.markup import Rich
from collection.packing import DAY, repacked
from collection.source import Document, SourceNote, SourceTurn

_FOOTNOTES = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>%s</w:footnotes>"
)


def word_file(doc: Document) -> bytes:
    """The transcript as the bytes of a .docx."""
    file = docx.Document()
    extras = EXTRAS.get(doc.id, Extras())
    shaped: Callable[[str], str] = (
        (lambda text: unicodedata.normalize("NFD", text)) if extras.decomposed else lambda text: text
    )
    _properties(file, extras)
    _header(file, doc, shaped)
    if doc.table:
        _grid(file, [[shaped(c.text) for c in row] for row in doc.table])
    first = _table_of_turns(file, doc) if doc.style == "table" else _paragraphs(file, doc, shaped)
    for change in extras.changes:
        _track(first[change.turn], change)
    for note in extras.comments:
        file.add_comment(first[note.turn].runs, note.text, note.author, _initials(note.author))
    if extras.footnotes:
        _footnotes(file, first, extras.footnotes)
    if extras.footer:
        file.sections[0].footer.paragraphs[0].text = shaped(extras.footer)
    for comment in file.part._comments_part.element.findall(qn("w:comment")) if extras.comments else ():
        comment.set(qn("w:date"), f"{DAY.isoformat()}Z")
    out = BytesIO()
    file.save(out)
    return repacked(out.getvalue())


def _properties(file: WordFile, extras: Extras) -> None:
    core = file.core_properties
    core.author = core.last_modified_by = extras.author
    core.title = core.comments = core.keywords = core.subject = ""
    core.created = core.modified = DAY
    rels = file.part.package.rels
    for key in [k for k, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[key]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _header(file: WordFile, doc: Document, shaped: Callable[[str], str]) -> None:
    if doc.header_place == "docx-table":
        _grid(file, [[shaped(c.text) for c in cells(line)] for line in doc.header])
        return
    if doc.header_place == "docx-header":
        top = file.sections[0].header
        top.is_linked_to_previous = False
        top.paragraphs[0].text = shaped(doc.header[0].text)
        for line in doc.header[1:]:
            top.add_paragraph(shaped(line.text))
        return
    for line in doc.header:
        file.add_paragraph(shaped(line.text))


def _grid(file: WordFile, rows: Sequence[Sequence[str]]) -> WordTable:
    """A table with borders; a row of one cell spans the whole width."""
    width = max(len(row) for row in rows)
    table: WordTable = file.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        fresh = table.add_row().cells  # type: ignore[no-untyped-call]
        if len(row) == 1 and width > 1:
            fresh[0].merge(fresh[-1]).text = row[0]
            continue
        for cell, words in zip(fresh, row, strict=True):
            cell.text = words
    return table


def _table_of_turns(file: WordFile, doc: Document) -> dict[int, Paragraph]:
    turns = [i for i in doc.items if isinstance(i, SourceTurn)]
    timed = all(t.time for t in turns)
    file.add_paragraph()
    table = _grid(file, [_row(item, timed) for item in doc.items])
    last = 2 if timed else 1
    first = {}
    for item, row in zip(doc.items, table.rows, strict=True):
        if isinstance(item, SourceTurn):
            cell = row.cells[last]
            for paragraph in item.paragraphs[1:]:
                cell.add_paragraph(paragraph.text)
            first[item.index] = cell.paragraphs[0]
    for column, width in zip(table.columns, (2.2, 2.6, 11.0)[-1 - last :], strict=True):
        column.width = Cm(width)
    return first


def _row(item: SourceTurn | SourceNote, timed: bool) -> list[str]:
    if isinstance(item, SourceNote):
        return [" ".join(line.text for line in item.lines)]
    row = [item.label.text, item.paragraphs[0].text]
    return [item.time, *row] if timed else row


def _paragraphs(file: WordFile, doc: Document, shaped: Callable[[str], str]) -> dict[int, Paragraph]:
    """Turns and notes as paragraphs; an empty one between blocks, as people leave them."""
    first: dict[int, Paragraph] = {}
    file.add_paragraph()
    for item in doc.items:
        if isinstance(item, SourceNote):
            for line in item.lines:
                file.add_paragraph().add_run(shaped(line.text)).italic = True
            file.add_paragraph()
            continue
        first[item.index] = _turn(file, doc, item, shaped)
    return first


def _turn(file: WordFile, doc: Document, turn: SourceTurn, shaped: Callable[[str], str]) -> Paragraph:
    opening = file.add_paragraph()
    loud = doc.style == "bold" and turn.label.text == "I"
    before = _label(doc.style, turn.label)
    if before:
        opening.add_run(shaped(before)).bold = True
    opening.add_run(shaped(turn.paragraphs[0].text)).bold = loud or None
    for paragraph in turn.paragraphs[1:]:
        file.add_paragraph().add_run(shaped(paragraph.text)).bold = loud or None
    return opening


def _label(style: str, label: Rich) -> str:
    forms = {"labels": f"{label.text}: ", "q-a": f"{label.text}: ", "tab": f"{label.text}\t", "bold": ""}
    return forms.get(style, f"[{label.text}] ")


def _track(paragraph: Paragraph, change: Change) -> None:
    """Split the last run around ``inserted`` and show it as a tracked replacement of ``deleted``."""
    run = paragraph.runs[-1]
    before, found, after = run.text.partition(change.inserted)
    if not found:
        raise ValueError("A tracked insertion does not stand in its turn.")
    run.text = before
    marks = []
    for place, (tag, inner, words) in enumerate(
        (("w:del", "w:delText", change.deleted), ("w:ins", "w:t", change.inserted))
    ):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(901 + place))
        mark.set(qn("w:author"), change.author)
        mark.set(qn("w:date"), f"{DAY.isoformat()}Z")
        text = OxmlElement(inner)
        text.text = words
        holder = OxmlElement("w:r")
        holder.append(text)
        mark.append(holder)
        marks.append(mark)
    rest = paragraph.add_run(after)
    for element in (*marks, rest._r):
        paragraph._p.append(element)


def _footnotes(file: WordFile, first: dict[int, Paragraph], notes: Sequence[Remark]) -> None:
    """A footnotes part, which python-docx does not make, and the references to it."""
    bodies = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {note.text}</w:t></w:r></w:p></w:footnote>'
        for n, note in enumerate(notes, 1)
    )
    part = OpcPart(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{_FOOTNOTES % bodies}'.encode(),
        file.part.package,
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for number, note in enumerate(notes, 1):
        run: Run = first[note.turn].add_run()
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
