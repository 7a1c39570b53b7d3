"""Generated consents: every field takes every kind of value that the words allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from consent.policy import Request
from consent.record import (
    Audience,
    Capacity,
    ConsentRecord,
    Form,
    Grant,
    Guardian,
    Identity,
    Jurisdiction,
    Mode,
    Purpose,
    State,
    Voice,
)

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
PEOPLE = ("p-1", "p-2", "p-3")
GROUP = "g-1"

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
maybe_days = st.none() | days
words = st.text(max_size=12)
some_words = st.lists(words, max_size=2).map(tuple)

grants = st.builds(
    Grant,
    purpose=st.sampled_from(Purpose),
    state=st.sampled_from(State),
    forms=st.frozensets(st.sampled_from(Form)),
    audiences=st.frozensets(st.sampled_from(Audience)),
    valid_from=maybe_days,
    valid_until=maybe_days,
    embargoed=st.booleans(),
    embargo_until=maybe_days,
    reason=words,
)

identities = st.builds(
    Identity,
    names=some_words,
    nicknames=some_words,
    relatives=some_words,
    phones=some_words,
    ids=some_words,
    places=some_words,
    sex=st.none() | words,
)

records = st.builds(
    ConsentRecord,
    consent_id=st.from_regex(r"c-[0-9a-f]{4}", fullmatch=True),
    version=st.integers(1, 9),
    participant=st.sampled_from(PEOPLE),
    project=words,
    capacity=st.sampled_from(Capacity),
    mode=st.sampled_from(Mode),
    grants=st.lists(grants, max_size=4).map(tuple),
    collected_at=maybe_days,
    recorded_at=st.just(NOW),
    supersedes=st.none() | st.integers(1, 8),
    group=st.none() | st.just(GROUP),
    voices=st.lists(st.builds(Voice, words, words), max_size=2).map(tuple),
    language=words,
    interpreter=st.booleans(),
    jurisdictions=st.frozensets(st.sampled_from(Jurisdiction)),
    controllers=some_words,
    review_due=maybe_days,
    born=st.none() | st.dates(date(1950, 1, 1), date(2020, 1, 1)),
    guardian=st.none() | st.builds(Guardian, words, words),
    assent=st.booleans(),
    supporter=words,
    witness=words,
    risk=words,
    community_labels=st.frozensets(st.sampled_from(["TK S", "TK NC"])),
    conditions=some_words,
    safe_contact_note=words,
    identity=identities,
)

# --- one record that permits, to be changed in one thing ---------------------------------------------

PURPOSE = Purpose.RESEARCH_PROJECT
GRANT = Grant(PURPOSE, State.GIVEN, frozenset({Form.DEID_TEXT}), frozenset({Audience.PROJECT}))
ABROAD = replace(GRANT, purpose=Purpose.CROSS_BORDER)
REQUEST = Request(PURPOSE, Form.DEID_TEXT, Audience.PROJECT, frozenset({"p-1"}))


def record(participant: str = "p-1", **changes: object) -> ConsentRecord:
    base = ConsentRecord(
        consent_id=f"c-{participant}",
        version=1,
        participant=participant,
        project="water",
        capacity=Capacity.ADULT,
        mode=Mode.ORAL,
        grants=(GRANT,),
        collected_at=date(2025, 1, 1),
        recorded_at=NOW,
        jurisdictions=frozenset({Jurisdiction.BD}),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def group(**changes: object) -> ConsentRecord:
    return record("g-9", capacity=Capacity.GROUP_REP, group=GROUP, **changes)


def child(**changes: object) -> ConsentRecord:
    known = {"assent": True, "guardian": Guardian("aunt"), "born": date(2012, 1, 1), **changes}
    return record(capacity=Capacity.MINOR, **known)


def limited(**changes: object) -> ConsentRecord:
    return record(grants=(replace(GRANT, **changes),))  # type: ignore[arg-type]
