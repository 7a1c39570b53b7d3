"""An administrator opens an organisation, and an officer proposes to share a project, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.conftest import Come
from tests.journeys.served import PROJECT

pytestmark = pytest.mark.browser

_IDS = iter(("hills", "plains", "coast"))


def test_an_organisation_is_opened_and_a_project_is_proposed_to_it(visit: Come) -> None:
    one, other = visit("administrator"), visit("dpo")
    page, desk, partner = one.page, other.page, next(_IDS)
    one.go("/organisations")
    one.looked_at("organisation-own")
    for name, words in (
        ("organisation", partner), ("name", "The Hill Women's Union"), ("officer", f"{partner}.olga"),
        ("administrator", f"{partner}.ana"),
    ):  # fmt: skip
        page.fill(f"#{name}", words)
    with page.expect_navigation():
        page.press("#administrator", "Enter")
    one.looked_at("organisation-opened")
    assert f"Invitation for {partner}.olga" in page.inner_text("main")
    other.go("/organisations")
    desk.fill("#project", PROJECT)
    desk.fill("#partner", partner)
    desk.fill("#until", (datetime.now(UTC).date() + timedelta(days=30)).isoformat())
    with desk.expect_navigation():
        desk.press("#partner", "Enter")
    other.looked_at("organisation-proposed")
    assert "waits for their officer" in desk.inner_text("main")
    assert partner not in desk.inner_text("main").partition("Members")[2], "no account of theirs is here"
