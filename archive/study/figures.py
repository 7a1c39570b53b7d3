"""Questions to a project's codings: who speaks of what, what goes together, what is new, who is silent.

Answers are counts of people, small ones withheld with what gives them away, for whoever asks. Researchers
count whom their stated purpose lets them read; everybody else, and every export, counts only people who
agreed to be counted (``access.COUNT``). Two answers about the same people are not checked against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness, demographics
from archive.coding import (
    export_tables,
    matrices,
    saturation,
)
from archive.coding.matrices import CodedWords, Overlap
from archive.coding.saturation import Silences, Step
from archive.errors import UsageError
from archive.model import Action, Fit, Role, Scope, Testimony
from archive.statistics.cross_tables import (
    EXPORT_K,
    SCREEN_K,
    Table,
)
from archive.study.notebook import book_of
from taxonomies import drivers, sdg
from taxonomies.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Asked:
    """What a project's people said in codes, as far as this viewer may count it. Never leaves this file
    but as a table."""

    coded: tuple[CodedWords, ...]
    people: Mapping[str, Mapping[str, str]]
    book: Codebook
    k: int


def matrix(
    work: UnitOfWork,
    project: str,
    term: str,
    *,
    codes: Sequence[str] = (),
    rolled: bool = False,
    export: bool = False,
) -> Table:
    """Codes by one attribute of people (``attributes.TERMS``). ``rolled`` counts under the top codes (goal,
    factor). Raises ``UsageError`` for an attribute that the archive does not have."""
    asked = _asked(work, project, "matrix", export, [term])
    coded = _rolled(asked) if rolled else asked.coded
    return matrices.by_attribute(coded, asked.people, term, codes=codes, k=asked.k)


def together(work: UnitOfWork, project: str, *, overlapping: bool = True, export: bool = False) -> Table:
    """Codes by codes: on shared words, or in the same turn."""
    asked = _asked(work, project, "together", export)
    return matrices.together(asked.coded, overlapping=overlapping, k=asked.k)


def drivers_by_target(
    work: UnitOfWork,
    project: str,
    terms: Sequence[str] = (demographics.COUNTRY, demographics.GROUP),
    *,
    export: bool = False,
) -> Table:
    """Drivers with targets in one turn, by country and group (or other attributes) together."""
    asked = _asked(work, project, "drivers_by_target", export, terms)
    kinds = (
        frozenset(drivers.drivers()),
        frozenset(t.code for g in sdg.framework().goals for t in g.targets),
    )
    return matrices.crossed(
        asked.coded, asked.people, (kinds[0].__contains__, kinds[1].__contains__), terms, k=asked.k
    )


def overlaps(work: UnitOfWork, project: str) -> list[Overlap]:
    """How much of their text codes share, pair by pair."""
    asked = _asked(work, project, "overlaps")
    return matrices.overlaps(asked.coded, k=asked.k)


def silence(
    work: UnitOfWork,
    project: str,
    term: str = demographics.GROUP,
    *,
    codes: Sequence[str] = (),
    planned: Collection[str] = (),
    export: bool = False,
) -> Silences:
    """Groups with fewer voices than may be shown on a code, none included. ``codes`` are those to ask about
    (all in use without it), ``planned`` the groups that ought to be heard."""
    asked = _asked(work, project, "silence", export, [term])
    wanted = codes or sorted({t.code for t in asked.coded})
    return saturation.silences(asked.coded, asked.people, term, wanted, planned=planned, k=asked.k)


def new_codes(work: UnitOfWork, project: str) -> list[Step]:
    """Saturation: testimony after testimony in the order they were collected, the codes that were new."""
    work.authorise_project(Action.CODING_READ, project)
    use = work.use()
    testimonies = [t for t in _testimonies(work, project) if work.permitted(t, use)]
    order = sorted(testimonies, key=lambda t: (t.collected_on or t.received_at.date(), t.received_at, t.id))
    codes = {
        t.id: {c.code for c in blindness.visible(work.archive, work.viewer, t) if c.fit is not Fit.LOST}
        for t in order
    }
    _note(work, Action.CODING_READ, project, "new_codes", testimonies=len(order))
    return saturation.saturation([t.id for t in order], codes)


def workbook(work: UnitOfWork, project: str, terms: Sequence[str]) -> bytes:
    """A spreadsheet with the matrices of a project, counted and withheld as everything that leaves."""
    pages: dict[str, export_tables.Rows] = {}
    for term in terms:
        table = matrix(work, project, term, export=True)
        pages[f"code by {term}"] = export_tables.rows_of(table, corner=f"people by code and {term}")
    table = together(work, project, export=True)
    pages["codes together"] = export_tables.rows_of(table, corner="people by code and code")
    table = drivers_by_target(work, project, export=True)
    pages["drivers and targets"] = export_tables.rows_of(table, corner="people by driver and target")
    return export_tables.xlsx(pages)


def as_csv(table: Table, corner: str) -> str:
    """A table as CSV that no spreadsheet runs."""
    return export_tables.csv_rows(export_tables.rows_of(table, corner=corner))


# --- who is counted --------------------------------------------------------------------------------


def _asked(
    work: UnitOfWork,
    project: str,
    question: str,
    export: bool = False,
    terms: Sequence[str] = (),
) -> Asked:
    """Everything there is to count for this viewer; the question is an event before its answer."""
    if unknown := set(terms) - set(demographics.TERMS):
        raise UsageError(
            f"The archive has no attribute {min(unknown)}; it has {', '.join(demographics.TERMS)}."
        )
    work.authorise_project(Action.FIGURES_READ, project)
    mine = work.viewer.role is Role.RESEARCHER and not export
    use = work.use() if mine else gate.COUNT
    return work.read_consistently(
        lambda: _counted(work, project, use, EXPORT_K if export else SCREEN_K),
        lambda _: _note(work, Action.FIGURES_READ, project, question, export=int(export)),
    )


def _counted(work: UnitOfWork, project: str, use: gate.Use, k: int) -> Asked:
    coded: list[CodedWords] = []
    counted: set[str] = set()
    for testimony in _testimonies(work, project):
        turns = work.permitted(testimony, use)
        persons = {i: p for i in turns if (p := _person(testimony, i))}
        counted |= set(persons.values())
        coded += [
            CodedWords(persons[c.turn], testimony.id, c.turn, c.start, c.end, c.code)
            for c in blindness.visible(work.archive, work.viewer, testimony)
            if c.turn in persons and c.fit is not Fit.LOST
        ]
    people = {p: a for p, a in demographics.people(work.archive, [project]).items() if p in counted}
    return Asked(tuple(coded), people, book_of(work.archive, project), k)


def _testimonies(work: UnitOfWork, project: str) -> list[Testimony]:
    every = work.store.testimonies.all(Scope.of({project}))
    return [t for t in every if reading.may_be_read(t, work.viewer)]


def _person(testimony: Testimony, turn: int) -> str | None:
    """Who speaks a turn, if that is one person: the voice of a group is nobody's."""
    who = testimony.turns[turn].participant
    return who if who != testimony.group else None


def _rolled(asked: Asked) -> list[CodedWords]:
    return [replace(t, code=_top(asked.book, t.code)) for t in asked.coded]


def _top(book: Codebook, code: str) -> str:
    """The top code that a code stands under; itself where the codebook does not know it."""
    while code in book.codes and (above := book.codes[code].parent):
        code = above
    return code


def _note(work: UnitOfWork, action: Action, project: str, question: str, **counts: int) -> None:
    work.record_project(action, project, question=question, **counts)
