"""Who may do what: whatever the table does not grant is refused, and nobody reads everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.access.policy.roles import (
    EVERYONE,
    NEEDS_CONSENT,
    TABLE,
    Allowed,
    Denied,
    Resource,
    decide,
)
from archive.model import Action, Role, Viewer
from consent.policy import Deny, Permit, Reason
from consent.record import Purpose

YES = Permit((("c-1", 1),))
viewers = st.builds(
    Viewer,
    user=st.just("somebody"),
    role=st.sampled_from(Role),
    projects=st.frozensets(st.sampled_from(["a", "b"])),
    purpose=st.none() | st.sampled_from(Purpose),
)
consents = st.none() | st.just(YES) | st.just(Deny(Reason.STATE, "No."))


@given(viewers, st.sampled_from(Action), st.sampled_from(["a", "b", None]), consents)
def test_nothing_is_allowed_that_the_table_does_not_grant(
    viewer: Viewer, action: Action, project: str | None, consent: Permit | Deny | None
) -> None:
    answer = decide(viewer, action, Resource(project), consent)
    if isinstance(answer, Allowed):
        assert action in TABLE[viewer.role] | EVERYONE
        if action in NEEDS_CONSENT:
            assert consent == YES
            assert project in viewer.projects
    else:
        assert isinstance(answer, Denied)
        assert answer.reason


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR, Role.COLLECTOR])
def test_these_roles_open_no_testimony(role: Role) -> None:
    opening = {Action.TESTIMONY_READ, Action.TESTIMONY_UNSEAL, Action.SEARCH_RUN, Action.QUOTE_READ}
    assert not TABLE[role] & opening


def test_only_a_steward_opens_originals_and_advocacy_reads_quotes_alone() -> None:
    assert [r for r in Role if Action.TESTIMONY_UNSEAL in TABLE[r]] == [Role.STEWARD]
    assert Action.TESTIMONY_READ not in TABLE[Role.ADVOCACY]


def test_a_countersignature_takes_a_second_person() -> None:
    officer = Viewer("officer", Role.DPO, frozenset())
    assert isinstance(decide(officer, Action.USER_COUNTERSIGN, Resource(None, "officer")), Denied)
    assert isinstance(decide(officer, Action.USER_COUNTERSIGN, Resource(None, "other")), Allowed)
