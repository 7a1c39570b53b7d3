"""Checkpoints: the published form, and what a wrong one is told."""

from __future__ import annotations

import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from archive.audit.notes import Signer, VerifierKey, read_note, read_verifier_key, split_notes, verify_note

SIGNER = Signer("heard/a-1", bytes(range(32)))
ROOT = bytes(range(32))
NOTE = SIGNER.sign(7, ROOT)


def test_the_note_has_the_published_form() -> None:
    lines = NOTE.split("\n")
    assert lines[:3] == ["heard/a-1", "7", base64.b64encode(ROOT).decode()]
    assert lines[3] == ""
    assert lines[4].startswith("— heard/a-1 ")
    assert lines[5:] == [""]
    blob = base64.b64decode(lines[4].split(" ")[2])
    public = SIGNER.verifier.public
    assert blob[:4] == sha256(b"heard/a-1\n\x01" + public).digest()[:4]
    Ed25519PublicKey.from_public_bytes(public).verify(blob[4:], "\n".join(lines[:3]).encode() + b"\n")


def test_the_example_key_of_the_standard_is_read() -> None:
    # Key and note from the documentation of golang.org/x/mod/sumdb/note, which signed-note describes.
    key = read_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    signature = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    assert signature[:4] == key.id
    Ed25519PublicKey.from_public_bytes(key.public).verify(signature[4:], note.encode())


def test_a_signed_note_is_read_and_verified() -> None:
    found = verify_note(NOTE, SIGNER.verifier)
    assert (found.origin, found.size, found.root) == ("heard/a-1", 7, ROOT)
    assert read_note(NOTE) == found
    assert read_verifier_key(str(SIGNER.verifier)) == SIGNER.verifier


def test_other_signatures_beside_ours_are_passed_over() -> None:
    witness = Signer("witness.example", bytes(32))
    line = witness.sign(7, ROOT).splitlines()[-1]
    assert verify_note(NOTE + line + "\n", SIGNER.verifier).size == 7
    with pytest.raises(ValueError, match="not signed by this key"):
        verify_note(NOTE, VerifierKey("heard/a-1", witness.verifier.public))


@pytest.mark.parametrize(
    ("old", "new"), [("\n7\n", "\n8\n"), (base64.b64encode(ROOT).decode(), "A" * 43 + "=")]
)
def test_an_altered_note_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match="signature of the checkpoint is wrong"):
        verify_note(NOTE.replace(old, new), SIGNER.verifier)


def test_a_note_of_another_log_is_refused() -> None:
    other = Signer("heard/a-2", bytes(range(32))).sign(7, ROOT)
    with pytest.raises(ValueError, match="another log"):
        verify_note(other, SIGNER.verifier)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "heard/a-1\n7\n",
        NOTE.rstrip("\n"),
        NOTE.replace("\n7\n", "\n07\n"),
        NOTE.replace("\n7\n", "\n-7\n"),
        NOTE.replace(base64.b64encode(ROOT).decode(), "AAAA"),
        NOTE.replace(base64.b64encode(ROOT).decode(), "?"),
        NOTE.replace("heard/a-1\n7", "heard/a-1\r\n7"),
        NOTE.replace("\n\n", "\n"),
    ],
)
def test_what_is_no_checkpoint_is_refused(note: str) -> None:
    with pytest.raises(ValueError, match=r"checkpoint|note|base64"):
        read_note(note)


@pytest.mark.parametrize("key", ["", "a+b", "heard/a-1+00000000+" + str(SIGNER.verifier).split("+")[2]])
def test_a_wrong_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"verifier key|base64"):
        read_verifier_key(key)


def test_an_origin_without_spaces_is_demanded() -> None:
    with pytest.raises(ValueError, match="spaces"):
        Signer("heard a", bytes(32))


def test_a_history_is_split_into_its_notes() -> None:
    second = SIGNER.sign(8, bytes(32))
    assert split_notes(NOTE + second) == [NOTE, second]
