"""From a query to what is looked for: terms in every language asked.

Whoever asks does not say in which language, and an English stem is not a Swahili one, so each phrase is
analysed once per language and any of the results will do. Which spelling of a Vietnamese word is meant
shows in the query itself: if it bears marks anywhere they are meant, otherwise none are expected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from archive.errors import UsageError
from archive.search.analysers import BLANK, PLAIN_VI, analyse, laid_out, over
from archive.search.query import Phrase, Query
from archive.search.words import WORD, fold_search_term, has_marks
from language.countries import LANGUAGES
from language.words import plain

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Phrases of terms: one of each group of ``wanted``, none of ``unwanted``. Clear words: never kept."""

    wanted: tuple[tuple[Terms, ...], ...] = field(default=(), repr=False)
    unwanted: tuple[Terms, ...] = field(default=(), repr=False)

    def phrases(self) -> frozenset[Terms]:
        """Everything that a reader would expect to see marked."""
        return frozenset(chain.from_iterable(self.wanted))


def sought(query: Query) -> Sought:
    """The terms of a query in the languages it asks for, or in all of them.

    A word that is a stop word in one of these languages is left out while others remain. Raises
    ``UsageError`` if nothing is left to look for.
    """
    languages = _languages(query)
    groups = [_group(group, languages) for group in query.wanted]
    telling = [terms for terms, common in groups if terms and not common]
    wanted = telling or [terms for terms, _ in groups if terms]
    unwanted = _group(query.unwanted, languages)[0] if query.unwanted else ()
    if not wanted and not unwanted and not (query.codes or query.countries or query.languages):
        raise UsageError("These words are too common to search for; add a rarer one.")
    return Sought(tuple(wanted), unwanted)


def _languages(query: Query) -> tuple[str, ...]:
    asked = tuple(language for language in query.languages if language in LANGUAGES)
    if not asked or "mixed" in query.languages:
        asked = LANGUAGES
    phrases = chain(chain.from_iterable(query.wanted), query.unwanted)
    words = (fold_search_term(word) for phrase in phrases for word in WORD.findall(phrase.text))
    if any(has_marks(word) for word in words):
        return asked
    return tuple(PLAIN_VI if language == "vi" else language for language in asked)


def _group(phrases: Iterable[Phrase], languages: tuple[str, ...]) -> tuple[tuple[Terms, ...], bool]:
    """The alternatives of one group, and whether one of them is nothing but stop words somewhere."""
    alternatives: dict[Terms, None] = {}
    common = False
    for phrase in phrases:
        for language in languages:
            spellings = _spellings(phrase.text, language)
            alternatives |= dict.fromkeys(spellings)
            common = common or not spellings
            if language == "vi":
                alternatives |= {tuple(t if t == BLANK else plain(t) for t in s): None for s in spellings}
    return tuple(alternatives), common


def _spellings(text: str, language: str) -> list[Terms]:
    """The terms of a phrase; where hyphens join some of its words, also with these as one word."""
    tokens = analyse(text, language)
    if language != PLAIN_VI:
        tokens = [token for token in tokens if not token.plain]
    single = [token for token in tokens if token.width == 1]
    together = single
    for joined in (token for token in tokens if token.width > 1):
        together = over(joined, together)
    return [terms for terms in dict.fromkeys((laid_out(single), laid_out(together))) if terms]
