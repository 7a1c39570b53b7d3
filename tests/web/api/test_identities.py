"""Who participants are over the API: added without an echo, read by one steward an officer let in."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from archive.access.gate import UnitOfWork
from archive.intake import identities as adding
from archive.model import Role
from archive.model.identities import IdentityDetails
from archive.ports import Archive
from tests.web.made import Made, viewer

People = Callable[[Role], TestClient]
HERE = "/api/v1/identities"
PNG = b"\x89PNG\r\n\x1a\n a thumbprint"


def test_names_are_added_and_not_told(people: People, made: Made) -> None:
    collector = people(Role.COLLECTOR)
    given = {"participant": made.participant, "names": ["Zubaida Canary"], "contacts": ["01911 222333"]}
    answer = collector.post(HERE, json=given)
    assert (answer.status_code, answer.json()) == (
        201, {"participant": made.participant, "names": 1, "contacts": 1},
    )  # fmt: skip
    assert people(Role.DPO).post(HERE, json=given).status_code == 201
    assert people(Role.STEWARD).post(HERE, json=given).status_code == 403
    assert collector.post(HERE, json={**given, "participant": "p-cone"}).status_code == 404
    assert collector.post(HERE, json={"participant": made.participant}).status_code == 400
    for wrong in ({"names": ["x" * 301]}, {"names": ["x"] * 51}, {"contacts": [""]}):
        refused = collector.post(HERE, json={**given, **wrong})
        assert refused.status_code == 422
        assert "Zubaida" not in refused.text


def test_two_people_and_one_reader(people: People, archive: Archive, made: Made) -> None:
    adding.add(UnitOfWork(archive, viewer(Role.COLLECTOR)), made.participant,
               IdentityDetails(("Zubaida Canary",)), (PNG,))  # fmt: skip
    steward, officer = people(Role.STEWARD), people(Role.DPO)
    asked = {"participant": made.participant, "reason": "her sister asks for the form"}
    assert officer.post(f"{HERE}/openings", json=asked).status_code == 403
    assert steward.post(f"{HERE}/openings", json={**asked, "reason": ""}).status_code == 422
    assert steward.post(f"{HERE}/openings", json={**asked, "participant": "p-cone"}).status_code == 404
    opening = steward.post(f"{HERE}/openings", json=asked).json()["opening"]
    here = f"{HERE}/openings/{opening}"
    assert steward.post(f"{here}/read").status_code == 403
    assert steward.post(f"{here}/agree").status_code == 403
    due = officer.get("/api/v1/consents/due").json()
    assert [row["id"] for row in due if row["what"] == "identity_request"] == [opening]
    assert officer.post(f"{here}/agree").json()["until"]
    assert officer.post(f"{here}/read").status_code == 403
    read = steward.post(f"{here}/read")
    assert read.json()["names"] == ["Zubaida Canary"]
    assert read.headers["cache-control"] == "no-store"
    [file] = read.json()["artefacts"]
    assert (file["media_type"], file["size"]) == ("image/png", len(PNG))
    got = steward.post(f"{here}/artefacts/{file['artefact']}")
    assert (got.content, got.headers["content-type"]) == (PNG, "image/png")
    assert got.headers["content-disposition"].startswith("attachment")
    assert steward.post(f"{here}/artefacts/d-nothing").status_code == 404
    [row] = steward.get(f"{HERE}/openings").json()
    assert (row["stage"], row["agreed_by"], 0 < row["seconds_left"] <= 900) == ("open", "dpo", True)
    assert steward.post(f"{here}/stop").status_code == 204
    assert steward.post(f"{here}/read").status_code == 403
    assert steward.post(f"{HERE}/openings/o-none/read").status_code == 404
