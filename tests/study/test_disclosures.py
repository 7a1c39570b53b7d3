"""What a reader saw is held against what they ask next: nothing small comes out of two answers together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.access.policy import demographics
from archive.coding.figure_questions import Asking, Question
from archive.errors import Unavailable
from archive.model import Role
from archive.model.disclosures import Place
from archive.ports import Archive
from archive.statistics.cross_tables import Table
from archive.study import coding_acts, disclosures, figures
from archive.study.disclosures import changed
from consent.record import Purpose
from tests.study.group import PUMP, Group, researcher, someone, withdraw

ADVOCATE = someone(Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE)
GENDER, GROUP = demographics.GENDER, demographics.GROUP


def ask(archive: Archive, term: str = GROUP, user: str = "ana", rolled: bool = False) -> Table:
    return figures.matrix(UnitOfWork(archive, researcher(user)), "delta", term, rolled=rolled)


def code(archive: Archive, group: Group, *interviews: int) -> None:
    """Some people are coded with one thing more."""
    for at in interviews:
        coding_acts.code(UnitOfWork(archive, researcher()), group.interviews[at], PUMP, "9.1")


def test_the_same_question_has_the_same_answer_and_is_remembered_once(
    archive: Archive, voices: Group
) -> None:
    first = ask(archive)
    kept = archive.store.disclosures.count("delta")
    assert kept == 1
    ask(archive, GENDER)
    assert ask(archive) == first
    assert archive.store.disclosures.count("delta") <= kept + 1


def test_a_goal_less_its_code_tells_of_nobody(archive: Archive, voices: Group) -> None:
    """Ten speak of the clinic and twelve of water: the two between them are nobody's to count."""
    codes = ask(archive, demographics.COUNTRY)
    together = figures.together(UnitOfWork(archive, researcher()), "delta")
    at = {row: n for n, row in enumerate(together.rows)}
    assert codes.cells[codes.rows.index("6.1")] == (12,)
    assert together.cells[at["6.1"]][at["6.1"]] is not None, "it is on the screen already"
    assert together.cells[at["6.1"]][at["3.8"]] is None
    assert "shown before" in together.note
    alone = figures.together(UnitOfWork(archive, researcher("eve")), "delta")
    shown = alone.cells[at["6.1"]][at["6.1"]], alone.cells[at["6.1"]][at["3.8"]]
    assert shown.count(None) == 1, "one of the two is enough"


def test_a_few_changes_wait_for_others(archive: Archive, voices: Group) -> None:
    first = ask(archive)
    code(archive, voices, 0, 1)
    again = ask(archive)
    assert (again.cells, again.row_totals, again.people) == (first.cells, first.row_totals, first.people)
    assert "fewer than 5 people were added or coded anew" in again.note
    other = ask(archive, GENDER)
    assert (other.rows, other.people) == ((), None)
    assert "Ask again when more has changed" in other.note
    assert ask(archive, GENDER, user="eve").rows, "who saw nothing before is told"
    code(archive, voices, 2, 3, 4)
    fresh = ask(archive)
    assert fresh.note == ""
    assert "9.1" in fresh.rows


def test_who_left_is_in_no_figure_again(archive: Archive, voices: Group) -> None:
    def counted(term: str) -> Table:
        return figures.matrix(UnitOfWork(archive, ADVOCATE), "delta", term)

    assert counted(GROUP).rows
    withdraw(archive, "p-7", Purpose.AGGREGATE_SDG_REPORTING)
    for term in (GROUP, GENDER):
        answer = counted(term)
        assert answer.rows == ()
        assert "this answer is withheld" in answer.note.lower()


def test_what_left_the_archive_counts_for_everybody(archive: Archive, voices: Group) -> None:
    figures.matrix(UnitOfWork(archive, ADVOCATE), "delta", GROUP, export=True)
    code(archive, voices, 0)
    assert ask(archive).rows == ()
    assert figures.matrix(UnitOfWork(archive, researcher()), "delta", GROUP, export=True).note


def test_researchers_count_who_agreed_where_the_difference_would_tell(
    archive: Archive, voices: Group
) -> None:
    for one in ("p-5", "p-6"):
        withdraw(archive, one, Purpose.AGGREGATE_SDG_REPORTING)
    figures.matrix(UnitOfWork(archive, ADVOCATE), "delta", demographics.COUNTRY, export=True)
    table = ask(archive, demographics.COUNTRY)
    assert disclosures.AGREED in table.note
    assert table.row_totals == ()
    assert table.people is None or table.people <= 11, "twelve and one, less the two who did not agree"


def test_silence_is_remembered_too(archive: Archive, voices: Group) -> None:
    quiet = figures.silence(UnitOfWork(archive, researcher()), "delta")
    assert figures.silence(UnitOfWork(archive, researcher()), "delta") == quiet
    assert archive.store.disclosures.count("delta") == 1
    code(archive, voices, 0)
    assert "coded anew" in figures.silence(UnitOfWork(archive, researcher()), "delta").note
    assert figures.silence(UnitOfWork(archive, researcher()), "delta", GENDER).quiet == ()


def test_an_answer_that_was_not_compared_with_the_last_one_is_not_shown(
    archive: Archive, voices: Group
) -> None:
    """Two browsers at one moment: the second answer was made before the first was remembered."""
    work = UnitOfWork(archive, researcher())
    asked = disclosures.Asked(work, "delta", Question(Asking.CODES, (GROUP,)), Place.SCREEN)
    shown = asked.answer([work.use()], lambda use: figures.codings(work, "delta", use))
    ask(archive, GENDER)
    with pytest.raises(Unavailable, match="ask again"):
        asked.keep_shown(shown)
    assert shown.keep is not None
    assert replace(shown, keep=None).remembered == 0


editions = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("12"))


@given(editions, editions, editions)
def test_a_change_is_a_distance(one: dict[str, str], other: dict[str, str], third: dict[str, str]) -> None:
    assert changed(one, other) == changed(other, one)
    assert (changed(one, other) == 0) == (one == other)
    assert changed(one, third) <= changed(one, other) + changed(other, third)
