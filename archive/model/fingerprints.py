"""What is kept of words that nobody may read any more, so that they are known when they come again.

A fingerprint holds no word and names nobody: it says that words like these were withdrawn or sent away, told
of somebody who withdrew, or were cleared again. Nothing here computes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """Why words are remembered: ``OWN`` were withdrawn, or a steward let them go; ``OTHER`` are somebody
    else's and told of a person who withdrew; ``CLEARED`` are such words that a steward showed again."""

    OWN = "own"
    OTHER = "other"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class NearCopy:
    """That a text is near to remembered words: of which withdrawal (or other decision), why they are
    remembered, and whether they are too short to be known by themselves."""

    withdrawal: str
    kept: Kept
    short: bool
