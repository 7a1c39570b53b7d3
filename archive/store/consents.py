"""Consent records, append-only: a version is added and never changed.

Each is sealed in three parts. The *record* (grants, days, conditions) goes under a secret of the
archive, because a withdrawal must stay readable when its participant's key is gone. The *personal* part
(birth, guardian, witness, supporter, notes, and the voices: what a document calls itself and the speaker,
which can be a name) and the *identity* go under the participant's key and die with it. Voices that are
marks already (``archive.ingest.voice_pseudonyms``) say nothing, and stay with the record.
It refuses a version that does not follow the last one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.engine import Row

from archive.errors import UsageError
from archive.model import Known, KnownKind, Scope
from archive.store.database import Database, RowValues
from archive.store.envelope import Context
from archive.store.scoping import in_scope
from archive.store.sealed_values import (
    ARCHIVE,
    Sealer,
    Shape,
)
from archive.store.tables import consents
from consent.record import MARK, ConsentRecord, Guardian, Identity, Voice


@dataclass(frozen=True, slots=True)
class Personal:
    """What tells of the person without being an identifier to mask, or of the people beside them."""

    born: date | None = None
    guardian: str = ""
    supporter: str = ""
    witness: str = ""
    risk: str = ""
    safe_contact_note: str = ""
    voices: tuple[Voice, ...] = ()


_RECORD: Shape[ConsentRecord] = Shape(ConsentRecord)
_PERSONAL: Shape[Personal] = Shape(Personal)
_IDENTITY: Shape[Identity] = Shape(Identity)


class SqlConsents:
    """The part of the store that keeps consents."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, record: ConsentRecord) -> None:
        """Keep a new version. Raises ``UsageError`` unless it follows the last one by exactly one."""
        with self._database.connection() as connection:
            newest = select(func.max(consents.c.version)).where(consents.c.consent_id == record.consent_id)
            last = connection.scalar(newest) or 0
            if record.version != last + 1 or record.supersedes != (last or None):
                raise UsageError(
                    f"The newest version of this consent is {last}: read it again and add version {last + 1}."
                )
            connection.execute(insert(consents).values(**self._row(record)))

    def current(self, scope: Scope, participants: Collection[str] | None = None) -> list[ConsentRecord]:
        """The latest version of each consent in ``scope``, without identity."""
        newest = select(consents.c.consent_id, func.max(consents.c.version)).group_by(consents.c.consent_id)
        if participants is not None:
            newest = newest.where(consents.c.participant.in_(list(participants)))
        query = select(consents).where(tuple_(consents.c.consent_id, consents.c.version).in_(newest))
        query = query.where(in_scope(consents.c.project, scope))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(consents.c.recorded_at, consents.c.consent_id)).all()
        return self._records(rows)

    def count(self) -> int:
        """How many versions there are."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(consents)) or 0

    def versions(self, consent_id: str) -> list[ConsentRecord]:
        """Every version of one consent, oldest first, without identity."""
        query = select(consents).where(consents.c.consent_id == consent_id).order_by(consents.c.version)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return self._records(rows)

    def known(self, participants: Collection[str]) -> list[Known]:
        """Identifiers from every version of these participants' consents; none of a destroyed key."""
        query = select(consents).where(consents.c.participant.in_(list(participants)))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(consents.c.consent_id, consents.c.version)).all()
        personal = self._sealer.open_all([(r.sealed_personal, _context(r, "personal")) for r in rows])
        identity = self._sealer.open_all([(r.sealed_identity, _context(r, "identity")) for r in rows])
        identifiers: dict[Known, None] = {}
        for row, about, names in zip(rows, personal, identity, strict=True):
            if names is not None:
                identifiers.update(dict.fromkeys(_own(_IDENTITY.unpacked(names), row.participant)))
            if about is not None:
                identifiers.update(dict.fromkeys(_beside(_PERSONAL.unpacked(about))))
        return list(identifiers)

    def _row(self, record: ConsentRecord) -> RowValues:
        """A row of the table ``consents``."""
        personal = _personal(record)
        row: RowValues = {
            "consent_id": record.consent_id,
            "version": record.version,
            "participant": record.participant,
            "project": record.project,
            "recorded_at": record.recorded_at,
            "sealed_record": self._sealed(record, "record", _RECORD.packed(_bare(record)), ARCHIVE),
        }
        if personal != Personal():
            row["sealed_personal"] = self._sealed(record, "personal", _PERSONAL.packed(personal))
        if record.identity != Identity():
            row["sealed_identity"] = self._sealed(record, "identity", _IDENTITY.packed(record.identity))
        return row

    def _sealed(self, record: ConsentRecord, field: str, clear: bytes, subject: str | None = None) -> bytes:
        owner = subject or record.participant
        return self._sealer.seal(clear, Context(record.consent_id, f"consent {field}", record.version, owner))

    def _records(self, rows: Iterable[Row[Any]]) -> list[ConsentRecord]:
        rows = list(rows)
        records = self._sealer.open_all([(r.sealed_record, _context(r, "record", ARCHIVE)) for r in rows])
        personal = self._sealer.open_all([(r.sealed_personal, _context(r, "personal")) for r in rows])
        return [
            _filled(_RECORD.unpacked(record), _PERSONAL.unpacked(about) if about else None)
            for record, about in zip(records, personal, strict=True)
            if record is not None
        ]


def _context(row: Row[Any], field: str, subject: str | None = None) -> Context:
    return Context(row.consent_id, f"consent {field}", row.version, subject or row.participant)


def _personal(record: ConsentRecord) -> Personal:
    guardian = record.guardian.name if record.guardian else ""
    named = tuple(v for v in record.voices if not v.source.startswith(MARK))
    return Personal(
        record.born, guardian, record.supporter, record.witness, record.risk, record.safe_contact_note, named
    )


def _bare(record: ConsentRecord) -> ConsentRecord:
    guardian = Guardian(record.guardian.relation) if record.guardian else None
    return replace(
        record,
        identity=Identity(),
        born=None,
        guardian=guardian,
        supporter="",
        witness="",
        risk="",
        safe_contact_note="",
        voices=tuple(v for v in record.voices if v.source.startswith(MARK)),
    )


def _filled(record: ConsentRecord, personal: Personal | None) -> ConsentRecord:
    if personal is None:
        return record
    guardian = replace(record.guardian, name=personal.guardian) if record.guardian else None
    return replace(
        record,
        born=personal.born,
        guardian=guardian,
        supporter=personal.supporter,
        witness=personal.witness,
        risk=personal.risk,
        safe_contact_note=personal.safe_contact_note,
        voices=(*record.voices, *personal.voices),
    )


def _own(identity: Identity, participant: str) -> list[Known]:
    named = ((KnownKind.PERSON, identity.names), (KnownKind.NICKNAME, identity.nicknames))
    others = (
        (KnownKind.PHONE, identity.phones),
        (KnownKind.ID, identity.ids),
        (KnownKind.LOC, identity.places),
    )
    return [
        *(Known(kind, text, participant, identity.sex) for kind, texts in named for text in texts),
        *(Known(KnownKind.PERSON, text) for text in identity.relatives),
        *(Known(kind, text, participant) for kind, texts in others for text in texts),
    ]


def _beside(personal: Personal) -> list[Known]:
    people = (personal.guardian, personal.supporter, personal.witness)
    return [Known(KnownKind.PERSON, name) for name in people if name]
