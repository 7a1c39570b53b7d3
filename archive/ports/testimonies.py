"""The parts of the store that hold testimonies, who speaks in them under which consent, and what waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from archive.model import (
    Known,
    Quarantined,
    Scope,
    Testimony,
    TestimonyState,
    Turn,
    TurnState,
)
from consent.record import ConsentRecord

Attributes = Mapping[str, str]
"""What a form says of a person: field, as the form names it → answer."""


class Consents(Protocol):
    """Append-only versions of consent records; the identity part is sealed under the participant's key."""

    def count(self) -> int:
        """How many versions there are: it grows with every change, so that a change can be noticed."""
        ...

    def add(self, record: ConsentRecord) -> None:
        """Keep a new version. Raises ``UsageError`` unless it follows the last one by exactly one."""
        ...

    def current(self, scope: Scope, participants: Collection[str] | None = None) -> list[ConsentRecord]:
        """The latest version of each consent in ``scope``, of these participants or of all, without
        identity."""
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

    def all(self, scope: Scope, state: TestimonyState | None = None) -> list[Testimony]:
        """Testimonies of ``scope`` in the order they came."""
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

    def forget_before(self, testimony_id: str, turns: Collection[int]) -> None:
        """Remove what older versions held of turns of the version before the newest: their speaker
        changed."""
        ...

    def forget_known(self, testimony_id: str, participant: str) -> None:
        """Take out what the file declared of one participant: names, numbers, nicknames."""
        ...


class FormAnswers(Protocol):
    """What the form of a testimony says of who speaks: sealed under the one participant's key, or under
    the testimony's where several speak; it goes with that key. Fields are named as the form named them:
    ``archive.access.policy.demographics`` puts them into common terms (gender, age band, district, group,
    job)."""

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

    def all(self, scope: Scope) -> list[Quarantined]:
        """What waits in ``scope``, oldest first, without names."""
        ...

    def open(self, item_id: str) -> tuple[str, bytes]:
        """Name and content, for an import once a consent has come."""
        ...

    def remove(self, item_id: str) -> None:
        """Destroy the key and the bytes."""
        ...


class Layouts(Protocol):
    """The ways of marking who speaks that people chose for files, by a keyed digest of the file."""

    def put(self, project: str, digest: str, layout: str, at: datetime) -> None:
        """Keep the layout of a file in place of the one before."""
        ...

    def of(self, project: str, digest: str) -> str | None:
        """The layout chosen for a file of a project, if one was."""
        ...
