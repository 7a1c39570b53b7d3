"""Seal and open the archive's values under the right key; a value whose key is gone is simply absent.

Everything above this file says *whose* a value is and *where* it stands; everything below it knows only
bytes. It refuses to tell a destroyed key from a value that never was: both read as ``None``.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from archive.errors import NotFound, SealBroken
from archive.ports import KeyRing
from archive.store.envelope import Context, derive, open_sealed, seal

T = TypeVar("T")

ARCHIVE = "archive"
"""The subject of what is nobody's own and goes with nobody: sealed under a secret of the archive."""


class Sealer:
    """Seals by subject. Keys are asked from the ring every time, so that a dead one is never used."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    @property
    def keys(self) -> KeyRing:
        """The ring itself, to make and destroy keys."""
        return self._keys

    def seal(self, clear: bytes, context: Context) -> bytes:
        """Seal under the key of ``context.subject``, made if there is none. May raise ``KeyDestroyed``."""
        return seal(self._made(context.subject), clear, context)

    def seal_all(self, values: Sequence[tuple[bytes, Context]]) -> list[bytes]:
        """Many at once, in the same order, asking for each subject's key once. May raise ``KeyDestroyed``."""
        keys = {subject: self._made(subject) for subject in {context.subject for _, context in values}}
        return [seal(keys[context.subject], clear, context) for clear, context in values]

    def open(self, sealed: bytes | None, context: Context) -> bytes | None:
        """The clear bytes, or ``None`` if they were removed or their key was destroyed."""
        return self.open_all([(sealed, context)])[0]

    def open_all(self, values: Sequence[tuple[bytes | None, Context]]) -> list[bytes | None]:
        """Many at once, in the same order, asking for each subject's key once."""
        keys = self._living({context.subject for sealed, context in values if sealed is not None})
        opened: list[bytes | None] = []
        for sealed, context in values:
            key = keys.get(context.subject)
            opened.append(None if key is None or sealed is None else open_sealed(key, sealed, context))
        return opened

    def living(self, subjects: Collection[str]) -> set[str]:
        """Those of the subjects whose keys were not destroyed."""
        return set(self._living(set(subjects)))

    def lookup(self, purpose: str, *parts: str, subject: str = ARCHIVE) -> bytes:
        """A keyed digest to find a value by that is itself sealed (HMAC-SHA256, 32 bytes)."""
        key = derive(self._made(subject), b"heard lookup", purpose.encode())
        message = b"".join(len(p.encode()).to_bytes(4, "big") + p.encode() for p in parts)
        return hmac.new(key, message, sha256).digest()

    def _living(self, subjects: set[str]) -> dict[str, bytes]:
        try:
            keys = self._keys.keys(subjects - {ARCHIVE})
        except NotFound:
            raise SealBroken(
                "The key ring is older than the archive: it lacks a key. Restore its latest backup."
            ) from None
        return keys | ({ARCHIVE: self._archive_key} if ARCHIVE in subjects else {})

    def _made(self, subject: str) -> bytes:
        try:
            return self._key(subject)
        except NotFound:
            self._keys.create(subject)
            return self._key(subject)

    def _key(self, subject: str) -> bytes:
        return self._archive_key if subject == ARCHIVE else self._keys.key(subject)

    @cached_property
    def _archive_key(self) -> bytes:
        return self._keys.secret("store")

    def __repr__(self) -> str:
        return "Sealer()"


class Shape(Generic[T]):
    """A kind of value and its canonical JSON, so that a dataclass can be sealed and come back whole."""

    def __init__(self, kind: Any) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def packed(self, value: T) -> bytes:
        """The value as JSON bytes."""
        return self._adapter.dump_json(value)

    def unpacked(self, content: bytes) -> T:
        """The value again. Raises ``SealBroken`` if it is not of this kind."""
        try:
            return self._adapter.validate_json(content)
        except ValidationError:
            raise SealBroken(
                "A sealed value is not of the kind that belongs here. Open the archive with the version of "
                "Heard that wrote it."
            ) from None
