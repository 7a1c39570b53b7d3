"""The digest of one part of a file: of its content and the part's name, so that it stays the same tomorrow.

A table has as many parts as rows. The content is hashed once for all of them: for each anew, a table of 50 MB
would hash terabytes.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache


def part_digest(content: bytes, part: str) -> str:
    """SHA-256 in hex over the content, a NUL, and the part's name."""
    digest = _begun(content).copy()
    digest.update(b"\0" + part.encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _begun(content: bytes) -> hashlib._Hash:
    return hashlib.sha256(content)
