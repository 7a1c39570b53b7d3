"""Somebody looks after their own account in a real browser: passkey, app, recovery codes, invitation."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.conftest import NARROW, WIDE, Come, Visit, shots
from tests.journeys.served import PROJECT, Served, command

pytestmark = pytest.mark.browser
OWN = "seven kettles by the quarry"
_NUMBERS = itertools.count()


def _invited(archive: Served, user: str, role: str) -> str:
    """The code of an invitation that the command printed."""
    words = ("user", "add", user, "--role", role, "--project", PROJECT, "--invite", "--json")
    return str(json.loads(command(archive.environment, *words))["invitation"])


@pytest.fixture(params=[NARROW, WIDE], ids=["320px", "1280px"])
def window(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A browser with script and without anybody's cookies."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    context.set_default_timeout(15_000)
    yield context
    context.close()


def authenticator(visit: Visit) -> Any:
    """Chromium's own virtual authenticator, which knows its owner."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return session


def _own(archive: Served, role: str) -> str:
    """A new account that its person opened and an officer countersigned; its name."""
    user = f"own{next(_NUMBERS)}"
    with httpx.Client(base_url=archive.url, timeout=60) as client:
        body = {"code": _invited(archive, user, role), "password": OWN}
        assert client.post("/api/v1/invitation", json=body).status_code == 200
    with archive.api("dpo") as officer:
        assert officer.post(f"/api/v1/users/{user}/countersign").status_code == 204
    archive.passwords[user] = OWN
    return user


def test_a_steward_sets_up_a_passkey_and_comes_in_with_it(window: BrowserContext, archive: Served) -> None:
    visit = Visit(window.new_page(), archive, shots())
    page = visit.page
    user = _own(archive, "steward")
    authenticator(visit)
    visit.sign_in(user)
    assert page.url.endswith("/account"), "nothing else opens yet"
    visit.looked_at("account-bare")
    visit.go("/review")
    assert page.url.endswith("/account")
    page.focus("#passkey-name")
    page.keyboard.type("blue key")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector("text=blue key")
    visit.looked_at("account-passkey")
    page.click("text=Make recovery codes")
    page.wait_for_selector("ol.recovery li")
    visit.looked_at("recovery-codes")
    assert page.locator("ol.recovery li").count() == 10
    with page.expect_download() as download:
        page.click("text=Keep them as a text file")
    assert download.value.suggested_filename == "heard-recovery-codes.txt"
    visit.go("/review")
    page.wait_for_selector("h1:has-text('To review')")
    page.click("text=Sign out")
    page.wait_for_selector("#passkey-in button")
    visit.looked_at("sign-in-passkey")
    page.focus("#passkey-in button")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('To review')")
    visit.go("/account")
    assert "by passkey" in page.inner_text("main")
    visit.looked_at("account-by-passkey")


def test_a_passkey_of_no_account_says_so(window: BrowserContext, archive: Served) -> None:
    visit = Visit(window.new_page(), archive, shots())
    authenticator(visit)
    visit.go("/")
    visit.page.click("#passkey-in button")
    visit.page.wait_for_selector("#passkey-said.problem")
    visit.looked_at("sign-in-no-passkey")


def test_an_app_is_set_up_and_asked_for(visit: Come, archive: Served) -> None:
    someone = visit("")
    page = someone.page
    user = _own(archive, "advocacy")
    someone.sign_in(user)
    someone.go("/account")
    someone.looked_at("account")
    page.click("text=Set up an app")
    someone.looked_at("app")
    secret = page.inner_text("#secret").replace(" ", "")
    page.fill("#code", "000 000")
    page.press("#code", "Enter")
    page.wait_for_selector("[role=alert]")
    someone.complaints.clear()
    assert page.inner_text("#secret").replace(" ", "") == secret
    page.fill("#code", pyotp.TOTP(secret).now())
    page.press("#code", "Enter")
    page.wait_for_selector("ol.recovery")
    code = page.inner_text("ol.recovery li")
    page.click("text=go on to my account")
    someone.looked_at("account-app")
    page.click("text=Sign out")
    page.fill("#user", user)
    page.fill("#password", OWN)
    page.press("#password", "Enter")
    page.wait_for_selector("#code")
    someone.looked_at("second-step")
    page.fill("#code", code.upper().replace("-", " "))
    page.press("#code", "Enter")
    page.wait_for_selector("text=You came in with a recovery code")
    someone.looked_at("account-recovered")


def test_without_tls_or_localhost_the_page_says_why(window: BrowserContext, archive: Served) -> None:
    visit = Visit(window.new_page(), archive, shots())
    visit.page.goto(archive.url.replace("localhost", "127.0.0.1") + "/")
    assert f"Passkeys work at {archive.url} alone" in visit.page.inner_text("main")
    assert visit.page.locator("#passkey-in").count() == 0
    visit.looked_at("sign-in-elsewhere")


def test_an_invitation_is_opened_by_its_link(visit: Come, archive: Served) -> None:
    administrator = visit("administrator")
    page = administrator.page
    administrator.go("/users")
    user = f"invited{next(_NUMBERS)}"
    page.fill("#user", user)
    page.select_option("#role", "researcher")
    page.press("#projects", "Enter")
    page.wait_for_selector("#invitation-link")
    administrator.looked_at("users-invited")
    link, code = page.inner_text("#invitation-link"), page.inner_text("#invitation-code")
    someone = visit("")
    someone.page.goto(link)
    if someone.page.input_value("#invitation"):
        assert someone.page.input_value("#invitation") == code
        assert "#" not in someone.page.url, "the code is out of the address"
    someone.page.fill("#invitation", code)
    someone.looked_at("invitation")
    someone.page.fill("#password", OWN)
    someone.page.press("#password", "Enter")
    someone.page.wait_for_selector("h1:has-text('Your account is yours')")
    assert user in someone.page.inner_text("main")
    someone.looked_at("invitation-opened")
