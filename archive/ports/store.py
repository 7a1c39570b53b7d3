"""The store as a whole: its parts, one transaction around them, released quotes and accounts."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from archive.model import (
    Account,
    Quote,
    Session,
    Way,
)
from archive.ports.access_requests import AccessRequests, Hints
from archive.ports.coding import Codebooks, Codings, Learnt, Memos, Rounds
from archive.ports.credentials import Ceremonies, Invitations, Passkeys, SecondFactors
from archive.ports.disclosures import Disclosures
from archive.ports.fingerprints import Fingerprints
from archive.ports.organisations import Organisations, Shares
from archive.ports.review import Lessons, Reviews, Risks
from archive.ports.submissions import ColumnChoices, Submissions
from archive.ports.testimonies import Consents, FormAnswers, Layouts, Quarantine, Testimonies
from archive.ports.withdrawal import Withdrawals


class Quotes(Protocol):
    """Released excerpts, sealed under their speaker's key."""

    def add(self, quote: Quote) -> None:
        """Keep a released quote, its text sealed."""
        ...

    def get(self, quote_id: str) -> Quote | None:
        """``None`` also when its speaker's key is destroyed."""
        ...

    def of(self, testimony_id: str) -> list[Quote]:
        """Quotes of one testimony that were not withdrawn and can be read."""
        ...

    def move(self, quote_id: str, version: int, turn: int) -> None:
        """Say where an open quote stands in a newer version, sealed under that turn's key."""
        ...

    def withdraw(self, quote_id: str, at: datetime) -> None:
        """Close the quote and remove its sealed text."""
        ...


class Accounts(Protocol):
    """People who may sign in, and their sessions (kept by digest only)."""

    def add(self, account: Account) -> None:
        """Keep a new account. Raises ``UsageError`` if the name is taken."""
        ...

    def get(self, user: str) -> Account | None:
        """One account, active or not."""
        ...

    def of(self, organisation: str) -> list[Account]:
        """Every account of one organisation, by name."""
        ...

    def activate(self, user: str) -> None:
        """Open an account that waits for it. Raises ``NotFound``."""
        ...

    def change_password(self, user: str, password: str) -> None:
        """Keep another hash, chosen by the person, and close every session. Raises ``NotFound``."""
        ...

    def deactivate(self, user: str) -> None:
        """Close the account and every session of it; the account itself stays for the log."""
        ...

    def propose_again(self, user: str, by: str, *, anew: bool) -> None:
        """Let a closed account wait for an officer; ``anew`` takes its password. Raises ``NotFound``."""
        ...

    def propose_reset(self, user: str, by: str) -> None:
        """Keep who proposed that the second factors go; empty: nobody does. Raises ``NotFound``."""
        ...

    def open_session(self, digest: str, user: str, at: datetime, way: Way = Way.PASSWORD) -> None:
        """Keep a session by the SHA-256 of its token."""
        ...

    def sessions(self, user: str) -> list[tuple[str, Session]]:
        """Every session of an account with its digest, the newest first."""
        ...

    def close_sessions(self, user: str) -> None:
        """End every session of an account."""
        ...

    def session(self, digest: str) -> Session | None:
        """An open session of an active account."""
        ...

    def touch_session(self, digest: str, at: datetime) -> None:
        """Note that the session was used."""
        ...

    def close_session(self, digest: str) -> bool:
        """End it; whether it was open until now."""
        ...


class Store(Protocol):
    """Everything durable but the log and the index, in one transaction where asked."""

    @property
    def consents(self) -> Consents:
        """Consent records."""
        ...

    @property
    def testimonies(self) -> Testimonies:
        """Testimonies and their sealed turns."""
        ...

    @property
    def attributes(self) -> FormAnswers:
        """Answers of forms about who speaks."""
        ...

    @property
    def quarantine(self) -> Quarantine:
        """What waits for a consent."""
        ...

    @property
    def layouts(self) -> Layouts:
        """Layouts that people chose for files."""
        ...

    @property
    def submissions(self) -> Submissions:
        """Which rows of forms came before."""
        ...

    @property
    def disclosures(self) -> Disclosures:
        """Figures that were shown."""
        ...

    @property
    def fingerprints(self) -> Fingerprints:
        """Withdrawn words, as keyed fingerprints."""
        ...

    @property
    def column_choices(self) -> ColumnChoices:
        """What people said of the columns of forms."""
        ...

    @property
    def reviews(self) -> Reviews:
        """Findings, decisions, pseudonyms."""
        ...

    @property
    def risks(self) -> Risks:
        """What may still single somebody out."""
        ...

    @property
    def allow_list(self) -> Lessons:
        """What reviews taught: words that are no identifiers."""
        ...

    @property
    def codings(self) -> Codings:
        """Codings and suggestions."""
        ...

    @property
    def rounds(self) -> Rounds:
        """Blind rounds."""
        ...

    @property
    def memos(self) -> Memos:
        """Researchers' notes."""
        ...

    @property
    def codebooks(self) -> Codebooks:
        """The projects' codebooks."""
        ...

    @property
    def learnt(self) -> Learnt:
        """What verdicts taught the tagger."""
        ...

    @property
    def quotes(self) -> Quotes:
        """Released quotes."""
        ...

    @property
    def accounts(self) -> Accounts:
        """Accounts and sessions."""
        ...

    @property
    def organisations(self) -> Organisations:
        """The organisations that use the archive."""
        ...

    @property
    def shares(self) -> Shares:
        """Projects that two organisations share."""
        ...

    @property
    def passkeys(self) -> Passkeys:
        """WebAuthn credentials of accounts."""
        ...

    @property
    def second_factors(self) -> SecondFactors:
        """Apps that show codes, and recovery codes."""
        ...

    @property
    def ceremonies(self) -> Ceremonies:
        """WebAuthn exchanges that were begun."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Invitations to an account that nobody has opened yet."""
        ...

    @property
    def access_requests(self) -> AccessRequests:
        """Requests to read more than a role shows."""
        ...

    @property
    def hints(self) -> Hints:
        """What readers were told of before."""
        ...

    @property
    def withdrawals(self) -> Withdrawals:
        """Withdrawals on their way or done."""
        ...

    def projects(self) -> frozenset[str]:
        """Every project of which anything is kept."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, the log's events of the same block included. Nesting joins the outer one."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
