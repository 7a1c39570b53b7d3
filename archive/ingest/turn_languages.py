"""The language of each turn of a draft, and of the draft as a whole.

Pure. What nobody can tell stays unknown: no language is given to a turn because its neighbours have one, but
for a turn too short to tell anything by.
"""

from __future__ import annotations

from dataclasses import replace

from archive.model import Draft
from language.identification import UNKNOWN, languages

SHORTEST_TOLD = 60
"""Code points in Latin script below which a turn is taken to be in the testimony's language."""


def with_languages(draft: Draft) -> Draft:
    """The draft with the language of each spoken turn (ISO 639-1), and the one of most of its words.

    A translation beside the words says nothing of the language that was spoken.
    """
    main = next((lang for lang in languages(_spoken(draft), draft.language) if lang != UNKNOWN), None)
    turns = tuple(
        replace(t, language=_language(draft.text[t.body : t.end], main)) if t.language is None else t
        for t in draft.turns
    )
    return replace(draft, language=main, turns=turns)


def _spoken(draft: Draft) -> str:
    if all(turn.translates is None for turn in draft.turns):
        return draft.text
    return "".join(draft.text[turn.start : turn.end] for turn in draft.turns if turn.translates is None)


def _language(words: str, main: str | None) -> str | None:
    if words.isascii() and len(words) < SHORTEST_TOLD:
        return main
    likeliest = languages(words, main)[0]
    return None if likeliest == UNKNOWN else likeliest
