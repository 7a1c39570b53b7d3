"""An archive with people in it and a clock that a test moves; all of it through the real functions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pyotp

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Account, Action, Role, Viewer
from archive.oversight import accounts, invitations, second_factors
from archive.oversight.organisations import open_organisation
from archive.ports import Archive

GIVEN, OWN = "given-by-somebody-else", "chosen-by-nobody-else"
ADAM = Viewer("adam", Role.ADMINISTRATOR, frozenset())
OLGA = Viewer("olga", Role.DPO, frozenset())
_PASSPHRASE = "seven quiet herons over the delta"


@dataclass(slots=True)
class Hand:
    """A clock that a test moves."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def later(self, **more: float) -> None:
        self.at += timedelta(**more)


@dataclass(frozen=True, slots=True)
class Staffed:
    """The archive, its clock, and whoever is at work."""

    archive: Archive
    clock: Hand

    def work(self, user: str) -> UnitOfWork:
        return UnitOfWork(self.archive, gate.viewer_of(self.archive, self.account(user)))

    def account(self, user: str) -> Account:
        account = self.archive.store.accounts.get(user)
        assert account is not None
        return account

    def details(self, action: Action) -> list[dict[str, str]]:
        """What the log says beside each event of an action."""
        return [dict(e.event.details) for e in self.archive.log.entries(action=action.value)]

    def open(self, user: str, role: Role) -> None:
        """An account that its person may use."""
        accounts.propose(UnitOfWork(self.archive, ADAM), user, role, ["delta"], GIVEN)
        accounts.countersign(UnitOfWork(self.archive, OLGA), user)
        accounts.change_password(self.archive, user, GIVEN, OWN)

    def app(self, user: str) -> pyotp.TOTP:
        """An app that somebody has set up, on this clock."""
        app = pyotp.TOTP(second_factors.begin_app(self.work(user)).secret)
        second_factors.confirm_app(self.work(user), self.code(app))
        self.clock.later(seconds=60)
        return app

    def code(self, app: pyotp.TOTP, steps: int = 0) -> str:
        """What the app shows now, or so many steps from now."""
        return app.at(self.clock.at + timedelta(seconds=30 * steps))


def join(staff: Staffed, organisation: str = "hills") -> None:
    """Another organisation with its first officer (``hills.hoa``) and administrator (``hills.ada``)."""
    officer, administrator = f"{organisation}.hoa", f"{organisation}.ada"
    adam = UnitOfWork(staff.archive, ADAM)
    for invitation in open_organisation(adam, organisation, "Hill Voices", officer, administrator):
        invitations.accept(staff.archive, invitation.code, OWN)
    accounts.countersign(staff.work(officer), administrator)


def hire(staff: Staffed, user: str, role: Role, projects: list[str]) -> None:
    """An account of the organisation that its name begins with, open."""
    organisation = user.partition(".")[0]
    accounts.propose(staff.work(f"{organisation}.ada"), user, role, projects, GIVEN)
    accounts.countersign(staff.work(f"{organisation}.hoa"), user)
    accounts.change_password(staff.archive, user, GIVEN, OWN)


@contextmanager
def staffed(folder: Path) -> Iterator[Staffed]:
    """With olga, the officer, and sam, a steward."""
    settings = Settings(folder / "archive", unlock_kib=1024)
    wiring.create(settings, _PASSPHRASE)
    with wiring.opened(settings, _PASSPHRASE) as opened:
        hand = Hand(opened.archive.clock.now())
        people = Staffed(replace(opened.archive, clock=hand), hand)
        accounts.propose(UnitOfWork(people.archive, ADAM), "olga", Role.DPO, [], GIVEN)
        accounts.change_password(people.archive, "olga", GIVEN, OWN)
        people.open("sam", Role.STEWARD)
        yield people
