"""A researcher codes in a real browser: by keyboard alone, and without script by form."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import NARROW, WIDE, Come
from tests.journeys.served import Served

pytestmark = pytest.mark.browser


def test_a_researcher_codes_and_takes_it_back(visit: Come, archive: Served) -> None:
    researcher = visit("researcher")
    page = researcher.page
    researcher.go("/coding")
    researcher.looked_at("worklist")
    researcher.go(f"/coding/{archive.testimonies['flood.txt']}")
    researcher.looked_at("coding")
    for item in page.locator(".marks form button").all_inner_texts():
        assert item == "Take away"
    before = page.locator(".marks > li").count()
    page.fill("#c-words", "তারপর কেউ আসেনি")
    page.fill("#c-turn", "3")
    page.fill("#c-code", "wat")
    page.press("#c-code", "Enter")
    page.wait_for_selector("#which")
    researcher.looked_at("which-code")
    page.locator("#which button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.marks q:has-text('তারপর কেউ আসেনি')")
    assert page.locator(".marks > li").count() == before + 1
    assert page.locator(".coded mark").count() >= 1
    researcher.looked_at("coded")
    page.locator("#undo button").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".marks > li").count() == before


@pytest.mark.parametrize("visit", [(NARROW, True), (WIDE, True)], indirect=True, ids=["320px", "1280px"])
def test_words_are_selected_and_coded_by_keyboard_alone(visit: Come, archive: Served) -> None:
    researcher = visit("researcher")
    page = researcher.page
    researcher.go(f"/coding/{archive.testimonies['flood.txt']}")
    before = page.locator(".marks > li").count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "c-code"
    chosen = page.input_value("#c-words")
    turn = page.input_value("#c-turn")
    assert chosen
    assert chosen in page.inner_text(f"#t{turn} .words").replace("\n", " ")
    page.keyboard.type("16.9")
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.marks strong:has-text('16.9')")
    assert page.locator(".marks > li").count() == before + 1
    quoted = page.locator("li", has=page.locator("strong", has_text="16.9")).locator("q").first.inner_text()
    assert quoted.split()[: len(chosen.split())] == chosen.split(), (
        "a pseudonym that is touched is taken whole"
    )
    page.keyboard.press("u")
    page.wait_for_selector("#redo button:not([disabled])")
    assert page.locator(".marks > li").count() == before
    researcher.looked_at("undone")


def test_figures_say_what_they_withhold(visit: Come, archive: Served) -> None:
    researcher = visit("researcher")
    page = researcher.page
    researcher.go("/study")
    researcher.looked_at("figures")
    page.select_option("#term", "country")
    page.locator("button", has_text="Ask").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#h-answer")
    assert "fewer than five people is withheld" in page.inner_text("main")
    researcher.looked_at("figures-answer")


@pytest.mark.parametrize("visit", [(NARROW, False), (WIDE, True)], indirect=True, ids=["320px", "1280px"])
def test_a_code_is_added_opened_and_split(visit: Come, archive: Served) -> None:
    researcher = visit("researcher")
    page = researcher.page
    researcher.go("/codebook")
    name = f"boat{page.viewport_size['width'] if page.viewport_size else 0}"
    page.locator("details:has(#new-code) > summary").click()
    page.fill("#new-code", name)
    page.fill("#new-label", "Boats and ferries")
    page.fill("#new-parent", "11.2")
    page.fill("#new-definition", "what it takes to cross")
    page.locator("details:has(#new-code) button").click()
    page.locator("details:has(button[aria-label^='Open 11.2']) > summary").click()
    page.locator(f'button[aria-label="Open {name} Boats and ferries"]').click()
    page.wait_for_selector("#one")
    assert page.input_value("#one-definition") == "what it takes to cross"
    researcher.looked_at("codebook")
    page.locator("details:has(#one-parts) > summary").click()
    page.fill("#one-parts", "only one")
    page.locator("details:has(#one-parts) button").click()
    assert "two new codes" in page.locator(".problem").inner_text()
    assert page.input_value("#one-parts") == "only one"
    researcher.complaints.clear()  # the browser notes the refusal that was meant
    page.fill("#one-parts", f"{name}.fare The fare\n{name}.none No boat came")
    page.locator("details:has(#one-parts) button").click()
    page.locator("details:has(button[aria-label^='Open 11.2']) > summary").click()
    page.wait_for_selector(f'button[aria-label="Open {name}.none No boat came"]')
    researcher.looked_at("codebook-split")
