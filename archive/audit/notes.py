"""Signed checkpoints: lines that say how large the log is, what its root is, and what else counts then.

The form is C2SP's tlog-checkpoint (https://c2sp.org/tlog-checkpoint) inside a signed-note
(https://c2sp.org/signed-note) with one Ed25519 signature, so that tools other than ours read it. Whoever
keeps a checkpoint away from the archive can later prove that the log was changed before it. A note with
no signature of the expected key proves nothing, and is refused.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from archive.audit.ledger_count import LedgerCount, read_count
from archive.audit.merkle import HASH_BYTES

ED25519 = 1
KEY_ID_BYTES = 4
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_AT = "signed "
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a note says: whose log, how many entries, and the root over them.

    ``extension`` are further lines, as C2SP allows them: the instant of signing, the count of withdrawals.
    """

    origin: str
    size: int
    root: bytes
    extension: tuple[str, ...] = ()

    @property
    def withdrawals(self) -> LedgerCount | None:
        """How many lines the ledger of withdrawals had then; ``None`` in notes from before it was counted."""
        return next((count for line in self.extension if (count := read_count(line))), None)

    @property
    def at(self) -> datetime | None:
        """When it was signed, by the archive's own clock; ``None`` in notes from before that was written."""
        stated = next((line.removeprefix(_AT) for line in self.extension if line.startswith(_AT)), None)
        try:
            return datetime.fromisoformat(stated) if stated else None
        except ValueError:
            return None

    def text(self) -> str:
        """The note's text, which is what is signed: origin, size and root, one a line, then the rest."""
        lines = (self.origin, str(self.size), _base64(self.root), *self.extension)
        return "".join(f"{line}\n" for line in lines)


def extension_lines(at: datetime, withdrawals: LedgerCount | None) -> tuple[str, ...]:
    """What a checkpoint says beside the log: when it was signed, and how many withdrawals there were."""
    counted = (withdrawals.line(),) if withdrawals is not None else ()
    return (f"{_AT}{at.astimezone(UTC).isoformat(timespec='seconds')}", *counted)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under a name, as it is handed to whoever verifies: ``name+id+key``."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """First four bytes of SHA-256 over name, line feed, algorithm and public key."""
        return sha256(self.name.encode() + b"\n" + bytes([ED25519]) + self.public).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_base64(bytes([ED25519]) + self.public)}"


class Signer:
    """Signs checkpoints of one origin. The key is 32 bytes and never shows itself."""

    def __init__(self, origin: str, secret: bytes) -> None:
        if not _NAME.fullmatch(origin):
            raise ValueError("The origin of a log has neither spaces nor a plus sign.")
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self.verifier = VerifierKey(origin, self._key.public_key().public_bytes_raw())

    @property
    def origin(self) -> str:
        """Whose log it is: ``heard/`` and the archive's id."""
        return self.verifier.name

    def sign(self, size: int, root: bytes, extension: tuple[str, ...] = ()) -> str:
        """The signed note over a tree."""
        text = Checkpoint(self.origin, size, root, extension).text()
        signature = self.verifier.id + self._key.sign(text.encode())
        return f"{text}\n— {self.origin} {_base64(signature)}\n"

    def sign_text(self, text: str) -> str:
        """A signed note over a text of ours that is no checkpoint. ``text`` ends with a line feed.

        Raises ``ValueError`` for a text that could be taken for a checkpoint or is not one for a note.
        """
        lines = text.split("\n")
        if len(lines) < 3 or lines[-1] or _SIZE.fullmatch(lines[1]):
            raise ValueError("A signed text has two lines or more, ends with one, and is no checkpoint.")
        signature = self.verifier.id + self._key.sign(text.encode())
        return f"{text}\n— {self.origin} {_base64(signature)}\n"


def verify_text(note: str, key: VerifierKey) -> str:
    """The text of a signed note, if ``key`` signed it. Raises ``ValueError`` otherwise."""
    text, signatures = _parts(note)
    _signed_by(text, signatures, key)
    return text


def read_note(note: str) -> Checkpoint:
    """What the note says, its signature not looked at. Raises ``ValueError`` if it is no checkpoint."""
    text, _ = _parts(note)
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not all(lines[3:-1]) or not _SIZE.fullmatch(lines[1]):
        raise ValueError("This is not a checkpoint: it needs an origin, a size and a root, one a line.")
    root = _unbase64(lines[2])
    if len(root) != HASH_BYTES:
        raise ValueError("The root of the checkpoint is not a SHA-256 hash.")
    return Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:-1]))


def verify_note(note: str, key: VerifierKey) -> Checkpoint:
    """What the note says, if ``key`` signed it. Raises ``ValueError`` otherwise.

    Signatures of other keys are passed over, as signed-note asks.
    """
    checkpoint = read_note(note)
    text, signatures = _parts(note)
    if checkpoint.origin != key.name:
        raise ValueError("The checkpoint is of another log.")
    _signed_by(text, signatures, key)
    return checkpoint


def _signed_by(text: str, signatures: list[str], key: VerifierKey) -> None:
    """Raise ``ValueError`` unless one of the signatures over the text is this key's."""
    public = Ed25519PublicKey.from_public_bytes(key.public)
    for line in signatures:
        match = _SIGNATURE.fullmatch(line)
        if match is None:
            raise ValueError("A signature line of the checkpoint cannot be read.")
        blob = _unbase64(match[2])
        if match[1] != key.name or blob[:KEY_ID_BYTES] != key.id:
            continue
        try:
            public.verify(blob[KEY_ID_BYTES:], text.encode())
        except InvalidSignature:
            raise ValueError("The signature of the checkpoint is wrong.") from None
        return
    raise ValueError("The checkpoint is not signed by this key.")


def read_verifier_key(text: str) -> VerifierKey:
    """The key that ``str(VerifierKey)`` wrote. Raises ``ValueError`` if it is none or its id is wrong."""
    parts = text.strip().split("+", 2)
    blob = _unbase64(parts[2]) if len(parts) == 3 else b""
    if len(blob) != 1 + HASH_BYTES or blob[0] != ED25519 or not _NAME.fullmatch(parts[0]):
        raise ValueError("This is not a verifier key; it looks like name+id+key.")
    key = VerifierKey(parts[0], blob[1:])
    if key.id.hex() != parts[1]:
        raise ValueError("The id of the verifier key does not belong to the key.")
    return key


def split_notes(history: str) -> list[str]:
    """The notes of a history, in which each begins where the one before ended."""
    notes, lines = [], []
    for line in history.splitlines(keepends=True):
        lines.append(line)
        if line.startswith("— "):
            notes.append("".join(lines))
            lines = []
    return notes


def _parts(note: str) -> tuple[str, list[str]]:
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n") or any(ord(c) < 32 and c != "\n" for c in note):
        raise ValueError("This is not a signed note: the text, an empty line, then the signatures.")
    return text + "\n", signatures[:-1].split("\n")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("A line of the note is not valid base64.") from None
