"""A small archive with everything in it that a page can show, made through the pipeline, and its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from fastapi.testclient import TestClient

from archive.access.gate import UnitOfWork
from archive.intake import admission
from archive.intake import consents as intake_consents
from archive.model import Draft, Kind, Role, Turn, TurnKind, Viewer
from archive.oversight import accounts
from archive.ports import Archive
from archive.review import approval, detection
from archive.review import decisions as review_decisions
from archive.review import release as review_release
from archive.web.addresses import Addresses
from archive.web.application import create_app
from consent.record import (
    Audience,
    Capacity,
    ConsentRecord,
    Form,
    Grant,
    Identity,
    Mode,
    Purpose,
    State,
    Voice,
)
from tests.web.authenticator import second_step

PASSWORD = "a-long-enough-word-7"
FOUNDER = "the-first-officer"
"""The account that countersigns the others."""
ORIGIN = "https://heard.test"
SAID = "CANARYNAME"
"""A name that stands in an original and must stand nowhere but on a steward's sheet."""

_FORMS: dict[Purpose, tuple[Form, Audience]] = {
    Purpose.STORE_SEALED: (Form.RAW_TEXT, Audience.ARCHIVE),
    Purpose.PROCESS_DEIDENTIFY: (Form.DEID_TEXT, Audience.ARCHIVE),
    Purpose.RESEARCH_PROJECT: (Form.DEID_TEXT, Audience.PROJECT),
    Purpose.ADVOCACY_PUBLISH_QUOTE: (Form.QUOTE, Audience.PUBLIC),
}
LINES = (
    ("Q", "What happened after the flood?", None),
    (
        "R1",
        f"I am {SAID} Begum. The clinic was closed and the <b>nurse</b> sent us away for nine days.",
        "one",
    ),
    ("R2", "We walked to the school, and the water stood in the road.", "two"),
    ("R1", "Nobody came. My phone is 01712 345678, they never called.", "one"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """Ids of what was made."""

    approved: str
    waiting: str
    foreign: str
    sealed: str
    quote: str
    participant: str


def viewer(role: Role, purpose: Purpose | None = None, project: str = "delta") -> Viewer:
    """Somebody in a role, without an account."""
    return Viewer(f"the-{role.value}", role, frozenset({project}), purpose)


def record(participant: str, source: str, label: str, project: str, **names: Any) -> ConsentRecord:
    """A consent to everything that is tested here."""
    return ConsentRecord(
        consent_id=f"c-{participant}", version=1, participant=participant, project=project,
        capacity=Capacity.ADULT, mode=Mode.WRITTEN,
        grants=tuple(
            Grant(p, State.GIVEN, frozenset({form}), frozenset({audience}), valid_until=date(2099, 1, 1))
            for p, (form, audience) in _FORMS.items()
        ),
        collected_at=date(2026, 2, 1), recorded_at=datetime(2026, 2, 2, tzinfo=UTC),
        voices=(Voice(source, label),), identity=Identity(**names),
    )  # fmt: skip


def draft(source: str) -> Draft:
    """A focus group of two, as a reader would hand it over."""
    text, turns = "", []
    for index, (label, words, _) in enumerate(LINES):
        start = len(text)
        text += f"{label}: {words}\n"
        kind = TurnKind.QUESTION if label == "Q" else TurnKind.SPEECH
        turns.append(Turn(index, start, start + len(label) + 2, len(text), kind, label, None, "en"))
    return Draft(source, source, f"digest-{source}", Kind.FOCUS_GROUP, text, tuple(turns), "en")


def take(archive: Archive, source: str, project: str) -> str:
    """One testimony with its two consents; its id."""
    collector = viewer(Role.COLLECTOR, project=project)
    consents = [
        record(f"p-{source[0]}one", source, "R1", project, names=(f"{SAID} Begum",)),
        record(f"p-{source[0]}two", source, "R2", project),
    ]
    intake_consents.record_consents(UnitOfWork(archive, collector), consents)
    taken = admission.take_in(UnitOfWork(archive, collector), draft(source), project, 90)
    assert taken.testimony, taken.sentence
    return taken.testimony


def fill(archive: Archive) -> Made:
    """Four testimonies (approved, in review, sealed, another project's), a quote, an account per role."""
    steward = viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
    other = viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, "hills")
    approved, waiting = take(archive, "a.txt", "delta"), take(archive, "b.txt", "delta")
    foreign, sealed = take(archive, "c.txt", "hills"), take(archive, "d.txt", "delta")
    for who, one in ((steward, approved), (steward, waiting), (other, foreign)):
        detection.detect(UnitOfWork(archive, who), one)
    for who, one in ((steward, approved), (other, foreign)):
        review_decisions.accept_rest(UnitOfWork(archive, who), one)
        review_decisions.finish(UnitOfWork(archive, who), one)
    quote = release(archive, steward, approved)
    for role in Role:
        account(archive, role.value, role, [] if role is Role.DPO else ["delta"])
    return Made(approved, waiting, foreign, sealed, quote, "p-aone")


def account(
    archive: Archive, name: str, role: Role, projects: Sequence[str], password: str = PASSWORD
) -> None:
    """An account that is open: proposed by an administrator, countersigned by an officer."""
    administrator = viewer(Role.ADMINISTRATOR)
    if archive.store.accounts.get(FOUNDER) is None:
        accounts.propose(UnitOfWork(archive, administrator), FOUNDER, Role.DPO, [], "the-first-of-its-words")
        accounts.change_password(archive, FOUNDER, "the-first-of-its-words", PASSWORD)
    accounts.propose(UnitOfWork(archive, administrator), name, role, projects, password)
    accounts.countersign(UnitOfWork(archive, Viewer(FOUNDER, Role.DPO, frozenset())), name)


def release(archive: Archive, steward: Viewer, testimony: str) -> str:
    """Release what the second speaker said."""
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    turn = kept.turns[2]
    quote = review_release.release_quote(
        UnitOfWork(archive, steward), testimony, (2, turn.body, turn.end - 1)
    )
    approval.index(UnitOfWork(archive, steward), testimony)
    return quote.id


def browser(archive: Archive, **more: Any) -> TestClient:
    """A browser that has signed in nowhere yet and says, as browsers do, where its requests come from."""
    own = {"addresses": Addresses(frozenset({urlsplit(ORIGIN).netloc})), **more}
    client = TestClient(
        create_app(archive, **{"origin": ORIGIN, **own}),
        base_url=ORIGIN,
        raise_server_exceptions=False,
        follow_redirects=False,
    )
    client.headers["Sec-Fetch-Site"] = "same-origin"
    return client


def signed_in(archive: Archive, role: Role) -> TestClient:
    """The same after signing in."""
    client = browser(archive)
    answer = sign_in(client, role.value)
    assert answer.status_code == 303, answer.text
    return client


def sign_in(client: TestClient, user: str, password: str = PASSWORD) -> httpx.Response:
    """Fill in the sign-in form, and prove or set up a passkey where the role takes one; the form's answer."""
    answer = client.post("/sign-in", data={"user": user, "password": password})
    second_step(client, user, answer)
    return answer
