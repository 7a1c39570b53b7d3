"""Tables of turns in documents: rows keep their place, what stands around them is nobody's turn."""

from __future__ import annotations

from archive.ingest.text import Line, Page, Region, assemble
from archive.ingest.transcript.tabular import with_turns_of_tables
from archive.ingest.transcript.translations import paired
from archive.ingest.transcript.turns import parse_turns
from archive.model import Turn


def page(*lines: Line) -> Page:
    text, hints = assemble(lines)
    return Page(text, hints)


def rows(*cells: tuple[str, ...], table: int = 0) -> list[Line]:
    return [Line("\t".join(row), table=table) for row in cells]


def turns(read: Page) -> list[tuple[str, str | None, float | None, str]]:
    made: tuple[Turn, ...] = paired(parse_turns(read.text, read.hints), read.hints)
    return [(t.kind.value, t.label, t.seconds, read.text[t.body : t.end].strip()) for t in made]


TALK = [
    ("1", "00:00:03-00:00:08", "Asha Rao", "Tell me about it."),
    ("2", "00:00:09-00:00:20", "Mina Das", "They sent us away."),
    ("3", "00:00:21-00:00:25", "Asha Rao", "Who?"),
    ("4", "00:00:26-00:00:30", "Lal Chand", "The guard."),
]


def test_rows_are_turns_and_stay_as_they_are_written() -> None:
    read = with_turns_of_tables(page(Line("Interview 4"), *rows(*TALK)))
    assert turns(read) == [
        ("header", None, None, "Interview 4"),
        ("speech", "Asha Rao", 3, "Tell me about it."),
        ("speech", "Mina Das", 9, "They sent us away."),
        ("speech", "Asha Rao", 21, "Who?"),
        ("speech", "Lal Chand", 26, "The guard."),
    ]
    assert read.text.endswith("4\t00:00:26-00:00:30\tLal Chand\tThe guard.\n")


def test_labels_may_stand_in_the_cells_of_two_languages() -> None:
    bilingual = [
        ("I: Tell me about the clinic.", "I: Niambie kuhusu zahanati."),
        ("R: They sent us away.", "R: Walitufukuza."),
        ("I: Who?", "I: Nani?"),
        ("R: The guard.", "R: Mlinzi."),
    ]
    read = with_turns_of_tables(page(*rows(*bilingual)))
    made = paired(parse_turns(read.text, read.hints), read.hints)
    assert [(t.label, t.translates, read.text[t.body : t.end].strip()) for t in made][:4] == [
        ("I", None, "Niambie kuhusu zahanati."),
        ("I", 0, "Tell me about the clinic."),
        ("R", None, "Walitufukuza."),
        ("R", 2, "They sent us away."),
    ]


def test_a_table_goes_on_in_a_second_one_of_the_same_width() -> None:
    read = with_turns_of_tables(
        page(*rows(*TALK), *rows(("5", "00:00:40-00:00:41", "Asha Rao", "Yes?"), table=1))
    )
    assert turns(read)[-1] == ("speech", "Asha Rao", 40, "Yes?")


def test_what_stands_behind_a_table_is_never_the_end_of_its_last_turn() -> None:
    after = [
        Line("End of the talk"),
        Line("And then they came back to us with sticks, at night."),
        Line("page 1", Region.FOOT),
    ]
    read = with_turns_of_tables(page(*rows(*TALK), *after))
    assert turns(read)[4:] == [
        ("note", None, None, "End of the talk"),
        ("speech", None, None, "And then they came back to us with sticks, at night."),
        ("note", None, None, "page 1"),
    ]
    assert len(read.doubts) == 1


def test_a_list_of_participants_leaves_the_document_as_it_is() -> None:
    people = rows(("Name", "Age"), ("Asha Rao", "34"), ("Mina Das", "40"))
    document = page(*people, Line("M: Who starts?"), Line("P1: Me, I saw them."), Line("M: Good."))
    assert with_turns_of_tables(document) is document


def test_a_small_table_in_a_long_document_leaves_it_as_it_is() -> None:
    long = [Line(f"{who}: " + "We walked for a long time that night. " * 4) for who in "IRIRIR"]
    document = page(*long, *rows(*TALK))
    assert with_turns_of_tables(document) is document
