"""Questions to a project's codings: who speaks of what, what goes together, who is silent, who agrees.

Counts are of people. What is withheld is said in its cell; nothing here shows words but the passages that
coders disagree on, to those who may read them.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.policy import demographics
from archive.errors import Refused, UsageError
from archive.model import Role, Viewer
from archive.ports import Archive
from archive.study import (
    figures,
    rounds,
    settlement,
)
from archive.study.notebook import book_of
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.coding_forms import RoundForm, SettleForm, StudyForm
from archive.web.viewer import Opened, Reader, reading_for
from consent.record import Purpose


def form(request: Request, viewer: Reader, archive: Opened) -> Response:
    """The questions that may be asked."""
    return _page(request, viewer, archive)


def ask(request: Request, viewer: Reader, archive: Opened, form: Annotated[StudyForm, Form()]) -> Response:
    """One question with its answer."""
    who = _counting(viewer)
    try:
        answer = _answer(archive, who, form)
    except (UsageError, Refused) as error:
        return _page(request, viewer, archive, 400, asked=form, sentence=str(error))
    book = book_of(archive, form.project)
    labels = {code.id: code.label for code in book.codes.values()}
    return _page(request, viewer, archive, asked=form, answer=answer, labels=labels)


def blind(request: Request, viewer: Reader, archive: Opened, form: Annotated[RoundForm, Form()]) -> Response:
    """Open a blind round, or close one."""
    who = _counting(viewer)
    try:
        if form.round:
            rounds.close_round(archive, who, an_id(form.round))
        else:
            testimonies = [an_id(one) for one in _listed(form.testimonies)]
            rounds.open_round(
                archive, who, form.project, testimonies, _listed(form.coders), _listed(form.codes)
            )
    except (UsageError, Refused) as error:
        return _page(request, viewer, archive, 400, sentence=str(error), opening=form)
    return RedirectResponse("/study#rounds", 303)


def _listed(written: str) -> list[str]:
    return written.replace(",", " ").split()


def settle(
    request: Request, viewer: Reader, archive: Opened, form: Annotated[SettleForm, Form()]
) -> Response:
    """Settle one disputed passage, and show what is left."""
    settlement.settle(archive, _counting(viewer), an_id(form.round), form.passage, form.side or None)
    return ask(
        request, viewer, archive, StudyForm(project=form.project, question="agreement", round=form.round)
    )


def take(viewer: Reader, archive: Opened, form: Annotated[StudyForm, Form()]) -> Response:
    """The matrices as a spreadsheet: fewer people may be counted in what leaves than on a page."""
    content = figures.workbook(archive, _counting(viewer), form.project, [form.term])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(
        content, media_type=kind, headers={"Content-Disposition": 'attachment; filename="heard-figures.xlsx"'}
    )


def _counting(viewer: Viewer) -> Viewer:
    """Researchers count whom they may read, so they state the purpose of research; others count people."""
    researching = viewer.role is Role.RESEARCHER and viewer.purpose is None
    return reading_for(viewer, Purpose.RESEARCH_PROJECT) if researching else viewer


def _answer(archive: Archive, who: Viewer, form: StudyForm) -> dict[str, object]:
    project = form.project
    if form.question == "matrix":
        return {"table": figures.matrix(archive, who, project, form.term, rolled=bool(form.rolled))}
    if form.question == "together":
        return {"table": figures.together(archive, who, project)}
    if form.question == "drivers":
        return {"table": figures.drivers_by_target(archive, who, project, [form.term])}
    if form.question == "silence":
        return {"silent": figures.silence(archive, who, project, form.term)}
    if form.question == "new":
        return {"steps": figures.new_codes(archive, who, project)}
    if not form.round:
        raise UsageError("Choose a round that is closed.")
    return {
        "agreement": rounds.agreement(archive, who, form.round),
        "worst": settlement.worst(archive, who, form.round),
    }


def _page(request: Request, viewer: Viewer, archive: Archive, status: int = 200, **more: object) -> Response:
    """The page; ``more`` may hold what was ``asked``, its ``answer``, ``labels`` of codes, a ``sentence``."""
    researching = viewer.role is Role.RESEARCHER
    who = _counting(viewer)
    projects = sorted(viewer.projects if researching else ())
    every = [r for project in projects for r in rounds.rounds(archive, who, project)]
    return page(
        request,
        "study.html",
        status,
        projects=sorted(viewer.projects),
        terms=demographics.TERMS,
        rounds=[r for r in every if r.closed_at],
        open_rounds=[r for r in every if not r.closed_at],
        researching=researching,
        **{"asked": None, "opening": None, "answer": {}, "labels": {}, "sentence": "", **more},
    )
