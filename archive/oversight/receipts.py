"""Receipts of consents: to hand over in the participant's language, and to be withdrawn by their number.

A receipt names nobody. Its number means nothing outside the archive, so who reads it over a telephone tells
no more than that; a number that was misheard is refused, since its last digit would not fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, UsageError
from archive.model import Action, ConsentRef, Scope
from archive.ports import Archive
from consent.receipt_numbers import (
    bearing,
    heard_number,
    receipt_number,
)
from consent.receipts import (
    LANGUAGES,
    Office,
    Part,
    receipt_html,
    receipt_json,
    receipt_parts,
    receipt_text,
)
from consent.record import ConsentRecord

_SECRET = "receipts"  # nosec B105 # noqa: S105 - the label of a secret, not the secret


@dataclass(frozen=True, slots=True)
class Handout:
    """One receipt in every form. ``words`` is the locale of ``parts``, with its language code."""

    number: str
    consent: ConsentRef
    words: Mapping[str, Any]
    parts: tuple[Part, ...]
    text: str
    html: str
    kantara: dict[str, Any]


def handout(work: UnitOfWork, about: str, contact: str, language: str | None = None) -> Handout:
    """The receipt of a consent as it stands today. ``about`` is a participant's id or a consent's.

    ``contact`` is printed: how to reach whoever takes withdrawals. Raises ``NotFound`` for an unknown id and
    for another project's collector, ``UsageError`` where a participant has several consents.
    """
    scope = work.authorise_list(Action.RECEIPT_READ)
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"Receipts are written in {', '.join(LANGUAGES)}.")
    if not contact.strip():
        raise UsageError("Say whom to call to withdraw: a receipt without it is of no use.")
    record = _record(work, scope, about)
    work.log.append(
        replace(
            work.event(Action.RECEIPT_READ),
            object_type="consent",
            object_id=record.consent_id,
            version=record.version,
            participants=(record.participant,),
            consents=(ConsentRef(record.consent_id, record.version),),
        )
    )
    return _written(work.archive, record, Office(contact.strip()), language)


def _written(archive: Archive, record: ConsentRecord, office: Office, language: str | None) -> Handout:
    number = receipt_number(record.consent_id, archive.keys.secret(_SECRET))
    today = archive.clock.today()
    printed = receipt_parts(record, number, office, today, language)
    return Handout(
        number,
        ConsentRef(record.consent_id, record.version),
        printed.words,
        printed.parts,
        receipt_text(record, number, office, today, language),
        receipt_html(record, number, office, today, language),
        receipt_json(record, number, office, today),
    )


def _record(work: UnitOfWork, scope: Scope, about: str) -> ConsentRecord:
    named = [r for r in work.store.consents.versions(about)[-1:] if scope.holds(r.project)]
    records = named or work.store.consents.current(scope, [about])
    if not records:
        raise NotFound("There is no such consent on record.")
    if len(records) > 1:
        ids = ", ".join(r.consent_id for r in records)
        raise UsageError(f"This participant has several consents; name one of them: {ids}.")
    return records[0]


def bearer(work: UnitOfWork, number: str) -> str:
    """The participant whose receipt bears this number, as it was written or said.

    Raises ``UsageError`` for a number with a wrong digit, ``NotFound`` for one that nobody bears.
    """
    scope = work.authorise_list(Action.RECEIPT_READ)
    if heard_number(number) is None:
        raise UsageError("That is no receipt number, or a digit of it is wrong; ask for it again.")
    records = bearing(work.store.consents.current(scope), number, work.keys.secret(_SECRET))
    work.log.append(
        replace(
            work.event(Action.RECEIPT_READ),
            object_type="receipt",
            participants=_people(records),
            details=(("found", str(len(records))),),
        )
    )
    people = _people(records)
    if not people:
        raise NotFound("No receipt of this archive has that number.")
    if len(people) > 1:
        raise UsageError("Two people's receipts have that number; ask for the participant's id instead.")
    return people[0]


def _people(records: Sequence[ConsentRecord]) -> tuple[str, ...]:
    return tuple(sorted({r.participant for r in records}))
