"""A row's own yes and no, and the questions that ask for them, in six languages and as people write."""

from __future__ import annotations

import pytest

from archive.ingest.tables.consent_answers import (
    Answer,
    Scope,
    answer_of,
    answers_clearly,
    asks_for_refusal,
    is_consent_question,
    scope_of,
)

NO = (
    "no", "No.", "NO", "n", "0", "2", "false", "No, not now", "I do not agree", "I don’t consent", "disagree",
    "did not give consent", "consent not given", "refused", "2. No", "consent_no", "No thanks, not ok",
    "नहीं", "राज़ी नहीं", "राजी नहीं हूँ", "जी नहीं", "असहमत", "मना किया", "nahi", "०",
    "না", "না, রাজি না", "রাজি না", "জি না", "অসম্মত", "রাজি নই", "০",
    "होइन", "छैन", "मञ्जुर छैन", "हुँदैन", "hoina",
    "hapana", "Hapana, sitaki", "sikubali", "amekataa",
    "không", "khong", "Không đồng ý", "từ chối", "dạ không",
)  # fmt: skip
YES = (
    "yes", "Yes!", "Y", "1", "1.0", "TRUE", "OK", "Agreed", "consent given", "yes_1", "1 - Yes", "I agree",
    "no objection", "No problem", "I have no objection at all", "don't mind", "✓",
    "हाँ", "हां", "जी हाँ", "राज़ी", "राजी", "सहमत हूँ", "कोई आपत्ति नहीं", "haan", "१",
    "হ্যাঁ", "জি", "রাজি আছি", "আপত্তি নেই", "১",
    "हुन्छ", "मञ्जुर", "राजी छु", "आपत्ति छैन",
    "ndiyo", "nakubali", "sina pingamizi",
    "có", "đồng ý", "vâng", "không phản đối", "không sao",
)  # fmt: skip
UNCLEAR = (
    "maybe", "Not sure", "not yet", "don't know", "Yes, but not my name", "88", "x", "north", "नहींतो",
    "hapanani",
    "पता नहीं", "জানি না", "थाहा छैन", "sijui", "không biết", "নাম", "refused to answer",
)  # fmt: skip


@pytest.mark.parametrize("cell", NO)
def test_a_no_is_heard(cell: str) -> None:
    assert answer_of(cell) is Answer.NO


@pytest.mark.parametrize("cell", YES)
def test_a_yes_is_heard(cell: str) -> None:
    assert answer_of(cell) is Answer.YES


@pytest.mark.parametrize("cell", UNCLEAR)
def test_what_is_neither_is_not_taken_for_a_yes(cell: str) -> None:
    assert answer_of(cell) is Answer.UNCLEAR


@pytest.mark.parametrize("cell", ["", "  ", ".", "\u00a0"])
def test_silence_is_no_answer(cell: str) -> None:
    assert answer_of(cell) is Answer.BLANK


@pytest.mark.parametrize("no", ["no", "नहीं", "না", "छैन", "hapana", "không"])
@pytest.mark.parametrize("yes", ["yes", "agree", "राज़ी", "রাজি", "मञ्जुर", "nakubali", "đồng ý"])
@pytest.mark.parametrize("form", ["{yes} {no}", "{no} {yes}", "{yes}, {no}", "{no}, {yes}", "{yes} ({no})"])
def test_no_mixture_of_yes_and_no_is_a_yes(yes: str, no: str, form: str) -> None:
    assert answer_of(form.format(yes=yes, no=no)) is not Answer.YES


@pytest.mark.parametrize(
    "header",
    [
        "consent", "Consent?", "consent/agree", "informed_consent", "consent_yn", "q1_consent",
        "Consent obtained",
        "Do you agree?", "May I continue?", "Shall we begin?", "Is it okay if we start?", "permission",
        "Are you willing to participate in this interview?", "Would you like to take part?",
        "Can we quote you?",
        "Does the person agree? (read page 2 aloud)", "Has the respondent given consent?",
        "सहमति", "क्या आप सहमत हैं?", "क्या आप राज़ी हैं?", "क्या मैं आगे बढ़ सकती हूँ?",
        "সম্মতি", "আপনি কি এই সাক্ষাৎকারে রাজি আছেন?", "আমরা কি শুরু করতে পারি?",
        "मञ्जुरी", "के तपाईं सहमत हुनुहुन्छ?", "के म सुरु गर्न सक्छु?",
        "ridhaa", "Je, unakubali kushiriki?", "Je, uko tayari kuendelea?",
        "đồng ý", "dong_y", "Anh/chị có đồng ý tham gia không?", "Chúng tôi có thể bắt đầu không?",
    ],
)  # fmt: skip
def test_a_question_of_consent_is_one(header: str) -> None:
    assert is_consent_question(header)


@pytest.mark.parametrize(
    "header",
    [
        "village", "agreement", "Do you agree that the road is bad?",
        "Did you need permission to go to the clinic?",
        "consent_date", "Consent signature", "How was the consent given?", "Did you take part in the "
        "meeting?",
        "क्या आप इस बात से सहमत हैं?", "गाँव", "আপনি কি একমত?", "Unakubali kwamba maji ni tatizo?",
        "Anh chị có đồng ý với ý kiến này không?",
    ],
)  # fmt: skip
def test_a_question_of_something_else_is_none(header: str) -> None:
    assert not is_consent_question(header)


def test_a_question_for_a_refusal_turns_the_answer_round() -> None:
    assert asks_for_refusal("Did the person refuse the interview?")
    assert answer_of("yes", refusal=True) is Answer.NO
    assert answer_of("no", refusal=True) is Answer.YES
    assert answer_of("maybe", refusal=True) is Answer.UNCLEAR


def test_one_use_of_the_words_is_not_the_whole() -> None:
    assert scope_of("May we record this conversation?") is Scope.NARROW
    assert scope_of("Can we quote you?") is Scope.NARROW
    assert scope_of("Do you agree to take part and to be recorded?") is Scope.WHOLE
    assert scope_of("consent") is Scope.WHOLE


def test_answers_are_clear_where_half_of_them_are() -> None:
    assert answers_clearly(["yes", "no", "later", ""])
    assert not answers_clearly(["spoken", "on paper", "yes"])
    assert not answers_clearly([])
