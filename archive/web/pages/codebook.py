"""A project's codebook as a page: codes under each other, one opened to be changed, every act a new version.

Which code is open travels in a form and not in the address, since a code may be named in somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.errors import UsageError
from archive.model import MemoOn
from archive.study import notebook
from archive.web.html import page
from archive.web.inputs import Addressed
from archive.web.pages.coding_forms import CodebookFileForm, CodeChange, CodeMemoForm, OneCode
from archive.web.viewer import Work, for_research
from taxonomies.codebook import Code, Codebook
from taxonomies.codebook_exchange import to_csv, to_qdc

MEDIA = {"csv": "text/csv; charset=utf-8", "qdc": "application/xml"}


def codebooks(request: Request, work: Work) -> Response:
    """The codebooks of the viewer's projects; where there is one project, its codebook."""
    projects = sorted(work.viewer.projects)
    if len(projects) == 1:
        return _page(request, for_research(work), projects[0])
    return page(request, "codebooks.html", projects=projects)


def book(request: Request, work: Work, project: Addressed) -> Response:
    """One codebook."""
    return _page(request, for_research(work), project)


def look(request: Request, work: Work, project: Addressed, form: Annotated[OneCode, Form()]) -> Response:
    """One codebook with one code open."""
    return _page(request, for_research(work), project, code=form.code)


def change(
    request: Request,
    work: Work,
    project: Addressed,
    form: Annotated[CodeChange, Form()],
) -> Response:
    """Add, change, merge, split or retire."""
    who = for_research(work)
    parts = _parts(form.into) if form.act == "split" else ()
    act = notebook.act_on(form.act, form.code.strip(), partial(_filled, form), form.into.strip(), parts)
    try:
        notebook.change_codebook(who, project, act)
    except UsageError as error:
        open_ = form.code if form.act != "add" else ""
        return _page(request, who, project, 400, sentence=str(error), code=open_, asked=form)
    return RedirectResponse(f"/codebook/{project}#codes", 303)


def _filled(form: CodeChange, code: Code) -> Code:
    return replace(
        code,
        label=form.label.strip(),
        parent=form.parent.strip() or None,
        definition=form.definition.strip(),
        examples=tuple(line.strip() for line in form.examples.splitlines() if line.strip()),
        colour=form.colour.strip().lower() or Code("", "").colour,
    )


def _parts(written: str) -> Iterator[tuple[str, str]]:
    """Ids and labels from lines of an id, a blank, and a label."""
    for line in filter(None, map(str.strip, written.splitlines())):
        name, _, label = line.partition(" ")
        yield name, label.strip()


def memo(work: Work, project: Addressed, form: Annotated[CodeMemoForm, Form()]) -> Response:
    """Write a memo on a code; an empty one takes it away."""
    notebook.write_memo(for_research(work), MemoOn.CODE, form.code, form.text, project)
    return RedirectResponse(f"/codebook/{project}#memos", 303)


def take(work: Work, project: Addressed, form: Annotated[CodebookFileForm, Form()]) -> Response:
    """The codebook as a file."""
    codebook = notebook.codebook(for_research(work), project)
    content = to_qdc(codebook) if form.form == "qdc" else to_csv(codebook).encode("utf-8-sig")
    name = f'attachment; filename="codebook.{form.form}"'
    return Response(content, media_type=MEDIA[form.form], headers={"Content-Disposition": name})


def _page(
    request: Request,
    work: UnitOfWork,
    project: str,
    status: int = 200,
    code: str = "",
    **more: object,
) -> Response:
    """The page; ``more`` may hold a ``sentence`` and what was ``asked``, so that nothing typed is lost."""
    codebook = notebook.codebook(work, project)
    memos = notebook.memos(work, project)
    opened = codebook.codes.get(code)
    mine = {m.object: m.text for m in memos if m.on is MemoOn.CODE and m.author == work.viewer.user}
    return page(
        request,
        "codebook.html",
        status,
        project=project,
        book=codebook,
        groups=_groups(codebook),
        codes=[c for c in codebook.codes.values() if not c.retired],
        retired=[c for c in codebook.codes.values() if c.retired],
        memos=memos,
        open=opened if opened and not opened.retired else None,
        my_memo=mine.get(code, ""),
        **{"asked": None, "sentence": "", **more},
    )


def _groups(book: Codebook) -> list[tuple[Code, list[tuple[int, Code]]]]:
    """Each code at the top with all that is under it."""
    return [(top, list(book.tree(top.id, 1))) for top in book.children(None)]
