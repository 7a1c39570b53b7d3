"""Suggests SDG targets and drivers for what somebody said, with the words that speak for each.

The lexicon alone must work: nothing else is loaded unless the extra ``tagging`` is installed. Nothing is
fetched, nothing is written, and no text is kept or named in an error.
"""

from __future__ import annotations

from taxonomies.tagger.choose import choose
from taxonomies.tagger.lexicon import read_text
from taxonomies.tagger.result import TAGGER_VERSION, TAXONOMY_VERSION, Tag, TagResult

__all__ = ["TAGGER_VERSION", "TAXONOMY_VERSION", "Tag", "TagResult", "tag"]


def tag(text: str, lang: str | None = None) -> TagResult:
    """Suggested targets and drivers of one text, best first; empty where it tells nothing.

    ``lang`` is an ISO 639-1 code where it is known. Offsets are code points into ``text``.
    """
    return choose(read_text(text))
