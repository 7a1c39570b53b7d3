"""The protection officer: consents, withdrawals, the log and its proof. No word of a testimony is shown.

What is asked of the log names people by their ids, so it is posted and never stands in an address.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import PlainTextResponse, Response

from archive import oversight, withdrawal
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import TABLE
from archive.errors import LogBroken, NotFound, UsageError
from archive.model import Action, Viewer
from archive.web.html import page
from archive.web.inputs import (
    a_day,
    an_id,
    maybe_id,
)
from archive.web.pages.forms import LogForm, RecordsForm, WithdrawForm
from archive.web.viewer import Work
from archive.web.wording import PURPOSE_NAMES
from consent.receipt_numbers import heard_number

LATEST = 200
"""Entries of the log that a page shows; an export has them all."""
AHEAD = 60
"""Days that the register of consents looks ahead."""


def register(request: Request, work: Work) -> Response:
    """Every consent, and for the officer what is due."""
    records = oversight.consents(work)
    due = oversight.due(work, AHEAD) if _officer(work.viewer) else None
    rows = [oversight.consent_row(record) for record in records]
    withdrawn = sum(row.standing == "withdrawn" for row in rows)
    return page(request, "consents.html", rows=rows, due=due, days=AHEAD, withdrawn=withdrawn)


def records(work: Work, form: Annotated[RecordsForm, Form()]) -> Response:
    """Consents in terms that other archives read, as a file."""
    recipient, participant = an_id(form.recipient), maybe_id(form.participant)
    consents = oversight.exchange(work, recipient, participant=participant, history=bool(form.history))
    return Response(
        json.dumps(consents, ensure_ascii=False, indent=1),
        media_type="application/ld+json",
        headers={"Content-Disposition": 'attachment; filename="heard-consents.jsonld"'},
    )


def _officer(viewer: Viewer) -> bool:
    return Action.CONSENT_DUE in TABLE[viewer.role]


def withdraw_form(request: Request) -> Response:
    """Ask for whom, and from what."""
    return _withdraw_form(request)


def _withdraw_form(request: Request, sentence: str = "", status: int = 200) -> Response:
    names = [(p.value, name) for p, name in PURPOSE_NAMES.items()]
    return page(request, "withdraw.html", status, purposes=names, sentence=sentence)


def withdraw_effect(
    request: Request,
    work: Work,
    form: Annotated[WithdrawForm, Form()],
) -> Response:
    """What a withdrawal would do: nothing has happened yet."""
    try:
        who = whose(work, form.participant)
        effect = withdrawal.effect(work, who, frozenset(form.only) or None)
    except (UsageError, NotFound) as error:
        return _withdraw_form(request, str(error), 404 if isinstance(error, NotFound) else 400)
    return page(request, "effect.html", effect=effect)


def whose(work: UnitOfWork, typed: str) -> str:
    """The participant's id: as it was given, or by the number on a receipt. Raises ``UsageError``, and
    ``NotFound`` for a number that nobody bears."""
    if heard_number(typed) is None:
        return an_id(typed)
    return oversight.bearer(work, typed)


def withdraw(
    request: Request,
    work: Work,
    form: Annotated[WithdrawForm, Form()],
) -> Response:
    """Carry it out and show the receipt."""
    if not form.sure:
        raise UsageError("A withdrawal is final. Go back, read what it does, and confirm it.")
    receipt = withdrawal.withdraw(work, an_id(form.participant), frozenset(form.only) or None, "asked")
    counts = outcome_counts(receipt)
    return page(request, "receipt.html", receipt=receipt, counts=counts, on=work.clock.today())


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many things of one sort ended in one way, for one reason."""

    what: str
    end: str
    reason: str
    count: int


def outcome_counts(receipt: withdrawal.Receipt) -> list[OutcomeCount]:
    """What became of how many things of which sort, in the order of the receipt."""
    counts = Counter((one.what, one.end.value, one.reason) for one in receipt.outcomes)
    return [OutcomeCount(what, end, reason, count) for (what, end, reason), count in counts.items()]


def log_form(request: Request, work: Work) -> Response:
    """The latest entries."""
    return _log(request, work, LogForm())


def log(
    request: Request,
    work: Work,
    form: Annotated[LogForm, Form()],
) -> Response:
    """The entries that answer the form."""
    return _log(request, work, form)


def _log(request: Request, work: UnitOfWork, form: LogForm) -> Response:
    rows: list[oversight.LogRow] = []
    status, sentence = 200, ""
    try:
        rows = oversight.answer(work, question(form), open_sealed=bool(form.queries))
    except UsageError as error:
        status, sentence = 400, str(error)
    return page(
        request, "log.html", status, asked=form, rows=rows[-LATEST:][::-1], total=len(rows),
        size=oversight.log_size(work), actions=[a.value for a in Action], sentence=sentence, latest=LATEST,
    )  # fmt: skip


def question(form: LogForm) -> oversight.Question:
    """The officer's question from a form. Raises ``UsageError``."""
    if form.action and form.action not in set(Action):
        raise UsageError("There is no action with that name; choose one from the list.")
    return oversight.Question(
        action=Action(form.action) if form.action else None,
        actor=maybe_id(form.user),
        testimony=maybe_id(form.testimony),
        participant=maybe_id(form.participant),
        since=a_day(form.since),
        until=a_day(form.until),
    )


def proof_form(request: Request, work: Work) -> Response:
    """What a proof is, and the button."""
    return page(request, "proof.html", size=oversight.log_size(work), proved=None, sentence="", note="")


def proof(request: Request, work: Work, note: Annotated[str, Form(max_length=8000)] = "") -> Response:
    """Recompute the whole log, against a kept checkpoint if one is given."""
    kept = note.strip().replace("\r\n", "\n") + "\n" if note.strip() else None
    try:
        proved: int | None = oversight.verify(work, kept)
        sentence = ""
    except (LogBroken, UsageError) as error:
        proved, sentence = None, str(error)
    return page(
        request, "proof.html", size=oversight.log_size(work), proved=proved, sentence=sentence, note=note
    )


def checkpoint(work: Work) -> Response:
    """A signed note to keep elsewhere, as a file."""
    return PlainTextResponse(
        oversight.checkpoint(work),
        headers={"Content-Disposition": 'attachment; filename="heard-checkpoint.note"'},
    )


def export(work: Work) -> Response:
    """The whole log and its checkpoint in one file, packed in memory."""
    lines, note = oversight.export(work)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("log.jsonl", "".join(line + "\n" for line in lines))
        file.writestr("log.jsonl.note", note)
    return Response(
        packed.getvalue(),
        media_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="heard-log.zip"'},
    )
