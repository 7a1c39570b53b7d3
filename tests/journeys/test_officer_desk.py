"""The officer's desk in a real browser: questions to the log, receipts, names apart, another organisation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.conftest import Come
from tests.journeys.served import NAMED, PROJECT, Served

pytestmark = pytest.mark.browser

NAME = "Hosne Ara Canary"
_IDS = iter(("hills", "plains", "coast"))


def test_the_officer_asks_who_saw_a_participants_words(visit: Come, archive: Served) -> None:
    reader = visit("researcher")
    reader.go(f"/coding/{archive.testimonies['flood.txt']}")
    officer = visit("dpo")
    page = officer.page
    officer.go("/log/questions")
    officer.looked_at("questions")
    page.fill("#participant-subject", "bd-p02")
    with page.expect_navigation():
        page.press("#participant-subject", "Enter")
    officer.looked_at("answer")
    assert "researcher" in page.inner_text("main")
    assert "আমিনা" not in page.content()
    assert NAMED not in page.content()


def test_a_receipt_is_handed_out_in_the_participants_language(visit: Come, archive: Served) -> None:
    officer = visit("dpo")
    page = officer.page
    officer.go("/receipts")
    officer.looked_at("receipts")
    page.fill("#about", "bd-p02")
    page.select_option("#language", "bn")
    page.fill("#contact", "+880 2 0000 0000")
    with page.expect_navigation():
        page.press("#contact", "Enter")
    officer.looked_at("handout")
    assert page.locator("[lang=bn]").count() >= 1
    assert "আমিনা বেগম" not in page.content()


def test_from_the_name_that_is_added_to_the_one_reading(visit: Come, archive: Served) -> None:
    officer, steward = visit("dpo"), visit("steward")
    desk, page = officer.page, steward.page
    officer.go("/identities/add")
    officer.looked_at("names-add")
    desk.fill("#participant", "ke-p03")
    desk.fill("#names", NAME)
    desk.fill("#contacts", "0712 345678")
    desk.focus("main button")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    officer.looked_at("names-added")
    assert "1 name" in desk.inner_text("main")
    assert NAME not in desk.content()
    steward.go("/identities")
    page.fill("#participant", "ke-p03")
    page.fill("#reason", "her sister asks for her at the office")
    page.focus("main form button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    steward.looked_at("names-asked")
    assert "waits for an officer" in page.inner_text("main")
    officer.go("/identities")
    officer.looked_at("names-waiting")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Agree to").first.press("Enter")
    steward.go("/identities")
    steward.looked_at("names-open")
    with page.expect_navigation():
        page.get_by_role("button", name="Read").first.press("Enter")
    steward.looked_at("names-read")
    assert NAME in page.inner_text("main")
    assert "ke-p03" not in page.url
    with page.expect_navigation():
        page.get_by_role("button", name="End now").press("Enter")
    assert NAME not in page.content()


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
