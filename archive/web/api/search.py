"""Sessions, search, reading and quotes over the API. The purpose of a reading goes in ``Heard-Purpose``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from archive import reading
from archive.access.policy.roles import PURPOSES
from archive.model import ConsentRef
from archive.reading import quotes as reading_quotes
from archive.search.query import parse
from archive.web import quote_text
from archive.web.api.shapes import (
    Consent,
    Credentials,
    Found,
    Me,
    PassageOut,
    QuoteOut,
    SearchIn,
    TestimonyOut,
    Token,
    TurnOut,
)
from archive.web.devices import HEADER, caller_of, remember
from archive.web.inputs import Addressed
from archive.web.viewer import (
    Opened,
    Reader,
    SessionStore,
    Work,
    reading_for,
)


def open_session(
    request: Request, response: Response, archive: Opened, sessions: SessionStore, given: Credentials
) -> Token:
    """Sign in; the answer's token opens everything else. ``code``: where the account has a second factor.

    Send what the answer has in ``Heard-Device`` in the same header next time: other people's wrong guesses
    then keep nobody waiting.
    """
    caller = caller_of(request)
    account, token = sessions.sign_in_at_once(archive, given.user, given.password, given.code, caller)
    response.headers[HEADER] = remember(archive, account.user, caller.tokens)
    return Token(token=token, user=account.user, role=account.role)


def close_session(request: Request, archive: Opened, sessions: SessionStore) -> None:
    """Sign out: the token is worth nothing afterwards."""
    sessions.sign_out(archive, request.state.present)


def me(viewer: Reader) -> Me:
    """Who is signed in."""
    purposes = sorted(PURPOSES.get(viewer.role, frozenset()))
    return Me(user=viewer.user, role=viewer.role, projects=sorted(viewer.projects), purposes=purposes)


def openapi(request: Request) -> JSONResponse:
    """The description of this API, for whoever is signed in."""
    document: dict[str, Any] = request.app.openapi()
    return JSONResponse(document)


def search(work: Work, asked: SearchIn) -> Found:
    """Find passages that consent opens for this purpose; the search is on the log before the answer."""
    answer = reading.search(
        reading_for(work, asked.purpose),
        parse(asked.query),
        limit=asked.limit,
    )
    return Found(
        passages=[
            PassageOut(
                testimony=p.testimony, turn=p.turn, exposure=p.exposure, quote=p.quote_id or None,
                project=p.project, country=p.country, language=p.language, speaker=p.speaker,
                codes=list(p.codes), text=p.text, marks=list(p.marks), consents=_consents(p.consents),
            )
            for p in answer.passages
        ],
        more_in=list(answer.more_in),
    )  # fmt: skip


def testimony(work: Work, testimony_id: Addressed) -> TestimonyOut:
    """Read one testimony, turn by turn, in its research rendering."""
    opened = reading.open_testimony(work, testimony_id)
    testimony, turns = opened.testimony, opened.turns
    return TestimonyOut(
        testimony=testimony_id,
        project=testimony.project,
        kind=testimony.kind.value,
        country=testimony.country or "",
        language=testimony.language or "",
        closed=opened.closed,
        mode=next((t.rendering.mode.value for t in turns if t.rendering.mode), ""),
        turns=[
            TurnOut(
                turn=t.index, kind=t.kind.value, speaker=t.speaker, codes=list(t.codes), text=t.text,
                language=testimony.turns[t.index].language or "",
                consents=_consents(t.consents),
            )
            for t in turns
        ],
    )  # fmt: skip


def quote(work: Work, quote_id: Addressed) -> QuoteOut:
    """Read one released quote, with how it may be used."""
    q = reading_quotes.open_quote(work, quote_id)
    return QuoteOut(
        quote=q.id, testimony=q.testimony, turn=q.turn, project=q.project, country=q.country,
        language=q.language, speaker=q.speaker, codes=list(q.codes), text=q.text, uses=list(q.uses),
        citation=quote_text.citation(q), consents=_consents(q.consents),
    )  # fmt: skip


def _consents(refs: Iterable[ConsentRef]) -> list[Consent]:
    return [Consent(id=c.consent_id, version=c.version) for c in refs]
