"""A reader learns that there is more, asks, and the officer answers, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from tests.attacks import day
from tests.cli.command import PASSPHRASE, heard_in
from tests.journeys.conftest import Come
from tests.journeys.served import Served
from tests.reading.crowd import crowd
from tests.web.made import account

pytestmark = pytest.mark.browser

READERS = ("ada", "ben", "cleo")
_READERS = iter(READERS)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Five people who say the same, a reader for each window, and an officer."""
    heard = heard_in(tmp_path_factory.mktemp("requests"))
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as found:
        crowd(found.archive, 5, "The ferry sank.")
        for name in READERS:
            account(found.archive, name, Role.ADVOCACY, ["delta"], day.PASSWORD)
        account(found.archive, "dpo", Role.DPO, ["delta"], day.PASSWORD)
    with day.serving(heard) as (_, address):
        yield Served(address, dict.fromkeys((*READERS, "dpo"), day.PASSWORD), {}, dict(heard.environment))


def test_from_the_search_to_the_answer(visit: Come, archive: Served) -> None:
    name = next(_READERS)
    reader, officer = visit(name), visit("dpo")
    page, desk = reader.page, officer.page
    reader.go("/search")
    page.fill("#words", "ferry")
    page.select_option("#purpose", "advocacy_internal")
    with page.expect_navigation():
        page.press("#words", "Enter")
    reader.looked_at("search-more")
    assert "In delta more matches than you may see" in page.inner_text("main")
    page.fill("#reason-1", "a letter to the ministry")
    with page.expect_navigation():
        page.press("#days-1", "Enter")
    reader.looked_at("requests-asked")
    assert "Waits for an answer" in page.inner_text("main")
    officer.go("/requests")
    officer.looked_at("requests-waiting")
    desk.fill("textarea", "for the letter alone")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Yes, until").press("Enter")
    officer.looked_at("requests-answered")
    reader.go("/search")
    page.fill("#words", "ferry")
    page.select_option("#purpose", "advocacy_internal")
    with page.expect_navigation():
        page.press("#words", "Enter")
    reader.looked_at("search-granted")
    assert page.inner_text("main").count("The ferry sank.") == 5
