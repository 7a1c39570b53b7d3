"""The parts of the store that a researcher works on: codings, blind rounds, memos, codebooks, judgements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from archive.model import (
    Act,
    Coding,
    Memo,
    Round,
    Settlement,
    Suggestion,
)
from taxonomies.codebook import Codebook


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

    def open(self, round_: Round) -> None:
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

    def on_codes(self, project: str) -> list[Memo]:
        """Every memo on a code that was not forgotten, those that were replaced among them, oldest first."""
        ...

    def forget(self, ids: Collection[str]) -> None:
        """Remove the words of these memos for good; the rows stay."""
        ...


class Codebooks(Protocol):
    """A project's codebook in versions, sealed under the archive's key."""

    def put(self, project: str, book: Codebook, by: str, at: datetime) -> None:
        """Keep the next version. Raises ``UsageError`` unless it follows the last one by exactly one."""
        ...

    def get(self, project: str, version: int | None = None) -> Codebook | None:
        """The newest version, or the one asked for; ``None`` if there is none."""
        ...

    def versions(self, project: str) -> list[Codebook]:
        """Every version that the project made, oldest first."""
        ...

    def forget(self, project: str, texts: Collection[str]) -> None:
        """Take these labels, definitions, examples and memos out of every version; a label gives way to the
        code's id."""
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
