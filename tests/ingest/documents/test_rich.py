"""Rich text: every letter in its code page, tables and lists as they are seen, and nothing that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import Unreadable
from archive.ingest import read
from archive.ingest.documents.rich import read as read_rich
from archive.model import Draft
from tests.ingest.documents.voices import SCRIPTS

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial{\*\falt Helvetica};}{\f1\fnil\fcharset163 Times;}"
    r"{\f2\fnil\fcharset2 Symbol;}{\f3\fnil\fcharset0 .VnTime;}{\f4\fnil\fcharset204 Times;}"
    r"{\f5\fnil\fcharset128 Gothic;}{\f6\fnil\fcharset2 Wingdings;}{\f7\fnil SutonnyMJ;}}"
)


def draft(body: str, head: str = r"\ansi\ansicpg1252\uc1\deff0") -> Draft:
    (one,) = read("a.rtf", (rf"{{\rtf1{head}{FONTS}" + body + "}").encode("latin-1"))
    return one


def text(body: str, **head: str) -> str:
    return draft(body, **head).text


def test_letters_beyond_the_first_plane_are_one_letter() -> None:
    assert text(r"R: away \u-10179?\u-8671? done\u-10179? .\par") == "R: away 😡 done\ufffd .\n"
    assert any("could not be read" in notice for notice in draft(r"R: word \u-10179?").notices)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\u2438?\u2494?", "\u0986\u09be"),
        (r"\u2438\'3f\u2494\'3f", "\u0986\u09be"),
        (r"\u2438? \u2494?  \u2438 ? x", "\u0986 \u09be  \u0986 x"),
        (r"\uc2\u2438\'41\'42\u2494??x", "\u0986\u09bex"),
        (r"{\uc0\u2438\u2494 x}\u2438?", "\u0986\u09bex\u0986"),
        (r"\u2438{\b x}", "\u0986x"),
        (r"\uc1\u8217\'92s", "’s"),
        (r"caf\'e9 \emdash\~x\_y\{\}\\", "café — x-y{}\\"),
        (r"{\f1 \'f0i ch\'ee Hu\'ea\'cc}", "đi chî Huề"),
        (r"{\f4 \'cd\'e5\'f2}", "Нет"),
        (r"{\f5 \'93\'fa\'96\'7b}", "日本"),
        (r"50{\f2\'b0}C {\f6\'fe \u61692?}", "50°C ☑ ✓"),
    ],
)
def test_letters_are_read_in_the_page_of_their_font(body: str, expected: str) -> None:
    assert text(f"R: {body}") == f"R: {expected}\n"


def test_the_page_of_the_document_is_that_of_fonts_without_one() -> None:
    raw = rb"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0 Arial;}}\f0 R: \'f0i}"
    assert read("a.rtf", raw)[0].text == "R: đi\n"
    assert read("a.rtf", rb"{\rtf1\mac R: caf\'8e}")[0].text == "R: café\n"
    assert read("a.rtf", rb"{\rtf1\ansi\ansicpg99999 R: caf\'e9}")[0].text == "R: café\n"


def test_tables_are_rows_of_cells() -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl {0}\cell {1}\cell\row"
    body = row.format("00:01", r"I\par said") + row.format("00:04", "yes") + r"\pard After.\par "
    body += row.format("other", "table")
    lines = read_rich((rf"{{\rtf1{FONTS}" + body + "}").encode()).hints.lines
    assert [(line.text, line.table) for line in lines] == [
        ("00:01\tI said", 0),
        ("00:04\tyes", 0),
        ("After.", None),
        ("other\ttable", 1),
    ]


def test_merged_and_nested_cells_stand_once() -> None:
    merged = r"\trowd\clmgf\cellx1\clmrg\cellx2\cellx3\pard\intbl both\cell\cell last\cell\row"
    assert text(merged) == "both\tlast\n"
    nested = (
        r"\trowd\cellx1\cellx2\pard\intbl\itap2 in\nestcell side\nestcell{\*\nesttableprops\trowd\nestrow}"
        r"{\nonesttables\par}\pard\intbl out\cell next\cell\row"
    )
    assert text(nested) == "in side out\tnext\n"


def test_a_table_that_is_cut_off_loses_no_words() -> None:
    assert text(r"\trowd\cellx1\pard\intbl one\cell two") == "one\ttwo\n"


def test_numbers_of_lists_are_kept() -> None:
    body = r"{\listtext\pard\plain 1.\tab}Who?\par{\pntext\f2\'b7\tab}me\par{\listtext\f2\u61623?\tab}you\par"
    assert text(body) == "1. Who?\n• me\n• you\n"


def test_hidden_and_deleted_text_is_out_and_told() -> None:
    made = draft(r"R: seen {\v hidden}{\deleted gone\par}on\plain .\par{\v whole\par}I: Next?")
    assert made.text == "R: seen on.\nI: Next?\n"
    assert any("Hidden text" in notice for notice in made.notices)
    assert any("Deleted text" in notice for notice in made.notices)


def test_fields_objects_pictures_and_boxes() -> None:
    body = (
        r'R: {\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt link}} {\object{\*\objdata 01}{\result shown}}'
        r"{\pict 0a0b}{\*\unknown secret}{\upr{ansi}{\*\ud{\u2344?}}}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box\par}}{\shprslt box}}\par end"
    )
    assert text(body) == "R: link shownन\nbox\nend\n"
    assert any("Embedded objects" in notice for notice in draft(body).notices)


def test_bytes_of_pictures_are_passed_over() -> None:
    assert text(r"R: a{\pict\bin4 }{\}}b") == "R: ab\n"


def test_headers_notes_comments_and_names() -> None:
    body = (
        r"{\info{\title T}{\author Nusrat Jahan}}{\*\revtbl{Unknown;}{Farid Khan;}}{\headerl Village 3}"
        r"{\headerr Village 3}{\footer page}R: here{\footnote\pard a {\b place}} now"
        r"{\*\atnid SD}{\*\atnauthor Sumon Dewan}{\*\annotation{\*\atndate 1}ask her}.\par"
    )
    made = draft(body)
    assert made.text == "Village 3\nR: here now.\npage\n[1] a place\n[comment] ask her\n"
    assert {known.text for known in made.known} == {"Nusrat Jahan", "Farid Khan", "Sumon Dewan"}


def test_bold_paragraphs_are_the_interviewer() -> None:
    body = r"{\b Who are you?}\par A cobbler.\par\b Since when?\b0\par Always.\par"
    assert [turn.label for turn in draft(body).turns] == ["I", "R", "I", "R"]


def test_fonts_from_before_unicode_are_converted_or_refused() -> None:
    made = draft(r"R: {\f3 H\'e4 \'aeu\'e6i} they")
    assert made.text == "R: Họ đuổi they\n"
    assert any("TCVN3" in notice for notice in made.notices)
    with pytest.raises(Unreadable, match="Bijoy"):
        draft(r"{\f7 Avgvi bvg}")


def test_groups_without_end_are_refused_and_open_ones_read() -> None:
    with pytest.raises(Unreadable, match="nested too deep"):
        draft("{" * 5_000 + "R: word")
    assert text("{{R: word}}}} more") == "R: word more\n"


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"]), min_size=1), st.booleans())
def test_any_letter_comes_back_however_it_is_written(words: str, hexadecimal: bool) -> None:
    units = words.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    written = "".join(rf"\u{n}" + (r"\'3f" if hexadecimal else "?") for n in numbers)
    page = read_rich((r"{\rtf1\ansi I: say " + written + r"\par R: word}").encode())
    plain = read_rich(
        (r"{\rtf1\ansi\uc0 I: say " + "".join(rf"\u{n} " for n in numbers) + r"\par R: word}").encode()
    )
    assert page.text == plain.text
    assert page.text.endswith("\nR: word\n")


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_scripts_come_back(script: str) -> None:
    written = "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in SCRIPTS[script])
    assert text(f"R: {written}") == f"R: {SCRIPTS[script]}\n"
