"""Phones and numbers that intake knows, found in any spacing, in any digits, and in part.

One pass over the digit runs of a text, whatever the number of known ones. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from archive.model import IdentifierType as T
from archive.model import Known, KnownKind
from archive.redact.spans import Span
from language.words import fold

_RUN = regex.compile(r"\+?\(?[a-z]{0,4}\d(?:[ \u00a0().\-/–_,]{0,3}[\da-z](?![a-z]{3})){3,40}")
_LEAST_PHONE = 7
"""So many last digits of a phone are the phone: local forms leave out country and trunk codes."""
_LEAST = 4


def known_numbers(text: str, known: Sequence[Known]) -> list[Span]:
    """Spans of every known phone and number; without its country code or trunk zero a phone is one still."""
    wanted = [
        (signs, one.kind, one.participant or "")
        for one in known
        if one.kind in {KnownKind.PHONE, KnownKind.ID} and len(signs := _signs(one.text)) >= _LEAST
    ]
    if not wanted:
        return []
    spans: list[Span] = []
    low = fold(text)
    for match in _RUN.finditer(low):
        places = [i for i in range(*match.span()) if low[i].isalnum()]
        surface = "".join(low[i] for i in places)
        for signs, kind, entity in wanted:
            cut = _within(surface, signs, kind)
            if cut is not None:
                start = match.start() if cut[0] == 0 else places[cut[0]]
                kept = T.PHONE if kind is KnownKind.PHONE else T.ID
                spans.append(Span(start, places[cut[1] - 1] + 1, kept, 1.0, "known", entity))
    return spans


def _signs(surface: str) -> str:
    return "".join(ch for ch in fold(surface) if ch.isalnum())


def _within(surface: str, signs: str, kind: KnownKind) -> tuple[int, int] | None:
    """``(start, end)`` of the known signs among those of a run; a phone by its last digits too."""
    at = surface.find(signs)
    if at >= 0:
        return (0 if kind is KnownKind.PHONE and at <= 5 else at), at + len(signs)
    if kind is not KnownKind.PHONE or len(signs) < _LEAST_PHONE:
        return None
    core = signs[-max(_LEAST_PHONE, min(len(signs) - 1, 9)) :]
    at = surface.find(core)
    if at >= 0 and at <= 6:
        return 0, at + len(core)
    at = surface.find(signs[-_LEAST_PHONE:])
    return (0, at + _LEAST_PHONE) if 0 <= at <= 6 else None
