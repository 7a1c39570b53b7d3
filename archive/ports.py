"""The seams of the archive: what the story in ``pipeline.py`` may ask of a machine.

Each Protocol has an embedded adapter that needs no server and a production adapter; the promises
written here are tested once, in ``tests/contracts``, on every adapter. Nothing here names an engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from archive.endings import Line, Step, Withdrawal
from archive.model import (
    Account,
    Act,
    Coding,
    Decision,
    Event,
    Finding,
    Hit,
    IdentifierType,
    IndexDocument,
    Known,
    LogEntry,
    Memo,
    Mode,
    Quarantined,
    Quote,
    Risk,
    Round,
    Settlement,
    Suggestion,
    Testimony,
    TestimonyState,
    Turn,
    TurnState,
    Viewer,
)
from consent.record import ConsentRecord
from taxonomies.codebook import Codebook

Attributes = Mapping[str, str]
"""What a form says of a person: field, as the form names it → answer."""


class Clock(Protocol):
    """The only source of time, so that a test can move it."""

    def now(self) -> datetime:
        """The present instant, in UTC with a time zone."""
        ...

    def today(self) -> date:
        """The present day where the archive is run."""
        ...


class KeyRing(Protocol):
    """Keeps the keys apart from what they seal, and can let one die.

    A subject is a participant id, a group id, or a testimony id for words that are nobody's own.
    Keys are 32 bytes. No method returns a key in a repr, an exception or a log.
    """

    def create(self, subject: str) -> None:
        """Make the subject's key under the current epoch; keep it if there is one already.

        Raises ``KeyDestroyed`` if this subject's key was destroyed: a shredded id never comes back.
        """
        ...

    def key(self, subject: str) -> bytes:
        """The subject's key. Raises ``KeyDestroyed`` once destroyed, ``NotFound`` if never made."""
        ...

    def keys(self, wanted: Collection[str]) -> dict[str, bytes]:
        """The living keys of these subjects in one look; a destroyed one is absent.

        Raises ``NotFound`` if one was never made.
        """
        ...

    def destroy(self, subject: str) -> None:
        """Destroy the subject's key durably before returning. Destroying twice is no error."""
        ...

    def destroyed(self) -> frozenset[str]:
        """Subjects whose keys were destroyed."""
        ...

    def escrow(self, subject: str, until: date) -> None:
        """Put the key where nothing is sealed or opened with it, durably before returning.

        It then answers like a destroyed one. Again changes the day. Raises ``KeyDestroyed`` once destroyed.
        """
        ...

    def escrowed(self) -> dict[str, date]:
        """Subjects whose keys lie in escrow, and the day until which they do."""
        ...

    def release(self, subject: str) -> None:
        """Take the key out of escrow. Raises ``NotFound`` if it is not there."""
        ...

    def secret(self, label: str) -> bytes:
        """A 32-byte secret of the archive for one use (``index``, ``pseudonyms``, ``log``…)."""
        ...


class Consents(Protocol):
    """Append-only versions of consent records; the identity part is sealed under the participant's key."""

    def count(self) -> int:
        """How many versions there are: it grows with every change, so that a change can be noticed."""
        ...

    def add(self, record: ConsentRecord) -> None:
        """Keep a new version. Raises ``UsageError`` unless it follows the last one by exactly one."""
        ...

    def current(
        self, participants: Collection[str] | None = None, project: str | None = None
    ) -> list[ConsentRecord]:
        """The latest version of each consent, of these participants or of all, without identity."""
        ...

    def versions(self, consent_id: str) -> list[ConsentRecord]:
        """Every version of one consent, oldest first, without identity."""
        ...

    def known(self, participants: Collection[str]) -> list[Known]:
        """Names, nicknames, phones, ids and places of these participants; none of a destroyed key."""
        ...


class Testimonies(Protocol):
    """Testimonies, each turn sealed under its speaker's key."""

    def add(self, testimony: Testimony, text: str, known: Sequence[Known]) -> None:
        """Seal and keep. Turns in state ``NEVER_STORED`` leave nothing of their words.

        ``known`` (identifiers the file declared) is sealed beside it.
        """
        ...

    def get(self, testimony_id: str) -> Testimony | None:
        """One testimony without its words."""
        ...

    def all(self, project: str | None = None, state: TestimonyState | None = None) -> list[Testimony]:
        """Testimonies in the order they came."""
        ...

    def of_participant(self, participant: str) -> list[Testimony]:
        """Every testimony in which this participant speaks."""
        ...

    def with_digest(self, project: str, digest: str) -> str | None:
        """The id of the testimony that this very material became, so that nothing is taken twice."""
        ...

    def unseal(self, testimony_id: str, turns: Collection[int] | None = None) -> dict[int, str]:
        """The words by turn index. A turn whose key is destroyed or that was never stored is absent."""
        ...

    def known(self, testimony_id: str) -> list[Known]:
        """The identifiers that the file itself declared."""
        ...

    def restore(self, testimony_id: str, turn: Turn, words: str) -> None:
        """Seal the words of a turn that was ``NEVER_STORED``, under its (now known) participant.

        ``words`` is the whole stretch ``start:end``. Raises ``UsageError`` if the turn holds words already.
        """
        ...

    def set_state(self, testimony_id: str, state: TestimonyState) -> None:
        """Move the testimony on."""
        ...

    def set_turn_state(self, testimony_id: str, turn: int, state: TurnState) -> None:
        """Hide or show one turn; ``SHREDDED`` also removes its sealed bytes."""
        ...

    def set_turn_states(self, testimony_id: str, turns: Collection[int], state: TurnState) -> None:
        """The same for many turns of one testimony at once."""
        ...

    def forget_known(self, testimony_id: str, participant: str) -> None:
        """Take out what the file declared of one participant: names, numbers, nicknames."""
        ...


class FormAnswers(Protocol):
    """What the form of a testimony says of who speaks: sealed under the one participant's key, or under
    the testimony's where several speak; it goes with that key. Fields are named as the form named them:
    ``archive.attributes`` puts them into common terms (gender, age band, district, group, job)."""

    def put(self, testimony_id: str, answers: Attributes) -> None:
        """Keep the answers in place of those before; none removes them. Raises ``NotFound``."""
        ...

    def of(self, testimonies: Collection[str]) -> dict[str, dict[str, str]]:
        """The answers of each of these testimonies that has any and can be read, in one look."""
        ...


class Quarantine(Protocol):
    """Files that wait for a consent, sealed under a key of their own."""

    def add(self, item: Quarantined, name: str, content: bytes) -> None:
        """Seal the file and its name."""
        ...

    def all(self, project: str | None = None) -> list[Quarantined]:
        """What waits, oldest first, without names."""
        ...

    def open(self, item_id: str) -> tuple[str, bytes]:
        """Name and content, for an import once a consent has come."""
        ...

    def remove(self, item_id: str) -> None:
        """Destroy the key and the bytes."""
        ...


class Reviews(Protocol):
    """Findings and the stewards' decisions on them; quotes and replacements are sealed with their turn."""

    def put(self, testimony_id: str, findings: Sequence[Finding]) -> None:
        """Replace the machine's findings of this testimony; what a steward added or decided stays."""
        ...

    def findings(self, testimony_id: str) -> list[Finding]:
        """In order of position. Findings in a turn that can no longer be read are absent."""
        ...

    def add(self, finding: Finding, *, by_steward: bool = True) -> None:
        """Add one finding that a steward made, or that the machine found later than the others."""
        ...

    def in_project(self, project: str) -> dict[str, tuple[list[Finding], list[Decision]]]:
        """Findings and decisions of every testimony of a project that has any, by testimony."""
        ...

    def decided_together(self, by: str, at: datetime) -> list[str]:
        """The testimonies in which one person decided something at one instant: the reach of one act."""
        ...

    def decide(self, decision: Decision) -> None:
        """Keep a decision; the latest one on a finding that was not undone counts."""
        ...

    def decisions(self, testimony_id: str) -> list[Decision]:
        """Every decision, oldest first."""
        ...

    def pseudonyms(self, project: str) -> dict[str, str]:
        """Keyed hash of an entity → its pseudonym within the project."""
        ...

    def add_pseudonym(self, project: str, entity: str, pseudonym: str, participant: str | None) -> None:
        """Keep one, sealed; it goes with its participant."""
        ...


class Risks(Protocol):
    """Stretches that may still single somebody out; the reasons are sealed with their turns."""

    def put(self, testimony_id: str, found: Sequence[Risk]) -> None:
        """Replace the risks of this testimony."""
        ...

    def of(self, testimonies: Collection[str]) -> dict[str, list[Risk]]:
        """The risks of each of these testimonies that has any, in order of position."""
        ...


class Lessons(Protocol):
    """A project's allow list: words whose findings stewards rejected, sealed with who said them."""

    def teach(self, project: str, finding_id: str, word: str, by: str, at: datetime) -> None:
        """Keep what the rejection of a finding teaches, in place of what it taught."""
        ...

    def unteach(self, findings: Collection[str]) -> None:
        """Take back what these findings taught."""
        ...

    def allowed(self, project: str) -> dict[str, tuple[str, ...]]:
        """Every word the project allows, with the findings that taught it."""
        ...


class Codings(Protocol):
    """Codes on spans, by people and (until accepted, apart) by the machine."""

    def add(self, coding: Coding) -> None:
        """Keep a coding, or the next version of one that was re-anchored; its quote, what stands around it
        and its memo are sealed with its turn."""
        ...

    def get(self, coding_id: str) -> Coding | None:
        """One coding in its newest version, removed or not; ``None`` also when its turn cannot be read."""
        ...

    def remove(self, coding_id: str, at: datetime, by: str = "", undoes: int | None = None) -> None:
        """Mark as removed; it stays for the record. A step of ``by`` where that is given."""
        ...

    def restore(self, coding_id: str, at: datetime, by: str, undoes: int | None = None) -> None:
        """Take a removal back. Raises ``NotFound``."""
        ...

    def confirm(self, coding_id: str, at: datetime, by: str) -> None:
        """Somebody looked at a changed coding and it stands: its fit is ``words`` again."""
        ...

    def of(
        self, testimony_id: str, *, blind: bool = False, lost: bool = False, removed: bool = False
    ) -> list[Coding]:
        """Codings, each in its newest version, in order of position; none in an unreadable turn.

        Those of blind rounds that are still open, those whose words are lost and those that were removed
        come only where they are asked for.
        """
        ...

    def of_round(self, round_id: str) -> list[Coding]:
        """The codings of a round as they stood when it was closed (or stand now), in order of position."""
        ...

    def versions(self, coding_id: str) -> list[Coding]:
        """Every version of one coding that can be read, oldest first."""
        ...

    def acts(self, testimony_id: str, by: str) -> list[Act]:
        """The steps of one coder in one testimony, oldest first."""
        ...

    def suggest(self, testimony_id: str, suggestions: Sequence[Suggestion]) -> None:
        """Replace the undecided suggestions of this testimony; decided ones stay."""
        ...

    def suggestions(self, testimony_id: str) -> list[Suggestion]:
        """Every suggestion, decided or not, in order of position."""
        ...

    def decide(self, suggestion: Suggestion) -> None:
        """Keep a person's verdict on a suggestion."""
        ...


class Rounds(Protocol):
    """Blind rounds and what became of their disagreements. No words stand here."""

    def open(self, made: Round) -> None:
        """Keep a new round. Raises ``UsageError`` if a testimony of it is in another open one."""
        ...

    def close(self, round_id: str, at: datetime) -> None:
        """End the round: its codings are seen by all. Raises ``NotFound``; closing twice is no error."""
        ...

    def get(self, round_id: str) -> Round | None:
        """One round."""
        ...

    def all(self, projects: Collection[str]) -> list[Round]:
        """The rounds of these projects, oldest first."""
        ...

    def settle(self, settlement: Settlement) -> None:
        """Keep what became of a passage; the latest on one place and code counts."""
        ...

    def settled(self, round_id: str) -> list[Settlement]:
        """Every settlement, oldest first."""
        ...


class Memos(Protocol):
    """Researchers' notes, sealed with the words they may repeat; the earlier versions stay."""

    def write(self, memo: Memo) -> None:
        """Keep a memo. One on a coding goes with its turn; one on a testimony goes as soon as anybody who
        speaks in it is shredded."""
        ...

    def all(self, project: str) -> list[Memo]:
        """The newest of each author on each thing, empty ones left out, oldest first."""
        ...


class Codebooks(Protocol):
    """A project's codebook in versions, sealed under the archive's key."""

    def put(self, project: str, book: Codebook, by: str, at: datetime) -> None:
        """Keep the next version. Raises ``UsageError`` unless it follows the last one by exactly one."""
        ...

    def get(self, project: str, version: int | None = None) -> Codebook | None:
        """The newest version, or the one asked for; ``None`` if there is none."""
        ...


class Learnt(Protocol):
    """What a project's verdicts taught the tagger, sealed under the archive's key."""

    def put(self, project: str, content: bytes, consents: int, at: datetime) -> None:
        """Keep what was learnt under so many versions of consents, in place of what was there."""
        ...

    def get(self, project: str, consents: int) -> bytes | None:
        """What was learnt, if the archive has as many versions of consents as then; else ``None``."""
        ...

    def drop(self, project: str) -> bool:
        """Forget it; whether there was any."""
        ...


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

    def withdraw(self, quote_id: str, at: datetime) -> None:
        """Close the quote and remove its sealed text."""
        ...


class Withdrawals(Protocol):
    """Withdrawals on their way or done, sealed under a secret of the archive: they outlive the key."""

    def keep(self, withdrawal: Withdrawal) -> None:
        """Keep it, or how far it has come, in place of what stood there."""
        ...

    def advance(self, withdrawal_id: str, step: Step) -> None:
        """Note that a step was taken."""
        ...

    def get(self, withdrawal_id: str) -> Withdrawal | None:
        """One of them, with all that it found."""
        ...

    def all(self, participant: str | None = None, *, unfinished: bool = False) -> list[Withdrawal]:
        """Every withdrawal, or one participant's, oldest first, without what they found."""
        ...


class Ledger(Protocol):
    """Withdrawals, written a second time where neither the rows nor the keys stand.

    Whoever restores an older archive finds here what must be carried out again before it serves.
    """

    def lines(self) -> list[Line]:
        """Every line, oldest first. Raises ``LogBroken`` if one was altered or taken out."""
        ...

    def append(self, line: Line) -> None:
        """Keep durably; a line whose id is there already changes nothing."""
        ...


class Accounts(Protocol):
    """People who may sign in, and their sessions (kept by digest only)."""

    def add(self, account: Account) -> None:
        """Keep a new account. Raises ``UsageError`` if the name is taken."""
        ...

    def get(self, user: str) -> Account | None:
        """One account, active or not."""
        ...

    def all(self) -> list[Account]:
        """Every account, by name."""
        ...

    def deactivate(self, user: str) -> None:
        """Close the account and every session of it; the account itself stays for the log."""
        ...

    def open_session(self, digest: str, user: str, at: datetime) -> None:
        """Keep a session by the SHA-256 of its token."""
        ...

    def session(self, digest: str) -> tuple[str, datetime, datetime] | None:
        """``(user, opened, last seen)`` of an open session of an active account."""
        ...

    def touch_session(self, digest: str, at: datetime) -> None:
        """Note that the session was used."""
        ...

    def close_session(self, digest: str) -> None:
        """End it."""
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
    def reviews(self) -> Reviews:
        """Findings, decisions, pseudonyms."""
        ...

    @property
    def risks(self) -> Risks:
        """What may still single somebody out."""
        ...

    @property
    def lessons(self) -> Lessons:
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
    def withdrawals(self) -> Withdrawals:
        """Withdrawals on their way or done."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, the log's events of the same block included. Nesting joins the outer one."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class AuditLog(Protocol):
    """The append-only, hash-linked log. An event is durable when ``append`` returns.

    Inside ``Store.transaction`` it becomes durable with that transaction.
    """

    def append(self, event: Event) -> LogEntry:
        """Number, time and keep the event. Raises ``LogUnwritable``: then serve nothing."""
        ...

    def entries(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        action: str | None = None,
        actor: str | None = None,
        object_id: str | None = None,
        participant: str | None = None,
    ) -> Iterator[LogEntry]:
        """Entries in order, narrowed."""
        ...

    def size(self) -> int:
        """How many entries there are."""
        ...

    def checkpoint(self) -> str:
        """A signed note over the present tree (C2SP tlog-checkpoint), to be kept elsewhere."""
        ...

    def verify(self, checkpoint: str | None = None) -> int:
        """Recompute everything; the number of entries. Raises ``LogBroken`` naming the first bad leaf."""
        ...

    def sign(self, text: str) -> str:
        """``text`` as a signed note (C2SP) under the log's own key, to be verified offline."""
        ...

    def anchored(self) -> None:
        """Raise ``LogUnwritable`` if what is durable could not be anchored outside the log as well."""
        ...

    def export(self) -> Iterator[str]:
        """The log as JSON lines that the offline verifier reads."""
        ...

    def evidence(self, entries: Iterable[LogEntry]) -> tuple[list[str], str]:
        """These entries as JSON lines, each with its proof, and the signed checkpoint they hold against."""
        ...

    def seal(self, clear: str) -> bytes:
        """Seal something to the protection officer's key (query text, result ids)."""
        ...

    def unseal(self, sealed: bytes) -> str:
        """Open it again; the caller has asked ``decide`` whether this viewer may."""
        ...

    def fingerprint(self, clear: str) -> str:
        """24 hex digits under a key of the archive, equal for equal queries: for an event's details."""
        ...


@dataclass(frozen=True, slots=True)
class IndexFilter:
    """What a search may touch at most. Only ``search.scope`` makes one.

    ``exposures`` are the kinds of document; empty collections find nothing.
    """

    exposures: frozenset[str]
    projects: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenQuery:
    """A query over keyed tokens: every phrase of ``all_of``, at least one of each ``any_of`` group,
    none of ``none_of``. A phrase is a tuple of one or more adjacent tokens."""

    all_of: tuple[tuple[str, ...], ...] = ()
    any_of: tuple[tuple[tuple[str, ...], ...], ...] = ()
    none_of: tuple[tuple[str, ...], ...] = ()
    codes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


class Index(Protocol):
    """The search engine: derived, disposable, and without a word in it."""

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace by id; found by the next search."""
        ...

    def remove(self, *, ids: Collection[str] = (), testimony: str | None = None) -> None:
        """Remove by id or by testimony, so that nothing of it stays in the engine's files."""
        ...

    def search(self, query: TokenQuery, within: IndexFilter, *, limit: int, offset: int = 0) -> list[Hit]:
        """Best first (BM25), ties by id."""
        ...

    def ids(self) -> Iterator[str]:
        """Every document id, for the reconciliation with the store."""
        ...

    def clear(self) -> None:
        """Drop everything; it can be built again."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Names(Protocol):
    """The pseudonyms of one project while a detector works on it; for one thread."""

    def kept(self) -> Mapping[str, str]:
        """Entity → pseudonym in the form in which it is kept: those of before and those made since."""
        ...


class Detector(Protocol):
    """Finds identifiers in a testimony. ``known`` comes first; ``text`` is the whole testimony."""

    def __call__(
        self,
        testimony: Testimony,
        text: str,
        known: Sequence[Known],
        *,
        names: Names | None = None,
        mode: Mode = Mode.REVIEWED,
    ) -> list[Finding]:
        """Every finding in ``text``, in order, disjoint, none across a turn's border.

        ``names`` gives each person the pseudonym that the project knows. In recall-first mode every word
        that is not known to be ordinary is a finding too.
        """
        ...

    def names(self, project: str, kept: Mapping[str, str], real: Iterable[str]) -> Names:
        """The pseudonyms of a project as they were kept; nobody is given one of the ``real`` names."""
        ...

    def seek(self, testimony: Testimony, text: str, names: Names, wanted: Sequence[Known]) -> list[Finding]:
        """Findings of these names and numbers alone; ``participant`` of each is the entity it belongs to."""
        ...

    def describe(
        self,
        testimony: Testimony,
        text: str,
        spans: Sequence[tuple[int, int, IdentifierType]],
        known: Sequence[Known],
        *,
        names: Names | None = None,
    ) -> list[Finding]:
        """Findings for spans that a person marked, with entity and replacements as the machine's have."""
        ...


@dataclass(frozen=True, slots=True)
class Archive:
    """The open archive: its ports, put together by ``wiring`` alone."""

    store: Store
    index: Index
    keys: KeyRing
    log: AuditLog
    clock: Clock
    detector: Detector
    ledger: Ledger


Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) while long work goes on."""

__all__ = [
    "Accounts", "Archive", "Attributes", "AuditLog", "Clock", "Codebooks", "Codings", "Consents",
    "Detector", "FormAnswers", "Index", "IndexFilter", "KeyRing", "Ledger", "Lessons", "Memos", "Progress",
    "Quarantine", "Quotes", "Reviews", "Rounds", "Store", "Testimonies", "TokenQuery", "Viewer",
    "Withdrawals",
]  # fmt: skip
