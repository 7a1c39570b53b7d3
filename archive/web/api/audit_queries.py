"""The officer's questions and the receipts over the API: ids, codes and counts alone."""

from __future__ import annotations

import json

from fastapi.responses import Response

from archive import oversight
from archive.oversight import EMPTY, TOLD, Inquiry
from archive.web.api.shapes_office import (
    AnswerOut,
    AskIn,
    EntryOut,
    HandoutIn,
    HandoutOut,
    RecordsIn,
    TakeIn,
    TakenOut,
)
from archive.web.inputs import a_day
from archive.web.pages.audit_queries import MEDIA
from archive.web.viewer import Contact, Work


def _inquiry(asked: AskIn | TakeIn) -> Inquiry:
    since, until = a_day(asked.since or ""), a_day(asked.until or "")
    return oversight.inquiry(asked.question, asked.subject or "", asked.version, since, until)


def ask(work: Work, asked: AskIn) -> AnswerOut:
    """One of the officer's questions: the entries that answer, oldest first, from ``skip`` on."""
    answer = oversight.answer_inquiry(work, _inquiry(asked), open_sealed=asked.queries)
    shown = answer.entries[asked.skip : asked.skip + asked.limit]
    rows = (oversight.row(work.archive, entry, open_sealed=asked.queries) for entry in shown)
    return AnswerOut(
        question=TOLD[asked.question],
        must_be_empty=asked.question in EMPTY,
        total=len(answer.entries),
        unopened=answer.unopened,
        entries=[EntryOut.model_validate(row.as_data()) for row in rows],
    )


def take(work: Work, asked: TakeIn) -> TakenOut:
    """The whole answer as a file's text, with the checkpoint that evidence holds against."""
    text, note = oversight.export_answer(work, _inquiry(asked), asked.form)
    return TakenOut(media_type=MEDIA[asked.form], text=text, checkpoint=note or None)


def receipt(work: Work, contact: Contact, asked: HandoutIn) -> HandoutOut:
    """The receipt of a consent, to hand over: as a page, as text, and in the Kantara form."""
    made = oversight.handout(work, asked.about, asked.contact or contact, asked.language)
    return HandoutOut(
        number=made.number,
        consent=made.consent.consent_id,
        version=made.consent.version,
        language=made.words["code"],
        text=made.text,
        html=made.html,
        receipt=made.kantara,
    )


def records(work: Work, asked: RecordsIn) -> Response:
    """Consents in the terms of ISO/IEC TS 27560 and DPV, as JSON-LD."""
    found = oversight.exchange(
        work, asked.recipient, participant=asked.participant, project=asked.project,
        history=asked.history,
    )  # fmt: skip
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/ld+json")
