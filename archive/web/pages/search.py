"""Researchers and advocacy: search, read a testimony turn by turn, open a quote.

Searching is a POST, so that no query stands in an address, a history or a proxy's log. What is shown is
what ``pipeline`` returned for this viewer and this purpose, and nothing beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import Response

from archive import reading
from archive.errors import UsageError
from archive.model import Passage, Role
from archive.oversight import access_requests
from archive.oversight.reasons import LONGEST_REASON
from archive.ports import Archive
from archive.reading import quotes as reading_quotes
from archive.web import quote_text, wording
from archive.web.html import page
from archive.web.inputs import Addressed, a_query
from archive.web.pages.forms import SearchForm
from archive.web.viewer import Reader, Work, reading_for, remember_purpose
from consent.record import Purpose

FEW, MANY = 20, 100
"""How many passages a search shows, and how many if more are asked for."""


def search_form(request: Request, viewer: Reader) -> Response:
    """The empty form."""
    return _form(request, viewer, SearchForm().asked(viewer.purpose))


def search(
    request: Request,
    work: Work,
    form: Annotated[SearchForm, Form()],
) -> Response:
    """What the viewer may see of what answers, as cards."""
    reader = reading_for(work, form.purpose)
    asked, query = form.asked(reader.viewer.purpose), (form.words, form.code, form.country, form.language)
    limit = MANY if form.more else FEW
    try:
        answer = reading.search(reader, a_query(*query), limit=limit)
    except UsageError as error:
        return _form(request, reader.viewer, asked, status=400, sentence=str(error))
    cards = [_card(work.archive, passage) for passage in answer.passages]
    response = _form(request, reader.viewer, asked, cards=cards, more_in=answer.more_in)
    if reader.viewer.purpose:
        remember_purpose(response, reader.viewer.purpose)
    return response


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as the page shows it. Only a quote has uses (the purposes it is open for) and a citation."""

    passage: Passage
    uses: tuple[Purpose, ...] = ()
    citation: str = field(default="", repr=False)


def _card(archive: Archive, passage: Passage) -> Card:
    if passage.exposure != "quote":
        return Card(passage)
    return Card(
        passage,
        reading_quotes.purposes_of(archive, passage.testimony, passage.turn),
        quote_text.cited(passage.text, passage.speaker, passage.country, passage.quote_id, passage.project),
    )


def _form(
    request: Request,
    viewer: Reader,
    asked: dict[str, str],
    *,
    status: int = 200,
    sentence: str = "",
    cards: list[Card] | None = None,
    more_in: Sequence[str] = (),
) -> Response:
    return page(
        request,
        "search.html",
        status,
        asked=asked,
        sentence=sentence,
        cards=cards,
        full=cards is not None and len(cards) == FEW,
        more_in=[(project, reading.hint(project)) for project in more_in],
        days=access_requests.USUAL_DAYS,
        most_days=access_requests.MOST_DAYS,
        longest=LONGEST_REASON,
        quotes_only=viewer.role is Role.ADVOCACY,
        purposes=wording.purposes_of(viewer.role),
        codes=wording.code_choices(),
        countries=wording.COUNTRIES,
        languages=wording.LANGUAGES,
    )


def testimony(request: Request, work: Work, testimony_id: Addressed) -> Response:
    """One testimony in its research rendering, as far as consent opens it today."""
    if work.viewer.purpose is None:
        return _ask_purpose(request, work.viewer, "testimony", testimony_id)
    opened = reading.open_testimony(work, testimony_id)
    return page(
        request,
        "testimony.html",
        testimony=opened.testimony,
        turns=opened.turns,
        languages=opened.languages,
        closed=opened.closed,
        purpose=work.viewer.purpose.value,
    )


def quote(request: Request, work: Work, quote_id: Addressed) -> Response:
    """One released quote, with how it may be used."""
    if work.viewer.purpose is None:
        return _ask_purpose(request, work.viewer, "quote", quote_id)
    released = reading_quotes.open_quote(work, quote_id)
    return page(
        request,
        "quote.html",
        quote=released,
        citation=quote_text.citation(released),
        readable=work.viewer.role is Role.RESEARCHER,
    )


def _ask_purpose(request: Request, viewer: Reader, kind: str, item: str) -> Response:
    purposes = wording.purposes_of(viewer.role)
    return page(request, "purpose.html", 403, kind=kind, item=item, purposes=purposes)
