"""Chromium and a served archive, once for all journeys. What a page complains of fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.journeys.served import Served, served

CHROMIUM = os.environ.get("HEARD_TEST_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NARROW, WIDE = 320, 1280
SECOND = frozenset({"steward", "dpo", "administrator"})
"""Whose role takes a second factor."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


def shots() -> Path | None:
    """Where to keep pictures of the pages, if ``HEARD_TEST_SHOTS`` names a folder."""
    wanted = os.environ.get("HEARD_TEST_SHOTS")
    return Path(wanted) if wanted else None


class Visit:
    """A browser window of one person. It keeps what the console complained of."""

    def __init__(self, page: Page, archive: Served, shots: Path | None) -> None:
        self.page = page
        self._archive = archive
        self._shots = shots
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def sign_in(self, user: str) -> None:
        """Come in by the door, with the keyboard alone; with a recovery code where the role takes more."""
        self.page.goto(f"{self._archive.url}/")
        self.page.focus("#user")
        self.page.keyboard.type(user)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(self._archive.passwords[user])
        if user in SECOND:
            code = self._archive.recovery_code(user)
        self.page.keyboard.press("Enter")
        if user in SECOND:
            self.page.focus("#code")
            self.page.keyboard.type(code)
            self.page.keyboard.press("Enter")
            self.page.wait_for_selector("text=You came in with a recovery code")
            self.go("/")
        self.page.wait_for_selector("text=Sign out")

    def go(self, path: str) -> None:
        """Open an address of the archive."""
        self.page.goto(f"{self._archive.url}{path}")

    def looked_at(self, name: str) -> None:
        """Check what every page owes, once it came whole, and keep a picture if somebody wants to look."""
        self.page.wait_for_load_state()
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        if self._shots is not None:
            self.page.screenshot(path=str(self._shots / f"{name}-{width}.png"), full_page=True)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} scrolls sideways at {width} px"
        small = self.page.evaluate(_SMALL_TARGETS)
        assert not small, f"{name}: too small to hit: {small}"
        assert self.page.evaluate("document.querySelectorAll('h1').length") == 1
        nameless = self.page.evaluate(_NAMELESS)
        assert not nameless, f"{name}: without a label: {nameless}"
        assert not self.complaints, f"{name}: {self.complaints}"


_SMALL_TARGETS = """
[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => !e.closest('.skip, .hidden') && e.getClientRects().length)
  .filter(e => getComputedStyle(e).display !== 'inline')
  .map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
  .filter(([_, r]) => r.width && (r.width < 24 || r.height < 24))
  .map(([h, r]) => h + ' ' + Math.round(r.width) + 'x' + Math.round(r.height))
"""
_NAMELESS = """
[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML.slice(0, 80))
"""


Come = Callable[[str], Visit]
"""Opens a window and signs somebody in; with an empty name, nobody."""


@pytest.fixture(params=[(NARROW, True), (WIDE, True), (WIDE, False)], ids=["320px", "1280px", "no-script"])
def visit(request: pytest.FixtureRequest, chromium: Browser, archive: Served) -> Iterator[Come]:
    """Windows of one width, with or without script."""
    width, script = request.param
    opened: list[Any] = []

    def come(user: str) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        context.set_default_timeout(15_000)
        opened.append(context)
        found = Visit(context.new_page(), archive, shots())
        if user:
            found.sign_in(user)
        return found

    yield come
    for context in opened:
        context.close()
