"""Which numbers an answer of figures tells: the groups that its rows, columns and sentences stand for.

Two answers are compared by the groups behind them, never by their headings. A group is named here and
nowhere else: a code, what stands under a goal, two codes on shared words or in one turn, everybody with a
code, everybody who is counted. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from archive.coding import matrices
from archive.coding.matrices import NOT_TOLD, WITH, CodedWords, columns_of, pairs_of
from archive.coding.saturation import Silences
from archive.statistics.cross_tables import Table
from archive.statistics.group_sizes import Layout, Number, People, Told, by_groups, by_terms

CODED, PAIRED, COUNTED = "coded", "paired", "counted"
"""Everybody with a code; with a driver and a target in one turn; everybody who may be counted."""


class Asking(StrEnum):
    """What a question asks for."""

    CODES = "codes"
    TOPS = "tops"
    OVERLAPS = "overlaps"
    TURNS = "turns"
    DRIVERS = "drivers"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in terms that stay: equal questions over unchanged data have one answer."""

    asks: Asking
    terms: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()

    def written(self) -> str:
        """The question as text, the same for equal questions."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Question:
        """The question from its text."""
        known = json.loads(text)
        return cls(
            Asking(known["asks"]), tuple(known["terms"]), tuple(known["codes"]), tuple(known["planned"])
        )


@dataclass(frozen=True, slots=True)
class Codings:
    """What may be counted: who said what in codes, who is counted, and how codes lie in one another."""

    coded: Sequence[CodedWords]
    known: Mapping[str, Mapping[str, str]]
    top: Callable[[str], str]
    kinds: tuple[Callable[[str], bool], Callable[[str], bool]]


def groups(codings: Codings, questions: Iterable[Question]) -> People:
    """Who belongs to which group, as far as these questions can ask."""
    members: dict[str, set[str]] = {CODED: set(), PAIRED: set(), COUNTED: set(codings.known)}
    within: dict[str, set[str]] = {CODED: {COUNTED}, PAIRED: {CODED}}
    parts: dict[str, set[str]] = {CODED: set(), PAIRED: set()}

    def add(group: str, who: str, *wholes: str) -> None:
        members.setdefault(group, set()).add(who)
        within.setdefault(group, set()).update(wholes)

    chosen = {q.codes for q in questions if q.asks is Asking.CODES and q.codes}
    for t in codings.coded:
        top = _top(codings.top(t.code))
        anys = [_any(codes) for codes in chosen if t.code in codes]
        add(CODED, t.participant)
        add(top, t.participant, CODED)
        add(_code(t.code), t.participant, top, CODED, *anys)
        for one in (CODED, top, *anys):
            parts.setdefault(one, set()).add(_code(t.code))
        for one in anys:
            add(one, t.participant, CODED)
    for overlapping in (False, True):
        for pair in pairs_of(codings.coded, overlapping=overlapping):
            a, b, who = pair.first, pair.second, pair.participant
            wholes = [_code(a), _code(b), *([_pair(a, b, False)] if overlapping else [])]
            if not overlapping and _crosses(codings.kinds, a, b):
                add(PAIRED, who)
                parts[PAIRED].add(_pair(a, b, False))
                wholes.append(PAIRED)
            add(_pair(a, b, overlapping), who, *wholes)
    tops = sorted({_top(codings.top(t.code)) for t in codings.coded})
    return People(
        {group: frozenset(who) for group, who in members.items()},
        codings.known,
        {group: sorted(wholes) for group, wholes in within.items()},
        {group: [sorted(each)] for group, each in parts.items()} | {CODED: [sorted(parts[CODED]), tops]},
        NOT_TOLD,
    )


def table_of(codings: Codings, question: Question, k: int) -> Table:
    """The table that answers a question, small numbers and what gives them away in it withheld."""
    coded, known, terms = codings.coded, codings.known, question.terms
    if question.asks is Asking.CODES:
        return matrices.by_attribute(coded, known, terms[0], codes=question.codes, k=k)
    if question.asks is Asking.TOPS:
        return matrices.by_attribute(_rolled(codings), known, terms[0], codes=question.codes, k=k)
    if question.asks is Asking.DRIVERS:
        return matrices.crossed(coded, known, codings.kinds, terms, k=k)
    return matrices.together(coded, overlapping=question.asks is Asking.OVERLAPS, k=k)


def told_by(codings: Codings, question: Question, table: Table) -> Told:
    """What a table tells its reader."""
    return Told(_layout(codings, question, table), table.exact)


def _layout(codings: Codings, question: Question, table: Table) -> Layout:
    if question.asks in (Asking.OVERLAPS, Asking.TURNS):
        overlapping = question.asks is Asking.OVERLAPS
        pairs = {
            (r, c): _pair(a, b, overlapping)
            for r, a in enumerate(table.rows)
            for c, b in enumerate(table.columns)
            if a != b
        }
        return by_groups([_code(one) for one in table.rows], pairs, CODED)
    universe = CODED
    if question.asks is Asking.DRIVERS:
        rows = [_pair(a, b, False) for a, _, b in (row.partition(WITH) for row in table.rows)]
        universe = PAIRED
    elif question.asks is Asking.TOPS:
        rows = [_top(one) for one in table.rows]
    else:
        rows = [_code(one) for one in table.rows]
        universe = _any(question.codes) if question.codes else CODED
    columns = columns_of(codings.coded, codings.known, question.terms) if table.columns else []
    return by_terms(rows, universe, question.terms, columns)


def told_by_silence(codings: Codings, question: Question, silences: Silences, k: int) -> Told:
    """What a list of groups that are not heard tells: of each group and code whether it is below ``k``."""
    terms = question.terms
    values = sorted({known[terms[0]] for known in codings.known.values() if known.get(terms[0])})
    few = {(one.group, one.code) for one in silences.quiet if one.heard}
    unheard = {one.group for one in silences.quiet if not one.heard}
    codes = question.codes or tuple(sorted({t.code for t in codings.coded}))
    bounds: dict[Number, tuple[int, int | None]] = {}
    for value in dict.fromkeys((*values, *unheard)):
        bounds[Number(COUNTED, terms, (value,))] = (0, k - 1) if value in unheard else (k, None)
        for code in codes if value not in unheard else ():
            number = Number(_code(code), terms, (value,))
            bounds[number] = (0, k - 1) if (value, code) in few else (k, None)
    columns = columns_of(codings.coded, codings.known, terms)
    sums = by_terms([], CODED, terms, columns).sums
    everybody = sorted({(known.get(terms[0]) or NOT_TOLD,) for known in codings.known.values()})
    return Told(Layout({}, (*sums, *by_terms([], COUNTED, terms, everybody).sums)), frozenset(), bounds)


def records(codings: Codings, people: People) -> dict[str, str]:
    """Everything that any answer can tell of each person, as text: whose differs has changed."""
    groups_of: dict[str, list[str]] = {who: [] for who in codings.known}
    for group in sorted(people.members):
        if not group.startswith("any "):
            for who in people.members[group]:
                groups_of.setdefault(who, []).append(group)
    return {
        who: json.dumps([mine, sorted(codings.known.get(who, {}).items())], ensure_ascii=False)
        for who, mine in groups_of.items()
    }


def _rolled(codings: Codings) -> list[CodedWords]:
    return [
        CodedWords(t.participant, t.testimony, t.turn, t.start, t.end, codings.top(t.code))
        for t in codings.coded
    ]


def _crosses(kinds: tuple[Callable[[str], bool], Callable[[str], bool]], a: str, b: str) -> bool:
    return any(kinds[0](x) and kinds[1](y) for x, y in ((a, b), (b, a)))


def _code(code: str) -> str:
    return f"code {code}"


def _top(code: str) -> str:
    return f"top {code}"


def _any(codes: Sequence[str]) -> str:
    return "any " + json.dumps(codes)


def _pair(a: str, b: str, overlapping: bool) -> str:
    return ("words " if overlapping else "turn ") + json.dumps(sorted((a, b)))
