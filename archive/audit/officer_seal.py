"""What only the protection officer may open: query texts, the ids of results, reasons.

Search words about a person are as sensitive as the testimony. They are sealed to the officer's public
key with HPKE (RFC 9180, base mode: X25519, HKDF-SHA256, AES-256-GCM), so that the archive can write what
it cannot read back. Until an officer's own key is appointed, the key that opens is the key ring's; from then
on a seal names whose key opens it, and the ring has no part in it.

Equal queries get equal keyed fingerprints, by which they can be grouped without
being opened. It refuses to open without the private key, and never says what a seal held.
"""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from archive.audit.officers import ID_BYTES, OfficerKey, OfficerPublic
from archive.errors import LockedArchive, SealBroken

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_RING = b"\x01"
_OFFICER = b"\x02"
_BLOCK = 128
_SHORTEST = 1 + ID_BYTES + 32 + _BLOCK + 16
"""A form, an id, an encapsulated key, one block and its tag."""
_LENGTH_BYTES = 4
FINGERPRINT_BYTES = 12


class OfficerSeal:
    """Seals to an officer's public key; opens only where the private key was given too.

    ``public`` and ``private`` are the ring's raw X25519 keys of 32 bytes, for as long as no officer's own key
    is appointed; ``fingerprints`` is a secret of 32 bytes, ``origin`` ties a seal to one archive's log.
    """

    def __init__(self, origin: str, public: bytes, fingerprints: bytes, private: bytes | None = None) -> None:
        self._info = info_of(origin)
        self._public = X25519PublicKey.from_public_bytes(public)
        self._fingerprints = fingerprints
        self._private = X25519PrivateKey.from_private_bytes(private) if private is not None else None
        if self._private is not None and self._private.public_key().public_bytes_raw() != public:
            raise LockedArchive("The officer's private key does not belong to the public key of this log.")

    def seal(self, clear: str, officer: OfficerPublic | None = None) -> bytes:
        """Sealed bytes, to ``officer`` if one is appointed, else to the ring's key.

        Their length tells the length of ``clear`` only to the next 128 bytes.
        """
        if officer is None:
            return _RING + _SUITE.encrypt(_framed(clear), self._public, info=self._info)
        to = X25519PublicKey.from_public_bytes(officer.seals)
        return _OFFICER + officer.tag + _SUITE.encrypt(_framed(clear), to, info=self._info)

    def unseal(self, sealed: bytes, officer: OfficerKey | None = None) -> str:
        """What was sealed. Raises ``LockedArchive`` without the private key it was sealed to, ``SealBroken``
        if altered."""
        if sealed_to(sealed):
            return open_officers(self._info, sealed, officer)
        if self._private is None:
            raise LockedArchive(
                "Sealed fields of the log open only with the protection officer's private key. Give it."
            )
        if sealed[:1] != _RING:
            raise SealBroken("This sealed field is of another form, or it was altered.")
        return _opened(self._private, sealed[1:], self._info)

    def fingerprint(self, clear: str) -> str:
        """24 hex digits, equal for equal queries: letter case, spaces and Unicode form do not count."""
        same = " ".join(unicodedata.normalize("NFKC", clear).casefold().split())
        digest = hmac.new(self._fingerprints, same.encode("utf-8"), sha256).digest()
        return digest[:FINGERPRINT_BYTES].hex()


def info_of(origin: str) -> bytes:
    """What ties a seal to one archive's log."""
    return b"heard sealed log field\n" + origin.encode()


def sealed_to(sealed: bytes) -> str:
    """The id of the officer's key that opens this; empty if it is the key ring's."""
    theirs = sealed[:1] == _OFFICER and len(sealed) >= _SHORTEST
    return f"o-{sealed[1 : 1 + ID_BYTES].hex()}" if theirs else ""


def open_officers(info: bytes, sealed: bytes, officer: OfficerKey | None) -> str:
    """What was sealed to an officer's own key. Raises ``LockedArchive`` without it, ``SealBroken``."""
    if officer is None or officer.public.tag != sealed[1 : 1 + ID_BYTES]:
        raise LockedArchive(
            f"This is sealed to the officer's key {sealed_to(sealed)}, which the archive does not hold. "
            "Bring the officer's key file: --officer-key FILE."
        )
    return _opened(officer.opens, sealed[1 + ID_BYTES :], info)


def _framed(clear: str) -> bytes:
    data = clear.encode("utf-8")
    framed = len(data).to_bytes(_LENGTH_BYTES, "big") + data
    return framed + bytes(-len(framed) % _BLOCK)


def _opened(private: X25519PrivateKey, sealed: bytes, info: bytes) -> str:
    try:
        padded = _SUITE.decrypt(sealed, private, info=info)
    except (InvalidTag, ValueError):
        raise SealBroken(
            "This sealed field does not open: it was altered, or it belongs to another archive."
        ) from None
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length].decode("utf-8")


def new_officer_key() -> tuple[bytes, bytes]:
    """A new pair ``(private, public)``, raw X25519 keys of 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def officer_public(private: bytes) -> bytes:
    """The public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
