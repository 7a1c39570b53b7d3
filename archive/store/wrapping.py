"""Wrap one key in another: AES-256-GCM-SIV (RFC 8452), which forgives a repeated nonce.

Keys that live long wrap many others, so the misuse-resistant mode is worth its price here. Pure, and
says nothing of where the wrapped keys are kept. It refuses to hand out a key whose commitment differs.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from archive.errors import SealBroken
from archive.store.envelope import commitment

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key under another key, and the commitment that proves it was this one."""

    sealed: bytes
    proof: bytes


class Outer(Protocol):
    """The outermost key: a master key opened by a passphrase, or a server that never lets go of it."""

    def wrap(self, clear: bytes, place: str) -> bytes:
        """Wrap 32 bytes to their place."""
        ...

    def unwrap(self, sealed: bytes, place: str) -> bytes:
        """Open them again. Raises ``SealBroken`` if they do not belong here."""
        ...

    def behind(self, sealed: bytes) -> bool:
        """Whether this was wrapped under an older version of the outermost key."""
        ...


def wrap(outer: bytes, clear: bytes, place: str) -> Wrapped:
    """Wrap the key ``clear`` under ``outer``, bound to its place (``subject:…``, ``epoch:…``)."""
    nonce = os.urandom(_NONCE_BYTES)
    return Wrapped(nonce + AESGCMSIV(outer).encrypt(nonce, clear, place.encode()), commitment(clear))


def unwrap(outer: bytes, wrapped: Wrapped, place: str) -> bytes:
    """The key again. Raises ``SealBroken`` if it was altered, moved, or wrapped under another key."""
    nonce, body = wrapped.sealed[:_NONCE_BYTES], wrapped.sealed[_NONCE_BYTES:]
    try:
        clear = AESGCMSIV(outer).decrypt(nonce, body, place.encode())
    except (InvalidTag, ValueError):
        raise _broken() from None
    return proven(clear, wrapped.proof)


def proven(clear: bytes, proof: bytes) -> bytes:
    """``clear`` itself if it is the key that ``proof`` commits to; else ``SealBroken``."""
    if not hmac.compare_digest(commitment(clear), proof):
        raise _broken()
    return clear


def _broken() -> SealBroken:
    return SealBroken(
        "A wrapped key does not fit its place in the key ring. Restore the key ring from its latest backup."
    )


class MasterKey:
    """An ``Outer`` that is 32 bytes in memory: what the passphrase of a file key ring opens."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def wrap(self, clear: bytes, place: str) -> bytes:
        """Wrap under the master key."""
        return wrap(self._key, clear, place).sealed

    def unwrap(self, sealed: bytes, place: str) -> bytes:
        """Unwrap under the master key."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCMSIV(self._key).decrypt(nonce, body, place.encode())
        except (InvalidTag, ValueError):
            raise _broken() from None

    def behind(self, sealed: bytes) -> bool:
        """Never: a master key has one version."""
        return False
