"""Receipts of consents: asked for by id, shown in the participant's language, printed or kept as a file.

The id is posted, so that it stands in no address and no browser's history.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import Response

from archive import oversight
from archive.errors import NotFound, UsageError
from archive.web.html import page
from archive.web.inputs import an_id
from archive.web.pages.forms import HandoutForm
from archive.web.viewer import Contact, Work
from archive.web.wording import LANGUAGES
from consent.receipts import LANGUAGES as WRITTEN


def receipts(request: Request, contact: Contact) -> Response:
    """Ask for whose receipt, and in which language."""
    return _form(request, HandoutForm(contact=contact))


def _form(request: Request, asked: HandoutForm, sentence: str = "", status: int = 200) -> Response:
    languages = [(code, LANGUAGES[code]) for code in WRITTEN]
    return page(request, "receipts.html", status, asked=asked, languages=languages, sentence=sentence)


def hand_out(
    request: Request, work: Work, contact: Contact, form: Annotated[HandoutForm, Form()]
) -> Response:
    """The receipt, fit for printing."""
    asked = form.model_copy(update={"contact": form.contact or contact})
    try:
        handout = oversight.handout(work, an_id(form.about), asked.contact, form.language or None)
    except (UsageError, NotFound) as error:
        return _form(request, asked, str(error), 404 if isinstance(error, NotFound) else 400)
    if form.keep:
        name = f"receipt-{handout.number.replace(' ', '-')}.html"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(handout.html, media_type="text/html; charset=utf-8", headers=headers)
    languages = [(code, LANGUAGES[code]) for code in WRITTEN]
    return page(request, "handout.html", handout=handout, asked=asked, languages=languages)
