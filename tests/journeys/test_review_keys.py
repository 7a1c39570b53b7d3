"""A whole review by the keyboard alone: single keys where script runs, forms where it does not."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Come
from tests.journeys.served import Served

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.closest('form.finding')?.id ?? ''"
COVERED = """(() => {
  const box = document.activeElement.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + box.width / 2, Math.min(box.top + 8, innerHeight - 1));
  return box.bottom < 0 || box.top > innerHeight || !document.activeElement.contains(seen);
})()"""


def standing(page: Page) -> tuple[int, int]:
    """Findings and doubts, as the page says it."""
    said = re.search(r"(\d+) findings?; (\d+) doubtful", page.inner_text("#standing"))
    assert said, page.inner_text("#standing")
    return int(said[1]), int(said[2])


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def open_sheet(visit: Come, archive: Served, name: str) -> Page:
    """A sheet with at least two doubts: what earlier windows decided is taken back through the form."""
    steward = visit("steward")
    page = steward.page
    steward.go(f"/review/{archive.testimonies[name]}")
    while page.locator("#undo").count():
        page.locator("#undo button").focus()
        press(page, "Enter")
    page.locator("h1").click()
    return page


def test_single_keys_decide_undo_and_say_so(visit: Come, archive: Served) -> None:
    page = open_sheet(visit, archive, "work.txt")
    if not page.locator("#keys").is_visible():
        assert page.locator("form.finding button").count(), "without script the forms do it"
        return
    findings, doubts = standing(page)
    page.keyboard.press("j")
    first = page.evaluate(FOCUSED)
    assert first, "j goes to the first finding"
    assert not page.evaluate(COVERED)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px", "the focus is seen"
    page.keyboard.press("e")
    assert page.inner_text("#said") == "all the same in this text"
    page.keyboard.press("e")
    page.keyboard.press("e")
    assert page.locator(f"#{first} select[name=reach]").input_value() == "here"
    press(page, "r")
    page.wait_for_selector("#said:has-text('Kept.')", state="attached")
    assert standing(page)[1] == max(0, doubts - 1)
    page.locator("h1").click()
    press(page, "u")
    assert standing(page) == (findings, doubts)
    assert "undo" in page.text_content("#history table")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "m-words"
    page.keyboard.type("aj")
    assert page.input_value("#m-words") == "aj", "no key acts while somebody writes"


def test_a_change_by_keys_and_keys_that_are_off(visit: Come, archive: Served) -> None:
    page = open_sheet(visit, archive, "work.txt")
    if not page.locator("#keys").is_visible():
        return
    page.keyboard.press("j")
    chosen = page.evaluate(FOCUSED)
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "research"
    page.keyboard.type("[somebody]")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == chosen
    page.locator("#keys summary").focus()
    page.keyboard.press("Enter")
    page.locator("#keys-on").focus()
    page.keyboard.press("Space")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "", "the keys can be switched off"
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "", "and they stay off"


def test_words_can_be_changed_marked_and_taken_back_by_forms(visit: Come, archive: Served) -> None:
    page = open_sheet(visit, archive, "work.txt")
    if not page.locator("form.finding").first.is_visible():
        page.locator("#others > summary").focus()
        page.keyboard.press("Enter")
    form = page.locator("form.finding").first
    form.locator("summary").focus()
    page.keyboard.press("Enter")
    field = form.locator("input[name=research]")
    field.fill("[one of us]")
    form.locator("input[name=why]").fill("she wants to be one of us")
    form.locator("button[value=change]").focus()
    press(page, "Enter")
    changed = page.locator("form.finding input[name=before][value='[one of us]']")
    assert changed.count() == 1
    assert "she wants to be one of us" in (page.text_content("#history") or "")
    page.locator("#undo button").focus()
    press(page, "Enter")
    assert changed.count() == 0


def test_risks_are_told_with_reasons(visit: Come, archive: Served) -> None:
    steward = visit("steward")
    assert "Risks" in steward.page.inner_text("thead")
    steward.go(f"/review/{archive.testimonies['clinic.txt']}")
    steward.looked_at("risks")
    told = steward.page.text_content("main") or ""
    assert "only midwife in this ward" in told
    assert "may fit one person only" in told
