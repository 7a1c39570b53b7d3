"""Words that transcripts in six languages put before a colon; they stand in ``archive/ingest/data``.

Compared after ``fold_label``: case, blanks and dots aside. Nothing here decides; ``labels`` does.
"""

from __future__ import annotations

import re
import unicodedata

from archive.ingest.word_lists import entries

_LOOSE = re.compile(r"[\s._\-–—]+")


def fold_label(words: str) -> str:
    """A label or a key for comparison: compatibility form, lower case, blanks, dots and dashes out.

    Transcribers write "Q.1", "Q 1" and "q1" for one voice. Accents stay: in a label they tell names apart.
    """
    return _LOOSE.sub("", unicodedata.normalize("NFKC", words).casefold())


def _folded(name: str) -> frozenset[str]:
    return frozenset(fold_label(word) for word in entries(name))


QUESTION_WORDS, ANSWER_WORDS = _folded("asks"), _folded("answers")
INTERPRETER_WORDS, SEVERAL_WORDS = _folded("interprets"), _folded("several")
NOTE_WORDS = _folded("notes")
FIELD_WORDS = _folded("fields")
"""Keys of a header block and other words before a colon that never speak."""
SAID = _folded("said")
"""Ends of a sentence that brings in speech ("he said: ..."): what stands before the colon is no label."""
REMARK_WORDS = _folded("remarks")
HONORIFICS, PEOPLE = _folded("honorifics"), _folded("people")
NAME_LINKS, FILE_WORDS = _folded("name_links"), _folded("file_words")
"""Small words inside names, and what else a file's name says besides names."""
OPENERS = _folded("openers")
"""Words that open a sentence before a dash or a colon: alone they are no label."""
