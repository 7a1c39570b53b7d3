"""Case endings, plurals and emphasis that Bangla, Hindi and Nepali glue to a noun, for the small models.

The weights were learnt with exactly those that ``lists.json`` keeps, so that the endings of the rules may
grow at any time; new ones ask for new weights (``make train``).
"""

from __future__ import annotations

from archive.redact.crf.lists import lists

_LEFT = 2
"""So many code points of a noun must be left."""


def parted(word: str) -> tuple[str, str]:
    """An Indic word as its noun and its ending; the ending is empty where none is known."""
    endings = lists().endings["Beng" if "\u0980" <= word[0] <= "\u09ff" else "Deva"]
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: -len(ending)], ending
    return word, ""
