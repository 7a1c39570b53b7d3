"""What a reader of a Word page sees: each word once, nothing hidden, nothing deleted."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read
from archive.model import Draft
from tests.ingest.documents.word_parts import document, p, r, table

BOX = "<w:txbxContent>{}</w:txbxContent>"


def draft(body: str, **parts: str) -> Draft:
    (one,) = read("a.docx", document(body, **parts))
    return one


def test_strict_open_xml_reads_like_the_usual_one() -> None:
    body = p("I: Tell me.") + p("R: They sent us away.") + table(("a", "b"))
    (strict,) = read("a.docx", document(body, strict=True))
    assert strict.text == draft(body).text == "I: Tell me.\nR: They sent us away.\na\tb\n"


def test_symbols_become_letters_and_unknown_ones_a_box_with_a_notice() -> None:
    degrees = '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
    ticked = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    odd = '<w:r><w:sym w:font="Wingdings" w:char="F0CD"/></w:r>'
    known = draft(p("R: 50", degrees, r("C ", ""), ticked))
    assert known.text == "R: 50°C ☑\n"
    assert known.notices == ()
    unknown = draft(p("R: so ", odd, r("\uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')))
    assert unknown.text == "R: so □✓\n"
    assert any("□" in notice for notice in unknown.notices)


def test_hidden_text_is_left_out_and_told() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p("R: seen ", r("hidden", "<w:vanish/>"), r("styled", '<w:rStyle w:val="Secret"/>'), r("shown"))
    body += p(r("whole"), properties='<w:pStyle w:val="Gone"/>')
    body += p(r("back", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Gone"/>')
    made = draft(body, styles=styles)
    assert made.text == "R: seen shown\nback\n"
    assert any("Hidden text" in notice for notice in made.notices)


def test_the_result_of_a_field_is_text_and_its_code_is_not() -> None:
    def border(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = border("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>" + border("separate")
    inner += r("inside the code") + border("end")
    field = border("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + inner
    field += border("separate") + r("the result") + border("end")
    assert draft(p("R: ", field, " after")).text == "R: the result after\n"
    assert draft(p("R: ", border("begin"), " never closed")).text == "R: never closed\n".replace(": ", ":  ")
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>" + border("end")
    )
    assert draft(p("Yes ", box)).text == "Yes ☒\n"


def test_alternate_content_and_moved_text_stand_once() -> None:
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{0}</wps:txbx></mc:Choice>'
        "<mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ).format(BOX.format(p("in the box")))
    only = "<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>old</w:t></mc:Fallback>"
    only += "</mc:AlternateContent></w:r>"
    moved = f"<w:moveFrom>{r('moved')}</w:moveFrom><w:moveTo>{r('moved')}</w:moveTo>"
    assert draft(p("R: ", both, only)).text == "R: old\nin the box\n"
    assert draft(p("R: ", moved)).text == "R: moved\n"


def test_boxes_in_boxes_and_in_cells_stand_once() -> None:
    nested = BOX.format(p("outer", f"<w:r><w:pict>{BOX.format(p('inner'))}</w:pict></w:r>"))
    anchored = f"<w:r><w:pict>{nested}</w:pict></w:r>"
    assert draft(p("R: here", anchored)).text == "R: here\nouter\ninner\n"
    assert draft(table((p("cell", anchored), "next"))).text == "cell outer inner\tnext\n"


def test_deleted_marks_join_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = p("R: one ", properties=mark) + p("sentence.") + p("I: Next?")
    made = draft(body)
    assert made.text == "R: one sentence.\nI: Next?\n"
    gone = p(f"<w:del>{r('gone').replace('w:t', 'w:delText')}</w:del>", properties=mark)
    assert draft(gone + p("R: kept.")).text == "R: kept.\n"
    assert draft(p("R: last", properties=mark)).text == "R: last\n"


def test_rows_and_cells_that_were_deleted_or_hidden_are_out() -> None:
    whole = table(("a", "b"), ("c", "d"), ("e", "f"))
    rows = whole.split("<w:tr>")
    rows[2] = f"<w:trPr><w:del/></w:trPr>{rows[2]}"
    rows[3] = f"<w:trPr><w:hidden/></w:trPr>{rows[3]}"
    made = draft("<w:tr>".join(rows))
    assert made.text == "a\tb\n"
    assert any("Hidden" in notice for notice in made.notices)


def test_tables_inside_of_cells_and_merged_cells_stand_once() -> None:
    inner = table(("x", "y"))
    rest = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    first = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("both")}'
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("one")}{p("two")}'
    assert draft(table((first, inner + p("z")), (rest, "b"), (wide,))).text == "both\tx y z\n\tb\none two\n"


def test_content_controls_tags_readings_and_formulas_are_text() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('chosen')}</w:sdtContent></w:sdt>"
    tagged = f'<w:smartTag w:element="x">{r(" place")}</w:smartTag>'
    ruby = f"<w:r><w:ruby><w:rt>{r('yomi')}</w:rt><w:rubyBase>{r(' kanji')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath>"
    assert draft(p("R: ", control, tagged, ruby, formula)).text == "R: chosen place kanji(yomi) x=1\n"


def test_breaks_and_hyphens() -> None:
    inside = "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:tab/><w:t>a</w:t><w:br/>"
    inside += "<w:t>b</w:t></w:r>"
    assert draft(p(inside)).text == "co-op\ta\nb\n"


def test_fonts_from_before_unicode_are_a_sure_sign() -> None:
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    made = draft(p("R: ", r("Hä ®uæi", old), " (they)"))
    assert made.text == "R: Họ đuổi (they)\n"
    assert any("TCVN3" in notice for notice in made.notices)
    usual = '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Kruti Dev 010"/></w:rPr></w:rPrDefault>'
    styles = f"<w:docDefaults>{usual}</w:docDefaults>"
    with pytest.raises(Unreadable, match="Kruti Dev"):
        draft(p("eSa ;gka"), styles=styles)
    assert draft(p("हम यहाँ"), styles=styles).text == "हम यहाँ\n"


def test_notes_stand_at_the_end_without_their_separators() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
    notes += f'<w:footnote w:id="1">{p("a place")}{p("far")}</w:footnote>'
    body = p("R: here", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert draft(body, footnotes=notes).text == "R: here\n[1] a place far\n"


def test_bold_by_style_and_by_run() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Asked"><w:rPr><w:b/></w:rPr></w:style>'
    asked = '<w:pStyle w:val="Asked"/>'
    body = p("Who are you?", properties=asked) + p("A cobbler.") + p("Since when?", properties=asked)
    body += p(r("Always.", '<w:b w:val="0"/>'), properties=asked)
    assert [t.label for t in draft(body, styles=styles).turns] == ["I", "R", "I", "R"]
