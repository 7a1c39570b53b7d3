"""PDF by layout: columns are read apart, what is no text is out and told, a scan is a scan."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read
from archive.model import Draft
from tests.ingest.documents.printing import Leaf, Put, column, pdf

LEFT = [
    "I: Tell me about the clinic, please.",
    "R: They sent us away because we had",
    "no card, and the guard stood there.",
    "I: Who was the guard that day?",
    "R: Karim, from the other side of it.",
]
RIGHT = [
    "I: And what of the child?",
    "R: He slept on the way. He was only",
    "four years old and had a fever.",
    "I: What did you do then, at night?",
    "R: In the morning we went back.",
]


def draft(*leaves: Leaf, **options: object) -> Draft:
    (one,) = read("a.pdf", pdf(*leaves, **options))  # type: ignore[arg-type]
    return one


def lines(*leaves: Leaf) -> list[str]:
    return draft(*leaves).text.splitlines()


def test_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    left, right = column(LEFT), column(RIGHT, x=330)
    by_row = [put for pair in zip(left, right, strict=True) for put in pair]
    whole = lines(Leaf([*left, *right]))
    assert whole == [
        "I: Tell me about the clinic, please.",
        "R: They sent us away because we had no card, and the guard stood there.",
        "I: Who was the guard that day?",
        "R: Karim, from the other side of it.",
        "I: And what of the child?",
        "R: He slept on the way. He was only four years old and had a fever.",
        "I: What did you do then, at night?",
        "R: In the morning we went back.",
    ]
    assert lines(Leaf(by_row)) == lines(Leaf(by_row[::-1])) == whole


def test_a_title_over_two_columns_stays_above_them() -> None:
    title = Put(60, 770, "An interview on the clinic that the river took away in that year of the flood", 12)
    read_as = lines(Leaf([title, *column(LEFT, top=740), *column(RIGHT, x=330, top=740)]))
    assert read_as[0] == title.text
    assert read_as[1] == LEFT[0]


def test_a_narrow_column_of_names_is_read_row_by_row() -> None:
    names = [Put(50, 740 - 28 * at, name) for at, name in enumerate(["Asha", "Bela", "Asha", "Bela"])]
    words = column(
        [
            "Tell me about the clinic and of",
            "that day.",
            "They sent us away because we had",
            "no card.",
            "Who was the guard that stood at",
            "the gate?",
            "Karim, from the other side of",
            "the river.",
        ],
        x=150,
    )
    made = draft(Leaf([*names, *words]))
    assert made.text.splitlines() == [
        "Asha\tTell me about the clinic and of that day.",
        "Bela\tThey sent us away because we had no card.",
        "Asha\tWho was the guard that stood at the gate?",
        "Bela\tKarim, from the other side of the river.",
    ]
    assert [turn.label for turn in made.turns] == ["Asha", "Bela", "Asha", "Bela"]


def test_heads_feet_and_page_numbers_are_out_and_told() -> None:
    talk = [f"R: This is what I said as number {word}." for word in ("one", "two", "three", "four")]
    leaves = [
        Leaf([Put(50, 770, "Interview 7, Nayapara"), *column([line], top=700), Put(300, 30, str(at))])
        for at, line in enumerate(talk, 1)
    ]
    made = draft(*leaves)
    assert made.text.splitlines() == talk
    assert any("Page heads" in notice for notice in made.notices)


def test_what_somebody_says_at_the_top_of_each_page_stays() -> None:
    leaves = [Leaf(column(["R:", f"Word number {at} of mine.", "I:", "And then?"])) for at in range(4)]
    assert draft(*leaves).text.count("R:") == 4
    assert draft(*leaves).text.count("And then?") == 4


def test_line_numbers_are_out_and_told_and_numbered_questions_stay() -> None:
    talk = [
        "I: Tell me of the clinic.",
        "R: They sent us away.",
        "I: Who was it?",
        "R: The guard.",
        "I: Why?",
    ]
    numbered = [Put(30, 740 - 14 * at, str(at + 1), 7) for at in range(5)]
    made = draft(Leaf([*numbered, *column(talk, x=60)]))
    assert made.text.splitlines() == talk
    assert any("Line numbers" in notice for notice in made.notices)
    asked = [f"{at}. What happened on that day?" for at in range(1, 7)]
    assert lines(Leaf(column(asked))) == asked


def test_pages_without_text_are_named() -> None:
    talk = Leaf(column(LEFT))
    made = draft(talk, Leaf(picture=True), talk, Leaf())
    assert any(notice.startswith("Pages 2 and 4 hold no text") for notice in made.notices)
    stamped = draft(talk, Leaf([Put(400, 60, "Received 3 March")], picture=True))
    assert "Received 3 March" in stamped.text
    assert any(notice.startswith("Page 2 is a picture") for notice in stamped.notices)


def test_a_scan_with_a_stamp_on_every_page_is_a_scan() -> None:
    stamped = Leaf([Put(400, 60, "Received in the district office on 3 March")], picture=True)
    with pytest.raises(Unreadable, match="it is a scan"):
        draft(stamped, stamped)
    with pytest.raises(Unreadable, match="it is a scan"):
        draft(*(Leaf([Put(300, 30, str(at))]) for at in range(1, 6)))


def test_turned_pages_and_words_along_the_margin() -> None:
    assert lines(Leaf(column(LEFT), rotate=90)) == lines(Leaf(column(LEFT)))
    margin = Put(590, 200, "kept in box 12", turned=True)
    assert lines(Leaf([margin, *column(LEFT)])) == [*lines(Leaf(column(LEFT))), "kept in box 12"]
    sideways = [Put(50 + 14 * at, 50, line, turned=True) for at, line in enumerate(LEFT)]
    assert lines(Leaf(sideways)) == lines(Leaf(column(LEFT)))


def test_words_drawn_twice_to_look_bold_stand_once() -> None:
    twice = [put for one in column(LEFT) for put in (one, Put(one.x + 0.3, one.y, one.text))]
    assert lines(Leaf(twice)) == lines(Leaf(column(LEFT)))


def test_furniture_that_the_file_marks_is_out() -> None:
    head = (
        b"/Artifact <</Type/Pagination>> BDC BT /Body 10 Tf 1 0 0 1 50 770 Tm <0001000200030002> Tj ET EMC\n"
    )
    made = draft(Leaf(column(LEFT), before=head))
    assert made.text.splitlines() == lines(Leaf(column(LEFT)))
    assert any("Page heads" in notice for notice in made.notices)


def test_a_mark_that_is_never_closed_takes_no_words_away() -> None:
    made = draft(Leaf(column(LEFT), before=b"/Artifact <</Type/Pagination>> BDC\n"))
    assert made.text.splitlines() == lines(Leaf(column(LEFT)))


def test_what_a_file_says_that_letters_stand_for_is_taken() -> None:
    actual = b"/Span <</ActualText(\xfe\xff\x09\x15\x09\x3f)>> BDC "
    actual += b"BT /Body 10 Tf 1 0 0 1 50 600 Tm <00010002> Tj ET EMC\n"
    assert lines(Leaf(column(LEFT), before=actual))[-1] == "\u0915\u093f"


def test_a_mark_inside_of_such_words_does_not_double_them() -> None:
    inside = b"/Span <</ActualText(whole)>> BDC BT /Body 10 Tf 1 0 0 1 50 600 Tm <0001> Tj "
    inside += b"/Span BMC <0002> Tj EMC <0003> Tj ET EMC\n"
    assert lines(Leaf(column(LEFT), before=inside))[-1] == "whole"


def test_fonts_that_do_not_say_their_letters_are_refused() -> None:
    with pytest.raises(Unreadable, match="do not say which letters|it is a scan"):
        draft(Leaf(column(LEFT * 3)), mute=True)


def test_letters_in_the_order_of_drawing_are_refused() -> None:
    drawn = ["\u09bf\u0995 \u09bf\u09a8 \u09c7\u0995 \u09ac\u09b2 \u09bf\u09a6"] * 4
    with pytest.raises(Unreadable, match="order in which they are drawn"):
        draft(Leaf(column(drawn)))


def test_fonts_from_before_unicode_are_converted_or_refused() -> None:
    made = draft(Leaf(column(["Hä ®uæi chóng t«i vÒ", "v× kh«ng cã thÎ"], font=".VnTime")))
    assert made.text == "Họ đuổi chúng tôi về vì không có thẻ\n"
    with pytest.raises(Unreadable, match="Bijoy"):
        draft(Leaf(column(["Avgv‡`i Zvwo‡q w`j"], font="SutonnyMJ")))


def test_compressed_pages_and_their_bounds() -> None:
    assert draft(Leaf(column(LEFT)), packed=True).text == draft(Leaf(column(LEFT))).text
    bomb = pdf(Leaf(column(LEFT), before=b" " * (110 * 1024 * 1024)), packed=True)
    assert len(bomb) < 1024**2
    with pytest.raises(Unreadable, match="unfolds to more than"):
        read("a.pdf", bomb)


def test_what_is_beside_the_pages_is_told() -> None:
    beside = b"/Names<</EmbeddedFiles<</Names[]>>>>/AcroForm<</Fields[1 0 R]>>"
    notices = draft(Leaf(column(LEFT)), extra=beside).notices
    assert any("attached" in notice for notice in notices)
    assert any("form fields" in notice for notice in notices)
