"""What one viewer may read."""

from archive.reading.turns import (
    MODES,
    RenderedTurn,
    body,
    index_documents,
    masked_in,
    may_be_read,
    open_turns,
    passages,
    readable,
    rendered,
    suggestions,
    unseen,
    voice,
    whole_text,
)

__all__ = [
    "MODES",
    "RenderedTurn",
    "body",
    "index_documents",
    "masked_in",
    "may_be_read",
    "open_turns",
    "passages",
    "readable",
    "rendered",
    "suggestions",
    "unseen",
    "voice",
    "whole_text",
]
