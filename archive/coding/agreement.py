"""How far coders agree on one text, code by code: by character, by turn, by the units they cut.

Codes overlap freely, so every code is compared on its own, present or absent. Text that nobody coded is
most of any transcript and lifts every figure over it; so the share that is coded is told, and kappa is given
again within the turns that somebody coded at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.coding.alpha import alpha, masi
from archive.coding.kappa import Pair
from archive.coding.unitizing import unitizing
from archive.errors import UsageError
from archive.model import Coding

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one turn that every coder could read: ``start`` to ``end`` in its testimony."""

    testimony: str
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code. Figures over pairs of coders are means over the pairs that have one; ``None`` is undefined.

    ``marked`` is how many characters each coder marked, in the order of the coders; ``overlap`` what two
    marked over what either did; ``within`` is kappa by character in turns that somebody coded with anything.
    """

    code: str
    marked: tuple[int, ...]
    turns: int
    overlap: float | None
    kappa_characters: float | None
    kappa_within: float | None
    kappa_turns: float | None
    alpha_turns: float | None
    alpha_units: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A comparison. ``coded`` is the share of characters that somebody marked; ``alpha_sets`` compares the
    sets of codes of each turn (MASI), over the turns that somebody coded."""

    coders: tuple[str, ...]
    turns: int
    characters: int
    coded: float
    alpha_sets: float | None
    codes: tuple[CodeAgreement, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """One code's spans on the joined text, by coder: disjoint, in order."""

    by_coder: tuple[tuple[Span, ...], ...]


def compare(
    stretches: Sequence[Stretch],
    codings: Iterable[Coding],
    coders: Sequence[str],
    codes: Collection[str] = (),
) -> Agreement:
    """Compare ``coders`` over ``stretches``. ``codes`` narrows the codes; without it all that were used.

    Raises ``UsageError`` for fewer than two coders or no text.
    """
    length = sum(s.end - s.start for s in stretches)
    if len(set(coders)) < 2 or not length:
        raise UsageError("Agreement needs two coders and a text that both could read.")
    marks = _marks(stretches, [c for c in codings if not codes or c.code in codes], coders)
    borders = _borders(stretches)
    touched = _touched(marks, borders)
    return Agreement(
        coders=tuple(coders),
        turns=len(stretches),
        characters=length,
        coded=_length(_joined(s for m in marks.values() for part in m.by_coder for s in part)) / length,
        alpha_sets=_alpha_of_sets(marks, borders, touched, len(coders)),
        codes=tuple(_of_code(code, marks[code], borders, touched, length) for code in sorted(marks)),
    )


def _marks(
    stretches: Sequence[Stretch], codings: Iterable[Coding], coders: Sequence[str]
) -> dict[str, Marks]:
    """Every code's spans moved onto one continuum, overlapping ones of a coder joined."""
    at, offset = {}, 0
    for s in stretches:
        at[s.testimony, s.turn] = (s.start, s.end, offset)
        offset += s.end - s.start
    by_code: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for c in codings:
        place = at.get((c.testimony, c.turn))
        if place is None or c.coder not in coders:
            continue
        start, end = max(c.start, place[0]), min(c.end, place[1])
        if start < end:
            by_code[c.code][c.coder].append((start - place[0] + place[2], end - place[0] + place[2]))
    return {code: Marks(tuple(_joined(by[c]) for c in coders)) for code, by in by_code.items()}


def _borders(stretches: Sequence[Stretch]) -> list[Span]:
    out, at = [], 0
    for s in stretches:
        out.append((at, at + s.end - s.start))
        at = out[-1][1]
    return out


def _of_code(
    code: str, marks: Marks, borders: Sequence[Span], touched: Collection[int], length: int
) -> CodeAgreement:
    spans = marks.by_coder
    by_coder = [_turns_of(part, borders) for part in spans]
    within = sum(borders[i][1] - borders[i][0] for i in touched)
    by_character = [_pair(a, b, length) for a, b in combinations(spans, 2)]
    by_turn = [_pair_of_sets(a, b, len(borders)) for a, b in combinations(by_coder, 2)]
    return CodeAgreement(
        code=code,
        marked=tuple(_length(part) for part in spans),
        turns=len(set().union(*by_coder)),
        overlap=_mean(p.overlap for p in by_character),
        kappa_characters=_mean(p.kappa() for p in by_character),
        kappa_within=_mean(_pair(a, b, within).kappa() for a, b in combinations(spans, 2)),
        kappa_turns=_mean(p.kappa() for p in by_turn),
        alpha_turns=alpha([[i in turns for turns in by_coder] for i in range(len(borders))]),
        alpha_units=unitizing([[(*s, code) for s in part] for part in spans], length).u,
    )


def _pair(one: Sequence[Span], other: Sequence[Span], length: int) -> Pair:
    both = _shared(one, other)
    first, second = _length(one) - both, _length(other) - both
    return Pair(both, first, second, length - both - first - second)


def _pair_of_sets(one: set[int], other: set[int], units: int) -> Pair:
    return Pair(len(one & other), len(one - other), len(other - one), units - len(one | other))


def _alpha_of_sets(
    marks: Mapping[str, Marks], borders: Sequence[Span], touched: Collection[int], coders: int
) -> float | None:
    sets: dict[tuple[int, int], set[str]] = defaultdict(set)
    for code, of_code in marks.items():
        for coder, part in enumerate(of_code.by_coder):
            for turn in _turns_of(part, borders):
                sets[turn, coder].add(code)
    return alpha([[frozenset(sets[t, c]) for c in range(coders)] for t in sorted(touched)], masi)


def _touched(marks: Mapping[str, Marks], borders: Sequence[Span]) -> set[int]:
    return {turn for m in marks.values() for part in m.by_coder for turn in _turns_of(part, borders)}


def _turns_of(spans: Sequence[Span], borders: Sequence[Span]) -> set[int]:
    """Indices of the stretches that some span touches; both come in order."""
    indices, at = set(), 0
    for start, end in spans:
        while at < len(borders) and borders[at][1] <= start:
            at += 1
        if at < len(borders) and borders[at][0] < end:
            indices.add(at)
    return indices


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap made one; those that only touch stay two units."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    total = i = j = 0
    while i < len(one) and j < len(other):
        total += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return total


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
