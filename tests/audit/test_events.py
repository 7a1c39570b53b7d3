"""Events as JSON, and the words that are kept out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.audit.canonical import canonical, leaf_data, stamp
from archive.audit.events import entry_from, event_from, event_json
from archive.audit.merkle import leaf_hash
from archive.errors import LogBroken, LogUnwritable
from archive.model import Action, ConsentRef, Event, LogEntry, Outcome, Role
from consent.record import Purpose

WORD = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)
COUNT = st.none() | st.integers(0, 10**6)
EVENTS = st.builds(
    Event,
    action=st.sampled_from(Action),
    actor=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20),
    role=st.none() | st.sampled_from(Role),
    outcome=st.sampled_from(Outcome),
    object_type=WORD,
    object_id=WORD,
    turn=COUNT,
    version=COUNT,
    purpose=st.none() | st.sampled_from(Purpose),
    participants=st.lists(WORD, max_size=3).map(tuple),
    consents=st.lists(st.builds(ConsentRef, WORD, st.integers(1, 99)), max_size=3).map(tuple),
    details=st.lists(st.tuples(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), WORD), max_size=3).map(
        tuple
    ),
    request_id=WORD,
    sealed=st.none() | st.binary(max_size=40),
)
PLAIN = Event(Action.SEARCH_RUN, "u-1", Role.RESEARCHER, Outcome.PERMIT)


@settings(max_examples=40)
@given(EVENTS, st.integers(0, 10**9))
def test_an_event_is_read_back_as_it_was(event: Event, seq: int) -> None:
    entry = LogEntry(seq, datetime(2026, 3, 1, 9, 30, 0, 12, UTC), event, b"")
    data = leaf_data(entry.seq, stamp(entry.at), event_json(entry.event))
    assert entry_from(data) == replace(entry, leaf=leaf_hash(data))


def test_empty_fields_are_left_out() -> None:
    assert canonical(event_json(PLAIN)) == (
        b'{"action":"search:run","actor":"u-1","outcome":"permit","role":"researcher"}'
    )
    assert event_json(replace(PLAIN, turn=0))["turn"] == 0


@pytest.mark.parametrize(
    "event",
    [
        replace(PLAIN, details=(("query", "the river took it"),)),
        replace(PLAIN, details=(("reason", "নদী"),)),
        replace(PLAIN, details=(("reason", "x" * 201),)),
        replace(PLAIN, details=(("Two words", "x"),)),
        replace(PLAIN, object_id="Amina Begum"),
        replace(PLAIN, object_id="t-1\n"),
        replace(PLAIN, participants=("Amina Begum",)),
        replace(PLAIN, consents=(ConsentRef("c 1", 1),)),
        replace(PLAIN, request_id="r\x00"),
        replace(PLAIN, actor=""),
        replace(PLAIN, actor="u-1\nu-2"),
    ],
)
def test_words_are_refused_and_not_repeated(event: Event) -> None:
    with pytest.raises(LogUnwritable) as refusal:
        event_json(event)
    for words in ("river", "নদী", "Amina", "xxx", "Two"):
        assert words not in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"at":"2026-03-01T09:30:00.000000Z","event":[],"seq":0}',
        b'{"at":"yesterday","event":{"action":"search:run","actor":"u","outcome":"permit"},"seq":0}',
        b'{"at":"2026-03-01T09:30:00.000000Z","event":{"action":"search:run","actor":"u"},"seq":0}',
        b'{"at":"2026-03-01T09:30:00.000000Z","event":{"action":"fly","actor":"u","outcome":"permit"},"seq":0}',
    ],
)
def test_what_is_no_entry_is_refused(data: bytes) -> None:
    with pytest.raises(LogBroken):
        entry_from(data)


@pytest.mark.parametrize(
    "change",
    [
        {"turn": True},
        {"consents": [["c-1"]]},
        {"details": [["a", 1]]},
        {"participants": "p-1"},
        {"sealed": "?"},
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(LogBroken):
        event_from(event_json(PLAIN) | change)
