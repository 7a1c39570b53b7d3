"""Questions to a project's codings: who speaks of what, what goes together, what is new, who is silent.

Answers are counts of people, small ones withheld with what gives them away, for whoever asks. Researchers
count whom their stated purpose lets them read; everybody else, and every export, counts only people who
agreed to be counted (``access.COUNT``). What was shown before is asked before anything is (``disclosures``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness, demographics
from archive.coding import (
    export_tables,
    matrices,
    saturation,
)
from archive.coding.figure_questions import Asking, Codings, Question
from archive.coding.matrices import CodedWords, Overlap
from archive.coding.saturation import Silences, Step
from archive.errors import UsageError
from archive.model import Action, Fit, Role, Scope, Testimony
from archive.model.disclosures import Place
from archive.statistics.cross_tables import SCREEN_K, Table
from archive.study import disclosures
from archive.study.notebook import book_of
from taxonomies import drivers, sdg
from taxonomies.codebook import Codebook

KINDS = (
    frozenset(drivers.drivers()).__contains__,
    frozenset(t.code for g in sdg.framework().goals for t in g.targets).__contains__,
)
"""What makes a driver, and what a target."""


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
    asks = Asking.TOPS if rolled else Asking.CODES
    return _table(work, project, Question(asks, (term,), tuple(codes)), "matrix", export)


def together(work: UnitOfWork, project: str, *, overlapping: bool = True, export: bool = False) -> Table:
    """Codes by codes: on shared words, or in the same turn."""
    asks = Asking.OVERLAPS if overlapping else Asking.TURNS
    return _table(work, project, Question(asks), "together", export)


def drivers_by_target(
    work: UnitOfWork,
    project: str,
    terms: Sequence[str] = (demographics.COUNTRY, demographics.GROUP),
    *,
    export: bool = False,
) -> Table:
    """Drivers with targets in one turn, by country and group (or other attributes) together."""
    return _table(work, project, Question(Asking.DRIVERS, tuple(terms)), "drivers_by_target", export)


def overlaps(work: UnitOfWork, project: str) -> list[Overlap]:
    """How much of their text codes share, pair by pair. No page shows it, so nothing is compared with it."""
    _authorise(work, project)
    return work.read_consistently(
        lambda: matrices.overlaps(codings(work, project, _uses(work)[0]).coded, k=SCREEN_K),
        lambda _: _note(work, Action.FIGURES_READ, project, "overlaps", export=0),
    )


def silence(
    work: UnitOfWork,
    project: str,
    term: str = demographics.GROUP,
    *,
    codes: Sequence[str] = (),
    planned: Collection[str] = (),
) -> Silences:
    """Groups with fewer voices than may be shown on a code, none included. ``codes`` are those to ask about
    (all in use without it), ``planned`` the groups that ought to be heard."""
    question = Question(Asking.SILENCE, (term,), tuple(codes), tuple(sorted(planned)))
    answer = _answer(work, project, question, "silence")
    if not isinstance(answer, Silences):
        raise TypeError("a question after silence is answered with silences")
    return answer


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


def _table(work: UnitOfWork, project: str, question: Question, named: str, export: bool) -> Table:
    answer = _answer(work, project, question, named, export)
    if not isinstance(answer, Table):
        raise TypeError("this question is answered with a table")
    return answer


def _answer(
    work: UnitOfWork, project: str, question: Question, named: str, export: bool = False
) -> Table | Silences:
    """The answer for this viewer, beside what they were shown; the question is an event before it."""
    _authorise(work, project, question.terms)
    asked = disclosures.Asked(work, project, question, Place.EXPORT if export else Place.SCREEN)

    def look() -> disclosures.Shown:
        return asked.answer(_uses(work, export), lambda use: codings(work, project, use))

    def note(result: disclosures.Shown) -> None:
        _note(work, Action.FIGURES_READ, project, named, export=int(export))
        asked.keep_shown(result)

    return work.read_consistently(look, note).answer


def _authorise(work: UnitOfWork, project: str, terms: Sequence[str] = ()) -> None:
    if unknown := set(terms) - set(demographics.TERMS):
        raise UsageError(
            f"The archive has no attribute {min(unknown)}; it has {', '.join(demographics.TERMS)}."
        )
    work.authorise_project(Action.FIGURES_READ, project)


def _uses(work: UnitOfWork, export: bool = False) -> list[gate.Use]:
    """For which uses people may be counted: the viewer's own, where they read, then to be counted at all."""
    mine = work.viewer.role is Role.RESEARCHER and not export
    return [work.use(), gate.COUNT] if mine else [gate.COUNT]


def codings(work: UnitOfWork, project: str, use: gate.Use) -> Codings:
    """Everything there is to count for this viewer."""
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
    book = book_of(work.archive, project)
    return Codings(tuple(coded), people, lambda code: _top(book, code), KINDS)


def _testimonies(work: UnitOfWork, project: str) -> list[Testimony]:
    every = work.store.testimonies.all(Scope.of({project}))
    return [t for t in every if reading.may_be_read(t, work.viewer)]


def _person(testimony: Testimony, turn: int) -> str | None:
    """Who speaks a turn, if that is one person: the voice of a group is nobody's."""
    who = testimony.turns[turn].participant
    return who if who != testimony.group else None


def _top(book: Codebook, code: str) -> str:
    """The top code that a code stands under; itself where the codebook does not know it."""
    while code in book.codes and (above := book.codes[code].parent):
        code = above
    return code


def _note(work: UnitOfWork, action: Action, project: str, question: str, **counts: int) -> None:
    work.record_project(action, project, question=question, **counts)
