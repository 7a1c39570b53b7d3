"""Suggests SDG targets and drivers for what somebody said, with the words that speak for each.

The lexicon alone works, in every language. Where the extra ``tagging`` is installed, English is also read
against the gloss bank by sentence vectors. Nothing is fetched, nothing is written, and no text is kept or
named in an error.
"""

from __future__ import annotations

from taxonomies.tagger.choose import choose
from taxonomies.tagger.lexicon import read_text
from taxonomies.tagger.likeness import installed_reader
from taxonomies.tagger.result import TAGGER_VERSION, TAXONOMY_VERSION, Tag, TagResult
from taxonomies.tagger.sentences import LANGUAGES
from taxonomies.tagger.words import reads_like_english

__all__ = ["TAGGER_VERSION", "TAXONOMY_VERSION", "Tag", "TagResult", "tag"]


def tag(text: str, lang: str | None = None, *, lexicon_only: bool = False) -> TagResult:
    """Suggested targets and drivers of one text, best first; empty where it tells nothing.

    ``lang`` is an ISO 639-1 code where it is known; without it the words decide whether this is English.
    ``lexicon_only`` leaves the sentence model alone. Offsets are code points into ``text``.
    """
    reading = read_text(text)
    english = lang in LANGUAGES if lang else True
    if lexicon_only or not english or not reads_like_english(text):
        return choose(reading)
    reader = installed_reader()
    return choose(reading, reader.read(text) if reader else None)
