"""Surveys and scorecards: who is masked, what is told, what is dropped."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from archive.errors import Unreadable
from archive.ingest import ColumnMap, ColumnRole, read
from archive.ingest.tables.survey_columns import guess, refuses
from archive.model import Kind, KnownKind

STORY = "We went to the clinic by night,\nand nobody opened the door until morning came."


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.properties.creator = ""
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


KOBO: list[list[object]] = [
    ["start", "deviceid", "hh/respondent_name", "hh/phone", "hh/age", "hh/village", "consent/agree", "needs",
     "needs/water", "needs/road", "open/story", "_gps_latitude", "_id", "_index"],
    ["2025-03-01T09:00", "collect:x", "Kamla Devi", "98765 43210", 38, "Nolia Sahi", "yes",
     "water road", 1, 1,     STORY, 20.1, 48213377, 1],
    ["2025-03-01T10:00", "collect:x", "Rina Das", "", 21, "Nolia Sahi", "no", "road", 0, 1,
     "", 20.1, 48213378, 2],
]  # fmt: skip


def test_a_kobo_row_becomes_question_and_answer() -> None:
    members: list[list[object]] = [
        ["members/m_name", "members/m_age", "_parent_index"],
        ["Mohan", 12, 1],
        ["Sita", 9, 2],
    ]
    draft, refused = read("survey.xlsx", workbook(main=KOBO, members=members))
    assert (refused.part, refused.refused, refused.text) == ("48213378", True, "")
    assert (draft.kind, draft.part) == (Kind.SURVEY_ANSWER, "48213377")
    assert draft.text == f"open/story\n{STORY}\n"
    assert [(t.kind.value, t.label) for t in draft.turns] == [("question", None), ("speech", "48213377")]
    assert {(k.kind, k.text) for k in draft.known} == {
        (KnownKind.PERSON, "Kamla Devi"),
        (KnownKind.PHONE, "98765 43210"),
        (KnownKind.LOC, "Nolia Sahi"),
        (KnownKind.PERSON, "Mohan"),
    }
    assert dict(draft.attributes) == {
        "hh/age": "38", "hh/village": "Nolia Sahi", "consent/agree": "yes", "needs": "water road",
        "members/m_age[1]": "12",
    }  # fmt: skip


def test_odk_repeats_are_joined_by_their_keys() -> None:
    main: list[list[object]] = [["SubmissionDate", "what_happened", "KEY"], ["2025", STORY, "uuid:1"]]
    kids: list[list[object]] = [["child_name", "PARENT_KEY"], ["Mohan", "uuid:1"], ["Sita", "uuid:2"]]
    (draft,) = read("odk.xlsx", workbook(form=main, kids=kids))
    assert draft.part == "uuid:1"
    assert [k.text for k in draft.known] == ["Mohan"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_delimiters_and_marks_are_found(mark: str) -> None:
    rows = [["Họ và tên", "Tuổi", "Chuyện gì đã xảy ra?"], ["Giàng Thị Mỷ", "31", f'"{STORY}{mark} thật"']]
    content = "\r\n".join(mark.join(r) for r in rows).encode("utf-8-sig")
    (draft,) = read("a.csv", content)
    assert draft.part == "1"
    assert draft.text == f"Chuyện gì đã xảy ra?\n{STORY}{mark} thật\n"
    assert [k.text for k in draft.known] == ["Giàng Thị Mỷ"]
    assert draft.attributes == (("Tuổi", "31"),)


def test_a_persons_choice_is_stronger_than_the_guess() -> None:
    content = b"code,answer\n1,none\n2,yes\n"
    with pytest.raises(Unreadable, match="which columns are stories"):
        read("a.csv", content)
    drafts = read("a.csv", content, columns=ColumnMap({"answer": ColumnRole.STORY}))
    assert [d.text for d in drafts] == ["answer\nnone\n", "answer\nyes\n"]
    assert len({d.digest for d in drafts}) == 2


def test_scorecard_comments_are_told_by_their_speaker() -> None:
    rows: list[list[object]] = [
        ["ward", "indicator_no", "indicator", "score", "comment", "who", "speaker"],
        ["Ward 1, Ratantal", 2, "Water", 3, "The tap is dry.", "women, 14 present", "NP-P24"],
        ["Ward 1, Ratantal", 3, "Road", 4, "", "", ""],
        ["Ward 1, Ratantal", 4, "School", 1, "No teacher since Dashain.", "", ""],
    ]
    drafts = read("score.xlsx", workbook(s=rows))
    assert [(d.part, d.text) for d in drafts] == [
        ("Ward 1, Ratantal/2", "Water\nThe tap is dry.\n"),
        ("Ward 1, Ratantal/4", "School\nNo teacher since Dashain.\n"),
    ]
    assert [d.turns[1].label for d in drafts] == ["NP-P24", "Ward 1, Ratantal"]
    assert drafts[0].kind is Kind.SCORECARD_COMMENT


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("_uuid", ["a"], ColumnRole.SYSTEM),
        ("deviceid", ["a"], ColumnRole.SYSTEM),
        ("_gps_latitude", ["20.1"], ColumnRole.DROP),
        ("photo_of_house", ["a.jpg"], ColumnRole.DROP),
        ("phonenumber", ["+91"], ColumnRole.DIRECT),
        ("ids/ration_no", ["12"], ColumnRole.DIRECT),
        ("Name of enumerator", ["Asha"], ColumnRole.DIRECT),
        ("উত্তরদাতার নাম", ["রহিমা"], ColumnRole.DIRECT),
        ("hh/gender", ["female"], ColumnRole.QUASI),
        ("Xã, thôn/buôn/bản/ấp", ["xã Ya Lâng, làng Kơ Bei"], ColumnRole.QUASI),
        ("Does the person agree?", ["yes"], ColumnRole.CONSENT),
        ("What happened?", ["they sent us away again"], ColumnRole.STORY),
        ("main_need_other", ["a bridge"], ColumnRole.STORY),
    ],
)
def test_roles_of_columns(header: str, cells: list[str], role: ColumnRole) -> None:
    assert guess(header, cells, frozenset({header})) is role


def test_a_no_in_the_consent_column_is_told() -> None:
    assert refuses("No, not now")
    assert not refuses("northern ward agreed")
    assert not refuses("yes")
    kept = [KOBO[0], [*KOBO[2][:10], STORY, *KOBO[2][11:]]]
    (draft,) = read("s.xlsx", workbook(main=kept))
    assert draft.refused
    assert any("Row 2 answered with no" in n for n in draft.notices)


@pytest.mark.parametrize(
    ("question", "answers", "role"),
    [
        ("What is the main problem?", ["water", "no road", "the clinic"], ColumnRole.STORY),
        ("story", ["floods", "no road"], ColumnRole.STORY),
        ("Why?", ["money", "far away", "no card"], ColumnRole.STORY),
        ("How many children?", ["2", "4", "1"], ColumnRole.QUASI),
        ("What is your occupation?", ["weaver", "farmer", "none"], ColumnRole.QUASI),
        ("Does the pump work?", ["yes", "no", "yes", "no"], ColumnRole.QUASI),
        ("How is the road?", ["bad", "bad", "good", "bad", "good", "bad"], ColumnRole.CHOICE),
        ("Job", ["weaver", "I wove until the flood came and took the loom and all of our thread away"],
         ColumnRole.STORY),
    ],
)  # fmt: skip
def test_short_answers_to_open_questions_are_told(
    question: str, answers: list[str], role: ColumnRole
) -> None:
    assert guess(question, answers, frozenset({question})) is role
