"""The officer asks the log and hands out a receipt, in a real browser."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Come
from tests.journeys.served import NAMED, Served

pytestmark = pytest.mark.browser


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
