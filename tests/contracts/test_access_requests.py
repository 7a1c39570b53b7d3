"""Requests to read more and what readers were told of, on every engine: no word or query in clear."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select

from archive.model import AccessRequest, PastAnswer, RequestStanding, Role, Scope
from archive.store.access_tables import access_requests, hints
from archive.store.sql import SqlStore
from consent.record import Purpose

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASKED = AccessRequest(
    "a-1", "ada", Role.ADVOCACY, "delta", Purpose.ADVOCACY_INTERNAL, NOON, date(2026, 4, 1),
    reason="MARKREASON",
)  # fmt: skip
DELTA = Scope.of({"delta"})
USE = ("delta", Purpose.ADVOCACY_INTERNAL)


def test_a_request_comes_back_as_it_was_asked_and_in_its_project_alone(store: SqlStore) -> None:
    store.access_requests.add(ASKED)
    assert store.access_requests.get("a-1") == ASKED
    assert store.access_requests.get("a-2") is None
    assert store.access_requests.all(DELTA) == [ASKED]
    assert store.access_requests.all(Scope.of({"hills"})) == store.access_requests.all(Scope.of(())) == []


def test_one_answer_is_kept_and_one_end(store: SqlStore) -> None:
    store.access_requests.add(ASKED)
    assert store.access_requests.answer("a-1", "olga", NOON, granted=True, note="MARKNOTE")
    assert not store.access_requests.answer("a-1", "otto", NOON, granted=False, note="no")
    opened = replace(ASKED, answered_by="olga", answered_at=NOON, granted=True, note="MARKNOTE")
    assert store.access_requests.get("a-1") == opened
    assert store.access_requests.end("a-1", "olga", NOON)
    assert not store.access_requests.end("a-1", "otto", NOON)
    assert store.access_requests.get("a-1") == replace(opened, ended_by="olga", ended_at=NOON)


def test_what_was_taken_back_is_not_answered(store: SqlStore) -> None:
    store.access_requests.add(ASKED)
    assert store.access_requests.end("a-1", "ada", NOON)
    assert not store.access_requests.answer("a-1", "olga", NOON, granted=True, note="yes")


def test_of_eight_officers_one_answers(store: SqlStore) -> None:
    store.access_requests.add(ASKED)
    with ThreadPoolExecutor(8) as threads:
        each = [
            threads.submit(
                store.access_requests.answer, "a-1", f"o{n}", NOON, granted=n % 2 == 0, note="said"
            )
            for n in range(8)
        ]
    assert sorted(one.result() for one in each) == [False] * 7 + [True]


def test_a_grant_stands_until_its_last_day_or_its_end() -> None:
    granted = replace(ASKED, answered_by="olga", answered_at=NOON, granted=True)
    last, next_day = date(2026, 4, 1), date(2026, 4, 2)
    assert ASKED.standing(last) is RequestStanding.ASKED
    assert ASKED.standing(next_day) is RequestStanding.LAPSED
    assert replace(ASKED, ended_at=NOON).standing(last) is RequestStanding.ENDED
    assert granted.standing(last) is RequestStanding.OPEN
    assert granted.standing(next_day) is RequestStanding.OVER
    assert replace(granted, ended_at=NOON).standing(last) is RequestStanding.ENDED
    assert replace(granted, granted=False).standing(last) is RequestStanding.REFUSED


def test_answers_of_one_reader_are_remembered_over_every_project_and_purpose(store: SqlStore) -> None:
    ann = store.hints.digests("ada", ["p-1", "p-2"])
    store.hints.put("ada", *USE, "river", ann, given=True, at=NOON)
    store.hints.put("ada", "hills", Purpose.MEDIA, "river", ann, given=False, at=NOON)
    assert store.hints.answers("ada", *USE, "river") == [
        PastAnswer(ann, same_query=True, given=True),
        PastAnswer(ann, same_query=False, given=False),
    ]
    assert [one.same_query for one in store.hints.answers("ada", *USE, "rivers")] == [False, False]
    assert store.hints.answers("ben", *USE, "river") == []


def test_only_who_was_given_a_hint_was_told(store: SqlStore) -> None:
    store.hints.put("ada", *USE, "river", frozenset(), given=False, at=NOON)
    assert not store.hints.told("ada", *USE)
    store.hints.put("ada", *USE, "lake", frozenset(), given=True, at=NOON)
    assert store.hints.told("ada", *USE)
    assert not store.hints.told("ada", "delta", Purpose.MEDIA)
    assert not store.hints.told("ada", "hills", Purpose.ADVOCACY_INTERNAL)
    assert not store.hints.told("ben", *USE)


def test_a_person_is_another_digest_for_each_reader(store: SqlStore) -> None:
    assert len(store.hints.digests("ada", ["p-1", "p-2", "p-1"])) == 2
    assert not store.hints.digests("ada", ["p-1"]) & store.hints.digests("ben", ["p-1"])


def test_neither_words_nor_queries_nor_people_stand_in_clear(store: SqlStore) -> None:
    store.access_requests.add(ASKED)
    store.access_requests.answer("a-1", "olga", NOON, granted=True, note="MARKNOTE")
    people = store.hints.digests("MARKREADER", ["MARKPERSON"])
    store.hints.put("MARKREADER", *USE, "MARKQUERY", people, given=True, at=NOON)
    with store.database.reading() as connection:
        rows = [
            value
            for table in (access_requests, hints)
            for row in connection.execute(select(table))
            for value in row
        ]
    assert not any(b"MARK" in value for value in rows if isinstance(value, bytes))
    assert not any("MARK" in value for value in rows if isinstance(value, str))
    assert not any(person in value for person in people for value in rows if isinstance(value, bytes))
    assert "MARK" not in repr(store.access_requests.get("a-1"))
