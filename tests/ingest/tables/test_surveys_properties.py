"""For any survey, any order and any guise: each submission keeps its identity, and no story is lost in
silence."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest import read
from archive.ingest.tables.identity import identity_of
from archive.model import Draft, TurnKind
from tests.ingest.tables.made import Rows, text, workbook

WORDS = st.text("abcdeghiklmnoprstuvwyকখগঘमनपरếữâ,;", min_size=1, max_size=7).filter(
    lambda word: any(map(str.isalpha, word))
)
STORY = st.lists(WORDS, min_size=1, max_size=16).map(lambda words: "Then " + " ".join(words))
ANSWER = st.one_of(
    st.just(""), STORY, st.integers(0, 99).map(str), st.sampled_from(["none", "1", "12/03/2025"])
)
FIRST_STORY, SECOND_STORY = "What happened?", "Tell us what should change"


@dataclass(frozen=True)
class Survey:
    """Rows of (id, story, second story, village), with the column of the ids' name or none."""

    id_name: str
    rows: tuple[tuple[str, str, str, str], ...]

    def table(self, order: list[int], columns: list[int], extra: bool) -> Rows:
        head = (self.id_name, FIRST_STORY, SECOND_STORY, "village")
        kept = [c for c in columns if head[c]]
        table = [[head[c] for c in kept], *([self.rows[r][c] for c in kept] for r in order)]
        return [[*row, "note" if n == 0 else f"seen {n}"] for n, row in enumerate(table)] if extra else table


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    id_name = draw(st.sampled_from(["_uuid", "_id", "KEY", "meta/instanceID", "grp/_uuid"]))
    ids = draw(st.lists(st.integers(1000, 9999), min_size=2, max_size=5, unique=True))
    rows = tuple(
        (str(one), draw(STORY), draw(ANSWER), draw(st.sampled_from(["Mulpani", "Simaltar"]))) for one in ids
    )
    return Survey(id_name, rows)


def drafts_of(rows: Rows, guise: str) -> list[Draft]:
    if guise == "xlsx":
        return read("a.xlsx", workbook(s=rows))
    return read("b.csv", text(rows, {"csv": ",", "semicolon": ";"}[guise]))


def by_story(drafts: list[Draft]) -> dict[str, tuple[str, ...]]:
    return {identity_of(d.identity).ids[0]: stories(d) for d in drafts}


def stories(draft: Draft) -> tuple[str, ...]:
    return tuple(sorted(draft.text[t.body : t.end].strip() for t in draft.turns if t.kind is TurnKind.SPEECH))


@settings(max_examples=60)
@given(
    survey=surveys(), data=st.data(), guise=st.sampled_from(["xlsx", "csv", "semicolon"]), extra=st.booleans()
)
def test_a_submission_keeps_its_identity_and_its_words(
    survey: Survey, data: st.DataObject, guise: str, extra: bool
) -> None:
    order = data.draw(st.permutations(range(len(survey.rows))))
    columns = data.draw(st.permutations(range(4)))
    first = drafts_of(survey.table(list(range(len(survey.rows))), [0, 1, 2, 3], False), "xlsx")
    again = drafts_of(survey.table(order, columns, extra), guise)
    assert by_story(first) == by_story(again)
    assert not any(d.doubts for d in again)


@settings(max_examples=60)
@given(survey=surveys(), guise=st.sampled_from(["xlsx", "csv"]))
def test_no_id_is_an_answer(survey: Survey, guise: str) -> None:
    bare = Survey("", survey.rows)
    for one in (survey, bare):
        rows = one.table(list(range(len(one.rows))), [0, 1, 2, 3], False)
        answers = {cell.casefold() for row in one.rows for cell in row[1:] if cell}
        for draft in drafts_of(rows, guise):
            ids = {key.partition(":")[2] for key in identity_of(draft.identity).ids}
            assert not ids & answers
            assert ids <= {row[0] for row in survey.rows}


@settings(max_examples=80)
@given(
    survey=surveys(), data=st.data(), guise=st.sampled_from(["xlsx", "csv"]),
    id_name=st.sampled_from(["_id", "", "code"]),
)  # fmt: skip
def test_every_story_is_in_one_draft_or_its_row_is_named(
    survey: Survey, data: st.DataObject, guise: str, id_name: str
) -> None:
    one = Survey(id_name, survey.rows)
    rows = [list(row) for row in one.table(list(range(len(one.rows))), [0, 1, 2, 3], False)]
    torn = data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=1))
    for number in torn:
        rows[number] = [*rows[number], "more"]
    drafts = drafts_of(rows, guise)
    told = [story for draft in drafts for story in stories(draft)]
    kept = [*told, *(answer for draft in drafts for _, answer in draft.attributes)]
    said = " ".join(sentence for d in drafts for sentence in (*d.notices, *d.doubts))
    named = {int(n) for n in regex.findall(r"\d+", said)}
    first = rows[0].index(FIRST_STORY)
    for number, row in enumerate(rows[1:], 2):
        for cell in {c for c in row[first : first + 2] if any(map(str.isalpha, c))}:
            assert kept.count(cell) >= 1 or number in named
    assert len(told) <= sum(bool(c) for row in rows[1:] for c in row[first : first + 2])


@settings(max_examples=60)
@given(survey=surveys(), data=st.data())
def test_rows_without_ids_are_told_apart_by_what_they_say_alone(survey: Survey, data: st.DataObject) -> None:
    bare = Survey("", survey.rows)
    order = data.draw(st.permutations(range(len(bare.rows))))
    tables = [bare.table(o, [1, 2, 3], False) for o in (list(range(len(bare.rows))), order)]
    keys = [
        sorted((identity_of(d.identity).answers, stories(d)) for d in drafts_of(t, "csv")) for t in tables
    ]
    assert keys[0] == keys[1]
