"""What may be said of a key ring without showing a key: how many there are, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """The state of a ring: ``epochs`` are number and keys hanging on it, oldest first."""

    epochs: tuple[tuple[int, int], ...]
    keys: int
    escrowed: int
    destroyed: int
    rows_behind: int

    @property
    def retirable(self) -> tuple[int, ...]:
        """Old epochs on which nothing hangs any more."""
        return tuple(number for number, left in self.epochs[:-1] if not left)
