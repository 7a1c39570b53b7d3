"""Goals, targets and indicators of the 2030 Agenda, by their official codes.

Codes are facts and are kept here; labels are this project's own short words. The official texts are
not in this package: whoever runs an archive loads them from the publishers (``taxonomies.loader``).
Concept URIs are those of the United Nations' own vocabulary (UNStats, Linked Open Data for the SDGs).

Source of the codes: global indicator framework after the 2020 comprehensive review, 17 goals, 169
targets, 247 listed indicators of which 231 are different; five older indicators are named as retired.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from taxonomies._data import LANGUAGES, names, read


@dataclass(frozen=True, slots=True)
class Indicator:
    """One listed indicator. ``same_as`` are the other codes under which it is listed again."""

    code: str
    target: str
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One target, such as 3.8; ``indicators`` in official order."""

    code: str
    goal: int
    indicators: tuple[Indicator, ...]

    @property
    def uri(self) -> str:
        """Concept URI."""
        return uri(self.code)


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, 1 to 17; ``targets`` in official order (3.9 before 3.a)."""

    number: int
    targets: tuple[Target, ...]

    @property
    def uri(self) -> str:
        """Concept URI."""
        return uri(str(self.number))


@dataclass(frozen=True, slots=True)
class Framework:
    """The whole scheme of one framework year."""

    year: int
    goals: tuple[Goal, ...]
    retired: tuple[str, ...]

    def targets(self) -> Iterator[Target]:
        """All 169 targets in official order."""
        for goal in self.goals:
            yield from goal.targets

    def indicators(self, *, unique: bool = False) -> Iterator[Indicator]:
        """Listed indicators (247); with ``unique`` a repeated one comes once, at its first code (231)."""
        for target in self.targets():
            for indicator in target.indicators:
                first = min((indicator.code, *indicator.same_as), key=order)
                if not unique or indicator.code == first:
                    yield indicator


def order(code: str) -> tuple[tuple[int, int], ...]:
    """A sort key that puts 3.9 before 3.a and 9.c before 10.1. Raises ``ValueError`` for no code at all."""
    return tuple((0, int(part)) if part.isdigit() else (1, ord(part) - 96) for part in code.split("."))


@cache
def framework() -> Framework:
    """The scheme shipped with this package."""
    data = read("sdg.json")
    twins: dict[str, tuple[str, ...]] = {}
    for group in data["repeated"]:
        for code in group:
            twins[code] = tuple(other for other in group if other != code)
    goals = tuple(
        Goal(
            entry["goal"],
            tuple(
                Target(
                    item["code"],
                    entry["goal"],
                    tuple(Indicator(i, item["code"], twins.get(i, ())) for i in item["indicators"]),
                )
                for item in entry["targets"]
            ),
        )
        for entry in data["goals"]
    )
    return Framework(data["framework"]["year"], goals, tuple(data["retired"]))


@cache
def target_codes() -> tuple[str, ...]:
    """All target codes in official order."""
    return tuple(target.code for target in framework().targets())


def is_target(code: str) -> bool:
    """Whether there is a target of this code."""
    return code in _target_set()


def goal_of(code: str) -> int:
    """The goal number of a target or indicator code: ``"10.2"`` → 10."""
    return int(code.partition(".")[0])


def uri(code: str) -> str:
    """Concept URI of a goal or target in the United Nations' vocabulary."""
    return f"{read('sdg.json')['framework']['base']}{code}"


@cache
def labels(language: str) -> Mapping[str, str]:
    """Short labels by goal number or target code; a missing one is given in English."""
    merged: dict[str, str] = {}
    for name in ("en", language):
        if f"labels/sdg.{name}.yaml" in names("labels", ".yaml"):
            data = read(f"labels/sdg.{name}.yaml")
            merged |= data["goals"] | data["targets"]
    return merged


def label(code: str, language: str = "en") -> str:
    """The short label of a goal (``"3"``) or target (``"3.8"``), in English where the language lacks it.

    Raises ``KeyError`` for a code that is neither.
    """
    return labels(language if language in LANGUAGES else "en")[code]


@cache
def _target_set() -> frozenset[str]:
    return frozenset(target_codes())
