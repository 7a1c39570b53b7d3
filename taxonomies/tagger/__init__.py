"""Suggests SDG targets and drivers for what somebody said, with the words that speak for each.

The lexicon alone works, in every language. Where the extra ``tagging`` is installed, the text is also read
against the gloss bank by sentence vectors of a model that knows a hundred languages; English also by its own.
Nothing is fetched, nothing is written, and no text is kept or named in an error.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taxonomies.tagger.choose import choose
from taxonomies.tagger.concepts import read_text
from taxonomies.tagger.likeness import Reader, reader_of
from taxonomies.tagger.refit import Refitted
from taxonomies.tagger.result import TAGGER_VERSION, TAXONOMY_VERSION, Tag, TagResult
from taxonomies.tagger.sentence_words import reads_like_english

if TYPE_CHECKING:
    from taxonomies.tagger.sentences import Vectors

_HALF = 0.5

__all__ = ["TAGGER_VERSION", "TAXONOMY_VERSION", "Refitted", "Tag", "TagResult", "tag", "vector_of"]


def tag(
    text: str, lang: str | None = None, *, lexicon_only: bool = False, refitted: Refitted | None = None
) -> TagResult:
    """Suggested targets and drivers of one text, best first; empty where it tells nothing.

    ``lang`` is an ISO 639-1 code where it is known; without it the words decide whether this is English.
    ``lexicon_only`` leaves the sentence models alone; ``refitted`` is what an archive learnt from its own
    verdicts. Offsets are code points into ``text``.
    """
    reading = read_text(text)
    if lexicon_only:
        return choose(reading)
    reader = _reader(text, lang)
    likeness = reader.read(text) if reader else None
    result = choose(reading, likeness, reader.name if reader and likeness else "lexicon")
    return _judged(result, refitted, text, lang) if refitted else result


def vector_of(text: str, lang: str | None = None) -> tuple[str, Vectors] | None:
    """The reader's name and its vector of the text, which reveals it; ``None`` without a model."""
    reader = _reader(text, lang)
    return (reader.name, reader.vector(text)) if reader else None


def _reader(text: str, lang: str | None) -> Reader | None:
    return reader_of(lang in {None, "en"} and reads_like_english(text))


def _judged(result: TagResult, refitted: Refitted, text: str, lang: str | None) -> TagResult:
    """Suggestions that this archive's people would rather reject are left out; the ranked lists stay."""
    vector = vector_of(text, lang)
    if vector is None:
        return result

    def kept(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        judged = [(item, refitted.chance(vector[0], item.code, vector[1])) for item in tags]
        return tuple(
            item if chance is None else replace(item, score=chance)
            for item, chance in judged
            if chance is None or chance >= _HALF
        )

    made_by = f"{result.tagger}+refit"
    return replace(result, targets=kept(result.targets), drivers=kept(result.drivers), tagger=made_by)
