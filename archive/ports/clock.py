"""The only source of time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time, so that a test can move it."""

    def now(self) -> datetime:
        """The present instant, in UTC with a time zone."""
        ...

    def today(self) -> date:
        """The present day where the archive is run."""
        ...
