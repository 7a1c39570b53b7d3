"""What is kept of words that nobody may read any more, so that they are known when they come again.

A fingerprint holds no word and names nobody: it says that words like these were withdrawn, or told of
somebody who withdrew. Nothing here computes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """Why words are remembered: ``OWN`` were withdrawn, ``OTHER`` are somebody else's and told of a person
    who withdrew."""

    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NearCopy:
    """That a text is near to remembered words: of which withdrawal, why they are remembered, and whether
    they are too short to be known by themselves."""

    withdrawal: str
    kept: Kept
    short: bool
