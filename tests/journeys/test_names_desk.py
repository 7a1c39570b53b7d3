"""Who somebody is: added by the officer, asked for by the steward, read for fifteen minutes, in a browser."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Come
from tests.journeys.served import Served

pytestmark = pytest.mark.browser

NAME = "Hosne Ara Canary"


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
