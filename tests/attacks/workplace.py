"""A served archive with an account for each role, and each of them at work over the API.

A session that has ended is opened anew, so that whoever tries an operation is really signed in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from archive.ports import Archive
from archive.web.viewer import PURPOSE_HEADER
from consent.record import Purpose
from tests.attacks import day
from tests.cli.command import PASSPHRASE, heard_in
from tests.web.authenticator import token_of
from tests.web.made import FOUNDER, PASSWORD, Made, account, fill

LEAVER = "the-leaver"
"""An account that may be closed."""
PURPOSES = {
    Role.RESEARCHER: "research_project",
    Role.ADVOCACY: "advocacy_publish_quote",
    Role.STEWARD: "process_deidentify",
}


@dataclass
class Person:
    """Somebody with an account. ``headers`` sign in first if there is no session that is open."""

    address: str
    user: str
    purpose: str = ""
    password: str = field(default=PASSWORD, repr=False)
    token: str = field(default="", repr=False)

    def headers(self) -> dict[str, str]:
        if not self.token or not self._is_open():
            self._sign_in()
        own = {"Authorization": f"Bearer {self.token}", "Sec-Fetch-Site": "same-origin"}
        return own | ({PURPOSE_HEADER: self.purpose} if self.purpose else {})

    def _is_open(self) -> bool:
        given = {"Authorization": f"Bearer {self.token}"}
        return httpx.get(f"{self.address}/api/v1/session", headers=given, timeout=60).status_code == 200

    def _sign_in(self) -> None:
        same = {"Sec-Fetch-Site": "same-origin"}
        with httpx.Client(base_url=self.address, timeout=60, headers=same) as client:
            self.token = token_of(client, self.user, self.password)


@dataclass
class Workplace:
    """Where it is, what is in it, who works there, and the description of its API."""

    address: str
    made: Made
    people: dict[str, Person]
    document: dict[str, Any] = field(repr=False)


def told_of_more(archive: Archive, purpose: Purpose = Purpose.ADVOCACY_INTERNAL) -> None:
    """Let the advocate have been told that more matches, as if more people than these few were there."""
    archive.store.hints.put(
        Role.ADVOCACY.value, "delta", purpose, "river", frozenset(),
        given=True, at=archive.clock.now(),
    )  # fmt: skip


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Workplace]:
    """The archive of ``tests.web.made``, served by the real command until the block ends."""
    heard = heard_in(folder)
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as unlocked:
        made = fill(unlocked.archive)
        told_of_more(unlocked.archive)
        account(unlocked.archive, LEAVER, Role.RESEARCHER, ["delta"])
    with day.serving(heard) as (_, address):
        people = {role.value: Person(address, role.value, PURPOSES.get(role, "")) for role in Role}
        people |= {name: Person(address, name) for name in (FOUNDER, LEAVER)}
        headers = people[Role.RESEARCHER.value].headers()
        document = httpx.get(f"{address}/openapi.json", headers=headers, timeout=60).json()
        yield Workplace(address, made, people, document)
