"""Rows and columns of a page: each word once, and each column in one go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.documents.page_layout import printed
from archive.ingest.documents.page_rows import rows_of
from archive.ingest.documents.page_tables import Parted
from archive.ingest.documents.pdf_glyphs import Glyph


def drawn(text: str, x: float, y: float, size: float = 10, turn: int = 0) -> list[Glyph]:
    """Letters of one line, each half as wide as high."""
    return [
        Glyph(x + at * size / 2, x + (at + 1) * size / 2, y, size, c, "", turn) for at, c in enumerate(text)
    ]


def texts(*lines: list[Glyph]) -> list[str]:
    return [
        line.text for line in printed(Parted(tuple(rows_of([glyph for line in lines for glyph in line]))))
    ]


def test_rows_are_read_from_the_top_whatever_was_drawn_first() -> None:
    assert texts(drawn("second", 50, 600), drawn("first", 50, 700)) == ["first", "second"]


def test_small_signs_above_the_line_belong_to_it_and_ligatures_are_letters() -> None:
    assert texts(drawn("of\ufb01ce", 50, 700), drawn("1", 76, 703, 6)) == ["office1"]


def test_parts_of_a_word_are_put_together_and_words_are_kept_apart() -> None:
    assert texts(drawn("hos", 50, 700), drawn("pital", 65, 700), drawn("gate", 94, 700)) == ["hospital gate"]
    blank = Glyph(65, 65, 700, 10, "\t")
    assert texts([*drawn("the", 50, 700), blank, *drawn("gate", 65, 700)]) == ["the gate"]


def test_three_columns() -> None:
    columns = [[f"{name} words of running text here" for _ in range(5)] for name in ("One", "Two", "Three")]
    lines = [
        drawn(text, 30 + 190 * at, 700 - 14 * row)
        for row in range(5)
        for at, text in enumerate(column[row] for column in columns)
    ]
    assert texts(*lines) == [text for column in columns for text in column]


def test_times_names_and_words_are_one_row_each() -> None:
    words = ["They sent us away that night.", "Who was it, then, and why?", "The guard at the gate did."]
    lines = [
        part
        for at, text in enumerate(words)
        for part in (
            drawn(f"00:0{at}", 30, 700 - 14 * at),
            drawn("Asha", 90, 700 - 14 * at),
            drawn(text, 150, 700 - 14 * at),
        )
    ]
    assert texts(*lines) == [f"00:0{at}\tAsha\t{text}" for at, text in enumerate(words)]


def test_a_few_wide_gaps_part_nothing() -> None:
    assert texts(drawn("Name", 50, 700), drawn("Date", 300, 700), drawn("We begin.", 50, 680)) == [
        "Name Date",
        "We begin.",
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 50), st.text("abcdefg", min_size=1, max_size=9)),
        max_size=14,
        unique_by=lambda one: one[1],
    )
)
def test_every_word_is_printed_once(put: list[tuple[int, int, str]]) -> None:
    lines = [drawn(text, x, y * 15) for x, y, text in put]
    assert sorted(" ".join(texts(*lines)).split()) == sorted(text for _, _, text in put)
