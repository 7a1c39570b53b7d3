"""What a person gives as a reason where two have to agree: some words, and no essay."""

from __future__ import annotations

from archive.errors import UsageError

LONGEST_REASON = 2000
"""Characters."""


def require_reason(words: str, sentence: str) -> None:
    """Raise ``UsageError`` with this sentence for no words, or more than anybody reads."""
    if not words.strip() or len(words) > LONGEST_REASON:
        raise UsageError(sentence)
