"""The queue of reviews: stewards see what waits in their own projects, and nobody else sees a doubt."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Why
from archive.errors import NotFound, Refused
from archive.model import Action, Kind, Outcome, Role, TestimonyState, Viewer
from archive.ports import Archive
from archive.review import detection
from archive.review import queue as review_queue
from archive.review.queue import ReviewStatus
from tests.review.interviews import RESEARCHER, STEWARD, interview
from tests.scopes import EVERY

OTHER_ROLES = sorted(set(Role) - {Role.STEWARD})


def _logged(archive: Archive, action: Action) -> list[tuple[Outcome, dict[str, str]]]:
    entries = archive.log.entries(action=action.value)
    return [(entry.event.outcome, dict(entry.event.details)) for entry in entries]


@pytest.mark.parametrize("role", OTHER_ROLES)
@pytest.mark.parametrize("projects", [frozenset({"delta"}), frozenset[str]()], ids=["theirs", "none"])
def test_whoever_does_not_review_is_refused_on_the_log(
    archive: Archive, role: Role, projects: frozenset[str]
) -> None:
    interview(archive, "waits", "It rained and we ate rice.")
    somebody = UnitOfWork(archive, Viewer("somebody", role, projects))
    with pytest.raises(Refused):
        review_queue.queue(somebody)
    assert _logged(archive, Action.FINDING_LIST) == [(Outcome.DENY, {"reason": Why.ROLE})]
    assert _logged(archive, Action.TESTIMONY_LIST) == []


def test_a_researcher_does_not_learn_how_far_a_review_has_come(archive: Archive) -> None:
    one = interview(archive, "waits", "It rained and we ate rice.")
    with pytest.raises(Refused):
        review_queue.review_status(UnitOfWork(archive, RESEARCHER), one)
    assert _logged(archive, Action.FINDING_LIST) == [(Outcome.DENY, {"reason": Why.ROLE})]


def test_a_steward_sees_what_waits_in_their_own_projects_alone(archive: Archive) -> None:
    mine = interview(archive, "mine", "It rained and we ate rice.")
    theirs = interview(archive, "theirs", "The boats came late.", project="hills")
    neighbour = replace(STEWARD, user="the-neighbour", projects=frozenset({"hills"}))
    newcomer = replace(STEWARD, user="the-newcomer", projects=frozenset())
    for steward, ids in ((STEWARD, [mine]), (neighbour, [theirs]), (newcomer, [])):
        rows = review_queue.queue(UnitOfWork(archive, steward))
        assert [row.testimony for row in rows] == ids
    assert [outcome for outcome, _ in _logged(archive, Action.TESTIMONY_LIST)] == [Outcome.PERMIT] * 3
    with pytest.raises(NotFound):
        review_queue.review_status(UnitOfWork(archive, neighbour), mine)


def test_what_is_new_is_looked_at_in_the_stewards_own_projects_alone(archive: Archive) -> None:
    mine = interview(archive, "mine", "It rained and we ate rice.")
    theirs = interview(archive, "theirs", "The boats came late.", project="hills")
    steps: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        steps.append((done, total))

    with pytest.raises(Refused):
        detection.detect_new(UnitOfWork(archive, RESEARCHER), progress)
    assert steps == []
    assert detection.detect_new(UnitOfWork(archive, STEWARD), progress) == 1
    assert steps == [(0, 1), (1, 1)]
    states = {t.id: t.state for t in archive.store.testimonies.all(EVERY)}
    assert states == {mine: TestimonyState.DETECTED, theirs: TestimonyState.SEALED}
    assert detection.detect_new(UnitOfWork(archive, STEWARD), progress) == 0


def test_a_status_is_told_in_plain_values() -> None:
    status = ReviewStatus("t-1", "delta", Kind.STORY, TestimonyState.SEALED, 3, 2, 1, ("Few are 81.",), 9)
    assert json.loads(json.dumps(status.as_data())) == {
        "testimony": "t-1", "project": "delta", "kind": "story", "state": "sealed", "findings": 3,
        "doubts": 2, "risks": 1, "rare": ["Few are 81."], "danger": 9,
    }  # fmt: skip
    assert type(status.as_data()["kind"]) is str
