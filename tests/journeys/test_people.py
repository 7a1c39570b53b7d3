"""The main job of each person, in a real browser, by keyboard and form, with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Come, Visit, shots
from tests.journeys.served import NAMED, Served

pytestmark = pytest.mark.browser


def test_a_stranger_sees_the_door_and_one_sentence(visit: Come) -> None:
    someone = visit("")
    someone.go("/")
    someone.looked_at("sign-in")
    someone.page.fill("#user", "nobody")
    someone.page.fill("#password", "a wrong password")
    someone.page.press("#password", "Enter")
    assert someone.page.inner_text("[role=alert]").startswith("This name and password do not open")
    someone.complaints.clear()
    someone.go("/log")
    assert someone.page.url.endswith("/")


def test_a_steward_reviews_and_approves(visit: Come, archive: Served) -> None:
    steward = visit("steward")
    steward.looked_at("queue")
    one = archive.testimonies["clinic.txt"]
    steward.go(f"/review/{one}")
    page = steward.page
    assert "Karim" in page.inner_text("main")
    steward.looked_at("review")
    if page.locator("section#approve", has_text="Approved.").count():
        return
    while page.locator("#doubts > form.finding").count():
        before = page.locator("#doubts > form.finding").count()
        page.locator("#doubts > form.finding button[value=accept]").first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("#doubts > form.finding").count() < before
    page.check("section#approve input[name=read]")
    page.locator("section#approve button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('To review')")
    assert one not in page.inner_text("main")


def test_a_researcher_searches_and_reads(visit: Come, archive: Served) -> None:
    _approved(archive)
    researcher = visit("researcher")
    researcher.looked_at("search")
    page = researcher.page
    page.fill("#words", "card OR হাসপাতালে")
    page.select_option("#purpose", "research_project")
    page.press("#words", "Enter")
    page.wait_for_selector("ol.cards")
    assert page.locator("ol.cards > li").count() >= 2
    assert page.locator("ol.cards mark").count() >= 2
    assert page.url.endswith("/search"), "no query stands in the address"
    researcher.looked_at("results")
    page.locator("ol.cards a", has_text="Read in").first.click()
    page.wait_for_selector("ol.turns")
    assert "#t" in page.url
    researcher.looked_at("testimony")
    for path in ("/search", f"/testimony/{archive.testimonies['clinic.txt']}"):
        researcher.go(path)
        assert not any(name in page.content() for name in (NAMED, "Karim", "345678"))
    assert page.locator("[lang=bn], [lang|=und-Beng]").count() == 0
    researcher.go(f"/testimony/{archive.testimonies['flood.txt']}")
    assert page.locator("[lang=bn], [lang|=und-Beng]").count() >= 1
    researcher.looked_at("testimony-bn")


def test_advocacy_finds_a_quote_with_its_citation(visit: Come, archive: Served) -> None:
    quote = _released(archive)
    advocate = visit("advocacy")
    page = advocate.page
    page.fill("#words", '"no card"')
    page.select_option("#purpose", "advocacy_publish_quote")
    page.press("#words", "Enter")
    page.wait_for_selector("ol.cards")
    advocate.looked_at("quotes")
    assert f"Heard quote {quote}" in page.inner_text(".cite")
    page.locator("ol.cards a").first.click()
    page.wait_for_selector("h1:has-text('Quote')")
    assert "publish a quote" in page.inner_text("main")
    advocate.looked_at("quote")


def test_the_officer_sees_who_read_and_proves_the_log(visit: Come, archive: Served) -> None:
    officer = visit("dpo")
    page = officer.page
    officer.looked_at("consents")
    assert "bd-p01" in page.inner_text("main")
    assert NAMED not in page.content()
    officer.go("/log")
    page.select_option("#action", "session:open")
    page.fill("#user", "dpo")
    page.press("#user", "Enter")
    page.wait_for_selector("table.log tbody tr")
    officer.looked_at("log")
    assert "dpo, protection officer" in page.inner_text("table.log")
    officer.go("/log/verify")
    page.click("text=Prove it now")
    assert "entries, sound" in page.inner_text(".good")
    officer.looked_at("proof")
    officer.go("/log")
    with page.expect_download() as download:
        page.click("text=Download the whole log")
    assert download.value.suggested_filename == "heard-log.zip"
    officer.go("/withdraw")
    officer.looked_at("withdraw")
    page.fill("#participant", "bd-p02")
    page.press("#participant", "Enter")
    page.wait_for_selector("h1:has-text('What this withdrawal does')")
    officer.looked_at("effect")


def test_an_administrator_adds_an_account_and_meets_no_words(visit: Come, archive: Served) -> None:
    administrator = visit("administrator")
    page = administrator.page
    administrator.looked_at("users")
    administrator.go(f"/testimony/{archive.testimonies['flood.txt']}")
    assert "may not do this" in page.inner_text("main")
    administrator.complaints.clear()
    administrator.looked_at("refused")


def test_the_focus_is_always_seen(visit: Come, archive: Served) -> None:
    researcher = visit("researcher")
    page = researcher.page
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        place = page.evaluate(_FOCUSED)
        if place is None:
            break
        seen.append(place)
    assert len({p["what"] for p in seen}) >= 8
    assert all(p["outline"] != "none" and p["inside"] for p in seen), seen


_FOCUSED = """
(() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {what: e.outerHTML.slice(0, 60), outline: s.outlineStyle,
          inside: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth}; })()
"""


def test_a_withdrawal_closes_the_words_and_signs_for_it(archive: Served, chromium: Browser) -> None:
    """Once, at the end: it is final."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    officer = Visit(context.new_page(), archive, shots())
    officer.sign_in("dpo")
    officer.go("/withdraw")
    page = officer.page
    page.fill("#participant", "bd-p02")
    page.click("text=Show what it does")
    page.check("input[name=sure]")
    page.click("button.final")
    page.wait_for_selector("h1:has-text('Receipt')")
    assert "shredded" in page.inner_text("main")
    officer.looked_at("receipt")
    page.emulate_media(media="print")
    officer.looked_at("receipt-print")
    context.close()
    path = f"/api/v1/testimonies/{archive.testimonies['flood.txt']}"
    with archive.api("researcher") as reader:
        answer = reader.get(path, headers={"Heard-Purpose": "research_project"})
    assert "হাসপাতালে" not in answer.text


def _approved(archive: Served) -> None:
    """What the steward's journey does, for a journey that is run alone."""
    with archive.api("steward") as steward:
        for name in ("clinic.txt", "work.txt"):
            base = f"/api/v1/review/{archive.testimonies[name]}"
            if steward.get(base).json()["state"] != "approved":
                steward.post(f"{base}/accept-rest")
                assert steward.post(f"{base}/approve").status_code == 200


def _released(archive: Served) -> str:
    """A quote that a steward released; the same one for every journey."""
    if not archive.quotes:
        _approved(archive)
        one = archive.testimonies["clinic.txt"]
        with archive.api("steward") as steward:
            sheet = steward.get(f"/api/v1/review/{one}").json()
            text = "\n".join(t["original"] for t in sheet["turns"]) + "\n"
            span = {"start": text.index("We have no card"), "end": len(text) - 1}
            body = {"turn": sheet["turns"][-1]["turn"], **span}
            released = steward.post(f"/api/v1/review/{one}/quotes", json=body)
            assert released.status_code == 201, released.text
        archive.quotes.append(str(released.json()["quote"]))
    return archive.quotes[0]
