"""The answers on a consent line: which purpose, which state, how far and until when.

Two written forms are read: a mapping from purpose to answer, and a list of grants that each say their
forms, audiences and days. Anything doubtful takes force from a yes; nothing gives force to a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from consent.defaults import COVERS, NEVER_EMBARGOED
from consent.file_formats import Problem
from consent.policy import IN_FORCE
from consent.record import Audience, Form, Grant, Purpose, State
from consent.values import day, text, texts, word
from consent.vocabulary import PURPOSES, STATES

W = TypeVar("W", bound=StrEnum)

_TOO_FAR = 50


@dataclass(slots=True)
class Notes:
    """The problems of one line as they come up."""

    line: int
    problems: list[Problem] = field(default_factory=list)

    def add(self, sentence: str) -> None:
        """Note a sentence once."""
        problem = Problem(self.line, sentence)
        if problem not in self.problems:
            self.problems.append(problem)

    def day(self, values: Mapping[str, Any], key: str) -> date | None:
        """The day under ``key``; one that cannot be read is noted and ``None``."""
        parsed, understood = day(values.get(key))
        if not understood:
            self.add(f"The day in {key} cannot be read; write it as 2025-03-31.")
        return parsed


@dataclass(frozen=True, slots=True)
class _Limits:
    """What the line says of all its grants: the last day, the embargo; ``sound`` if it could be read."""

    valid_from: date | None
    valid_until: date | None
    embargo_until: date | None
    embargoed: bool
    sound: bool


def grants_of(
    values: Mapping[str, Any], general: str | None, certain: bool, today: date, notes: Notes
) -> tuple[Grant, ...]:
    """Every answer of a line. ``certain`` says whether standing, manner and day of the consent are known.

    ``general`` is the answer to a single question for everything: a no closes every purpose, anything
    but a clear yes makes every yes unknown, a yes adds nothing.
    """
    limits = _limits(values, today, notes)
    grants = [_limited(g, limits) for g in _stated(values.get("grants"), today, notes)]
    if not grants:
        notes.add("No purpose is answered here, so nothing is permitted; a general yes is not enough.")
    if any(g.state in IN_FORCE for g in grants) and not (certain and limits.sound):
        notes.add(
            "Standing, manner and day of the consent must be known and its limits readable; "
            "until then every yes counts as unknown."
        )
        grants = [_weakened(g, State.UNKNOWN) for g in grants]
    if general is not None:
        answer = word(general, STATES) or _binary(general)
        if answer is State.REFUSED:
            grants = [_weakened(g, State.REFUSED) for g in grants] or _all_refused()
        elif answer is not State.GIVEN:
            notes.add("The general question has no clear yes, so every yes counts as unknown.")
            grants = [_weakened(g, State.UNKNOWN) for g in grants]
    return tuple(sorted(grants, key=lambda g: list(Purpose).index(g.purpose)))


def _binary(answer: str) -> State | None:
    return {"1": State.GIVEN, "0": State.REFUSED}.get(answer)


def _all_refused() -> list[Grant]:
    return [Grant(p, State.REFUSED, COVERS[p].forms, COVERS[p].audiences) for p in Purpose]


def _weakened(grant: Grant, state: State) -> Grant:
    return replace(grant, state=state) if grant.state in IN_FORCE else grant


def _limits(values: Mapping[str, Any], today: date, notes: Notes) -> _Limits:
    until, readable = day(values.get("valid_until"))
    begins, begin_readable = day(values.get("valid_from"))
    if not (readable and begin_readable) or (until and until.year - today.year > _TOO_FAR):
        notes.add("The first or last day of the consent cannot be read or lies too far off.")
        readable = False
    opens, opens_readable = day(values.get("embargo_until"))
    if not opens_readable:
        notes.add("The day of the embargo cannot be read, so it stays sealed without a date.")
    embargoed = bool(values.get("embargoed")) or opens is not None or not opens_readable
    return _Limits(begins, until, opens, embargoed, readable and begin_readable)


def _stated(stated: Any, today: date, notes: Notes) -> Iterable[Grant]:
    if isinstance(stated, Mapping):
        stated = [{"purpose": purpose, "state": state} for purpose, state in stated.items()]
    for item in stated if isinstance(stated, list) else []:
        purpose = word(item.get("purpose"), PURPOSES) if isinstance(item, Mapping) else None
        if purpose is None:
            notes.add("A purpose of this line is not one we know; it was not recorded.")
        else:
            yield _grant(purpose, item, today, notes)


def _grant(purpose: Purpose, item: Mapping[str, Any], today: date, notes: Notes) -> Grant:
    state = word(_plain(item.get("state")), STATES)
    if state is None:
        notes.add(f"The answer for {purpose.value} is not a word we know; it counts as unknown.")
        state = State.UNKNOWN
    forms = _members(item, "forms", Form, COVERS[purpose].forms, notes)
    audiences = _members(item, "audiences", Audience, COVERS[purpose].audiences, notes)
    limits = _limits(item, today, notes)
    if not limits.sound and state in IN_FORCE:
        state = State.UNKNOWN
    if state in IN_FORCE and not (forms and audiences):
        notes.add(f"A yes for {purpose.value} must name forms and audiences; it permits nothing as it is.")
    return Grant(
        purpose,
        state,
        forms,
        audiences,
        limits.valid_from,
        limits.valid_until,
        limits.embargoed,
        limits.embargo_until,
        text(item.get("reason")),
        text(item.get("evidence")),
    )


def _plain(answer: Any) -> Any:
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer


def _members(
    item: Mapping[str, Any], key: str, kind: type[W], default: frozenset[W], notes: Notes
) -> frozenset[W]:
    """The stated members of an enumeration; the default only where the key is absent altogether."""
    if item.get(key) is None:
        return default
    members = set()
    for stated in texts(item[key]):
        try:
            members.add(kind(stated))
        except ValueError:
            notes.add(f"One of the {key} of this line is not one we know; it was left out.")
    return frozenset(members)


def _limited(grant: Grant, limits: _Limits) -> Grant:
    """The grant under the line's own limits as well: the later beginning, the earlier end."""
    begins = max((d for d in (grant.valid_from, limits.valid_from) if d), default=None)
    ends = min((d for d in (grant.valid_until, limits.valid_until) if d), default=None)
    limited = replace(grant, valid_from=begins, valid_until=ends)
    if grant.purpose in NEVER_EMBARGOED or not limits.embargoed:
        return limited
    undated = (grant.embargoed and grant.embargo_until is None) or limits.embargo_until is None
    opens = max((d for d in (grant.embargo_until, limits.embargo_until) if d), default=None)
    return replace(limited, embargoed=True, embargo_until=None if undated else opens)
