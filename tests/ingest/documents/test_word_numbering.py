"""The numbers that Word writes before paragraphs, from the parts that it writes them from."""

from __future__ import annotations

import io

from docx import Document

from archive.ingest import read
from tests.ingest.documents.word_parts import document, item, levels, numbering, p, table

QUESTIONS = levels(("decimal", "Q%1."), ("lowerLetter", "%2)"))


def lines(body: str, **parts: str) -> list[str]:
    (draft,) = read("a.docx", document(body, **parts))
    return draft.text.splitlines()


def test_numbers_stand_before_their_paragraphs_by_level() -> None:
    body = item("Who?") + item("By day", level=1) + item("By night", level=1) + p("I: plain") + item("Why?")
    assert lines(body, numbering=numbering(QUESTIONS)) == [
        "Q1. Who?",
        "a) By day",
        "b) By night",
        "I: plain",
        "Q2. Why?",
    ]


def test_a_list_of_the_same_kind_goes_on_and_one_that_starts_anew_does_not() -> None:
    changes = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", 2) + item("c", 3) + item("d", 3)
    assert lines(body, numbering=numbering(QUESTIONS, changes=changes)) == [
        "Q1. a",
        "Q2. b",
        "Q7. c",
        "Q8. d",
    ]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_can_opt_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Asked"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Deep"><w:basedOn w:val="Base"/></w:style>'
    )
    linked = QUESTIONS.replace('<w:lvlText w:val="%2)"/>', '<w:pStyle w:val="Deep"/><w:lvlText w:val="%2)"/>')
    asked, deep = ('<w:pStyle w:val="Asked"/>', '<w:pStyle w:val="Deep"/>')
    body = (
        p("one", properties=asked)
        + p("below", properties=deep)
        + p("none", properties=asked + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("two", properties=asked)
    )
    assert lines(body, numbering=numbering(linked), styles=styles) == [
        "Q1. one",
        "a) below",
        "none",
        "Q2. two",
    ]


def test_native_digits_bullets_and_forms_of_newer_programs() -> None:
    native = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="১, ২, ৩, ..."/>'
    )
    native += '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    custom = levels(("decimal", "%1।")).replace('<w:numFmt w:val="decimal"/>', native)
    body = item("ek") + item("dui") + item("bullet", 2) + item("dash", 3)
    made = numbering(custom, levels(("bullet", "\uf0b7")), levels(("bullet", "-")))
    assert lines(body, numbering=made) == ["১। ek", "২। dui", "• bullet", "- dash"]


def test_rows_that_are_counted_by_a_list_keep_their_numbers() -> None:
    row = (item("").replace('<w:r><w:t xml:space="preserve"></w:t></w:r>', ""), "Asha", "Who?")
    (draft,) = read("a.docx", document(table(row, row), numbering=numbering(QUESTIONS)))
    assert draft.text == "Q1.\tAsha\tWho?\nQ2.\tAsha\tWho?\n"


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = item("").replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    assert lines(item("a") + gone + item("b"), numbering=numbering(QUESTIONS)) == ["Q1. a", "Q2. b"]


def test_the_list_styles_that_come_with_word() -> None:
    made = Document()
    for words, style in (
        ("Who?", "List Number"),
        ("Me.", None),
        ("Why?", "List Number"),
        ("x", "List Bullet"),
    ):
        made.add_paragraph(words, style=style)
    buffer = io.BytesIO()
    made.save(buffer)
    (draft,) = read("a.docx", buffer.getvalue())
    assert draft.text == "1. Who?\nMe.\n2. Why?\n• x\n"


def test_a_document_without_the_part_of_lists_is_read() -> None:
    assert lines(item("alone")) == ["alone"]
