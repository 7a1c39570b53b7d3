"""The page of one's organisation: its people and projects, and a project that two officers share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from archive.oversight import accounts, invitations
from archive.ports import Archive
from tests.cli.command import PASSPHRASE
from tests.web import made
from tests.web.made import FOUNDER, PASSWORD, browser, sign_in, viewer

HOA = "hills-union.hoa"
NEW = {
    "organisation": "hills-union", "name": "Hill Union", "officer": HOA, "administrator": "hills-union.ada",
}  # fmt: skip


def come_in(archive: Archive, user: str) -> TestClient:
    client = browser(archive)
    assert sign_in(client, user).status_code == 303
    return client


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """One of the test's own: a second organisation changes what officers of the first may export."""
    chosen = Settings(tmp_path / "heard", unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as opened:
        yield opened.archive


@pytest.fixture
def keeper(archive: Archive) -> TestClient:
    """The administrator of the organisation that keeps the archive."""
    made.take(archive, "a.txt", "delta")
    made.account(archive, "root", Role.ADMINISTRATOR, [])
    return come_in(archive, "root")


def test_two_officers_share_a_project_on_their_pages(archive: Archive, keeper: TestClient) -> None:
    opened = keeper.post("/organisations", data=NEW)
    assert opened.status_code == 200
    codes = re.findall(r'cite id">([a-z0-9-]+)<', opened.text)
    assert len(codes) == 2
    assert codes[0] not in keeper.get("/organisations").text, "shown once"
    invitations.accept(archive, codes[0], PASSWORD)
    theirs, ours = come_in(archive, HOA), come_in(archive, FOUNDER)
    until = (archive.clock.today() + timedelta(days=9)).isoformat()
    wrong = ours.post("/organisations/share", data={"project": "delta", "partner": "own", "until": until})
    assert (wrong.status_code, "by its id" in wrong.text) == (400, True)
    proposal = {"project": "delta", "partner": "hills-union", "until": until}
    assert ours.post("/organisations/share", data=proposal).status_code == 303
    assert "waits for their officer" in ours.get("/organisations").text
    page = theirs.get("/organisations").text
    assert "Hill Union" in page
    assert f"<td>from own</td><td>{until}</td>" in page
    assert FOUNDER not in page
    share = re.search(r'name="share" value="(h-[a-z0-9]+)"', page)
    assert share
    refused = ours.post("/organisations/agree", data={"share": share[1]})
    assert refused.status_code == 403
    assert theirs.post("/organisations/agree", data={"share": share[1]}).status_code == 303
    assert "<td>shared</td>" in ours.get("/organisations").text
    assert theirs.post("/organisations/end", data={"share": share[1]}).status_code == 303
    assert "<td>over</td>" in theirs.get("/organisations").text


def test_a_session_loses_a_shared_project_at_its_next_request(archive: Archive, keeper: TestClient) -> None:
    for code in re.findall(r'cite id">([a-z0-9-]+)<', keeper.post("/organisations", data=NEW).text):
        invitations.accept(archive, code, PASSWORD)
    accounts.countersign(_of(archive, HOA), NEW["administrator"])
    ours, theirs = come_in(archive, FOUNDER), come_in(archive, HOA)
    until = archive.clock.today().isoformat()
    proposal = {"project": "delta", "partner": "hills-union", "until": until}
    ours.post("/organisations/share", data=proposal)
    share = re.search(r'name="share" value="(h-[a-z0-9]+)"', theirs.get("/organisations").text)
    assert share
    theirs.post("/organisations/agree", data={"share": share[1]})
    rita = "hills-union.rita"
    accounts.propose(_of(archive, NEW["administrator"]), rita, Role.RESEARCHER, ["delta"], PASSWORD)
    accounts.countersign(_of(archive, HOA), rita)
    reader = come_in(archive, rita)
    assert reader.get("/codebook/delta").status_code == 200
    ours.post("/organisations/end", data={"share": share[1]})
    assert reader.get("/codebook/delta").status_code == 404


def _of(archive: Archive, user: str) -> UnitOfWork:
    """Somebody of the other organisation at work, without a session."""
    role = Role.DPO if user == HOA else Role.ADMINISTRATOR
    return UnitOfWork(archive, replace(viewer(role), user=user, organisation="hills-union"))
