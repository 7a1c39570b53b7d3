"""From scores to suggestions: how sure one must be, how many at most, and when to say nothing."""

from __future__ import annotations

from taxonomies.sdg import order
from taxonomies.tagger.lexicon import Found, Reading
from taxonomies.tagger.result import Tag, TagResult

_MOST = 3
_RANKED = 10
_TARGET_FLOOR = 0.5
_DRIVER_FLOOR = 0.5
_OF_BEST = 0.6
_SMALL_TALK_FLOOR = 0.7


def choose(reading: Reading) -> TagResult:
    """At most three targets and three drivers, none below the floor or far below the best one."""
    floor = _SMALL_TALK_FLOOR if "recording" in reading.concepts else 0.0
    targets = sorted(reading.targets.items(), key=lambda item: (-item[1].score, order(item[0])))
    drivers = sorted(reading.drivers.items(), key=lambda item: (-item[1].score, item[0]))
    asserted = _asserted(targets, max(_TARGET_FLOOR, floor))
    causes = _asserted(drivers, max(_DRIVER_FLOOR, floor))
    return TagResult(
        asserted,
        causes,
        tuple(code for code, _ in targets[:_RANKED]),
        tuple(code for code, _ in drivers[:_RANKED]),
    )


def _asserted(ranked: list[tuple[str, Found]], floor: float) -> tuple[Tag, ...]:
    if not ranked:
        return ()
    least = max(floor, _OF_BEST * ranked[0][1].score)
    return tuple(
        Tag(code, found.score, found.spans) for code, found in ranked[:_MOST] if found.score >= least
    )
