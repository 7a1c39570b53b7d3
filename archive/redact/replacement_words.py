"""The words that stand for an identifier, in six languages, and the head words that tell kinds apart.

Both are the lists ``labels``, ``place_kinds`` and ``organisation_kinds_told`` of the files in
``archive/redact/data``, where a translator can mend them; this module only puts them together.
"""

from __future__ import annotations

from archive.redact.vocabulary import CODES, values, words_of

LABELS: dict[str, dict[str, str]] = {
    key: {
        code: str(words_of(code).values("labels")[key]) for code in CODES if "labels" in words_of(code).lists
    }
    for key in words_of("en").values("labels")
}
"""What is written for each kind of thing, by language."""

Kinds = tuple[tuple[str, tuple[str, ...]], ...]


def _kinds(name: str, order: tuple[str, ...]) -> Kinds:
    """The head words of each kind. Raises ``ValueError`` where a file names a kind that has no place."""
    kind_of = values(name)
    unknown = set(kind_of.values()) - set(order)
    if unknown:
        raise ValueError(f"{name}: nobody knows the kinds {', '.join(sorted(unknown))}.")
    return tuple((kind, tuple(head for head, one in kind_of.items() if one == kind)) for kind in order)


PLACE_KINDS = _kinds(
    "place_kinds",
    ("ward", "worship", "market", "camp", "water", "settlement", "district", "village", "road", "landmark"),
)
"""Kinds of places by the head words in them; the first that fits counts."""
ORGANISATION_KINDS = _kinds(
    "organisation_kinds_told", ("hospital", "health", "school", "police", "worship", "work", "group")
)
"""Kinds of bodies by the head words in them; the first that fits counts."""
