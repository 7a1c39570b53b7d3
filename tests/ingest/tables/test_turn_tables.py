"""Tables of turns in files: times, voices, notes and translations; and what is no such table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from archive.errors import Unreadable
from archive.ingest import ColumnMap, ColumnRole, read
from archive.ingest.confinement.sandbox import Sandbox
from archive.ingest.tables.turn_columns import columns_of
from archive.model import Draft, Kind

Row = Sequence[object]
HEAD = ("Time", "Speaker", "Text")
TALK = (
    ("00:00:03", "Asha Rao", "Tell me about it."),
    ("00:00:09", "Mina Das", "They sent us away, all of us."),
    ("00:00:21", "Asha Rao", "Who?"),
    ("00:00:26", "Lal Chand", "I saw that too."),
)


def table(*rows: Row, delimiter: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def workbook(*sheets: Sequence[Row]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)  # type: ignore[arg-type]
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file.getvalue()


def turns(draft: Draft) -> list[tuple[str, str | None, str]]:
    return [(t.kind.value, t.label, draft.text[t.body : t.end].strip()) for t in draft.turns]


def spoken(name: str, content: bytes) -> list[tuple[str | None, str]]:
    (draft,) = read(name, content)
    return [(label, words) for kind, label, words in turns(draft) if kind not in {"header", "note"}]


def test_rows_are_turns_with_their_times() -> None:
    (draft,) = read("a.csv", table(HEAD, *TALK))
    assert turns(draft) == [
        ("header", None, "Time | Speaker | Text"),
        ("speech", "Asha Rao", "Tell me about it."),
        ("speech", "Mina Das", "They sent us away, all of us."),
        ("speech", "Asha Rao", "Who?"),
        ("speech", "Lal Chand", "I saw that too."),
    ]
    assert [t.seconds for t in draft.turns] == [None, 3, 9, 21, 26]
    assert draft.kind is Kind.INTERVIEW


def test_the_confined_reader_reads_it_alike_unless_a_person_says_what_the_columns_are() -> None:
    content = table(HEAD, *TALK)
    chosen = ColumnMap(roles={"Text": ColumnRole.STORY})
    with Sandbox() as sandbox:
        assert sandbox.read("a.csv", content) == read("a.csv", content)
        assert len(sandbox.read("a.csv", content, columns=chosen)) == len(TALK)


def test_a_table_without_speakers_is_one_unknown_voice() -> None:
    rows = [("start", "end", "text"), (3000, 6000, "Tell me."), (9000, 12000, "They sent us away.")]
    (draft,) = read("a.tsv", table(*rows, delimiter="\t"))
    assert [(t.label, t.seconds) for t in draft.turns] == [(None, None), (None, 3), (None, 9)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_without_heads_is_read_by_its_cells(delimiter: str) -> None:
    expected = [(name, words) for _, name, words in TALK]
    assert spoken("a.csv", table(*TALK, delimiter=delimiter)) == expected


def test_a_workbook_may_have_titles_above_the_heads() -> None:
    content = workbook([("Interview 4",), (), ("No.", *HEAD), *((n, *row) for n, row in enumerate(TALK, 1))])
    (draft,) = read("a.xlsx", content)
    assert [label for _, label, _ in turns(draft)][-4:] == ["Asha Rao", "Mina Das", "Asha Rao", "Lal Chand"]
    assert [words for _, _, words in turns(draft)[:2]] == ["Interview 4", "No. | Time | Speaker | Text"]


def test_heads_of_a_seventh_language_are_heads_and_a_first_turn_without_time_is_a_turn() -> None:
    (headed,) = read("a.csv", table(("Zeit", "Sprecher", "Worte"), *TALK))
    assert turns(headed)[0] == ("header", None, "Zeit | Sprecher | Worte")
    (bare,) = read("a.csv", table(("", "Asha Rao", "Hello."), *TALK[1:], *TALK[1:3]))
    assert turns(bare)[0] == ("speech", "Asha Rao", "Hello.")


def test_two_sheets_of_turns_are_refused_since_labels_may_mean_others() -> None:
    with pytest.raises(Unreadable, match="Several sheets"):
        read("a.xlsx", workbook([HEAD, *TALK], [HEAD, *TALK]))
    (draft,) = read("a.xlsx", workbook([("Name", "Age"), ("Asha Rao", 34)], [HEAD, *TALK]))
    assert "1 sheets that are no transcripts were left out." in draft.notices


def test_notes_are_kept_apart_and_columns_of_programs_are_told() -> None:
    rows = [("Speaker", "Text", "Confidence", "Notes"), ("I", "Who?", 0.9, ""), ("R", "He.", 0.8, "points")]
    (draft,) = read("a.csv", table(*rows))
    assert turns(draft)[1:] == [("question", "I", "Who?"), ("speech", "R", "He."), ("note", None, "points")]
    assert draft.notices == ("1 columns that hold neither words, times nor labels were left out.",)


def test_an_empty_cell_of_a_speaker_is_nobody() -> None:
    rows = [HEAD, *TALK[:2], ("00:00:15", "", "And me."), *TALK[2:]]
    assert (None, "And me.") in spoken("a.csv", table(*rows))


def test_rows_go_on_with_the_row_above_where_the_file_does_so() -> None:
    rows = [HEAD, TALK[0], ("", "", "All of it."), TALK[1], ("", "", "At night."), *TALK[2:]]
    assert spoken("a.csv", table(*rows))[:2] == [
        ("Asha Rao", "Tell me about it. All of it."),
        ("Mina Das", "They sent us away, all of us. At night."),
    ]
    (once,) = read("a.csv", table(*rows[:4], *TALK[2:]))
    assert ("speech", None, "All of it.") in turns(once)
    assert once.doubts == ("Rows 3 may go on with the row above: say who speaks there.",)


def test_words_that_stand_in_no_column_of_words_are_kept() -> None:
    rows = [HEAD, *TALK[:2], ("NT: recorder off for a while.", "", ""), ("They came back then.", "", "")]
    (draft,) = read("a.csv", table(*rows, *TALK[2:]))
    assert ("note", None, "NT: recorder off for a while.") in turns(draft)
    assert ("speech", None, "They came back then.") in turns(draft)
    assert draft.doubts == ("Rows 5 hold words where none should stand: say who speaks there.",)


@pytest.mark.parametrize(
    "head",
    [
        ("Speaker", "Kiswahili", "English"),
        ("Speaker", "English", "Kiswahili"),
        ("Speaker", "Text", "Translation"),
    ],
)
def test_a_translation_belongs_to_its_original(head: tuple[str, str, str]) -> None:
    pair = {"Kiswahili": "Walitufukuza.", "English": "They sent us.", "Text": "Walitufukuza."}
    pair |= {"Translation": "They sent us."}
    rows = [head, ("R", pair[head[1]], pair[head[2]]), ("I", "", ""), ("R", pair[head[1]], pair[head[2]])]
    (draft,) = read("a.csv", table(*rows))
    assert [(t.label, t.translates, draft.text[t.body : t.end].strip()) for t in draft.turns[1:]] == [
        ("R", None, "Walitufukuza."),
        ("R", 1, "They sent us."),
        ("R", None, "Walitufukuza."),
        ("R", 3, "They sent us."),
    ]


def test_two_languages_that_nothing_tells_apart_are_a_doubt() -> None:
    local = "Walitufukuza kwa sababu hatukuwa na kadi na tuliondoka usiku."
    other = "\u0930\u093e\u0924 \u0925\u0940 \u0914\u0930 \u0939\u092e \u0918\u0930 \u0917\u090f\u0964"
    rows = [("00:01", "A", local, other), ("00:05", "B", local, other), ("00:09", "A", local, other)]
    (draft,) = read("a.csv", table(*rows))
    assert [t.translates for t in draft.turns] == [None, 0, None, 2, None, 4]
    assert len(draft.doubts) == 1


SURVEYS: dict[str, list[Row]] = {
    "people": [
        ("name", "age", "village", "story"),
        ("Amina", 34, "Kibera", "They sent us away."),
        ("Juma", 40, "Kwale", "We left."),
    ],
    "a tool's times": [
        ("start", "end", "name", "What happened?"),
        ("2026-03-01T10:00", "2026-03-01T10:20", "Amina", "They sent us away."),
        ("2026-03-01T11:00", "2026-03-01T11:20", "Juma", "We went home."),
    ],
    "places come again": [
        ("village", "story"),
        ("Kibera", "We left."),
        ("Kwale", "Nobody came."),
        ("Kibera", "We waited."),
    ],
    "roles come again": [
        ("role", "comment"),
        ("mother", "We left."),
        ("teacher", "Nobody came."),
        ("mother", "Yes."),
    ],
    "ids": [
        ("_id", "speaker", "text"),
        (1, "A", "They sent us away."),
        (2, "B", "We went home."),
        (3, "A", "No."),
    ],
    "codes of people": [
        ("Respondent", "Gender", "Answer"),
        ("R1", "f", "We left."),
        ("R2", "m", "No."),
        ("R1", "f", "Yes."),
    ],
    "a scorecard": [
        ("ward", "indicator", "score", "who", "comment"),
        ("A", "Water", 2, "women", "The pump broke."),
    ],
    "names with words": [("Name", "Text"), ("Amina", "They sent us away."), ("Juma", "We went home.")],
    "times of interviews": [
        ("Time", "Name", "Text"),
        ("10:00", "Amina", "We left."),
        ("11:00", "Juma", "No."),
    ],
    "questions": [("question", "answer"), ("What happened?", "They sent us away."), ("Who?", "The guard.")],
}


@pytest.mark.parametrize("kind", SURVEYS)
def test_a_survey_is_no_table_of_turns(kind: str) -> None:
    assert columns_of([[str(cell) for cell in row] for row in SURVEYS[kind]]) is None


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "Age", "Village"), ("Amina", "34", "Kibera"), ("Juma", "40", "Kwale")],
        [("P1", "Mina Das", "34, rag picker"), ("P2", "Lal Chand", "40, driver")],
        [("Interviewer", "Asha Rao"), ("Respondent", "Mina Das"), ("Date", "3 May")],
        [("Women", "Mina Das"), ("Women", "Asha Rao"), ("Men", "Lal Chand"), ("Women", "Bina Roy")],
        [
            ("Name", "Role", "Comment"),
            ("Amina", "mother", "Agreed to speak."),
            ("Juma", "teacher", "Agreed."),
        ],
    ],
)
def test_a_list_of_participants_is_no_table_of_turns(rows: list[Row]) -> None:
    assert columns_of([[str(cell) for cell in row] for row in rows]) is None


PEOPLE = st.sampled_from(["Amina", "Juma", "Mina Das", "Lal Chand", "Zeba"])
STORIES = st.sampled_from(["They sent us away.", "We went home. It was night.", "No.", "Who would help us?"])
ASKED = st.sampled_from(
    ["age", "village", "ward", "gender", "phone", "do you agree", "_uuid", "household size"]
)


@given(
    st.lists(ASKED, min_size=1, max_size=4, unique=True),
    st.lists(st.tuples(PEOPLE, STORIES), min_size=2, max_size=8),
    st.sampled_from(["name", "speaker", "who", "participant"]),
    st.sampled_from(["text", "story", "words", "comment"]),
)
def test_a_head_that_asks_about_people_makes_it_a_survey(
    asked: list[str], rows: list[tuple[str, str]], who: str, what: str
) -> None:
    heads = [who, *asked, what]
    assert columns_of([heads, *([name, *["x"] * len(asked), words] for name, words in rows)]) is None


@given(
    st.lists(st.tuples(PEOPLE, STORIES), min_size=2, max_size=8),
    st.permutations(["time", "speaker", "text"]),
)
def test_times_speakers_and_words_are_turns_in_any_order_of_columns(
    rows: list[tuple[str, str]], heads: list[str]
) -> None:
    cells = [{"time": f"00:{n:02}:05", "speaker": who, "text": words} for n, (who, words) in enumerate(rows)]
    columns = columns_of([heads, *([row[h] for h in heads] for row in cells)])
    assert columns is not None
    assert (columns.start, columns.speaker, columns.words) == tuple(
        map(heads.index, ("time", "speaker", "text"))
    )
