"""What the tagger answers: codes with a score and the words that speak for them.

A tag is a suggestion. It counts nowhere until a person accepts it, and it never goes out without evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from taxonomies.drivers import scheme_version
from taxonomies.sdg import framework

TAGGER_VERSION = "1.5"
"""Changes whenever the same text could get other tags: code, lexicon, glosses or weights."""

TAXONOMY_VERSION = f"sdg-{framework().year}/lnob-{scheme_version()}"
"""Framework year of the targets and version of the driver scheme."""


class TagJson(TypedDict):
    """A tag in an answer of ``heard tag``."""

    code: str
    score: float
    evidence: list[list[int]]


class TagResultJson(TypedDict):
    """An answer of ``heard tag`` without its id, as ``docs/formats.md`` has it."""

    targets: list[TagJson]
    drivers: list[TagJson]
    ranked: list[str]
    drivers_ranked: list[str]
    tagger: str
    taxonomy: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One code. ``score`` is 0 to 1; ``evidence`` are ``(start, end)`` in code points, never empty."""

    code: str
    score: float
    evidence: tuple[tuple[int, int], ...]

    def as_json(self) -> TagJson:
        """The form of the stream."""
        return {
            "code": self.code,
            "score": round(self.score, 3),
            "evidence": [list(span) for span in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class TagResult:
    """What one text tells: asserted targets and drivers, best first, and longer ranked lists of codes.

    Both empty: the tagger abstains. ``tagger`` says which version answered, and with what.
    """

    targets: tuple[Tag, ...] = ()
    drivers: tuple[Tag, ...] = ()
    ranked: tuple[str, ...] = ()
    ranked_drivers: tuple[str, ...] = ()
    tagger: str = f"{TAGGER_VERSION}+lexicon"
    taxonomy: str = TAXONOMY_VERSION

    def as_json(self) -> TagResultJson:
        """The form of the stream, without an id."""
        return {
            "targets": [tag.as_json() for tag in self.targets],
            "drivers": [tag.as_json() for tag in self.drivers],
            "ranked": list(self.ranked),
            "drivers_ranked": list(self.ranked_drivers),
            "tagger": self.tagger,
            "taxonomy": self.taxonomy,
        }
