"""Who may do what: whatever the table does not grant is refused, and nobody reads everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.access.policy.roles import (
    ANYBODY,
    COUNTERSIGNED,
    EVERYONE,
    KEEPING,
    NEEDS_CONSENT,
    NEEDS_PROJECT,
    NEEDS_PURPOSE,
    PURPOSES,
    TABLE,
    Allowed,
    Denied,
    Resource,
    Why,
    decide,
    refused_by_role,
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


PAGE = (Path(__file__).resolve().parents[3] / "docs/roles.md").read_text(encoding="utf-8")
PARTS = {
    "purpose": NEEDS_PURPOSE,
    "project": NEEDS_PROJECT,
    "consent": NEEDS_CONSENT,
    "second person": COUNTERSIGNED,
    "the organisation that keeps the archive": KEEPING,
}
READER = Viewer("asha", Role.RESEARCHER, frozenset({"a"}), Purpose.RESEARCH_PROJECT)


def rows(first: str) -> dict[str, list[str]]:
    """The table of the page whose head begins with ``first``: the other cells by the first one."""
    lines = PAGE.partition(f"| {first} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


def test_the_page_on_roles_grants_what_the_table_grants_and_nothing_else() -> None:
    page = {action: set(row[0].split(", ")) for action, row in rows("Action").items()}
    granted = {
        action.value: {role.value for role in Role if action in TABLE[role]}
        | ({"everybody"} if action in EVERYONE else set())
        for action in Action
    }
    assert page == {action: roles for action, roles in granted.items() if roles}


def test_the_page_names_every_part_that_an_action_needs() -> None:
    page = {action: set(row[1].split(", ")) - {"–"} for action, row in rows("Action").items()}
    assert page == {a: {part for part, actions in PARTS.items() if Action(a) in actions} for a in page}
    assert set(page) >= {action.value for actions in PARTS.values() for action in actions}


def test_the_page_names_the_purposes_of_each_role() -> None:
    page = {role: row[0].replace("`", "").split(", ") for role, row in rows("Role").items()}
    assert page == {role.value: sorted(p.value for p in PURPOSES[role]) for role in Role if role in PURPOSES}


def test_each_part_that_is_missing_is_named() -> None:
    read = Action.TESTIMONY_READ
    no_purpose = Viewer("asha", Role.RESEARCHER, frozenset({"a"}))
    for_media = Viewer("asha", Role.RESEARCHER, frozenset({"a"}), Purpose.MEDIA)
    officer = Viewer("officer", Role.DPO, frozenset({"a"}), Purpose.RESEARCH_PROJECT)
    here = Resource("a")
    no = Deny(Reason.STATE, "No.")
    assert decide(READER, read, here, YES) == Allowed(YES.consents)
    assert _code(decide(officer, read, here, YES)) == (Why.ROLE, False)
    assert _code(decide(no_purpose, read, here, YES)) == (Why.PURPOSE_MISSING, False)
    assert _code(decide(for_media, read, here, YES)) == (Why.PURPOSE_NOT_OF_ROLE, False)
    assert _code(decide(READER, read, Resource("b"), YES)) == (Why.PROJECT, True)
    assert _code(decide(READER, read, Resource(None), YES)) == (Why.PROJECT, True)
    assert _code(decide(READER, read, None, YES)) == (Why.PROJECT, True)
    assert _code(decide(READER, read, here)) == (Why.CONSENT_MISSING, True)
    assert _code(decide(READER, read, here, no)) == (Reason.STATE, True)


def _code(answer: Allowed | Denied) -> tuple[str, bool] | None:
    return (answer.code, answer.hidden) if isinstance(answer, Denied) else None


def test_a_refusal_says_which_purposes_the_role_reads_for() -> None:
    missing = decide(Viewer("asha", Role.RESEARCHER, frozenset({"a"})), Action.SEARCH_RUN)
    assert isinstance(missing, Denied)
    assert missing.reason.endswith(": research_project, research_reuse.")
    wrong = decide(
        Viewer("asha", Role.RESEARCHER, frozenset({"a"}), Purpose.MEDIA), Action.SEARCH_RUN, Resource("a")
    )
    assert isinstance(wrong, Denied)
    assert "media" in wrong.reason
    assert "research_reuse" in wrong.reason


def test_what_everybody_may_do_is_refused_to_no_role() -> None:
    for role in Role:
        for action in EVERYONE:
            assert refused_by_role(Viewer("somebody", role, frozenset()), action) is None
            assert decide(Viewer("somebody", role, frozenset()), action) == Allowed()


def test_a_countersignature_names_who_asked_or_is_refused() -> None:
    officer = Viewer("officer", Role.DPO, frozenset())
    assert _code(decide(officer, Action.USER_COUNTERSIGN)) == (Why.SAME_PERSON, False)
    assert decide(officer, Action.USER_COUNTERSIGN, ANYBODY) == Allowed()
    assert decide(officer, Action.LOG_READ) == Allowed()
