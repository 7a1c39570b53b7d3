"""What a role does not show by itself: passages under a grant, and whether there is more to ask for.

Words that consent opens for the stated purpose, in a form that the viewer's role does not read, are shown
only under an officer's grant. Where there is none, the viewer learns of them by one bit for a project, and
only if enough people are behind it (``statistics.hints``). Nothing here looks at what was refused or
withdrawn, waits or is in doubt: what consent does not open for this very purpose, and what no steward has
approved, counts as if it were not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.model import Action, Event, Hit, Passage, Testimony, TestimonyState, TurnKind
from archive.reading.turns import open_hit, passages
from archive.search.find import find
from archive.search.keyed import TokenKeys
from archive.search.paging import FARTHEST
from archive.search.query import Query, canonical
from archive.search.scope import BeyondRole
from archive.statistics.hints import may_be_hinted, near

REQUEST = "access_request"
"""What a request is in the log."""

AT_ONCE = 1_000
"""Hits asked of the index at a time."""

MOST_ANSWERS = 2_000
"""So many answers are remembered of one reader; a reader with more of them gets no new hint."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What one search reaches past its viewer's role: passages by the grant that opens them, and by project
    the people of whom there is more. The people stay inside: whoever reads is told of no number."""

    granted: Mapping[str, Sequence[Passage]] = field(default_factory=dict, repr=False)
    people: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)


def reached(work: UnitOfWork, query: Query, room: int, *, hints: bool) -> Beyond:
    """What is past the role in each of the viewer's projects: up to ``room`` passages where a grant is open,
    people elsewhere if ``hints`` are wanted. Nothing for a role that has nothing to ask for."""
    use = gate.beyond_role(work.viewer)
    if use is None:
        return Beyond()
    grants = {one.project: one for one in gate.access_grants_of(work.archive, work.viewer)}
    granted: dict[str, list[Passage]] = {}
    for project, grant in sorted(grants.items()):
        granted[grant.id] = _passages(work, query, project, use, room - sum(map(len, granted.values())))
    others = sorted(work.viewer.projects - grants.keys()) if hints else ()
    return Beyond(granted, {project: _people(work, query, project, use) for project in others})


def note_use(work: UnitOfWork, beyond: Beyond) -> None:
    """The event of each grant that was used: whose words it opened, under which consents."""
    for grant, opened in beyond.granted.items():
        if opened:
            work.log.append(_use_event(work, grant, opened))


def _use_event(work: UnitOfWork, grant: str, opened: Sequence[Passage]) -> Event:
    return replace(
        work.event(Action.ACCESS_USE, REQUEST, grant, project=opened[0].project, passages=len(opened)),
        participants=tuple(sorted({p.participant for p in opened if p.participant})),
        consents=tuple(dict.fromkeys(c for p in opened for c in p.consents)),
    )


def hinted(work: UnitOfWork, query: Query, beyond: Beyond) -> tuple[str, ...]:
    """The projects in which the viewer is told that there is more, and remembered for the next time.

    Call it in the transaction of the search's event, after that event: two searches of one viewer are then
    answered one after the other.
    """
    return tuple(
        project for project, people in beyond.people.items() if _hinted(work, query, project, people)
    )


def _hinted(work: UnitOfWork, query: Query, project: str, people: frozenset[str]) -> bool:
    user, purpose, hints = work.viewer.user, work.viewer.purpose, work.store.hints
    if not people or purpose is None:
        return False
    asked, today = canonical(query), hints.digests(user, people)
    before = hints.answers(user, project, purpose, asked)
    if any(one.same_query and one.given and near(one.people, today) for one in before):
        given = may_be_hinted(today, ())
    else:
        given = len(before) < MOST_ANSWERS and may_be_hinted(today, [one.people for one in before])
        if all(one.people != today for one in before):
            hints.put(user, project, purpose, asked, today, given=given, at=work.clock.now())
    if given:
        work.record_project(Action.ACCESS_HINT, project)
    return given


def _passages(work: UnitOfWork, query: Query, project: str, use: gate.Use, room: int) -> list[Passage]:
    collected: list[Passage] = []
    for hits in _hits(work, query, project) if room > 0 else ():
        collected += passages(work, query, hits, use)
        if len(collected) >= room:
            break
    return collected[: max(room, 0)]


def _people(work: UnitOfWork, query: Query, project: str, use: gate.Use) -> frozenset[str]:
    """Who speaks in turns that match and could be granted. Words of several, or of nobody certain, count for
    nobody: they would make more people of fewer."""
    opened: dict[str, frozenset[tuple[int, str]]] = {}
    people = set()
    for hits in _hits(work, query, project):
        for hit in hits:
            if hit.testimony not in opened:
                opened[hit.testimony] = frozenset(_speakers(work, hit.testimony, use))
            people |= {who for turn, who in opened[hit.testimony] if turn == hit.turn}
    return frozenset(people)


def _speakers(work: UnitOfWork, testimony_id: str, use: gate.Use) -> Iterator[tuple[int, str]]:
    place = open_hit(work, testimony_id, use)
    if place is None or place[0].state is not TestimonyState.APPROVED:
        return
    testimony, turns = place
    for index in turns:
        who = _speaker(testimony, index)
        if who is not None:
            yield index, who


def _speaker(testimony: Testimony, index: int) -> str | None:
    turn = testimony.turns[index]
    certain = turn.kind is TurnKind.SPEECH and turn.participant != testimony.group
    return turn.participant if certain else None


def _hits(work: UnitOfWork, query: Query, project: str) -> Iterator[list[Hit]]:
    scope = BeyondRole(work.viewer, work.clock.today(), project)
    keys = TokenKeys(work.keys.secret("index"))
    for offset in range(0, FARTHEST, AT_ONCE):
        hits = find(work.index, keys, query, scope, limit=AT_ONCE, offset=offset)
        yield hits
        if len(hits) < AT_ONCE:
            return
