"""A consent file that comes again: what it takes away counts, and what is final stays final."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.intake import consents
from archive.model import Role
from archive.ports import Archive
from consent.record import ConsentRecord, Purpose, State
from tests.scopes import EVERY
from tests.web.made import record, viewer

COLLECTOR = viewer(Role.COLLECTOR)
GIVEN = record("p-one", "a.txt", "R1", "delta", names=("Rahima Khatun",))


def now(archive: Archive) -> ConsentRecord:
    [found] = archive.store.consents.current(EVERY, ["p-one"])
    return found


def answered(known: ConsentRecord, purpose: Purpose, **changed: object) -> ConsentRecord:
    """The same form with another answer for one purpose."""
    grants = tuple(replace(g, **changed) if g.purpose is purpose else g for g in known.grants)  # type: ignore[arg-type]
    return replace(known, grants=grants)


def test_the_same_file_adds_nothing_and_a_no_counts_at_once(archive: Archive) -> None:
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [GIVEN]) == 1
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [GIVEN]) == 0
    refused = answered(GIVEN, Purpose.RESEARCH_PROJECT, state=State.REFUSED)
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [refused]) == 1
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [refused]) == 0
    states = {g.purpose: g.state for g in now(archive).grants}
    assert states[Purpose.RESEARCH_PROJECT] is State.WITHDRAWN
    assert states[Purpose.STORE_SEALED] is State.GIVEN
    event = list(archive.log.entries(action="consent:record"))[-1].event
    assert (event.version, event.participants) == (2, ("p-one",))
    again = replace(GIVEN, collected_at=date(2026, 9, 1))
    consents.record_consents(UnitOfWork(archive, COLLECTOR), [again])
    states = {g.purpose: g.state for g in now(archive).grants}
    assert states[Purpose.RESEARCH_PROJECT] is State.WITHDRAWN, "a file never brings back what was taken"


def test_a_later_yes_renews_and_an_older_one_does_not(archive: Archive) -> None:
    consents.record_consents(UnitOfWork(archive, COLLECTOR), [GIVEN])
    longer = answered(GIVEN, Purpose.RESEARCH_PROJECT, valid_until=date(2199, 1, 1))
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [longer]) == 0, (
        "without a later day it gives no more"
    )
    later = replace(longer, collected_at=date(2026, 9, 1))
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [later]) == 1
    [grant] = [g for g in now(archive).grants if g.purpose is Purpose.RESEARCH_PROJECT]
    assert (grant.state, grant.valid_until) == (State.RENEWED, date(2199, 1, 1))


def test_who_withdrew_from_everything_stays_so_whatever_a_file_says(archive: Archive) -> None:
    consents.record_consents(UnitOfWork(archive, COLLECTOR), [GIVEN])
    withdrawal.withdraw(UnitOfWork(archive, viewer(Role.DPO)), "p-one", None, "asked")
    before = now(archive)
    later = replace(GIVEN, collected_at=date(2026, 9, 1))
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [GIVEN, later]) == 0
    assert now(archive) == before
