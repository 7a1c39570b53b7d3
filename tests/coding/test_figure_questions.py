"""The groups that answers stand for, and the same question told apart from another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.coding.figure_questions import (
    CODED,
    COUNTED,
    PAIRED,
    Asking,
    Codings,
    Question,
    groups,
    records,
    table_of,
    told_by,
    told_by_silence,
)
from archive.coding.matrices import NOT_TOLD, CodedWords
from archive.coding.saturation import silences
from archive.statistics.group_sizes import Number


def said(who: int, code: str, start: int = 0, end: int = 10) -> CodedWords:
    return CodedWords(f"p-{who}", f"t-{who}", 0, start, end, code)


KNOWN = {f"p-{n}": {"gender": "woman" if n < 8 else "man"} for n in range(14)}
TOLD = [
    *(said(n, "3.8") for n in range(7)),
    *(said(n, "V.ID", 5, 15) for n in range(6)),
    *(said(n, "3.3", 20, 30) for n in range(5, 12)),
]
CODINGS = Codings(
    TOLD,
    KNOWN,
    lambda code: code[0],
    (lambda code: code.startswith("V"), lambda code: not code.startswith("V")),
)


def test_a_code_lies_in_its_goal_and_a_pair_in_both_codes() -> None:
    people = groups(CODINGS, [Question(Asking.CODES, ("gender",), ("3.3",))])
    sizes = {group: len(who) for group, who in people.members.items()}
    assert (sizes["code 3.8"], sizes["top 3"], sizes[CODED], sizes[COUNTED], sizes[PAIRED]) == (
        7,
        12,
        12,
        14,
        6,
    )
    assert people.unions["top 3"] == [["code 3.3", "code 3.8"]]
    assert {"top 3", CODED} < set(people.within["code 3.3"])
    for group, wholes in people.within.items():
        assert all(people.members[group] <= people.members[whole] for whole in wholes)
    for group, ways in people.unions.items():
        for parts in ways:
            assert people.members[group] == frozenset().union(*(people.members[part] for part in parts))


def test_every_number_of_a_table_is_the_size_of_its_group() -> None:
    for asks in Asking:
        if asks is Asking.SILENCE:
            continue
        question = Question(asks, () if asks in (Asking.OVERLAPS, Asking.TURNS) else ("gender",))
        table = table_of(CODINGS, question, 2)
        told = told_by(CODINGS, question, table)
        sizes = groups(CODINGS, [question]).sizes(told.layout.numbers.values())
        assert told.exact
        for row, column in told.exact - {(-1, -1)}:
            value = table.row_totals[row] if column < 0 else table.cells[row][column]
            assert value == sizes[told.layout.numbers[row, column]]
        assert table.people in (None, sizes[told.layout.numbers[-1, -1]])


def test_silence_tells_of_every_code_and_group_whether_it_is_small() -> None:
    question = Question(Asking.SILENCE, ("gender",))
    quiet = silences(TOLD, KNOWN, "gender", ["3.3", "3.8", "V.ID"], planned=["other"])
    told = told_by_silence(CODINGS, question, quiet, 5)
    assert told.bounds[Number("code 3.8", ("gender",), ("woman",))] == (5, None)
    assert told.bounds[Number("code V.ID", ("gender",), ("man",))] == (0, 4)
    assert told.bounds[Number(COUNTED, ("gender",), ("other",))] == (0, 4)
    sizes = groups(CODINGS, [question]).sizes(told.bounds)
    assert all(
        low <= sizes[n] and (high is None or sizes[n] <= high) for n, (low, high) in told.bounds.items()
    )


def test_a_record_is_everything_that_can_be_told_of_a_person() -> None:
    before = records(CODINGS, groups(CODINGS, []))
    more = Codings([*TOLD, said(13, "6.1")], KNOWN, CODINGS.top, CODINGS.kinds)
    after = records(more, groups(more, []))
    assert {who for who in before if before[who] != after[who]} == {"p-13"}
    other = Codings(TOLD, {**KNOWN, "p-0": {"gender": NOT_TOLD}}, CODINGS.top, CODINGS.kinds)
    assert records(other, groups(other, []))["p-0"] != before["p-0"]


words = st.lists(st.text(max_size=5), max_size=3).map(tuple)


@given(st.builds(Question, st.sampled_from(Asking), words, words, words))
def test_a_question_is_read_as_it_was_written(question: Question) -> None:
    assert Question.read(question.written()) == question
