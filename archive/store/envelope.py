"""Seal one value to one place under one key; open it nowhere else.

Pure: bytes and a context in, bytes out. A sealed value is bound to its record, field, version and
subject, so that moving it, putting an older version back or flipping a bit is found when it is opened.
It refuses to return anything that does not verify, and it never names a key, a context or a word.

Layout: ``HRDE`` · format (1 byte) · algorithm (1 byte) · key commitment (32 bytes) · nonce (12 bytes) ·
ciphertext with its 16-byte tag. Everything before the ciphertext, and the context, is associated data.
The commitment doubles as the id of the key: it names the key without telling it. AES-GCM by itself lets
one ciphertext be opened under two keys; the commitment closes that (see "How to Abuse and Fix
Authenticated Encryption Without Key Commitment", USENIX Security 2022).
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from archive.errors import SealBroken

KEY_BYTES = 32
_MAGIC = b"HRDE"
_FORMAT = 1
_NONCE_BYTES = 12
_TAG_BYTES = 16
_HEADER_BYTES = len(_MAGIC) + 2 + KEY_BYTES + _NONCE_BYTES


class Algorithm(IntEnum):
    """How a value is sealed. Values already written keep theirs until they are sealed again."""

    AES_256_GCM = 1
    CHACHA20_POLY1305 = 2


CURRENT = Algorithm.AES_256_GCM

_CIPHERS: dict[Algorithm, Callable[[bytes], AESGCM | ChaCha20Poly1305]] = {
    Algorithm.AES_256_GCM: AESGCM,
    Algorithm.CHACHA20_POLY1305: ChaCha20Poly1305,
}


class WrongKey(SealBroken):
    """The value was sealed under another key than the one given; its bytes may be quite whole."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sealed value belongs: which record, which field of it, which version, whose it is."""

    record: str
    field: str
    version: int
    subject: str

    def encoded(self) -> bytes:
        """Canonical bytes: every part with its length in front, so that no two contexts meet."""
        parts = (self.record.encode(), self.field.encode(), b"%d" % self.version, self.subject.encode())
        return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def derive(key: bytes, label: bytes, info: bytes = b"") -> bytes:
    """A 32-byte key for one use from a uniformly random one: HKDF-Expand with SHA-256 (RFC 5869, 2.3).

    The extract step is left out as RFC 5869, 3.3 allows, since every key here is already uniform.
    """
    return HKDFExpand(SHA256(), KEY_BYTES, len(label).to_bytes(4, "big") + label + info).derive(key)


def commitment(key: bytes) -> bytes:
    """32 bytes that name the key and cannot be made to name another."""
    return derive(key, b"heard key commitment")


def seal(key: bytes, clear: bytes, context: Context, algorithm: Algorithm = CURRENT) -> bytes:
    """Seal ``clear`` under a one-use key derived from ``key`` (32 bytes) and the context."""
    head = _MAGIC + bytes((_FORMAT, algorithm)) + commitment(key)
    nonce = os.urandom(_NONCE_BYTES)
    place = context.encoded()
    cipher = _cipher(key, algorithm, place)
    return head + nonce + cipher.encrypt(nonce, clear, head + nonce + place)


def open_sealed(key: bytes, sealed: bytes, context: Context) -> bytes:
    """The clear bytes. Raises ``WrongKey`` for another key, ``SealBroken`` for anything else amiss."""
    algorithm = algorithm_of(sealed)
    header, body = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:]
    if not hmac.compare_digest(header[6 : 6 + KEY_BYTES], commitment(key)):
        raise WrongKey(
            "This value was sealed under another key. Restore the key ring that belongs to it.",
            context.record,
        )
    place = context.encoded()
    try:
        return _cipher(key, algorithm, place).decrypt(header[-_NONCE_BYTES:], body, header + place)
    except InvalidTag:
        raise SealBroken(
            "A sealed value does not fit its place: it was altered, moved, or an older version was put "
            "back. Compare the database with its last good backup.",
            context.record,
        ) from None


def algorithm_of(sealed: bytes) -> Algorithm:
    """How this value was sealed. Raises ``SealBroken`` if it is no sealed value that we know."""
    known = len(sealed) >= _HEADER_BYTES + _TAG_BYTES and sealed[:4] == _MAGIC and sealed[4] == _FORMAT
    if not known or sealed[5] not in tuple(Algorithm):
        raise SealBroken(
            "A sealed value is cut short or of an unknown kind. Compare the database with its last good "
            "backup, or open it with the version of Heard that wrote it."
        )
    return Algorithm(sealed[5])


def _cipher(key: bytes, algorithm: Algorithm, place: bytes) -> AESGCM | ChaCha20Poly1305:
    return _CIPHERS[algorithm](derive(key, b"heard one use %d" % algorithm, place))
