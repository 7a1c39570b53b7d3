"""The protection officer's own pair of keys, which the archive never holds: one to open, one to sign.

Both come from 32 bytes that stand in a file of the officer's. The public halves are one word that may be
handed to anybody; the archive seals to it and believes what it signed. A hand-over to the next officer, and
the officer's word that an older log is accepted, are signed with it. It refuses a word that is cut short or
whose id does not belong to it.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from archive.audit.merkle import HASH_BYTES
from archive.audit.notes import Signer, VerifierKey, verify_text
from archive.errors import UsageError

KEY_BYTES = 32
ID_BYTES = 8
NAME = "heard-officer"
"""Under which name the officer signs."""
_ACCEPTANCE = "acceptance of an older log"


@dataclass(frozen=True, slots=True)
class OfficerPublic:
    """What everybody may know: the X25519 key to seal to and the Ed25519 key that signs, 32 bytes each."""

    seals: bytes
    signs: bytes

    @property
    def tag(self) -> bytes:
        """Eight bytes that tell one officer's keys from another's."""
        return sha256(b"heard officer\n" + self.seals + self.signs).digest()[:ID_BYTES]

    @property
    def id(self) -> str:
        """The same for a person: ``o-`` and sixteen digits."""
        return f"o-{self.tag.hex()}"

    @property
    def verifier(self) -> VerifierKey:
        """The key that the officer's notes are verified with."""
        return VerifierKey(NAME, self.signs)

    def __str__(self) -> str:
        return f"{NAME}+{self.id}+{base64.b64encode(self.seals + self.signs).decode('ascii')}"


class OfficerKey:
    """The private pair, in memory alone. ``secret`` is 32 bytes; it never shows itself."""

    def __init__(self, secret: bytes) -> None:
        self.opens = X25519PrivateKey.from_private_bytes(_derived(secret, b"heard officer opens"))
        seed = _derived(secret, b"heard officer signs")
        self._signs = Ed25519PrivateKey.from_private_bytes(seed)
        self._signer = Signer(NAME, seed)
        self.public = OfficerPublic(
            self.opens.public_key().public_bytes_raw(), self._signs.public_key().public_bytes_raw()
        )

    def hand_over(self, origin: str, to: OfficerPublic) -> str:
        """The signature, in base64, by which this officer names the next one of one archive's log."""
        return base64.b64encode(self._signs.sign(_handing(origin, self.public, to))).decode("ascii")

    def accept(self, older: Older) -> str:
        """The officer's signed word that a log goes on from an earlier moment than was known of it."""
        return self._signer.sign_text(older.text())

    def vouch(self, text: str) -> str:
        """The officer's signed word on who withdrew (``vouching.Vouched.text``)."""
        return self._signer.sign_text(text)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


@dataclass(frozen=True, slots=True)
class Older:
    """A restored log beside what was known: sizes and roots of both."""

    origin: str
    size: int
    root: bytes
    known_size: int
    known_root: bytes

    def text(self) -> str:
        """What the officer signs, one thing a line."""
        return (
            f"{self.origin}\n{_ACCEPTANCE}\nentries: {self.size}\nroot: {self.root.hex()}\n"
            f"known entries: {self.known_size}\nknown root: {self.known_root.hex()}\n"
        )


def is_accepted(older: Older, note: str, officer: OfficerPublic) -> bool:
    """Whether ``note`` is this officer's acceptance of exactly this."""
    try:
        return verify_text(note, officer.verifier) == older.text()
    except ValueError:
        return False


def handed_over(origin: str, before: OfficerPublic, to: OfficerPublic, signature: str) -> bool:
    """Whether the officer of before named ``to`` as the next one."""
    try:
        signed = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(before.signs).verify(signed, _handing(origin, before, to))
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True


def read_officer(word: str) -> OfficerPublic:
    """The public halves that ``str(OfficerPublic)`` wrote. Raises ``UsageError``."""
    name, _, rest = word.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        both = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        both = b""
    officer = OfficerPublic(both[:KEY_BYTES], both[KEY_BYTES:])
    if name != NAME or len(both) != 2 * KEY_BYTES or officer.id != key_id:
        raise UsageError(
            f"This is not an officer's public key, or a part of it is lost; it begins with {NAME}+o-."
        )
    return officer


def older_log(origin: str, size: int, root: str, known_size: int, known_root: str) -> Older:
    """From what a person typed, roots in hexadecimal. Raises ``UsageError``."""
    try:
        roots = [bytes.fromhex(root), bytes.fromhex(known_root)]
    except ValueError:
        roots = [b""]
    if any(len(each) != HASH_BYTES for each in roots) or not 0 <= size < known_size:
        raise UsageError("Copy sizes and roots as the restore printed them: the first log is the shorter.")
    return Older(origin, size, roots[0], known_size, roots[1])


def _derived(secret: bytes, what: bytes) -> bytes:
    return HKDFExpand(SHA256(), KEY_BYTES, what).derive(secret)


def _handing(origin: str, before: OfficerPublic, to: OfficerPublic) -> bytes:
    return f"{origin}\nofficer hand-over\nfrom: {before}\nto: {to}\n".encode()
