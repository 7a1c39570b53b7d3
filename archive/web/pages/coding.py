"""The researcher's coding page: a rendering turn by turn, codes on selected words, undo, suggestions, memos.

Words are selected on the research rendering; ``study`` puts the code on the original. A browser with script
sends where the selection stands, one without sends the words: either way the words are the check. A code is
found by a few letters, and where those mean several codes the page asks which.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.gate import UnitOfWork
from archive.coding.picking import picked
from archive.errors import Refused, UsageError
from archive.model import Memo, MemoOn
from archive.reading.segments import keyed_segments
from archive.study import (
    coding_acts,
    notebook,
    workspace,
)
from archive.study.coding_acts import Selection
from archive.web.html import page
from archive.web.inputs import Addressed, an_id
from archive.web.offsets import from_utf16
from archive.web.pages.coding_forms import CodeForm, JudgeForm, MemoForm, TakeForm
from archive.web.viewer import Work, for_research
from taxonomies.codebook import Code, Codebook

PAGE = 25
"""Testimonies on one page of the worklist."""


def worklist(
    request: Request,
    work: Work,
    page_number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Response:
    """What may be coded today."""
    every = workspace.worklist(for_research(work))
    pages = max(1, -(-len(every) // PAGE))
    at = min(page_number, pages)
    rows = every[(at - 1) * PAGE : at * PAGE]
    return page(request, "worklist.html", rows=rows, count=len(every), at=at, pages=pages)


def sheet(request: Request, work: Work, testimony_id: Addressed) -> Response:
    """One testimony with its codes."""
    return _sheet(request, for_research(work), testimony_id)


def _sheet(
    request: Request,
    work: UnitOfWork,
    testimony_id: str,
    status: int = 200,
    **more: object,
) -> Response:
    """The page; ``more`` may hold a ``sentence``, what was ``asked``, and ``choices`` of codes."""
    coding_sheet = coding_acts.sheet(work, testimony_id)
    book = notebook.book_of(work.archive, coding_sheet.project)
    memos = [m for m in notebook.memos(work, coding_sheet.project) if m.testimony == testimony_id]
    others: dict[str, list[Memo]] = {}
    for one in memos:
        if one.author != work.viewer.user:
            others.setdefault(one.object, []).append(one)
    return page(
        request,
        "coding.html",
        status,
        sheet=coding_sheet,
        pieces={t.index: _pieces(t) for t in coding_sheet.turns},
        labels={c.id: c.label for c in book.codes.values()},
        codes=_offered(book, _recent(coding_sheet)),
        languages={t.index: t.language for t in coding_sheet.turns},
        memos={m.object: m for m in memos if m.author == work.viewer.user},
        others=others,
        **{"asked": CodeForm(), "choices": [], "sentence": "", **more},
    )


def _pieces(turn: coding_acts.CodedTurn) -> list[tuple[str, tuple[int, ...]]]:
    """A turn's words in pieces, each with the numbers of the codings on it; numbers count in the turn."""
    spans = [(c.start, c.end, n) for n, c in enumerate(turn.codings, 1)]
    return [(s.text, s.keys) for s in keyed_segments(turn.text, spans)]


def _recent(coding_sheet: coding_acts.CodingSheet) -> list[str]:
    """The viewer's own codes of this testimony, the most frequent first."""
    mine = [c.code for t in coding_sheet.turns for c in t.codings if c.mine]
    return sorted(set(mine), key=lambda code: (-mine.count(code), code))


def _offered(book: Codebook, recent: list[str]) -> list[Code]:
    used = [book.codes[c] for c in recent if c in book.codes and not book.codes[c].retired]
    return [*used, *(c for c in book.codes.values() if not c.retired and c.id not in recent)]


# --- changes ---------------------------------------------------------------------------------------


def add(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    form: Annotated[CodeForm, Form()],
) -> Response:
    """Put a code on the selected words, or ask which code is meant."""
    who = for_research(work)
    coding_sheet = coding_acts.sheet(who, testimony_id)
    book = notebook.book_of(work.archive, coding_sheet.project)
    try:
        selection = _selection(coding_sheet, form)
        code = _meant(book, form.code)
        if code is None:
            choices = picked(book, form.code, _recent(coding_sheet))
            if choices:
                return _sheet(request, who, testimony_id, asked=form, choices=choices)
            raise UsageError("No code has these letters; type others, or add it to the codebook.")
        coding_acts.code(who, testimony_id, selection, code)
    except (UsageError, Refused) as error:
        return _sheet(request, who, testimony_id, 400, sentence=str(error), asked=form)
    return _back(testimony_id, selection.turn)


def _meant(book: Codebook, typed: str) -> str | None:
    """The code that was typed or chosen, where that is beyond doubt: its id, or the id before a blank."""
    first = typed.strip().split(" ", 1)[0]
    known = {code.id.casefold(): code.id for code in book.codes.values() if not code.retired}
    if first.casefold() in known:
        return known[first.casefold()]
    candidates = picked(book, typed, limit=2)
    return candidates[0].id if len(candidates) == 1 else None


def _selection(coding_sheet: coding_acts.CodingSheet, form: CodeForm) -> Selection:
    turn = next((t for t in coding_sheet.turns if t.index == form.turn), None)
    if turn is None:
        raise UsageError("Select some words of a turn, or name the turn and write the words.")
    words = form.words.replace("\r\n", "\n").strip()
    if form.start is not None and form.end is not None:
        start, end = from_utf16(turn.text, form.start), from_utf16(turn.text, form.end)
        if turn.text[start:end].split() == words.split():
            return Selection(turn.index, start, end)
    if not words or turn.text.count(words) != 1:
        raise UsageError(
            "The turn does not hold these words exactly once; copy a few more of them from the page."
        )
    at = turn.text.index(words)
    return Selection(turn.index, at, at + len(words))


def remove(work: Work, testimony_id: Addressed, form: Annotated[TakeForm, Form()]) -> Response:
    """Take a coding of one's own away, or confirm one on corrected words."""
    who = for_research(work)
    act = coding_acts.confirm if form.still else coding_acts.remove
    act(who, an_id(form.coding))
    return _back(testimony_id)


def undo(work: Work, testimony_id: Addressed) -> Response:
    """Take the last step back."""
    coding_acts.undo(for_research(work), testimony_id)
    return _back(testimony_id)


def redo(work: Work, testimony_id: Addressed) -> Response:
    """Take the last undo back."""
    coding_acts.redo(for_research(work), testimony_id)
    return _back(testimony_id)


def judge(
    request: Request,
    work: Work,
    testimony_id: Addressed,
    form: Annotated[JudgeForm, Form()],
) -> Response:
    """Keep a verdict on a suggestion."""
    who = for_research(work)
    try:
        coding_acts.judge(who, testimony_id, an_id(form.suggestion), form.verdict, form.code)
    except UsageError as error:
        return _sheet(request, who, testimony_id, 400, sentence=str(error))
    return _back(testimony_id, anchor="offered")


def memo(work: Work, testimony_id: Addressed, form: Annotated[MemoForm, Form()]) -> Response:
    """Write a memo on a coding or on the testimony; an empty one takes it away."""
    who = for_research(work)
    coding_sheet = coding_acts.sheet(who, testimony_id)
    on, about = (MemoOn.CODING, an_id(form.coding)) if form.coding else (MemoOn.TESTIMONY, testimony_id)
    notebook.write_memo(who, on, about, form.text, coding_sheet.project)
    return _back(testimony_id)


def _back(testimony_id: str, turn: int | None = None, anchor: str = "") -> Response:
    where = anchor or (f"t{turn}" if turn is not None else "tools")
    return RedirectResponse(f"/coding/{testimony_id}?{urlencode({'kept': 1})}#{where}", 303)
