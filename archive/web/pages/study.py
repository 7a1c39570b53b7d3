"""Questions to a project's codings: who speaks of what, what goes together, who is silent, who agrees.

Counts are of people. What is withheld is said in its cell; nothing here shows words but the passages that
coders disagree on, to those who may read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.access.policy import demographics
from archive.coding.agreement import Agreement
from archive.coding.saturation import Silences, Step
from archive.errors import Refused, UsageError
from archive.model import Role
from archive.statistics.cross_tables import Table
from archive.study import (
    figures,
    rounds,
    settlement,
)
from archive.study.notebook import book_of
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.coding_forms import RoundForm, SettleForm, StudyForm
from archive.web.viewer import Work, reading_for
from consent.record import Purpose


@dataclass(frozen=True, slots=True)
class StudyAnswer:
    """What a question came to: one of these is set, and for agreement the worst passages too."""

    table: Table | None = None
    silent: Silences | None = None
    steps: list[Step] | None = None
    agreement: Agreement | None = None
    worst: tuple[settlement.SideBySide, ...] = ()


def form(request: Request, work: Work) -> Response:
    """The questions that may be asked."""
    return _page(request, work)


def ask(request: Request, work: Work, form: Annotated[StudyForm, Form()]) -> Response:
    """One question with its answer."""
    who = _counting(work)
    try:
        answer = _answer(who, form)
    except (UsageError, Refused) as error:
        return _page(request, work, 400, asked=form, sentence=str(error))
    book = book_of(work.archive, form.project)
    labels = {code.id: code.label for code in book.codes.values()}
    return _page(request, work, asked=form, answer=answer, labels=labels)


def blind(request: Request, work: Work, form: Annotated[RoundForm, Form()]) -> Response:
    """Open a blind round, or close one."""
    who = _counting(work)
    try:
        if form.round:
            rounds.close_round(who, an_id(form.round))
        else:
            testimonies = [an_id(one) for one in _listed(form.testimonies)]
            rounds.open_round(
                who,
                form.project,
                testimonies,
                _listed(form.coders),
                _listed(form.codes),
            )
    except (UsageError, Refused) as error:
        return _page(request, work, 400, sentence=str(error), opening=form)
    return RedirectResponse("/study#rounds", 303)


def _listed(written: str) -> list[str]:
    return written.replace(",", " ").split()


def settle(request: Request, work: Work, form: Annotated[SettleForm, Form()]) -> Response:
    """Settle one disputed passage, and show what is left."""
    settlement.settle(_counting(work), an_id(form.round), form.passage, form.side or None)
    return ask(request, work, StudyForm(project=form.project, question="agreement", round=form.round))


def take(work: Work, form: Annotated[StudyForm, Form()]) -> Response:
    """The matrices as a spreadsheet: fewer people may be counted in what leaves than on a page."""
    content = figures.workbook(_counting(work), form.project, [form.term])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(
        content, media_type=kind, headers={"Content-Disposition": 'attachment; filename="heard-figures.xlsx"'}
    )


def _counting(work: UnitOfWork) -> UnitOfWork:
    """Researchers count whom they may read, so they state the purpose of research; others count people."""
    researching = work.viewer.role is Role.RESEARCHER and work.viewer.purpose is None
    return reading_for(work, Purpose.RESEARCH_PROJECT) if researching else work


def _answer(work: UnitOfWork, form: StudyForm) -> StudyAnswer:
    project = form.project
    if form.question == "matrix":
        return StudyAnswer(table=figures.matrix(work, project, form.term, rolled=bool(form.rolled)))
    if form.question == "together":
        return StudyAnswer(table=figures.together(work, project))
    if form.question == "drivers":
        return StudyAnswer(table=figures.drivers_by_target(work, project, [form.term]))
    if form.question == "silence":
        return StudyAnswer(silent=figures.silence(work, project, form.term))
    if form.question == "new":
        return StudyAnswer(steps=figures.new_codes(work, project))
    if not form.round:
        raise UsageError("Choose a round that is closed.")
    agreement = rounds.agreement(work, form.round)
    return StudyAnswer(agreement=agreement, worst=tuple(settlement.worst(work, form.round)))


def _page(request: Request, work: UnitOfWork, status: int = 200, **more: object) -> Response:
    """The page; ``more`` may hold what was ``asked``, its ``answer``, ``labels`` of codes, a ``sentence``."""
    researching = work.viewer.role is Role.RESEARCHER
    who = _counting(work)
    projects = sorted(work.viewer.projects if researching else ())
    every = [r for project in projects for r in rounds.rounds(who, project)]
    return page(
        request,
        "study.html",
        status,
        projects=sorted(work.viewer.projects),
        terms=demographics.TERMS,
        rounds=[r for r in every if r.closed_at],
        open_rounds=[r for r in every if not r.closed_at],
        researching=researching,
        **{"asked": None, "opening": None, "answer": StudyAnswer(), "labels": {}, "sentence": "", **more},
    )
