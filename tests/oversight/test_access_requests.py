"""Requests to read more: asked after a hint, answered by the project's officer, ended by clock and hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive import oversight, reading, withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, LogEntry, RequestStanding, Role, Viewer
from archive.oversight import access_requests
from archive.oversight.access_requests import MOST_DAYS
from archive.oversight.reasons import LONGEST_REASON
from archive.ports import Archive
from archive.search.query import parse
from consent.record import Purpose
from tests.reading.crowd import ADA, INSIDE, OLGA, crowd

REASON, NOTE = "a letter to the ministry about the ferry", "yes, for the letter alone"
HILLS = Viewer("otto", Role.DPO, frozenset({"hills"}))
BEN = replace(ADA, user="ben")


@dataclass
class Moving:
    """A clock that a test moves on."""

    at: datetime

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def today(self) -> date:
        return self.at.date()


@pytest.fixture
def told(archive: Archive) -> Archive:
    """Five people whose words match, and Ada, who was told that there is more."""
    crowd(archive, 5, "The ferry sank.")
    moving = replace(archive, clock=Moving(datetime.now(UTC)))
    assert passages(moving) == 0
    return moving


def on(archive: Archive, **time: float) -> None:
    """Let so much time pass."""
    assert isinstance(archive.clock, Moving)
    archive.clock.at += timedelta(**time)


def passages(archive: Archive, who: Viewer = ADA) -> int:
    """How many passages a search shows somebody."""
    return len(reading.search(UnitOfWork(archive, who), parse("ferry")).passages)


def ask(archive: Archive, who: Viewer = ADA, days: int = 30, project: str = "delta") -> str:
    return access_requests.ask(UnitOfWork(archive, who), project, REASON, days).request.id


def say(archive: Archive, request_id: str, yes: bool = True, who: Viewer = OLGA) -> None:
    access_requests.answer(UnitOfWork(archive, who), request_id, yes=yes, note=NOTE)


def events(archive: Archive, action: Action) -> list[LogEntry]:
    return list(archive.log.entries(action=action.value))


def test_from_the_hint_to_the_end(told: Archive) -> None:
    one = ask(told)
    assert passages(told) == 0, "nobody has answered"
    due = oversight.due(UnitOfWork(told, OLGA), 1)
    assert [(row.what, row.id) for row in due] == [("access_request", one)]
    say(told, one)
    assert oversight.due(UnitOfWork(told, OLGA), 1) == []
    assert passages(told) == 5
    [shown_row] = access_requests.listed(UnitOfWork(told, ADA))
    assert (shown_row.standing, shown_row.request.note) == (RequestStanding.OPEN, NOTE)
    access_requests.end(UnitOfWork(told, OLGA), one)
    assert passages(told) == 0
    of_request = [e.event.action for e in told.log.entries(object_id=one)]
    assert of_request == [
        Action.ACCESS_REQUEST, Action.ACCESS_ANSWER, Action.ACCESS_USE, Action.ACCESS_END,
    ]  # fmt: skip
    assert not any(REASON in str(e.event) or NOTE in str(e.event) for e in told.log.entries())


def test_a_no_opens_nothing_and_says_why(told: Archive) -> None:
    one = ask(told)
    say(told, one, yes=False)
    assert passages(told) == 0
    [shown_row] = access_requests.listed(UnitOfWork(told, ADA))
    assert (shown_row.standing, shown_row.request.note) == (RequestStanding.REFUSED, NOTE)
    with pytest.raises(Refused):
        say(told, one)
    assert passages(told) == 0


def test_a_grant_ends_by_the_clock_and_the_log_says_so(told: Archive) -> None:
    say(told, ask(told, days=2))
    on(told, days=2)
    assert passages(told) == 5, "its last day"
    assert access_requests.close_over(told) == []
    on(told, days=1)
    assert passages(told) == 0, "whether or not anybody closed it"
    [closed] = access_requests.close_over(told)
    assert access_requests.close_over(told) == []
    assert [e.event.actor for e in events(told, Action.ACCESS_END)] == ["system"]
    [shown_row] = access_requests.listed(UnitOfWork(told, ADA))
    assert (shown_row.request.id, shown_row.standing) == (closed, RequestStanding.OVER)


def test_an_unanswered_request_lapses(told: Archive) -> None:
    one = ask(told, days=1)
    on(told, days=2)
    assert oversight.due(UnitOfWork(told, OLGA), 1) == []
    with pytest.raises(Refused):
        say(told, one)
    assert passages(told) == 0


def test_a_withdrawal_ends_the_reading_and_nobody_has_to_end_the_grant(told: Archive) -> None:
    say(told, ask(told))
    assert passages(told) == 5
    withdrawal.withdraw(UnitOfWork(told, OLGA), "p-n3", None, "asked")
    answer = reading.search(UnitOfWork(told, ADA), parse("ferry"))
    assert {p.participant for p in answer.passages} == {"p-n0", "p-n1", "p-n2", "p-n4"}


@pytest.mark.parametrize(
    "who",
    [
        BEN,
        replace(ADA, purpose=Purpose.ADVOCACY_PUBLISH_QUOTE),
        replace(ADA, projects=frozenset({"hills"})),
        replace(ADA, role=Role.RESEARCHER, purpose=Purpose.RESEARCH_REUSE),
    ],
    ids=["other account", "other purpose", "out of the project", "other role"],
)
def test_a_grant_is_for_one_account_one_purpose_one_role(told: Archive, who: Viewer) -> None:
    say(told, ask(told))
    assert passages(told, who) == 0


def test_nobody_asks_without_a_hint(told: Archive) -> None:
    for who in (BEN, replace(ADA, purpose=Purpose.MEDIA)):
        with pytest.raises(Refused, match="nothing to ask for yet"):
            ask(told, who)
    with pytest.raises(NotFound):
        ask(told, project="hills")
    with pytest.raises(Refused):
        ask(told, Viewer("rita", Role.RESEARCHER, frozenset({"delta"}), Purpose.RESEARCH_PROJECT))
    assert access_requests.listed(UnitOfWork(told, OLGA)) == []


def test_one_asks_once_until_it_is_over(told: Archive) -> None:
    one = ask(told)
    with pytest.raises(UsageError, match="already"):
        ask(told)
    access_requests.end(UnitOfWork(told, ADA), one)
    say(told, ask(told))
    with pytest.raises(UsageError, match="already"):
        ask(told)
    assert [e.event.object_id for e in events(told, Action.ACCESS_REQUEST)].count(one) == 1


@pytest.mark.parametrize("reason", ["", "  \n", "x" * (LONGEST_REASON + 1)])
def test_a_reason_and_a_note_are_needed(told: Archive, reason: str) -> None:
    with pytest.raises(UsageError):
        access_requests.ask(UnitOfWork(told, ADA), "delta", reason, 3)
    one = ask(told)
    with pytest.raises(UsageError):
        access_requests.answer(UnitOfWork(told, OLGA), one, yes=True, note=reason)
    assert passages(told) == 0


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_nobody_asks_for_longer_than_ninety_days(told: Archive, days: int) -> None:
    with pytest.raises(UsageError):
        ask(told, days=days)


def test_only_the_officer_of_the_project_answers_and_only_the_two_end_it(told: Archive) -> None:
    one = ask(told)
    for who, error in ((HILLS, NotFound), (ADA, Refused), (replace(OLGA, user="ada"), Refused)):
        with pytest.raises(error):
            say(told, one, who=who)
    for who in (HILLS, BEN):
        with pytest.raises(NotFound):
            access_requests.end(UnitOfWork(told, who), one)
        assert access_requests.listed(UnitOfWork(told, who)) == []
    say(told, one)
    assert passages(told) == 5


def test_what_is_named_nowhere_is_answered_like_what_is_of_others(told: Archive) -> None:
    one = ask(told)
    for request_id in (one, "a-nothing"):
        with pytest.raises(NotFound):
            say(told, request_id, who=HILLS)


def test_the_request_names_no_query(told: Archive) -> None:
    one = ask(told)
    [shown_row] = [r for r in access_requests.listed(UnitOfWork(told, OLGA)) if r.request.id == one]
    assert "ferry" not in str(shown_row.as_data()).replace(REASON, "")
    assert shown_row.as_data()["purpose"] == INSIDE.value
    assert REASON not in repr(shown_row)
