"""LibreOffice texts: the same rules as for Word."""

from __future__ import annotations

import io

from odfdo import Document, Element, Paragraph, Style, Table

from archive.ingest import read


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def blank() -> Document:
    document = Document("text")
    document.body.clear()
    return document


def test_paragraphs_tables_tabs_and_spaces() -> None:
    document = blank()
    document.body.append(Paragraph("Date: 3 June"))
    table = Table("people", width=2, height=2)
    table.set_values([["Seat", "Name"], ["P1", "Asha"]])
    document.body.append(table)
    document.body.append(
        Element.from_tag("<text:p>M:<text:tab/>Who<text:s text:c='2'/>is<text:line-break/>it?</text:p>")
    )
    document.body.append(Paragraph("P1: Me."))
    (draft,) = read("FGD.odt", saved(document))
    assert draft.text == "Date: 3 June\nSeat\tName\nP1\tAsha\nM:\tWho  is\nit?\nP1: Me.\n"


def test_comments_footnotes_and_deletions() -> None:
    document = blank()
    document.body.append(
        Element.from_tag(
            "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><office:change-info>"
            "<dc:creator>Farid Khan</dc:creator></office:change-info><text:p>Rahima</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes>"
        )
    )
    document.body.append(
        Element.from_tag(
            "<text:p>R: here<text:note text:id='n1' text:note-class='footnote'><text:note-citation>1"
            "</text:note-citation><text:note-body><text:p>a place</text:p></text:note-body>"
            "</text:note> we"
            "<office:annotation><dc:creator>Sumon Dewan</dc:creator><text:p>check</text:p>"
            "</office:annotation>"
            " live.</text:p>"
        )
    )
    (draft,) = read("a.odt", saved(document))
    assert draft.text == "R: here we live.\n[1] a place\n[comment] check\n"
    assert {"Farid Khan", "Sumon Dewan"} <= {k.text for k in draft.known}
    assert "Rahima" not in draft.text
    assert len(draft.notices) == 3


def test_bold_styles_are_the_interviewer() -> None:
    document = blank()
    document.insert_style(Style("text", name="loud", area="text", bold=True), automatic=True)
    for words, bold in (
        ("Who are you?", True),
        ("A cobbler.", False),
        ("Since when?", True),
        ("Always.", False),
    ):
        inside = f"<text:span text:style-name='loud'>{words}</text:span>" if bold else words
        document.body.append(Element.from_tag(f"<text:p>{inside}</text:p>"))
    (draft,) = read("a.odt", saved(document))
    assert [t.label for t in draft.turns] == ["I", "R", "I", "R"]
