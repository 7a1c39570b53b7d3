"""Ids that say nothing of what they name."""

from __future__ import annotations

import secrets

_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str) -> str:
    """A random, meaningless id such as ``t-8k2m…``: 80 bits in Crockford base 32, easy to read aloud."""
    return f"{prefix}-" + "".join(secrets.choice(_ID_ALPHABET) for _ in range(16))
