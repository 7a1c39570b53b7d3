"""A day that was written down, asked every question; the answers are compared with the script."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.audit import queries
from archive.model import Action, ConsentRef, Event, LogEntry, Outcome, Role
from consent.record import Purpose

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
C1V1, C1V2, C2V1 = ConsentRef("c-1", 1), ConsentRef("c-1", 2), ConsentRef("c-2", 1)


def did(action: Action, actor: str, outcome: Outcome = Outcome.PERMIT, **fields: object) -> Event:
    return replace(Event(action, actor, Role.RESEARCHER, outcome), **fields)


def read(actor: str, testimony: str, participant: str, *consents: ConsentRef, **more: object) -> Event:
    return did(
        Action.TESTIMONY_READ,
        actor,
        object_type="testimony",
        object_id=testimony,
        participants=(participant,),
        consents=consents,
        **more,
    )


DAY: tuple[tuple[int, Event], ...] = (
    (0, did(Action.USER_PROPOSE, "admin", object_type="user", object_id="rosa")),
    (1, read("rosa", "t-1", "p-1", C1V1, purpose=Purpose.RESEARCH_PROJECT)),
    (2, read("rosa", "t-2", "p-2", C2V1, purpose=Purpose.RESEARCH_PROJECT)),
    (3, did(Action.TESTIMONY_READ, "amit", Outcome.DENY, object_id="t-1", details=(("reason", "role"),))),
    (4, did(Action.SEARCH_RUN, "amit", participants=("p-1",), consents=(C1V1,), sealed=b"t-1.4 q-7",
            details=(("query", "f1"), ("near_threshold", "yes")))),
    (5, did(Action.QUOTE_EXPORT, "noor", object_type="quote", object_id="q-7", participants=("p-1",),
            consents=(C1V1,), details=(("testimony", "t-1"), ("recipient", "o-3")))),
    (6, did(Action.CONSENT_WITHDRAW, "officer", participants=("p-1",), consents=(C1V2,),
            details=(("purposes", "media,share_partner"),))),
    (7, read("rosa", "t-1", "p-1", C1V2, purpose=Purpose.RESEARCH_PROJECT)),
    (8, read("rosa", "t-1", "p-1", C1V1, purpose=Purpose.RESEARCH_PROJECT)),
    (9, read("noor", "t-1", "p-1", C1V2, purpose=Purpose.MEDIA)),
    (10, did(Action.CONSENT_WITHDRAW, "officer", participants=("p-2",), details=(("purposes", "all"),))),
    (11, read("rosa", "t-2", "p-2", ConsentRef("c-2", 2), purpose=Purpose.RESEARCH_PROJECT)),
    (12, did(Action.CONSENT_RECORD, "officer", participants=("p-2",))),
    (13, read("rosa", "t-2", "p-2", ConsentRef("c-2", 3), purpose=Purpose.RESEARCH_PROJECT)),
    (14, read("rosa", "t-3", "p-3")),
    (15, did(Action.BREAK_GLASS_START, "amit", object_id="b-1")),
    (16, did(Action.BREAK_GLASS_START, "amit", object_id="b-2")),
    (17, did(Action.BREAK_GLASS_START, "amit", object_id="b-3")),
    (18, did(Action.BREAK_GLASS_REVIEW, "officer", object_id="b-1")),
    (19, did(Action.BREAK_GLASS_REVIEW, "amit", object_id="b-2")),
    (20, did(Action.KEY_ROTATE, "admin")),
    (21, did(Action.LOG_READ, "officer", object_type="log")),
    (22, did(Action.SEARCH_RUN, "rosa", details=(("query", "f1"),))),
    (23, did(Action.CONFIG_CHANGE, "admin", Outcome.DENY, details=(("reason", "role"),))),
    (100, did(Action.BREAK_GLASS_REVIEW, "officer", object_id="b-3")),
)  # fmt: skip
LOG = [LogEntry(seq, START + timedelta(hours=hour), event, b"") for seq, (hour, event) in enumerate(DAY)]


def numbers(entries: list[LogEntry]) -> list[int]:
    return [entry.seq for entry in entries]


def opened(entry: LogEntry) -> list[str]:
    assert entry.event.sealed is not None
    return entry.event.sealed.decode().split()


def test_who_saw_a_testimony() -> None:
    assert numbers(queries.who_saw_testimony(LOG, "t-1")) == [1, 5, 7, 8, 9]
    assert numbers(queries.who_saw_testimony(LOG, "t-1", unseal=opened)) == [1, 4, 5, 7, 8, 9]
    since, until = START + timedelta(hours=5), START + timedelta(hours=8)
    assert numbers(queries.who_saw_testimony(LOG, "t-1", since, until)) == [5, 7]
    assert numbers(queries.who_saw_testimony(LOG, "t", unseal=opened)) == []


def test_who_saw_a_participant_and_why() -> None:
    seen = queries.who_saw_participant(LOG, "p-1", until=START + timedelta(hours=5))
    assert [(e.seq, e.event.actor, e.event.purpose, e.event.consents) for e in seen] == [
        (1, "rosa", Purpose.RESEARCH_PROJECT, (C1V1,)),
        (4, "amit", None, (C1V1,)),
    ]


def test_all_that_a_user_saw() -> None:
    assert numbers(queries.seen_by(LOG, "rosa")) == [1, 2, 7, 8, 11, 13, 14, 22]
    assert numbers(queries.seen_by(LOG, "amit")) == [4]


def test_accesses_under_a_consent() -> None:
    assert numbers(queries.under_consent(LOG, "c-1")) == [1, 4, 5, 7, 8, 9]
    assert numbers(queries.under_consent(LOG, "c-1", 2)) == [7, 9]


def test_accesses_after_a_withdrawal() -> None:
    # 7 was lawful: another purpose, under the version that the withdrawal left in force.
    # 8 cites the version from before, 9 is for a withdrawn purpose, 11 follows a withdrawal of everything.
    assert numbers(queries.after_withdrawal(LOG)) == [8, 9, 11]
    assert queries.after_withdrawal(LOG[:8]) == []


def test_a_withdrawal_without_named_purposes_is_of_everything() -> None:
    withdrawal = did(Action.CONSENT_WITHDRAW, "officer", participants=("p-1",))
    entries = [
        LogEntry(seq, START, event, b"")
        for seq, event in enumerate([withdrawal, read("rosa", "t-1", "p-1", C1V2)])
    ]
    assert numbers(queries.after_withdrawal(entries)) == [1]


def test_a_refused_withdrawal_withdraws_nothing() -> None:
    refused = did(Action.CONSENT_WITHDRAW, "rosa", Outcome.DENY, participants=("p-1",))
    entries = [LogEntry(0, START, refused, b""), LogEntry(1, START, read("rosa", "t-1", "p-1", C1V1), b"")]
    assert queries.after_withdrawal(entries) == []


def test_accesses_without_any_consent() -> None:
    assert numbers(queries.without_consent(LOG)) == [14]


def test_refusals_exports_changes_and_readers_of_the_log() -> None:
    assert numbers(queries.refusals(LOG)) == [3, 23]
    assert [(e.seq, queries.details(e, "recipient")) for e in queries.exports(LOG)] == [(5, ("o-3",))]
    assert numbers(queries.changes(LOG)) == [0, 20, 23]
    assert numbers(queries.log_readers(LOG)) == [21]
    assert numbers(queries.near_threshold(LOG)) == [4]


@pytest.mark.parametrize(("hours", "unreviewed"), [(80, []), (95, [16, 17]), (200, [16, 17])])
def test_break_glass_needs_a_second_person_in_time(hours: int, unreviewed: list[int]) -> None:
    # b-1 was reviewed; b-2 only by who broke the glass; b-3 too late.
    now = START + timedelta(hours=hours)
    entries = [entry for entry in LOG if entry.at <= now]
    assert numbers(queries.break_glass_without_review(entries, now)) == unreviewed
