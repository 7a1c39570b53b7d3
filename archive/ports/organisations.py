"""The organisations of an archive and what they share. No other organisation's share is ever listed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from archive.model import Organisation, Share


class Organisations(Protocol):
    """Who uses the archive. The first is there from the beginning."""

    def add(self, organisation: Organisation) -> None:
        """Keep a new one. Raises ``UsageError`` if its id is taken."""
        ...

    def get(self, organisation: str) -> Organisation | None:
        """One by its id."""
        ...

    def all(self) -> list[Organisation]:
        """Every one, in the order of their opening."""
        ...

    def ids(self) -> frozenset[str]:
        """The ids of all."""
        ...

    def rename(self, organisation: str, name: str) -> None:
        """Give one another name. Raises ``NotFound``."""
        ...


class Shares(Protocol):
    """Projects that an organisation shares with another one, or proposed to."""

    def add(self, share: Share) -> None:
        """Keep a proposal."""
        ...

    def of(self, organisation: str) -> list[Share]:
        """Those in which an organisation is the owner or the partner, the oldest first."""
        ...

    def shared_with(self, organisation: str, today: date) -> frozenset[str]:
        """Projects of others that an organisation may work on today."""
        ...

    def agree(self, share: str, by: str, at: datetime) -> bool:
        """Keep who agreed; no, if it was agreed to or ended before."""
        ...

    def end(self, share: str, by: str, at: datetime) -> bool:
        """Keep who ended it; no, if it had ended."""
        ...
