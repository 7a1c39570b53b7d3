"""What one viewer may read: renderings of testimony, search, quotes, and quotes handed to a recipient.

Words leave the store towards a reader here and nowhere else, and only as renderings.
"""

from archive.reading.search import SearchAnswer, hint, search, search_passages
from archive.reading.testimony import Reading, open_testimony, read_testimony
from archive.reading.turns import (
    MODES,
    RenderedTurn,
    body,
    index_documents,
    masked_in,
    may_be_read,
    open_turns,
    readable,
    rendered,
    suggestions,
    unseen,
    voice,
    whole_text,
)

__all__ = [
    "MODES",
    "Reading",
    "RenderedTurn",
    "SearchAnswer",
    "body",
    "hint",
    "index_documents",
    "masked_in",
    "may_be_read",
    "open_testimony",
    "open_turns",
    "read_testimony",
    "readable",
    "rendered",
    "search",
    "search_passages",
    "suggestions",
    "unseen",
    "voice",
    "whole_text",
]
