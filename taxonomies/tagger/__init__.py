"""Suggests SDG targets and drivers for what somebody said, with the words that speak for each.

The lexicon alone works, in every language. Where the extra ``tagging`` is installed, the text is also read
against the gloss bank by sentence vectors, of an English model or of one that knows a hundred languages.
Nothing is fetched, nothing is written, and no text is kept or named in an error.
"""

from __future__ import annotations

from taxonomies.tagger.choose import choose
from taxonomies.tagger.lexicon import read_text
from taxonomies.tagger.likeness import english_reader, tongues_reader
from taxonomies.tagger.result import TAGGER_VERSION, TAXONOMY_VERSION, Tag, TagResult
from taxonomies.tagger.words import reads_like_english

__all__ = ["TAGGER_VERSION", "TAXONOMY_VERSION", "Tag", "TagResult", "tag"]


def tag(text: str, lang: str | None = None, *, lexicon_only: bool = False) -> TagResult:
    """Suggested targets and drivers of one text, best first; empty where it tells nothing.

    ``lang`` is an ISO 639-1 code where it is known; without it the words decide whether this is English.
    ``lexicon_only`` leaves the sentence model alone. Offsets are code points into ``text``.
    """
    reading = read_text(text)
    if lexicon_only:
        return choose(reading)
    english = lang in {None, "en"} and reads_like_english(text)
    reader = english_reader() if english else tongues_reader()
    likeness = reader.read(text) if reader else None
    return choose(reading, likeness, reader.tuning.name if reader and likeness else "lexicon")
