"""Break-glass: original words for one person by leave of a second, for a time, on the log, to be reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive import oversight, withdrawal
from archive.access.gate import UnitOfWork
from archive.audit.break_glass import Emergency, Standing
from archive.audit.fhir import audit_event
from archive.errors import NotFound, Refused, UsageError
from archive.intake import consents
from archive.model import Action, Outcome, Role, Viewer
from archive.oversight import Topic, break_glass, inquiry
from archive.ports import Archive
from consent.record import Purpose, State
from tests.intake.test_consents import answered
from tests.store.residue import traces
from tests.web.made import record
from tests.withdrawal import group
from tests.withdrawal.group import FREE, MARKS, OWN, WAITING, WHO

PROJECTS = frozenset({group.PROJECT})
RITA = Viewer("rita", Role.RESEARCHER, PROJECTS, Purpose.RESEARCH_PROJECT)
SAM = Viewer("sam", Role.STEWARD, PROJECTS, Purpose.PROCESS_DEIDENTIFY)
OLGA, OTTO = (Viewer(name, Role.DPO, PROJECTS) for name in ("olga", "otto"))
REASON = f"{group.NAME} has said that somebody will come for her tonight"
NOTE = "the danger was real, and the police was told in time"


@dataclass
class Moving:
    """A clock that a test moves on."""

    at: datetime

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def today(self) -> date:
        return self.at.date()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("glass")
    return folder, group.make(folder)


@pytest.fixture
def archive(made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    clock = Moving(datetime.now(UTC))
    with group.opened(group.copy(made[0], tmp_path / "copy")) as found:
        monkeypatch.setattr(found.log, "_clock", clock)
        yield replace(found.archive, clock=clock)


@pytest.fixture
def testimony(made: tuple[Path, str]) -> str:
    return made[1]


def on(archive: Archive, **time: float) -> None:
    """Let so much time pass, for the log too."""
    assert isinstance(archive.clock, Moving)
    archive.clock.at += timedelta(**time)


def one_of(archive: Archive, emergency_id: str) -> Emergency:
    return next(e for e in break_glass.listed(UnitOfWork(archive, OLGA)) if e.id == emergency_id)


def unreviewed(archive: Archive) -> list[str]:
    """The officer's question, answered by real events."""
    answer = oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(Topic.BREAK_GLASS))
    return [entry.event.object_id for entry in answer.entries]


def test_from_the_request_to_its_review(archive: Archive, testimony: str, tmp_path: Path) -> None:
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON, 30)
    with pytest.raises(Refused, match="second person"):
        break_glass.read(UnitOfWork(archive, RITA), asked)
    signed = break_glass.countersign(UnitOfWork(archive, SAM), asked)
    assert signed.until is not None
    assert timedelta(minutes=29) < signed.until - archive.clock.now() <= timedelta(minutes=30)
    words = break_glass.read(UnitOfWork(archive, RITA), asked)
    assert {*OWN, *FREE, *WAITING, 0} <= words.keys()
    assert f"I am {group.NAME} Begum" in words[OWN[0]], "as it was said"
    assert break_glass.read(UnitOfWork(archive, RITA), asked) == words
    due = [row for row in oversight.due(UnitOfWork(archive, OLGA), 60) if row.what == "emergency_review"]
    assert [row.id for row in due] == [asked], "the officer sees it at once"
    with pytest.raises(Refused, match="over"):
        break_glass.review(UnitOfWork(archive, OLGA), asked, True, NOTE)
    on(archive, minutes=31)
    with pytest.raises(Refused, match="time of this opening is over"):
        break_glass.read(UnitOfWork(archive, RITA), asked)
    assert one_of(archive, asked).standing(archive.clock.now()) is Standing.OVER
    break_glass.review(UnitOfWork(archive, OLGA), asked, True, NOTE)
    kept = one_of(archive, asked)
    assert (kept.asked_by, kept.countersigned_by, kept.reviewed_by) == ("rita", "sam", "olga")
    assert (kept.readings, kept.justified) == (2, True)
    assert oversight.due(UnitOfWork(archive, OLGA), 60) == []
    actions = [e.event.action.value for e in archive.log.entries(object_id=asked)
               if e.event.outcome is Outcome.PERMIT]  # fmt: skip
    assert actions == [f"break_glass:{verb}" for verb in
                       ("request", "countersign", "start", "read", "read", "stop", "review")]  # fmt: skip
    on(archive, days=30)
    assert unreviewed(archive) == []
    assert traces([p for p in tmp_path.rglob("*") if p.is_file()], (*MARKS, "somebody will come")) == []


def test_the_log_tells_who_saw_what_and_nothing_that_was_said(archive: Archive, testimony: str) -> None:
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    break_glass.countersign(UnitOfWork(archive, OLGA), asked)
    break_glass.read(UnitOfWork(archive, RITA), asked)
    for topic, subject in ((Topic.TESTIMONY, testimony), (Topic.PARTICIPANT, WHO), (Topic.USER, "rita")):
        entries = oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(topic, subject)).entries
        assert [e.event.action for e in entries if e.event.object_id == asked] == [Action.BREAK_GLASS_READ]
    assert oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(Topic.WITHOUT_CONSENT)).entries == ()
    exported = "\n".join(archive.log.export())
    assert "somebody will come" not in exported
    assert not any(mark in exported for mark in MARKS)
    [request] = archive.log.entries(action=Action.BREAK_GLASS_REQUEST.value)
    assert request.event.sealed is not None
    assert archive.log.unseal(request.event.sealed) == REASON
    shown = oversight.row(archive, request, open_sealed=True)
    assert shown.opened is not None
    assert shown.opened.fields == {"reason": REASON}
    [start] = archive.log.entries(action=Action.BREAK_GLASS_START.value)
    told = audit_event(start, "heard/a-one")
    assert {c["code"] for c in told["subtype"]} >= {"110127"}  # type: ignore[union-attr,index,call-overload]
    assert "BTG" in str(told["purposeOfEvent"])


def test_one_person_is_never_enough(archive: Archive, testimony: str) -> None:
    asked = break_glass.request(UnitOfWork(archive, SAM), testimony, REASON)
    with pytest.raises(Refused, match="second person"):
        break_glass.countersign(UnitOfWork(archive, SAM), asked)
    other = replace(SAM, user="sue")
    break_glass.countersign(UnitOfWork(archive, other), asked)
    with pytest.raises(Refused):
        break_glass.countersign(UnitOfWork(archive, OLGA), asked)
    for stranger in (other, RITA):
        with pytest.raises(NotFound):
            break_glass.read(UnitOfWork(archive, stranger), asked)
    break_glass.read(UnitOfWork(archive, SAM), asked)
    break_glass.stop(UnitOfWork(archive, SAM), asked)
    with pytest.raises(Refused):
        break_glass.read(UnitOfWork(archive, SAM), asked)
    denied = list(archive.log.entries(action="break_glass:"))
    assert {e.event.actor for e in denied if e.event.outcome is Outcome.DENY} == {"sam", "sue", "rita"}


def test_no_role_but_those_that_work_with_words_asks_and_no_officer_reads(
    archive: Archive, testimony: str
) -> None:
    for role in set(Role) - {Role.RESEARCHER, Role.STEWARD}:
        somebody = Viewer("x", role, PROJECTS)
        with pytest.raises(Refused):
            break_glass.request(UnitOfWork(archive, somebody), testimony, REASON)
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    for role in set(Role) - {Role.STEWARD, Role.DPO}:
        with pytest.raises(Refused):
            break_glass.countersign(UnitOfWork(archive, Viewer("x", role, PROJECTS)), asked)
    with pytest.raises(NotFound):
        break_glass.countersign(UnitOfWork(archive, replace(SAM, projects=frozenset({"hills"}))), asked)
    with pytest.raises(NotFound):
        break_glass.request(
            UnitOfWork(archive, replace(RITA, projects=frozenset({"hills"}))), testimony, REASON
        )
    break_glass.countersign(UnitOfWork(archive, OLGA), asked)
    with pytest.raises(Refused):
        break_glass.read(UnitOfWork(archive, OLGA), asked)
    assert break_glass.listed(UnitOfWork(archive, replace(RITA, user="ravi"))) == []
    assert [e.id for e in break_glass.listed(UnitOfWork(archive, SAM))] == [asked]
    assert break_glass.listed(UnitOfWork(archive, replace(SAM, projects=frozenset()))) == []


def test_a_reason_a_time_and_an_end_are_asked_for(archive: Archive, testimony: str) -> None:
    for reason, minutes in (("", 60), ("  ", 60), (REASON, 0), (REASON, 24 * 60 + 1), ("x" * 3000, 60)):
        with pytest.raises(UsageError):
            break_glass.request(UnitOfWork(archive, RITA), testimony, reason, minutes)
    with pytest.raises(NotFound):
        break_glass.request(UnitOfWork(archive, RITA), "t-none", REASON)
    for call in (break_glass.read, break_glass.countersign, break_glass.stop):
        with pytest.raises((NotFound, Refused)):
            call(UnitOfWork(archive, SAM), "b-none")
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    on(archive, hours=25)
    with pytest.raises(Refused, match="make a new one"):
        break_glass.countersign(UnitOfWork(archive, SAM), asked)
    assert one_of(archive, asked).standing(archive.clock.now()) is Standing.LAPSED
    unused = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON, 10)
    break_glass.countersign(UnitOfWork(archive, SAM), unused)
    on(archive, minutes=11)
    assert one_of(archive, unused).standing(archive.clock.now()) is Standing.UNUSED
    with pytest.raises(Refused, match="was used"):
        break_glass.review(UnitOfWork(archive, OLGA), unused, True, NOTE)
    on(archive, days=9)
    assert unreviewed(archive) == [], "what was never opened needs no review"


def test_what_nobody_else_reviewed_in_time_alarms(archive: Archive, testimony: str) -> None:
    asked = break_glass.request(UnitOfWork(archive, SAM), testimony, REASON, 10)
    break_glass.countersign(UnitOfWork(archive, OLGA), asked)
    break_glass.read(UnitOfWork(archive, SAM), asked)
    on(archive, minutes=11)
    assert break_glass.close_over(archive) == [asked]
    assert break_glass.close_over(archive) == []
    with pytest.raises(Refused, match="second person"):
        break_glass.review(UnitOfWork(archive, OLGA), asked, True, NOTE)
    for role in set(Role) - {Role.DPO}:
        with pytest.raises(Refused):
            break_glass.review(UnitOfWork(archive, Viewer("x", role, PROJECTS)), asked, True, NOTE)
    assert unreviewed(archive) == [], "there are three days"
    on(archive, hours=73)
    assert unreviewed(archive) == [asked]
    break_glass.review(UnitOfWork(archive, OTTO), asked, False, NOTE)
    assert unreviewed(archive) == [asked], "too late stays too late"
    with pytest.raises(Refused):
        break_glass.review(UnitOfWork(archive, OTTO), asked, True, NOTE)
    [late] = [e for e in archive.log.entries(action=Action.BREAK_GLASS_REVIEW.value)
              if e.event.outcome is Outcome.PERMIT]  # fmt: skip
    assert dict(late.event.details)["justified"] == "no"


def test_it_reaches_neither_who_withdrew_nor_what_waits_for_them(archive: Archive, testimony: str) -> None:
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    break_glass.countersign(UnitOfWork(archive, SAM), asked)
    assert OWN[0] in break_glass.read(UnitOfWork(archive, RITA), asked)
    withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
    words = break_glass.read(UnitOfWork(archive, RITA), asked)
    assert words.keys() == set(FREE)
    assert not any(mark in text for text in words.values() for mark in MARKS)
    assert oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(Topic.AFTER_WITHDRAWAL)).entries == ()


def test_it_does_not_reach_who_took_back_that_anybody_works_on_their_words(
    archive: Archive, testimony: str
) -> None:
    withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, {Purpose.PROCESS_DEIDENTIFY}, "asked")
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    break_glass.countersign(UnitOfWork(archive, SAM), asked)
    words = break_glass.read(UnitOfWork(archive, RITA), asked)
    assert not words.keys() & set(OWN)
    assert set(FREE) <= words.keys()


def test_what_is_closed_for_research_opens_all_the_same(archive: Archive, testimony: str) -> None:
    given = record(WHO, "group.txt", "R1", group.PROJECT, names=(f"{group.NAME} Begum",))
    closed = answered(given, Purpose.RESEARCH_PROJECT, state=State.SUSPENDED)
    consents.record_consents(UnitOfWork(archive, group.officer()), [closed])
    assert not group.read(archive, testimony) & set(OWN)
    asked = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    break_glass.countersign(UnitOfWork(archive, SAM), asked)
    assert set(OWN) <= break_glass.read(UnitOfWork(archive, RITA), asked).keys()


def test_nothing_is_asked_for_where_nothing_can_be_opened(archive: Archive, testimony: str) -> None:
    for who in ("p-one", "p-two", "p-three"):
        withdrawal.withdraw(UnitOfWork(archive, group.officer()), who, None, "asked")
    with pytest.raises(NotFound):
        break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)


def test_in_a_shared_project_its_own_organisation_agrees(archive: Archive, testimony: str) -> None:
    one = break_glass.request(UnitOfWork(archive, RITA), testimony, REASON)
    theirs = replace(SAM, user="hills.sam", organisation="hills")
    with pytest.raises(Refused, match="organisation"):
        break_glass.countersign(UnitOfWork(archive, theirs), one)
    assert break_glass.countersign(UnitOfWork(archive, SAM), one).countersigned_by == "sam"
