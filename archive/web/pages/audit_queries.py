"""The officer's questions to the log, each with its own plain form, and their answers a page at a time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import Response

from archive import oversight
from archive.errors import UsageError
from archive.model import LogEntry
from archive.oversight import EMPTY, NEEDS, TOLD, Inquiry, Sheet, Topic
from archive.web.html import page
from archive.web.inputs import a_day, maybe_id
from archive.web.pages.forms import AskForm, TakeForm
from archive.web.viewer import Work

PAGE = 50
"""Entries on one page of an answer."""
MEDIA = {Sheet.JSONL: "application/x-ndjson", Sheet.CSV: "text/csv", Sheet.FHIR: "application/fhir+json"}


def questions(request: Request) -> Response:
    """Every question with its form."""
    return _questions(request)


def _questions(request: Request, sentence: str = "", status: int = 200) -> Response:
    return page(
        request, "questions.html", status, told=TOLD.items(), needs=NEEDS, empty=EMPTY, sentence=sentence
    )


def inquiry_of(form: AskForm) -> Inquiry:
    """The question that a form asks. Raises ``UsageError``."""
    version = form.version if form.topic is Topic.CONSENT else None
    subject = maybe_id(form.subject) or ""
    return oversight.inquiry(form.topic, subject, version, a_day(form.since), a_day(form.until))


def ask(request: Request, work: Work, form: Annotated[AskForm, Form()]) -> Response:
    """One page of the answer. Turning the page asks again; that is written too, and answered as of then."""
    try:
        asked = inquiry_of(form)
    except UsageError as error:
        return _questions(request, str(error), 400)
    answer = oversight.answer_inquiry(work, asked, open_sealed=bool(form.queries))
    upto = form.upto or oversight.log_size(work)
    entries = tuple(e for e in answer.entries if e.seq < upto)
    shown = cut(entries, form.page)
    rows = [oversight.row(work.archive, entry, open_sealed=bool(form.queries)) for entry in shown.entries]
    return page(
        request, "answer.html", asked=form, told=TOLD[form.topic], rows=rows, total=len(entries), upto=upto,
        alarming=answer.alarming, must_be_empty=form.topic in EMPTY, at=shown.at, pages=shown.pages,
        sheets=list(Sheet), unopened=answer.unopened,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One page of an answer: which it is (from 1), how many there are, its entries, the latest first."""

    at: int
    pages: int
    entries: tuple[LogEntry, ...]


def cut(entries: tuple[LogEntry, ...], wanted: int) -> AnswerPage:
    """The page that was asked for, or the nearest that there is."""
    pages = max(1, -(-len(entries) // PAGE))
    at = min(max(1, wanted), pages)
    return AnswerPage(at, pages, entries[::-1][(at - 1) * PAGE : at * PAGE])


def take(work: Work, form: Annotated[TakeForm, Form()]) -> Response:
    """The whole answer as a file; evidence comes with the checkpoint that it holds against."""
    text, note = oversight.export_answer(work, inquiry_of(form), form.sheet)
    name = f"heard-{form.topic.value}"
    if form.sheet is not Sheet.JSONL:
        ending = "csv" if form.sheet is Sheet.CSV else "fhir.json"
        return _file(text.encode(), MEDIA[form.sheet], f"{name}.{ending}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{name}.jsonl", text)
        file.writestr(f"{name}.jsonl.note", note)
    return _file(packed.getvalue(), "application/zip", f"{name}.zip")


def _file(content: bytes, media: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media, headers=headers)
