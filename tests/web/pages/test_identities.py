"""The pages of names: asked for, agreed to, read until a time that can be seen, left when it is over."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi.testclient import TestClient

from archive.access.gate import UnitOfWork
from archive.intake import identities as adding
from archive.model import Role
from archive.model.identities import IdentityDetails
from archive.ports import Archive
from tests.web.made import Made, viewer

People = Callable[[Role], TestClient]
PDF = b"%PDF-1.7 canaryform"


def test_names_are_added_and_the_page_shows_none(people: People, made: Made) -> None:
    collector = people(Role.COLLECTOR)
    assert 'href="/identities/add"' in collector.get("/identities/add").text
    given = {"participant": made.participant, "names": "Zubaida Canary\nZubi\n", "contacts": ""}
    kept = collector.post("/identities/add", data=given)
    assert "2 names, 0 contacts" in kept.text
    assert "Zubaida" not in kept.text
    for wrong, status in (
        ({"participant": "p-cone"}, 404),
        ({"names": ""}, 400),
        ({"names": "x" * 301}, 400),
    ):
        refused = collector.post("/identities/add", data={**given, **wrong})
        assert (refused.status_code, 'role="alert"' in refused.text) == (status, True)
        assert "Zubaida" not in refused.text
    assert people(Role.STEWARD).get("/identities/add").status_code == 403


def test_asked_agreed_read_and_over(people: People, archive: Archive, made: Made) -> None:
    details = IdentityDetails(("Zubaida <b>Canary</b>",), ("01911 222333",))
    adding.add(UnitOfWork(archive, viewer(Role.COLLECTOR)), "p-atwo", details, (PDF,))
    steward, officer = people(Role.STEWARD), people(Role.DPO)
    refused = steward.post("/identities", data={"participant": "p-none", "reason": "why"})
    assert (refused.status_code, 'role="alert"' in refused.text) == (404, True)
    asked = steward.post("/identities", data={"participant": "p-atwo", "reason": "her sister asks"})
    assert asked.headers["location"] == "/identities"
    listed = officer.get("/identities").text
    assert "waits for an officer" in listed
    assert "her sister" not in listed
    [opening] = re.findall(
        r'action="/identities/agree"><input type="hidden" name="opening" value="([^"]+)"', listed
    )
    mine = {"opening": opening}
    early = steward.post("/identities/read", data=mine)
    assert (early.status_code, "has to agree" in early.text) == (403, True)
    assert officer.post("/identities/agree", data=mine).status_code == 303
    assert officer.post("/identities/read", data=mine).status_code == 403
    page = steward.post("/identities/read", data=mine)
    assert "Zubaida &lt;b&gt;Canary" in page.text
    assert re.search(r"Open until \d\d:\d\d:\d\d UTC, 14 min", page.text)
    seconds, _, to = page.headers["refresh"].partition("; url=")
    assert (0 < int(seconds) <= 900, to) == (True, "/identities"), "the browser leaves when it is over"
    [file] = re.findall(r'name="artefact" value="([^"]+)"', page.text)
    assert steward.post("/identities/artefact", data={**mine, "artefact": file}).content == PDF
    assert steward.post("/identities/artefact", data={**mine, "artefact": "d-no"}).status_code == 404
    assert steward.post("/identities/stop", data=mine).status_code == 303
    over = steward.post("/identities/read", data=mine)
    assert (over.status_code, "Zubaida" in over.text) == (403, False)
    assert officer.post("/identities/stop", data=mine).status_code == 403
    assert "over, read 3 times" in steward.get("/identities").text
    assert people(Role.RESEARCHER).get("/identities").status_code == 403
