"""``Asha Rao`` who is ``Asha`` afterwards: one voice where the file shows it, and only there.

The whole name must come first, its short form afterwards; nobody else may share the short form; the whole
name never comes back once it is shortened. Two people who speak to each other keep their labels. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.transcript.conventions import Mark
from archive.ingest.transcript.labels import is_name, seat


def whole_names(marks: Sequence[Mark]) -> dict[str, str]:
    """For each seat that is another's short form, the whole label."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    labels: dict[str, str] = {}
    stands: dict[str, str] = {}
    for number, mark in enumerate(marks):
        own = seat(mark.label or "")
        first.setdefault(own, number)
        last[own] = number
        labels.setdefault(own, mark.label or "")
        stands.setdefault(own, mark.front)
    named = {s: _words(label) for s, label in labels.items() if is_name(label)}
    longer: dict[str, list[str]] = {}
    for own, words in named.items():
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                longer.setdefault(word, []).append(own)
    shown = {}
    for own, words in named.items():
        whole = longer.get(words[0], []) if len(words) == 1 else []
        alike = len(whole) == 1 and stands[whole[0]] == stands[own]
        if alike and last[whole[0]] < first[own] and not _answer(marks, whole[0], own):
            shown[own] = labels[whole[0]]
    return shown


def _words(label: str) -> list[str]:
    return label.casefold().strip("#@ ").split()


def _answer(marks: Sequence[Mark], one: str, other: str) -> bool:
    """Whether the two seats speak one after the other, as one person never does."""
    seats = [seat(m.label or "") for m in marks]
    return any(a == one and b == other for a, b in zip(seats, seats[1:], strict=False))
