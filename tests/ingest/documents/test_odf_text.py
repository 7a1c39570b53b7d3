"""LibreOffice texts: numbers of lists, hidden text, boxes, shapes and notes, each word once."""

from __future__ import annotations

import io

import pytest
from odfdo import Document, Element

from archive.errors import Unreadable
from archive.ingest import read
from archive.model import Draft

NUMBERED = (
    "<text:list-style style:name='L1'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-prefix='Q' "
    "style:num-suffix='.'/>"
    "<text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/>"
    "<text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='3'/>"
    "</text:list-style>"
)
DOTS = (
    "<text:list-style style:name='L2'><text:list-level-style-bullet text:level='1' text:bullet-char='•'/>"
    "</text:list-style>"
)


def item(words: str, inside: str = "", start: str = "") -> str:
    begin = f" text:start-value='{start}'" if start else ""
    return f"<text:list-item{begin}><text:p>{words}</text:p>{inside}</text:list-item>"


def draft(*blocks: str, styles: tuple[str, ...] = (), root: tuple[str, ...] = ()) -> Draft:
    document = Document("text")
    document.body.clear()
    automatic = document.get_part("content.xml").root.get_element("office:automatic-styles")
    for style in styles:
        automatic.append(Element.from_tag(style))
    named = document.get_part("styles.xml").root.get_element("office:styles")
    for outline in named.get_elements("text:outline-style") if root else ():
        named.delete(outline)
    for style in root:
        named.append(Element.from_tag(style))
    for block in blocks:
        document.body.append(Element.from_tag(block))
    buffer = io.BytesIO()
    document.save(buffer)
    (one,) = read("a.odt", buffer.getvalue())
    return one


def test_numbers_stand_before_their_paragraphs_by_level() -> None:
    deepest = f"<text:list>{item('early')}</text:list>"
    deep = f"<text:list>{item('by day', deepest)}{item('by night')}</text:list>"
    made = draft(
        f"<text:list text:style-name='L1'>{item('Who?', deep)}"
        "<text:list-item><text:p>Why?</text:p><text:p>second paragraph</text:p></text:list-item></text:list>",
        styles=(NUMBERED,),
    )
    assert made.text == "Q1. Who?\na) by day\n1.a.1 early\nb) by night\nQ2. Why?\nsecond paragraph\n"


def test_lists_begin_anew_go_on_or_start_where_they_say() -> None:
    made = draft(
        f"<text:list text:style-name='L1' xml:id='one'>{item('a')}</text:list>",
        "<text:p>R: between</text:p>",
        f"<text:list text:style-name='L1' text:continue-numbering='true'>{item('b')}</text:list>",
        f"<text:list text:style-name='L1'>{item('c')}{item('d', start='7')}</text:list>",
        f"<text:list text:style-name='L1' text:continue-list='one'>{item('e')}</text:list>",
        f"<text:list text:style-name='L2'>{item('f')}<text:list-header><text:p>g</text:p></text:list-header>"
        "</text:list>",
        styles=(NUMBERED, DOTS),
    )
    numbers = [line.split()[0] for line in made.text.splitlines()]
    assert numbers == ["Q1.", "R:", "Q2.", "Q1.", "Q7.", "Q3.", "•", "g"]


def test_numbered_paragraphs_and_headings() -> None:
    outline = (
        "<text:outline-style style:name='Outline'><text:outline-level-style text:level='1' "
        "style:num-format='I' style:num-suffix='.'/></text:outline-style>"
    )
    made = draft(
        *(
            f"<text:numbered-paragraph text:list-id='x' text:style-name='L1'><text:p>{words}</text:p>"
            "</text:numbered-paragraph>"
            for words in ("first", "second")
        ),
        "<text:h text:outline-level='1'>A part</text:h>",
        "<text:h text:outline-level='1'>A part more</text:h>",
        styles=(NUMBERED,),
        root=(outline,),
    )
    assert made.text == "Q1. first\nQ2. second\nI. A part\nII. A part more\n"


def test_hidden_text_is_out_and_told() -> None:
    hidden = "<style:style style:name='H' style:family='text'>"
    hidden += "<style:text-properties text:display='none'/></style:style>"
    child = "<style:style style:name='HH' style:family='text' style:parent-style-name='H'/>"
    made = draft(
        "<text:p>R: seen<text:span text:style-name='HH'> not</text:span> on</text:p>",
        "<text:section text:name='s' text:display='none'><text:p>a section</text:p></text:section>",
        "<text:section text:name='t'><text:p>a shown one</text:p></text:section>",
        "<text:p>a paragraph<text:hidden-paragraph text:is-hidden='true'/></text:p>",
        "<text:p>x<text:hidden-text text:is-hidden='true'>y</text:hidden-text></text:p>",
        styles=(hidden, child),
    )
    assert made.text == "R: seen on\na shown one\nx\n"
    assert any("Hidden text" in notice for notice in made.notices)


def test_boxes_and_shapes_stand_once_wherever_they_are_anchored() -> None:
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>in a shape</text:p></draw:custom-shape>"
    inner = (
        f"<draw:frame><draw:text-box><text:p>outer{box.format('inner')}</text:p></draw:text-box></draw:frame>"
    )
    made = draft(
        f"<text:p>R: here{inner}</text:p>",
        f"<text:p>R: there{shape}</text:p>",
        box.format("alone"),
        "<table:table><table:table-row><table:table-cell><text:p>cell"
        + box.format("boxed")
        + "</text:p></table:table-cell><table:table-cell><table:table><table:table-row><table:table-cell>"
        "<text:p>nested</text:p></table:table-cell></table:table-row></table:table></table:table-cell>"
        "</table:table-row></table:table>",
    )
    assert made.text == "R: here\nouter\ninner\nR: there\nin a shape\nalone\ncell boxed\tnested\n"


def test_readings_blanks_and_breaks() -> None:
    made = draft(
        "<text:p>R: <text:ruby><text:ruby-base>kanji</text:ruby-base><text:ruby-text>yomi</text:ruby-text>"
        "</text:ruby> one\n      two<text:line-break/>three<text:s text:c='3'/>four</text:p>"
    )
    assert made.text == "R: kanji(yomi) one two\nthree   four\n"


def test_notes_in_lists_and_tables_are_notes() -> None:
    note = (
        "<text:note text:note-class='endnote'><text:note-citation>i</text:note-citation><text:note-body>"
        "<text:p>far away</text:p></text:note-body></text:note>"
    )
    made = draft(f"<text:list>{item(f'R: there{note}')}</text:list>")
    assert made.text == "R: there\n[1] far away\n"


def test_fonts_from_before_unicode_are_converted_or_refused() -> None:
    style = "<style:style style:name='V' style:family='text'>"
    style += "<style:text-properties fo:font-family='{}'/></style:style>"
    words = "<text:p>R: <text:span text:style-name='V'>{}</text:span></text:p>"
    made = draft(words.format("Hä ®uæi"), styles=(style.format(".VnTime"),))
    assert made.text == "R: Họ đuổi\n"
    assert any("TCVN3" in notice for notice in made.notices)
    with pytest.raises(Unreadable, match="Preeti"):
        draft(words.format("xfdL ufpFdf"), styles=(style.format("Preeti"),))
