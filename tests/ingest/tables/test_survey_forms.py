"""The form beside an export: what its types say of columns, and its codes in words."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import ColumnMap, ColumnRole, columns_in, read
from archive.ingest.tables.column_readings import Why, resolved
from archive.ingest.tables.spreadsheets import read_xlsx
from archive.ingest.tables.survey_columns import SourceFile
from archive.ingest.tables.survey_forms import answers_in_words, by_header, is_form, questions_of
from tests.ingest.tables.made import CLINIC, Rows, workbook

SURVEY: Rows = [
    ["type", "name", "label::English (en)", "label::Nepali (ne)"],
    ["start", "start", "", ""],
    ["select_one yn", "q0", "Do you agree to take part?", "के तपाईं सहमत हुनुहुन्छ?"],
    ["begin_group", "hh", "Household", "घर"],
    ["text", "who", "Name of respondent", "नाम"],
    ["select_one sex", "q1", "Gender", "लिङ्ग"],
    ["select_multiple need", "q2", "What do you need first?", ""],
    ["end_group", "", "", ""],
    ["text", "q3", "What happened?", "के भयो?"],
    ["integer", "q4", "How many came?", ""],
    ["geopoint", "where", "Position", ""],
    ["calculate", "calc", "", ""],
]
CHOICES: Rows = [
    ["list_name", "name", "label::English (en)"],
    ["yn", 1, "Yes"], ["yn", 2, "No"],
    ["sex", "f", "woman"], ["sex", "m", "man"],
    ["need", "w", "Water"], ["need", "r", "Road"],
]  # fmt: skip
FORM = workbook(survey=SURVEY, choices=CHOICES)
EXPORT: Rows = [
    ["start", "q0", "hh/who", "hh/q1", "hh/q2", "hh/q2/w", "hh/q2/r", "q3", "q4", "where", "calc", "_uuid"],
    ["2025", 1, "Sita Bista", "f", "w r", 1, 1, "floods", 4, "27 85", "x", "u1"],
    ["2025", 2, "Maya Gole", "m", "r", 0, 1, CLINIC, 2, "27 85", "y", "u2"],
]
CHOSEN = ColumnMap(files=(SourceFile("xlsform.xlsx", FORM),))


def test_questions_have_their_groups_labels_and_answers() -> None:
    questions = questions_of(read_xlsx(FORM))
    by_path = {q.path: q for q in questions}
    assert by_path["hh/q1"].choices == {"f": "woman", "m": "man"}
    assert by_path["q3"].labels == ("What happened?", "के भयो?")
    assert by_header(questions, ["hh/q1", "Q3", "के भयो?", "other"]).keys() == {"hh/q1", "Q3", "के भयो?"}


def test_types_say_what_columns_are() -> None:
    columns = {c.header: (c.role, c.why) for c in columns_in("e.xlsx", workbook(s=EXPORT), CHOSEN).columns}
    assert columns["q0"] == (ColumnRole.CONSENT, Why.FORM)
    assert columns["hh/who"] == (ColumnRole.DIRECT, Why.FORM)
    assert columns["hh/q1"] == (ColumnRole.QUASI, Why.FORM)
    assert columns["hh/q2"] == (ColumnRole.CHOICE, Why.FORM)
    assert columns["hh/q2/w"] == (ColumnRole.SYSTEM, Why.GUESSED)
    assert columns["q3"] == (ColumnRole.STORY, Why.FORM)
    assert columns["q4"][0] is ColumnRole.CHOICE
    assert columns["where"][0] is columns["calc"][0] is ColumnRole.DROP


def test_answers_are_read_in_words_under_their_questions() -> None:
    yes, no = read("e.xlsx", workbook(s=EXPORT), columns=CHOSEN)
    assert yes.text == "What happened?\nfloods\n"
    assert dict(yes.attributes) == {
        "Do you agree to take part?": "Yes", "Gender": "woman", "What do you need first?": "Water, Road",
        "How many came?": "4",
    }  # fmt: skip
    assert (yes.refused, no.refused) == (False, True)


def test_what_the_form_said_holds_without_the_form() -> None:
    columns = resolved(columns_in("e.xlsx", workbook(s=EXPORT), CHOSEN).columns)
    assert columns.files == ()
    by_form, by_map = (
        [(d.text, d.attributes, d.identity) for d in read("e.xlsx", workbook(s=EXPORT), columns=one)]
        for one in (CHOSEN, columns)
    )
    assert by_form == by_map


def test_a_form_is_no_testimony() -> None:
    assert is_form(read_xlsx(FORM))
    with pytest.raises(Unreadable, match="is a form and holds no answers"):
        read("xlsform.xlsx", FORM)


def test_codes_become_labels_and_other_answers_stay() -> None:
    labels = {"1": "Yes", "w": "Water", "r": "Road"}
    assert answers_in_words("1", labels) == "Yes"
    assert answers_in_words("w r", labels) == "Water, Road"
    assert answers_in_words("w and r", labels) == "w and r"
    assert answers_in_words("", labels) == ""
