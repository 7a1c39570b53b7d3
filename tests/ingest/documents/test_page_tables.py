"""Tables that are drawn with rules: a row is a row, wherever in its cell a word stands."""

from __future__ import annotations

from fpdf import FPDF

from archive.ingest import read
from archive.ingest.documents.page_rows import Row, Word
from archive.ingest.documents.page_tables import Rule, grids_of, parted

TALK = [
    ("00:03", "Asha Rao", "Tell me about the clinic, and of the people who worked there before the flood."),
    (
        "00:09",
        "Mina Das",
        "They sent us away because we had no card. The guard stood at the gate with his stick, and we could "
        "not pay the driver of the van, so we walked by the river until the morning.",
    ),
    ("00:21", "Asha Rao", "Who?"),
    ("00:26", "Mina Das", "The guard."),
]


def printed(rows: list[tuple[str, ...]], widths: tuple[int, ...]) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("times", size=11)
    document.cell(text="An interview of that year", new_x="LMARGIN", new_y="NEXT")
    with document.table(col_widths=widths, first_row_as_headings=False) as table:
        for cells in rows:
            row = table.row()
            for words in cells:
                row.cell(words)
    document.cell(text="It ends here.")
    return bytes(document.output())


def test_cells_that_wrap_stay_in_their_row() -> None:
    (draft,) = read("a.pdf", printed(TALK, (12, 22, 60)))
    assert draft.text.splitlines() == [
        "An interview of that year",
        *("\t".join(row) for row in TALK),
        "It ends here.",
    ]
    speech = [turn for turn in draft.turns if turn.label]
    assert [(turn.label, turn.seconds) for turn in speech] == [(row[1], float(row[0][3:])) for row in TALK]


def test_two_languages_side_by_side_are_not_mixed() -> None:
    both = [(f"{who}: {words}", f"{who}: {words.lower()}") for _, who, words in TALK]
    (draft,) = read("a.pdf", printed(both, (50, 50)))
    assert draft.text.splitlines()[1:-1] == ["\t".join(row) for row in both]


def test_numbers_of_rows_are_cells() -> None:
    counted = [(str(at), who, words) for at, (_, who, words) in enumerate(TALK * 2, 1)]
    (draft,) = read("a.pdf", printed(counted, (8, 22, 60)))
    assert draft.text.splitlines()[1:-1] == ["\t".join(row) for row in counted]


def test_a_table_at_the_same_height_of_two_pages_is_no_head() -> None:
    (draft,) = read("a.pdf", printed(TALK * 9, (12, 22, 60)))
    assert draft.text.count("Tell me about the clinic") == 9
    assert draft.text.count("The guard.") == 9


def rules(*heights: float, borders: tuple[float, ...] = (50, 100, 300)) -> list[Rule]:
    across = [Rule(height, borders[0], borders[-1], upright=False) for height in heights]
    return across + [Rule(border, min(heights), max(heights), upright=True) for border in borders]


def test_a_frame_or_an_underline_is_no_table() -> None:
    assert len(grids_of(rules(700, 650, 600))) == 2
    assert grids_of(rules(700, 600, borders=(50, 300))) == []
    assert grids_of([Rule(700, 50, 300, upright=False), Rule(680, 50, 300, upright=False)]) == []


def test_words_outside_of_a_table_stay_outside() -> None:
    row = Row(
        620,
        (Word(20, 40, 620, 10, "margin"), Word(60, 90, 620, 10, "name"), Word(110, 140, 620, 10, "words")),
    )
    page = parted([row], rules(700, 600))
    assert [one.cells for one in page.table_rows] == [("name", "words")]
    assert [one.text for one in page.rows] == ["margin"]
