"""Who participants are, in a database of its own under a key of its own.

Each row is sealed under a key made of two: the participant's identity key, which stands in the key ring and
is destroyed with their withdrawal, and the key of this store, which stands in a file of its own beside the
ring (``identity_key``). Neither opens a row alone. It reads one participant at a time and refuses to list
anybody; what it lends for masking are the keyed forms that were sealed beside the names.

The database is opened when it is first asked, so that whoever works on testimony alone never opens it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import delete, func, insert, select

from archive.errors import KeyDestroyed, LockedArchive, NotFound, SealBroken
from archive.model import IdentifierType, new_id
from archive.model.identities import (
    Artefact,
    HeldIdentity,
    IdentityDetails,
    KeyedForm,
    LentForms,
    MediaType,
)
from archive.ports import KeyRing
from archive.store.database import Database
from archive.store.envelope import Context, derive, open_sealed, seal
from archive.store.identity_tables import artefacts, identities
from archive.store.schema import upgrade_identities
from archive.store.sealed_values import Shape

_DETAILS: Shape[IdentityDetails] = Shape(IdentityDetails)
_DETAILS_FIELD, _FORMS_FIELD, _ARTEFACT_FIELD = "identity details", "identity forms", "identity artefact"


@dataclass(frozen=True, slots=True)
class IdentityDatabase:
    """The database of the store and the key of the store."""

    database: Database = field(repr=False)
    key: bytes = field(repr=False)


def key_subject(participant: str) -> str:
    """Under which subject the ring keeps a participant's identity key."""
    return f"identity:{sha256(participant.encode()).hexdigest()}"


class SqlIdentities:
    """An ``Identities`` on SQLCipher or PostgreSQL. ``opening`` is called once, at the first use."""

    def __init__(self, keys: KeyRing, opening: Callable[[], IdentityDatabase]) -> None:
        self._keys = keys
        self._opening = opening
        self._lock = threading.Lock()
        self._opened: IdentityDatabase | None = None

    @property
    def database(self) -> Database:
        """Where the rows stand, to be copied into a backup."""
        return self._open().database

    def add(
        self, participant: str, project: str, details: IdentityDetails, forms: Sequence[KeyedForm]
    ) -> None:
        """See ``Identities``."""
        key, entry = self._made(participant), new_id("i")
        sealed = seal(key, _DETAILS.packed(details), Context(entry, _DETAILS_FIELD, 1, participant))
        lent = seal(key, _packed(forms), Context(entry, _FORMS_FIELD, 1, participant))
        values = {
            "id": entry, "participant": participant, "project": project,
            "sealed_details": sealed, "sealed_forms": lent,
        }  # fmt: skip
        with self.database.connection() as connection:
            connection.execute(insert(identities).values(**values))

    def add_artefact(self, participant: str, project: str, artefact: Artefact) -> None:
        """See ``Identities``."""
        place = Context(artefact.id, _ARTEFACT_FIELD, 1, participant)
        values = {
            "id": artefact.id, "participant": participant, "project": project, "kind": artefact.kind.value,
            "sealed": seal(self._made(participant), artefact.content, place),
        }  # fmt: skip
        with self.database.connection() as connection:
            connection.execute(insert(artefacts).values(**values))

    def holds(self, participant: str) -> bool:
        """See ``Identities``."""
        if self._key(participant) is None:
            return False
        with self.database.reading() as connection:
            return any(
                connection.scalar(
                    select(func.count()).select_from(table).where(table.c.participant == participant)
                )
                for table in (identities, artefacts)
            )

    def artefacts(self, participant: str) -> int:
        """See ``Identities``."""
        count = select(func.count()).select_from(artefacts).where(artefacts.c.participant == participant)
        with self.database.reading() as connection:
            return connection.scalar(count) or 0

    def read(self, participant: str) -> HeldIdentity | None:
        """See ``Identities``."""
        key = self._key(participant)
        if key is None:
            return None
        with self.database.reading() as connection:
            rows = connection.execute(
                select(identities.c.id, identities.c.sealed_details)
                .where(identities.c.participant == participant)
                .order_by(identities.c.id)
            ).all()
            files = connection.execute(
                select(artefacts.c.id, artefacts.c.kind, artefacts.c.sealed)
                .where(artefacts.c.participant == participant)
                .order_by(artefacts.c.id)
            ).all()
        if not rows and not files:
            return None
        parts = []
        for row in rows:
            place = Context(row.id, _DETAILS_FIELD, 1, participant)
            parts.append(_DETAILS.unpacked(open_sealed(key, row.sealed_details, place)))
        kept = tuple(
            Artefact(
                f.id,
                MediaType(f.kind),
                open_sealed(key, f.sealed, Context(f.id, _ARTEFACT_FIELD, 1, participant)),
            )
            for f in files
        )
        return HeldIdentity(participant, _joined(parts), kept)

    def lent(self, projects: Collection[str]) -> list[LentForms]:
        """See ``Identities``."""
        query = (
            select(identities.c.id, identities.c.participant, identities.c.sealed_forms)
            .where(identities.c.project.in_(sorted(projects)))
            .order_by(identities.c.participant, identities.c.id)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        try:
            keys = self._keys_of({row.participant for row in rows})
        except NotFound:
            raise SealBroken(
                "The key ring is older than the identity store: it lacks a key. Restore its latest backup."
            ) from None
        people: dict[str, dict[KeyedForm, None]] = {}
        for row in rows:
            if row.participant in keys:
                place = Context(row.id, _FORMS_FIELD, 1, row.participant)
                forms = _unpacked(open_sealed(keys[row.participant], row.sealed_forms, place))
                people.setdefault(row.participant, {}).update(dict.fromkeys(forms))
        return [LentForms(participant, tuple(forms)) for participant, forms in people.items()]

    def lending_key(self, project: str) -> bytes:
        """See ``Identities``."""
        return derive(self._open().key, b"heard identity forms", project.encode())

    def destroy(self, participant: str) -> bool:
        """See ``Identities``. Where the database does not open, the key dies all the same."""
        subject = key_subject(participant)
        try:
            self._keys.keys({subject})
        except NotFound:
            return False
        self._keys.destroy(subject)
        with suppress(LockedArchive), self.database.connection() as connection:
            for table in (identities, artefacts):
                connection.execute(delete(table).where(table.c.participant == participant))
        return True

    def close(self) -> None:
        """See ``Identities``."""
        with self._lock:
            if self._opened is not None:
                self._opened.database.close()
                self._opened = None

    def _open(self) -> IdentityDatabase:
        with self._lock:
            if self._opened is None:
                opened = self._opening()
                upgrade_identities(opened.database.engine)
                self._opened = opened
            return self._opened

    def _made(self, participant: str) -> bytes:
        """The key of a participant's rows, made if there is none. Raises ``KeyDestroyed``."""
        self._keys.create(key_subject(participant))
        key = self._key(participant)
        if key is None:
            raise KeyDestroyed("This person withdrew, and what was known of them is destroyed.")
        return key

    def _key(self, participant: str) -> bytes | None:
        with suppress(NotFound):
            return self._keys_of({participant}).get(participant)
        return None

    def _keys_of(self, participants: Collection[str]) -> dict[str, bytes]:
        """The keys of the rows of those whose identity was not destroyed. Raises ``NotFound`` for a key that
        was never made."""
        subjects = {participant: key_subject(participant) for participant in participants}
        held = self._keys.keys(set(subjects.values())) if subjects else {}
        return {
            participant: derive(self._open().key, b"heard identity", held[subject])
            for participant, subject in subjects.items()
            if subject in held
        }

    def __repr__(self) -> str:
        return "SqlIdentities()"


def _joined(parts: Sequence[IdentityDetails]) -> IdentityDetails:
    names = dict.fromkeys(name for part in parts for name in part.names)
    contacts = dict.fromkeys(contact for part in parts for contact in part.contacts)
    return IdentityDetails(tuple(names), tuple(contacts))


def _packed(forms: Sequence[KeyedForm]) -> bytes:
    rows = [[form.mark.hex(), form.kind.value, form.whole, form.units] for form in forms]
    return json.dumps(rows).encode()


def _unpacked(content: bytes) -> list[KeyedForm]:
    return [
        KeyedForm(bytes.fromhex(mark), IdentifierType(kind), bool(whole), int(units))
        for mark, kind, whole, units in json.loads(content)
    ]
