"""What consent files of every shape come to, and that nothing doubtful becomes a yes."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from consent.defaults import COVERS
from consent.files import Intake, records_from
from consent.naming import participant_id
from consent.record import Audience, Capacity, ConsentRecord, Form, Jurisdiction, Mode, Purpose, State, Voice
from consent.values import word
from consent.vocabulary import STATES

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NAME = "Rahela Zzyzx"
LINE: dict[str, Any] = {
    "participant": "bd-p01",
    "names": [NAME],
    "speaks_in": [{"testimony": "bd-idi-01", "label": "R"}],
    "capacity": "adult",
    "mode": "oral_recorded",
    "collected_at": "2025-03-12",
    "valid_until": "2030-03-12",
    "grants": {"store_sealed": "given", "media": "refused"},
}


def read(content: str | bytes, name: str = "consents.jsonl") -> Intake:
    data = content if isinstance(content, bytes) else content.encode()
    return records_from(name, data, project="water", recorded_at=NOW)


def one(**changes: Any) -> tuple[ConsentRecord, list[str]]:
    line = {k: v for k, v in {**LINE, **changes}.items() if v is not ...}
    found = read(json.dumps(line))
    return found.records[0], [p.sentence for p in found.problems]


def states(record: ConsentRecord) -> dict[Purpose, State]:
    return {g.purpose: g.state for g in record.grants}


def test_the_written_form_of_the_collection() -> None:
    record, problems = one()
    assert problems == []
    assert record.capacity is Capacity.ADULT
    assert record.mode is Mode.ORAL
    assert record.voices == (Voice("bd-idi-01", "R"),)
    assert record.identity.names == (NAME,)
    assert states(record) == {Purpose.STORE_SEALED: State.GIVEN, Purpose.MEDIA: State.REFUSED}
    for grant in record.grants:
        assert (grant.forms, grant.audiences) == (
            COVERS[grant.purpose].forms,
            COVERS[grant.purpose].audiences,
        )
        assert grant.valid_until == date(2030, 3, 12)


def test_the_form_with_a_list_of_grants() -> None:
    record, problems = one(
        project="roads",
        jurisdictions=["BD", "GDPR"],
        voices=[{"source": "Interview 1.docx", "label": "R3 (F, 34)"}],
        speaks_in=...,
        names=...,
        identity={"names": [NAME], "sex": "F"},
        grants=[
            {
                "purpose": "media",
                "state": "given",
                "forms": ["quote", "audio"],
                "audiences": ["public"],
                "valid_until": "2027-01-01",
                "embargo_until": "2026-07-01",
            }
        ],
    )
    assert problems == []
    (grant,) = record.grants
    assert grant.forms == {Form.QUOTE, Form.AUDIO}
    assert grant.audiences == {Audience.PUBLIC}
    assert (grant.valid_until, grant.embargo_until) == (date(2027, 1, 1), date(2026, 7, 1))
    assert record.project == "roads"
    assert record.jurisdictions == {Jurisdiction.BD, Jurisdiction.GDPR}
    assert record.identity.names == (NAME,)


def test_the_narrower_of_two_limits_holds() -> None:
    grants = [
        {"purpose": "media", "state": "given", "valid_until": "2035-01-01", "embargo_until": "2026-01-01"}
    ]
    record, _ = one(grants=grants, embargo_until="2027-01-01")
    assert record.grants[0].valid_until == date(2030, 3, 12)
    assert record.grants[0].embargo_until == date(2027, 1, 1)
    undated, _ = one(
        grants=[{"purpose": "media", "state": "given", "embargoed": True}], embargo_until="2027-01-01"
    )
    assert undated.grants[0].embargoed
    assert undated.grants[0].embargo_until is None


def test_an_embargo_does_not_forbid_to_keep() -> None:
    record, _ = one(embargo_until="2027-01-01", grants={"store_sealed": "given", "research_project": "given"})
    keep, research = record.grants
    assert (keep.embargoed, keep.embargo_until) == (False, None)
    assert (research.embargoed, research.embargo_until) == (True, date(2027, 1, 1))


@pytest.mark.parametrize("answer", ["maybe", "yes?no", "2", 1, 0, None, [], {"state": "given"}, "gvien"])
def test_an_answer_that_is_not_understood_is_unknown(answer: Any) -> None:
    record, problems = one(grants={"media": answer})
    assert states(record) == {Purpose.MEDIA: State.UNKNOWN}
    assert any("not a word we know" in p for p in problems)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"capacity": ...}, "Standing, manner and day"),
        ({"capacity": "boss"}, "not a word we know"),
        ({"mode": ...}, "Standing, manner and day"),
        ({"collected_at": ...}, "Standing, manner and day"),
        ({"collected_at": "2082-01-02"}, "calendar"),
        ({"collected_at": "03/04/2025"}, "cannot be read"),
        ({"valid_until": "some day"}, "last day"),
        ({"valid_until": "2087-03-12"}, "too far"),
        ({"valid_from": "soon"}, "first or last day"),
    ],
)
def test_a_yes_without_its_circumstances_is_unknown_and_a_no_stays(
    changes: dict[str, Any], sentence: str
) -> None:
    record, problems = one(**changes)
    assert states(record) == {Purpose.STORE_SEALED: State.UNKNOWN, Purpose.MEDIA: State.REFUSED}
    assert any(sentence in p for p in problems)


def test_an_embargo_that_cannot_be_read_stays_shut() -> None:
    record, problems = one(embargo_until="after the election", grants={"media": "given"})
    assert record.grants[0].embargoed
    assert record.grants[0].embargo_until is None
    assert any("embargo" in p for p in problems)


def test_purposes_forms_and_audiences_that_are_unknown() -> None:
    record, problems = one(grants={"marketing": "given"})
    assert record.grants == ()
    assert any("not one we know" in p for p in problems)
    record, problems = one(
        grants=[{"purpose": "media", "state": "given", "forms": ["tatoo"], "audiences": ["all"]}]
    )
    assert record.grants[0].forms == record.grants[0].audiences == frozenset()
    assert any("permits nothing" in p for p in problems)


def test_a_bare_yes_to_what_needs_a_question_of_its_own_covers_nothing() -> None:
    record, problems = one(
        grants={"legal_testimony": "given", "model_training": "given", "share_partner": "given"}
    )
    assert all(not g.forms for g in record.grants)
    assert len(problems) == 3


def test_children() -> None:
    guardian = {"name": "Somebody", "relation": "aunt"}
    child, _ = one(capacity="minor_assent_guardian", guardian=guardian, born="2011-02-03")
    assert child.assent
    assert child.guardian is not None
    assert child.guardian.relation == "aunt"
    silent, _ = one(capacity="minor", guardian=guardian, born="2011-02-03")
    assert not silent.assent
    refusing, _ = one(capacity="minor_assent_guardian", guardian=guardian, assent="no")
    assert not refusing.assent
    early, _ = one(capacity="minor_assent_guardian", born="२०११")
    assert early.born == date(2011, 1, 1)
    hidden, problems = one(born="2008-03-13")
    assert hidden.capacity is Capacity.MINOR
    assert hidden.guardian is None
    assert any("child" in p for p in problems)
    grown, problems = one(born="2007-03-12")
    assert grown.capacity is Capacity.ADULT
    assert problems == []


def test_the_same_file_gives_the_same_records_and_two_consents_of_one_person_stay_two() -> None:
    text = "\n".join(json.dumps({**LINE, "names": [n]}) for n in ("A", "B"))
    first, second = read(text), read(text)
    assert first == second
    assert len({r.consent_id for r in first.records}) == 2
    assert {r.participant for r in first.records} == {"bd-p01"}


def test_two_people_of_one_name_stay_two() -> None:
    lines = [
        {**LINE, "participant": None, "speaks_in": [{"testimony": "a", "label": lab}]} for lab in ("R", "S")
    ]
    found = read("\n".join(map(json.dumps, lines)))
    assert len({r.participant for r in found.records}) == 2


@pytest.mark.parametrize(
    "code", ["bd-p01", "KE-CD-P07", "part-12", "R3", "ke-g1", "FGD 2/P4", "p-0123456789abcdef"]
)
def test_codes_pass(code: str) -> None:
    assert participant_id(code, "water", [NAME]) == code


@pytest.mark.parametrize(
    "code",
    [
        "Rahela",
        "rahela-1",
        "Ali7",
        "কমলা",
        "01731-550894",
        "R-Zzyzx",
        "x",
        "bd p",
        "Bo1",
        "1234567",
        "p-rahela012345678",
    ],
)
def test_what_could_be_a_name_or_a_number_does_not_pass(code: str) -> None:
    made = participant_id(code, "water", ["Bo", NAME])
    assert made.startswith("p-")
    assert made == participant_id(f" {code.upper()} ", "water", [NAME, "Bo"])
    assert made != participant_id(code, "roads", ["Bo", NAME])
    assert made != participant_id(code, "water", ["Bo", NAME], secret=b"k" * 32)


def test_a_line_without_a_participant_is_a_problem() -> None:
    found = read('{"grants": {"media": "given"}}\n\nnot json\n[1]\n{"a": 1, "a": 2}')
    assert found.records == ()
    assert [p.line for p in found.problems] == [1, 3, 4, 5]


def test_json_lists_and_single_objects() -> None:
    assert len(read(json.dumps([LINE, LINE]), "a.json").records) == 2
    assert len(read(json.dumps({"consents": [LINE]}), "a.JSON").records) == 1
    assert len(read(json.dumps(LINE), "a.json").records) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"3"),
        ("a.json", b'{"a": 1, "a": 2}'),
        ("a.json", b"[" * 100_000),
        ("a.csv", b""),
        ("a.csv", b"name;phone\nx;y"),
        ("a.csv", b'participant,media\n"p1,given'),
        ("a.csv", "participant,media\np1,হ্যাঁ".encode("utf-16-le")),
        ("a.csv", b"participant,media\np1,\xff"),
        ("a.xlsx", b"PK\x03\x04 no"),
        ("a.docx", b""),
        ("consents", b"{}"),
    ],
)
def test_files_that_cannot_be_read_are_one_problem(name: str, content: bytes) -> None:
    found = read(content, name)
    assert found.records == ()
    assert [p.line for p in found.problems] == [0]


SHEETS = {
    "en": ("participant,name,file,speaker,capacity,mode,date,research,media", "yes,no", "adult,written"),
    "bn": ("অংশগ্রহণকারী,নাম,ফাইল,বক্তা,capacity,পদ্ধতি,তারিখ,গবেষণা,গণমাধ্যম", "হ্যাঁ,না", "প্রাপ্তবয়স্ক,লিখিত"),
    "hi": ("प्रतिभागी,नाम,फ़ाइल,वक्ता,हैसियत,तरीका,तारीख,शोध,मीडिया", "हाँ,नहीं", "वयस्क,लिखित"),
    "ne": ("सहभागी,नाम,फाइल,वक्ता,हैसियत,तरिका,मिति,अनुसन्धान,सञ्चारमाध्यम", "हो,होइन", "बालिग,लिखित"),
    "sw": (
        "mshiriki,jina,faili,msemaji,uwezo,namna,tarehe,utafiti,vyombo vya habari",
        "ndiyo,hapana",
        "mtu mzima,maandishi",
    ),
    "vi": (
        "mã,họ tên,tệp,người nói,tư cách,hình thức,ngày,nghiên cứu,báo chí",
        "Có,Không",
        "người lớn,văn bản",
    ),
}


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_in_six_languages(language: str, delimiter: str) -> None:
    header, answers, standing = SHEETS[language]
    text = f"{header}\nr-07,{NAME},story.docx,R,{standing},2025-12-25,{answers}\n".replace(",", delimiter)
    found = read("\ufeff" + text, "agreed.csv")
    assert found.problems == ()
    (record,) = found.records
    assert states(record) == {Purpose.RESEARCH_PROJECT: State.GIVEN, Purpose.MEDIA: State.REFUSED}
    assert record.voices == (Voice("story.docx", "R"),)
    assert record.identity.names == (NAME,)


HEAD = "participant,capacity,mode,date"
BODY = "r-07,adult,written,25/12/2025"


def test_numbers_are_answers_only_where_they_can_be_nothing_else() -> None:
    found = read(f"{HEAD},media,research\n{BODY},1,1\n{BODY},0,2\n", "a.csv")
    first, second = found.records
    assert states(first) == {Purpose.MEDIA: State.GIVEN, Purpose.RESEARCH_PROJECT: State.UNKNOWN}
    assert states(second) == {Purpose.MEDIA: State.REFUSED, Purpose.RESEARCH_PROJECT: State.UNKNOWN}


def test_a_general_question_only_takes_away() -> None:
    found = read(f"{HEAD},consent,media\n{BODY},yes,yes\n{BODY},no,yes\n{BODY},,yes\n{BODY},yes,\n", "a.csv")
    agreed, refused, blank, only = found.records
    assert states(agreed) == {Purpose.MEDIA: State.GIVEN}
    assert states(refused) == {Purpose.MEDIA: State.REFUSED}
    assert states(blank) == {Purpose.MEDIA: State.UNKNOWN}
    assert only.grants == ()
    (alone,) = read(f"{HEAD},consent\n{BODY},no\n", "a.csv").records
    assert set(states(alone).values()) == {State.REFUSED}


def test_cells_with_several_values_and_columns_that_look_like_limits() -> None:
    found = read(
        f"{HEAD},names,file,speaker,embargo till,media\n{BODY},A; B,x.docx;y.docx,R,2030-01-01,yes\n", "a.csv"
    )
    (record,) = found.records
    assert record.identity.names == ("A", "B")
    assert record.voices == (Voice("x.docx", "R"), Voice("y.docx", "R"))
    assert any("look like a restriction" in p.sentence for p in found.problems)
    (odd,) = read(f"{HEAD},file,speaker,media\n{BODY},x;y;z,R;S,yes\n", "a.csv").records
    assert odd.voices == ()


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_kobo_export_with_a_select_multiple_question() -> None:
    head = [
        "start",
        "hh/respondent_name",
        "consent/uses",
        "consent/uses/research_project",
        "consent/uses/media",
    ]
    head += ["capacity", "date", "_id", "_uuid"]
    rows = [
        ["2025-01-01", NAME, "research_project", 1, 0, "adult", date(2025, 3, 12), 481, "a"],
        ["2025-01-01", NAME, None, None, None, "adult", date(2025, 3, 12), 482, "b"],
    ]
    found = read(workbook([["about"]], [head, *rows]), "survey.xlsx")
    first, second = found.records
    assert states(first) == {Purpose.RESEARCH_PROJECT: State.GIVEN, Purpose.MEDIA: State.REFUSED}
    assert first.voices == (Voice("survey.xlsx", "481"),)
    assert first.mode is Mode.DIGITAL
    assert first.collected_at == date(2025, 3, 12)
    assert second.grants == ()
    assert first.participant != second.participant
    assert [p.line for p in found.problems] == [3]


def test_a_choice_without_columns_of_its_own() -> None:
    found = read(f"{HEAD},consent\n{BODY},research_project media\n", "a.csv")
    assert states(found.records[0]) == {Purpose.RESEARCH_PROJECT: State.GIVEN, Purpose.MEDIA: State.GIVEN}


def test_spreadsheets_that_swell_or_declare_a_document_type() -> None:
    def packed(body: bytes) -> bytes:
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", body)
        return kept.getvalue()

    assert "50 MB" in read(packed(b"0" * (51 << 20)), "a.xlsx").problems[0].sentence
    for hostile in (b"<?xml?><!doctype x>", "<!DOCTYPE x>".encode("utf-16"), b" " * 65530 + b"<!DOCTYPE x>"):
        assert "document type" in read(packed(hostile), "a.xlsx").problems[0].sentence


@given(st.integers(0, 20_000), st.integers(1, 255))
@example(4907, 2)  # a part that begins before the file does
def test_a_damaged_spreadsheet_is_a_problem_or_is_read(place: int, change: int) -> None:
    damaged = bytearray(SOUND)
    damaged[place % len(damaged)] ^= change
    found = read(bytes(damaged), "a.xlsx")
    assert found.problems or states(found.records[0]) == {Purpose.MEDIA: State.REFUSED}


SOUND = workbook([[*HEAD.split(","), "media"], [*BODY.split(","), "no"]])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


CLEAR = {
    "given": State.GIVEN, "Yes": State.GIVEN, "no": State.REFUSED, "refused": State.REFUSED,
    "withdrawn": State.WITHDRAWN, "suspended": State.SUSPENDED,
}  # fmt: skip
strange = anything.filter(
    lambda a: not isinstance(a, bool) and (not isinstance(a, str) or word(a, STATES) is None)
)
answers = st.fixed_dictionaries(
    {"media": st.sampled_from(sorted(CLEAR)), "recontact": st.sampled_from(sorted(CLEAR)) | strange}
)


@given(answers)
def test_a_clear_answer_is_taken_as_it_is_and_a_strange_one_is_never_a_yes(given_: dict[str, Any]) -> None:
    found = read(json.dumps({**LINE, "grants": given_}))
    [kept] = found.records
    expected = {
        Purpose(purpose): CLEAR.get(answer, State.UNKNOWN) if isinstance(answer, str) else State.UNKNOWN
        for purpose, answer in given_.items()
    }
    assert states(kept) == expected
    assert bool(found.problems) is (State.UNKNOWN in expected.values())


_LIMITS = ("capacity", "mode", "collected_at", "valid_until", "born", "guardian", "embargo_until")
"""Fields of a line on which a yes depends; the others say who somebody is and where they speak."""


@given(
    st.dictionaries(
        st.sampled_from([*LINE, "voices", "identity", "born", "guardian", "embargo_until"]).filter(
            lambda key: key != "grants"
        ),
        anything,
    ),
    st.sampled_from(["given", "refused"]),
)
def test_no_strange_line_breaks_the_reading_or_gives_more_than_was_answered(
    changes: dict[str, Any], answer: str
) -> None:
    found = read(json.dumps({**LINE, "grants": {"media": answer}, **changes}))
    assert found.records or found.problems
    for kept in found.records:
        [grant] = kept.grants
        assert grant.purpose is Purpose.MEDIA
        assert grant.state in ({State.GIVEN, State.UNKNOWN} if answer == "given" else {State.REFUSED})
        if answer == "given" and changes.keys().isdisjoint(_LIMITS):
            assert grant.state is State.GIVEN, "who somebody is takes no force from what they said"


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xlsx"]))
def test_no_bytes_break_the_reading(content: bytes, name: str) -> None:
    assert read(content, name).records == ()


@given(st.sampled_from([*LINE, "embargo_until", "born", "jurisdictions", "review_due"]))
def test_no_problem_repeats_what_the_file_says(key: str) -> None:
    found = read(json.dumps({**LINE, key: NAME}))
    assert NAME not in repr(found.records) + repr(found.problems)
    found = read(f"{HEAD},{NAME},media\n{BODY},{NAME},{NAME}\n", "a.csv")
    assert NAME not in repr(found.records) + repr(found.problems)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        records_from("a.json", b"[]", project="x", recorded_at=NOW.replace(tzinfo=None))
