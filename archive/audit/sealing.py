"""What only the protection officer may open: query texts and the ids of results.

Search words about a person are as sensitive as the testimony. They are sealed to the officer's public
key with HPKE (RFC 9180, base mode: X25519, HKDF-SHA256, AES-256-GCM), so that the archive can write what
it cannot read back. Equal queries get equal keyed fingerprints, by which they can be grouped without
being opened. It refuses to open without the private key, and never says what a seal held.
"""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from archive.errors import LockedArchive, SealBroken

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_FORM = b"\x01"
_BLOCK = 128
_LENGTH_BYTES = 4
FINGERPRINT_BYTES = 12


class OfficerSeal:
    """Seals to the officer's public key; opens only where the private key was given too.

    ``public`` and ``private`` are raw X25519 keys of 32 bytes, ``fingerprints`` is a secret of 32 bytes,
    ``origin`` ties a seal to one archive's log.
    """

    def __init__(self, origin: str, public: bytes, fingerprints: bytes, private: bytes | None = None) -> None:
        self._info = b"heard sealed log field\n" + origin.encode()
        self._public = X25519PublicKey.from_public_bytes(public)
        self._fingerprints = fingerprints
        self._private = X25519PrivateKey.from_private_bytes(private) if private is not None else None
        if self._private is not None and self._private.public_key().public_bytes_raw() != public:
            raise LockedArchive("The officer's private key does not belong to the public key of this log.")

    def seal(self, clear: str) -> bytes:
        """Sealed bytes; their length tells the length of ``clear`` only to the next 128 bytes."""
        data = clear.encode("utf-8")
        framed = len(data).to_bytes(_LENGTH_BYTES, "big") + data
        padded = framed + bytes(-len(framed) % _BLOCK)
        return _FORM + _SUITE.encrypt(padded, self._public, info=self._info)

    def unseal(self, sealed: bytes) -> str:
        """What was sealed. Raises ``LockedArchive`` without the private key, ``SealBroken`` if altered."""
        if self._private is None:
            raise LockedArchive(
                "Sealed fields of the log open only with the protection officer's private key. Give it."
            )
        if sealed[:1] != _FORM:
            raise SealBroken("This sealed field is of another form, or it was altered.")
        try:
            padded = _SUITE.decrypt(sealed[1:], self._private, info=self._info)
        except (InvalidTag, ValueError):
            raise SealBroken(
                "This sealed field does not open: it was altered, or it belongs to another archive."
            ) from None
        length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
        return padded[_LENGTH_BYTES : _LENGTH_BYTES + length].decode("utf-8")

    def fingerprint(self, clear: str) -> str:
        """24 hex digits, equal for equal queries: letter case, spaces and Unicode form do not count."""
        same = " ".join(unicodedata.normalize("NFKC", clear).casefold().split())
        digest = hmac.new(self._fingerprints, same.encode("utf-8"), sha256).digest()
        return digest[:FINGERPRINT_BYTES].hex()


def new_officer_key() -> tuple[bytes, bytes]:
    """A new pair ``(private, public)``, raw X25519 keys of 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def officer_public(private: bytes) -> bytes:
    """The public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
