"""Word documents: everything with words, in order, and nothing that was deleted."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from archive.ingest import read
from archive.ingest.confinement.container import mended


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_blocks_keep_their_order_and_cells_their_tabs(docx: Any) -> None:
    content = docx(
        "FGD 2",
        [["Seat", "Name"], ["P1", "Asha\nRoy"], ["P2", "Bela"]],
        "",
        "M: Who\u00a0starts?",
        "P1: Me.",
        "M: Good.",
    )
    (draft,) = read("x/FGD 2.docx", content)
    assert draft.text == "FGD 2\nSeat\tName\nP1\tAsha Roy\nP2\tBela\nM: Who starts?\nP1: Me.\nM: Good.\n"
    assert [t.kind.value for t in draft.turns] == ["header", "question", "speech", "question"]
    assert draft.source == "FGD 2.docx"


def test_a_table_of_turns_is_read_as_turns(docx: Any) -> None:
    rows = [
        ["00:01", "I", "Ready?"],
        ["00:04", "R", "Yes, I am.\nGo on."],
        ["00:09", "I", "When?"],
        ["00:12", "R", "Now."],
    ]
    (draft,) = read("a.docx", docx("Interviewer: Asha", rows))
    assert "00:04\tR\tYes, I am. Go on.\n" in draft.text
    assert [(t.label, t.seconds) for t in draft.turns] == [
        (None, None),
        ("I", 1),
        ("R", 4),
        ("I", 9),
        ("R", 12),
    ]


def test_headers_come_first_and_footers_notes_and_comments_last() -> None:
    document = Document()
    document.core_properties.author = "Nusrat Jahan"
    document.sections[0].header.paragraphs[0].text = "Village: Nayapara"
    document.sections[0].footer.paragraphs[0].text = "page 1"
    document.add_paragraph("I: Ready?")
    paragraph = document.add_paragraph("R: Yes.")
    document.add_comment(paragraph.runs, text="ask her again", author="Sumon Dewan")
    (draft,) = read("a.docx", saved(document))
    assert draft.text == "Village: Nayapara\nI: Ready?\nR: Yes.\npage 1\n[comment] ask her again\n"
    assert [t.kind.value for t in draft.turns] == ["header", "question", "speech", "note", "note"]
    assert {k.text for k in draft.known} == {"Nayapara", "Nusrat Jahan", "Sumon Dewan"}
    assert any("comments" in n for n in draft.notices)


def test_tracked_changes_keep_what_was_inserted_only() -> None:
    document = Document()
    document.core_properties.author = ""
    paragraph = document.add_paragraph("R: my name is ")
    for tag, words, inner in (("w:del", "Rahima", "w:delText"), ("w:ins", "withheld", "w:t")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        change.set(qn("w:author"), "Farid Khan")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    (draft,) = read("a.docx", saved(document))
    assert draft.text == "R: my name is withheld\n"
    assert [k.text for k in draft.known] == ["Farid Khan"]
    assert any("Deleted text" in n for n in draft.notices)


def test_bold_paragraphs_without_labels_are_questions() -> None:
    document = Document()
    for words, bold in (
        ("Who are you?", True),
        ("A cobbler.", None),
        ("Since when?", True),
        ("Always.", None),
    ):
        document.add_paragraph().add_run(words).bold = bold
    (draft,) = read("a.docx", saved(document))
    assert [(t.kind.value, t.label) for t in draft.turns] == [("question", "I"), ("speech", "R")] * 2
    assert draft.text.startswith("Who are you?\n")


def test_a_relation_to_a_missing_part_does_not_stop_the_reading(docx: Any, repack: Any) -> None:
    whole = docx("R: Yes.", "I: Why?")
    broken = repack(
        whole,
        {
            "word/_rels/document.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxml'
            b'formats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.'
            b'org/officeDocument/2006/relationships/image" Target="media/gone.png"/></Relationships>'
        },
    )
    assert read("a.docx", broken)[0].text == "R: Yes.\nI: Why?\n"
    assert mended(whole) == whole
