"""From scores to suggestions: how sure one must be, how many at most, and when to say nothing.

Thresholds and weights were set on this project's own development texts (``bench/data/tag-dev*.jsonl``), as
they are and with small talk around them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from taxonomies.sdg import order
from taxonomies.tagger.concepts import Evidence, Reading
from taxonomies.tagger.likeness import Likeness, Near
from taxonomies.tagger.result import TAGGER_VERSION, Tag, TagResult

_MOST = 3
_RANKED = 10
_SMALL_TALK_FLOOR = 0.7
_SLOPE = 5.0


@dataclass(frozen=True, slots=True)
class Bars:
    """What a code must reach: ``floor`` on its own, ``of_best`` of the best one.

    ``lexicon`` is the lexicon's weight beside the glosses, ``small_talk`` what likeness to small talk costs,
    ``nothing`` the likeness to small talk from which on nothing is asserted.
    """

    floor: float
    of_best: float
    lexicon: float = 1.0
    small_talk: float = 0.0
    nothing: float = 0.8


LEXICON_TARGETS = Bars(0.5, 0.6)
LEXICON_DRIVERS = Bars(0.5, 0.6)
LIKENESS = {
    "both": (Bars(0.52, 0.7, 0.3, 0.8, 0.4), Bars(0.6, 0.5, 0.4, 0.8, 0.35)),
    "english": (Bars(0.585, 0.7, 0.3, 0.2, 0.5), Bars(0.725, 0.5, 0.4, 0.8, 0.5)),
    "tongues": (Bars(0.529, 0.6, 0.45, 0.8, 0.5), Bars(0.565, 0.7, 0.45, 0.8, 0.5)),
}
"""Bars of targets and drivers by the models that read the text."""


@dataclass(frozen=True, slots=True)
class _Scored:
    code: str
    raw: float
    score: float
    evidence: tuple[tuple[int, int], ...]


def choose(reading: Reading, likeness: Likeness | None = None, made_by: str = "lexicon") -> TagResult:
    """At most three targets and three drivers, none below its bars; the ranked lists go on below them."""
    if likeness is None:
        floor = _SMALL_TALK_FLOOR if "recording" in reading.concepts else 0.0
        targets = _by_lexicon(reading.targets)
        drivers = _by_lexicon(reading.drivers)
        asserted = _asserted(targets, LEXICON_TARGETS, floor)
        causes = _asserted(drivers, LEXICON_DRIVERS, floor)
    else:
        of_targets, of_drivers = LIKENESS[made_by]
        targets = _mixed(reading.targets, likeness.targets, of_targets)
        drivers = _mixed(reading.drivers, likeness.drivers, of_drivers)
        asserted = _asserted(targets, of_targets, _floor(of_targets, likeness.small_talk))
        causes = _asserted(drivers, of_drivers, _floor(of_drivers, likeness.small_talk))
    return TagResult(
        asserted,
        causes,
        tuple(item.code for item in targets[:_RANKED]),
        tuple(item.code for item in drivers[:_RANKED]),
        f"{TAGGER_VERSION}+{made_by}",
    )


def _by_lexicon(hits: Mapping[str, Evidence]) -> list[_Scored]:
    scored = [_Scored(code, item.score, item.score, item.spans) for code, item in hits.items()]
    return sorted(scored, key=_best_first)


def _mixed(hits: Mapping[str, Evidence], near: Mapping[str, Near], bars: Bars) -> list[_Scored]:
    scored = []
    for code, item in near.items():
        lexical = hits.get(code)
        raw = item.score + bars.lexicon * (lexical.score if lexical else 0.0)
        evidence = lexical.spans if lexical else (item.span,)
        scored.append(_Scored(code, raw, _share(raw, bars), evidence))
    for code, lexical in hits.items():
        if code not in near:  # no gloss tells this code: the lexicon's word alone
            raw = bars.floor + (lexical.score - LEXICON_TARGETS.floor) / 2
            scored.append(_Scored(code, raw, _share(raw, bars), lexical.spans))
    return sorted(scored, key=_best_first)


def _floor(bars: Bars, small_talk: float) -> float:
    return bars.floor + bars.small_talk * max(0.0, small_talk) if small_talk < bars.nothing else math.inf


def _share(raw: float, bars: Bars) -> float:
    """A raw sum as a score between 0 and 1 that is a half at the floor."""
    return 1.0 / (1.0 + math.exp(-_SLOPE * (raw - bars.floor)))


def _asserted(ranked: list[_Scored], bars: Bars, floor: float) -> tuple[Tag, ...]:
    if not ranked:
        return ()
    least = max(bars.floor, floor, bars.of_best * ranked[0].raw)
    return tuple(Tag(item.code, item.score, item.evidence) for item in ranked[:_MOST] if item.raw >= least)


def _best_first(item: _Scored) -> tuple[float, object]:
    return -item.raw, order(item.code) if item.code[0].isdigit() else item.code
