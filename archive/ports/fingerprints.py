"""The part of the store that knows withdrawn words again, without holding any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from archive.model.fingerprints import Kept, NearCopy


class Fingerprints(Protocol):
    """Keyed fingerprints of words, over every project. They outlive the keys of the people: a withdrawal is
    to be respected later, too."""

    def put(self, withdrawal: str, kept: Kept, texts: Iterable[str]) -> None:
        """Remember these words for a withdrawal, in place of those remembered for it so before."""
        ...

    def clear(self, withdrawals: Iterable[str], text: str) -> None:
        """Remember that these words were shown again, although they told of these withdrawals."""
        ...

    def near(self, texts: Sequence[str]) -> list[tuple[NearCopy, ...]]:
        """For each text what it is near to, each withdrawal and kind once. What was cleared is the same words
        in the same order, and nothing near to them."""
        ...
