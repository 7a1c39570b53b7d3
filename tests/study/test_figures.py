"""Matrices by viewer: people, not quotes; nothing small; nobody who did not agree to be counted."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from archive.access.gate import UnitOfWork
from archive.access.policy import demographics
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Role, TestimonyState
from archive.ports import Archive
from archive.study import (
    coding_acts,
    figures,
    rounds,
)
from consent.record import Purpose
from tests.study.group import CLINIC, Group, researcher, someone, withdraw

ADVOCATE = someone(Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE)


def test_a_matrix_counts_people_and_withholds_the_small(archive: Archive, voices: Group) -> None:
    found = figures.matrix(
        UnitOfWork(archive, researcher()), "delta", demographics.GENDER, codes=["6.1", "3.8", "V.ID"]
    )
    assert found.rows == ("6.1", "3.8", "V.ID")
    assert found.columns == ("man", "not told", "woman")
    assert found.cells == ((None, None, None),) * 3  # four men, and so not all of the others either
    assert found.row_totals == (12, 10, None)
    group = figures.matrix(UnitOfWork(archive, researcher()), "delta", demographics.GROUP, codes=["6.1"])
    assert dict(zip(group.columns, group.cells[0], strict=True)) == {
        "farmers": 6, "not told": None, "street dwellers": None,
    }  # fmt: skip


def test_codes_are_counted_under_their_goal_and_factor(archive: Archive, voices: Group) -> None:
    found = figures.matrix(UnitOfWork(archive, researcher()), "delta", demographics.COUNTRY, rolled=True)
    assert found.columns == ("BD",)
    assert dict(zip(found.rows, (line[0] for line in found.cells), strict=True)) == {
        "3": 10, "6": 12, "V": 11,
    }  # fmt: skip


def test_codes_together_and_drivers_by_target(archive: Archive, voices: Group) -> None:
    both = figures.together(UnitOfWork(archive, researcher()), "delta")
    at = both.rows.index("3.8"), both.columns.index("V.SERV")
    assert both.cells[at[0]][at[1]] == 10
    crossed = figures.drivers_by_target(UnitOfWork(archive, researcher()), "delta")
    assert crossed.rows == ("V.SERV × 3.8", "V.SERV × 6.1")
    assert crossed.columns == ("BD × farmers", "BD × not told", "BD × street dwellers")
    assert crossed.cells == ((None, None, None),) * 2  # four farmers, so not the six of the others
    assert crossed.row_totals == (10, None)  # twelve speak of water: two of them without a service
    shared = {
        (o.first, o.second): o.share for o in figures.overlaps(UnitOfWork(archive, researcher()), "delta")
    }
    assert shared["3.8", "V.SERV"] == 1


def test_silence_names_groups_and_codes(archive: Archive, voices: Group) -> None:
    found = figures.silence(
        UnitOfWork(archive, researcher()), "delta", codes=["6.1", "V.ID"], planned=["transgender people"]
    ).quiet
    assert [(s.group, s.code, s.heard) for s in found] == [
        ("transgender people", "", False), ("farmers", "V.ID", True), ("street dwellers", "V.ID", True),
    ]  # fmt: skip


def test_saturation_goes_in_the_order_of_collection(archive: Archive, voices: Group) -> None:
    steps = figures.new_codes(UnitOfWork(archive, researcher()), "delta")
    assert [len(s.new) for s in steps[:2]] == [3, 0]
    assert steps[-1].so_far == 4
    assert {s.testimony for s in steps} == {voices.talk, *voices.interviews}
    for who in (ADVOCATE, someone(Role.DPO)):
        with pytest.raises(Refused):
            figures.new_codes(UnitOfWork(archive, who), "delta")


def test_who_did_not_agree_to_be_counted_is_counted_for_research_alone(
    archive: Archive, voices: Group
) -> None:
    withdraw(archive, "p-3", Purpose.AGGREGATE_SDG_REPORTING)
    withdraw(archive, "p-4", Purpose.RESEARCH_PROJECT)
    country = demographics.COUNTRY

    def water(who: Role | None, export: bool = False) -> int | None:
        viewer = ADVOCATE if who else researcher()
        found = figures.matrix(UnitOfWork(archive, viewer), "delta", country, codes=["6.1"], export=export)
        return found.cells[0][0] if found.rows else None

    assert water(None) == 11
    assert water(Role.ADVOCACY) == 11
    assert water(None, export=True) == 11
    withdraw(archive, "p-5", Purpose.AGGREGATE_SDG_REPORTING)
    withdraw(archive, "p-6", Purpose.AGGREGATE_SDG_REPORTING)
    assert water(Role.ADVOCACY) is None, "two fewer than a moment ago are two people"


def test_who_agreed_to_be_counted_is_counted(archive: Archive, voices: Group) -> None:
    for one in ("p-3", "p-4", "p-5"):
        withdraw(archive, one, Purpose.AGGREGATE_SDG_REPORTING)
    country = demographics.COUNTRY
    screen, export = (
        figures.matrix(UnitOfWork(archive, ADVOCATE), "delta", country, codes=["6.1"], export=leaves)
        for leaves in (False, True)
    )
    assert screen.cells[0][0] == 9
    assert export.cells[0][0] is None


def test_what_nobody_reviewed_is_not_counted(archive: Archive, voices: Group) -> None:
    for one in voices.interviews[:2]:
        archive.store.testimonies.set_state(one, TestimonyState.DETECTED)
    archive.store.testimonies.set_state(voices.interviews[2], TestimonyState.MASKED)
    rows = [
        figures.matrix(UnitOfWork(archive, who), "delta", demographics.COUNTRY, codes=["6.1"]).cells[0][0]
        for who in (researcher(), ADVOCATE)
    ]
    assert rows == [10, 9]


def test_a_blind_coder_counts_their_own_work_there(archive: Archive, voices: Group) -> None:
    rounds.open_round(
        UnitOfWork(archive, researcher("eve")), "delta", list(voices.interviews), ["ana", "eve"]
    )
    coding_acts.code(UnitOfWork(archive, researcher("ana")), voices.interviews[0], CLINIC, "9.1")
    found = figures.matrix(UnitOfWork(archive, researcher("eve")), "delta", demographics.COUNTRY)
    assert found.rows == ("V.ID",)


@pytest.mark.parametrize("role", [Role.COLLECTOR, Role.STEWARD, Role.ADMINISTRATOR, Role.AUDITOR])
def test_others_are_told_no_figures(archive: Archive, role: Role) -> None:
    with pytest.raises(Refused):
        figures.matrix(UnitOfWork(archive, someone(role)), "delta", demographics.GENDER)


def test_another_projects_figures_are_answered_like_those_of_no_project(
    archive: Archive, voices: Group
) -> None:
    for project in ("delta", "nowhere"):
        with pytest.raises(NotFound, match="nothing at this address"):
            figures.matrix(UnitOfWork(archive, researcher(project="hills")), project, demographics.GENDER)
    with pytest.raises(UsageError):
        figures.matrix(UnitOfWork(archive, researcher()), "delta", "shoe size")


def test_a_question_is_an_event_before_its_answer(archive: Archive, voices: Group) -> None:
    figures.matrix(UnitOfWork(archive, researcher()), "delta", demographics.GENDER, export=True)
    event = list(archive.log.entries())[-1].event
    assert (event.action, event.object_id) == (Action.FIGURES_READ, "delta")
    assert dict(event.details) == {"question": "matrix", "export": "1"}


def test_a_workbook_holds_the_withheld_tables(archive: Archive, voices: Group) -> None:
    content = figures.workbook(
        UnitOfWork(archive, researcher()), "delta", [demographics.GENDER, demographics.GROUP]
    )
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["code by gender", "code by group", "codes together", "drivers and targets"]
    values = [c.value for s in book for line in s.iter_rows() for c in line]
    numbers = [v for v in values if isinstance(v, int)]
    assert numbers
    assert min(numbers) >= 10
    assert "withheld" in values
    found = figures.matrix(UnitOfWork(archive, researcher()), "delta", demographics.COUNTRY, codes=["6.1"])
    assert figures.as_csv(found, "code").splitlines()[1].startswith("6.1,12")
