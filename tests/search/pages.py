"""The pages of an SQLCipher 4 file with a raw key, in clear, free pages and all.

Layout (SQLCipher design, "database encryption"): pages of 4096 bytes; the first starts with 16 bytes of
salt; each ends in 80 reserved bytes, an initialisation vector of 16 and an HMAC-SHA512 of 64.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
SALT = 16
RESERVED = 80


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of the file and of its journal, if there is one."""
    assert not list(path.parent.glob(path.name + "-*")), "a journal stayed behind"
    content = path.read_bytes()
    assert len(content) % PAGE == 0
    return b"".join(_page(content[at : at + PAGE], key, at == 0) for at in range(0, len(content), PAGE))


def _page(page: bytes, key: bytes, first: bool) -> bytes:
    vector = page[-RESERVED : -RESERVED + 16]
    cipher = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return cipher.update(page[SALT if first else 0 : -RESERVED]) + cipher.finalize()
