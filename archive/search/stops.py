"""Words so common that they tell nothing, per language.

Short on purpose, and without negations: "no papers" and "পানি নাই" must be found as they were said. A
stop word keeps its place in the text as a blank, the same blank for all of them, so that phrases still
fit and the commonest words cannot be told apart by whoever counts tokens in the index.
"""

from __future__ import annotations

from archive.search.words import fold_search_term
from language.countries import LANGUAGES
from language.lists import language_words
from language.words import plain

STOPS: dict[str, frozenset[str]] = {
    lang: frozenset(fold_search_term(word) for word in language_words(lang).entries("stop_words"))
    for lang in LANGUAGES
}
"""Folded, before stemming."""

UNMARKED_VI = frozenset(plain(word) for word in STOPS["vi"])
"""The Vietnamese ones as they are typed without marks."""
