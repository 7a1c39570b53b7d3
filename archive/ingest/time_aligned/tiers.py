"""What the tiers of an annotation program hold: somebody's words, what they mean in another language, or a
remark.

Tiers have names that people chose. What a name says of its tier is a list of words in
``archive/ingest/data``; a tier whose name says nothing is a voice of that name, which needs a consent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import regex

from archive.ingest.time_aligned.stretches import Stretch, in_order
from archive.ingest.transcript.label_words import fold_label
from archive.ingest.transcript.labels import is_note
from archive.ingest.word_lists import entries
from archive.model import TurnKind

_SEPARATORS = regex.compile(r"\s*[@_/|]\s*|\s+[-\u2013]\s+|(?<=\w)-(?=\w)")
_NEAR = 0.05
"""Seconds by which a translation may begin before or after what it translates."""


class TierRole(StrEnum):
    """What intake does with a tier; ``other`` is left out and counted."""

    WORDS = "words"
    TRANSLATION = "translation"
    NOTES = "notes"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: what it holds, whose it is (``None``: its name tells nobody), and its stretches."""

    role: TierRole
    voice: str | None = field(repr=False)
    stretches: tuple[Stretch, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TierName:
    """What the name of a tier says: its role, and what is left of the name without the words that say so."""

    role: TierRole
    voice: str | None = field(repr=False)
    plain: bool = True


def read_name(name: str) -> TierName:
    """The role and the voice in a tier's name: ``Mina``, ``tx@Mina``, ``Mina - phones``, ``Translation``.

    ``plain`` is false where a part of the name told the role.
    """
    parts = [part for part in _SEPARATORS.split(name.strip()) if part]
    roles = [role for part in parts if (role := _role(part))]
    rest = [part for part in parts if not _role(part)]
    if is_note(name) or not roles:
        return TierName(TierRole.NOTES if is_note(name) else TierRole.WORDS, name.strip() or None)
    return TierName(roles[-1], " ".join(rest) or None, plain=False)


def _role(part: str) -> TierRole | None:
    key = fold_label(part)
    if key in _folded("tier_translations") or key in _folded("language_columns"):
        return TierRole.TRANSLATION
    if key in _folded("tier_words"):
        return TierRole.WORDS
    return TierRole.OTHER if key in _folded("tier_others") else None


def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold_label, entries(name)))


def spoken(tiers: Sequence[Tier]) -> list[Stretch]:
    """What all tiers say, by time; each translation with the stretch that it translates.

    A translation without an original beside it stands for itself, under its own voice.
    """
    kept: list[Stretch] = []
    for tier in tiers:
        if tier.role is TierRole.WORDS:
            kept += [replace(one, voice=tier.voice) for one in tier.stretches]
        elif tier.role is TierRole.NOTES:
            kept += [replace(one, voice=None, kind=TurnKind.NOTE) for one in tier.stretches]
    for tier in tiers:
        if tier.role is TierRole.TRANSLATION:
            kept = _with_translations(kept, tier)
    return in_order(kept)


def _with_translations(originals: list[Stretch], tier: Tier) -> list[Stretch]:
    at = {
        round(one.seconds / _NEAR): n
        for n, one in enumerate(originals)
        if one.seconds is not None and one.kind is None and tier.voice in {None, one.voice}
    }
    kept = list(originals)
    for one in tier.stretches:
        near = [round((one.seconds or 0.0) / _NEAR) + step for step in (0, -1, 1)]
        place = next((at[key] for key in near if key in at), None) if one.seconds is not None else None
        if place is None:
            kept.append(replace(one, voice=tier.voice))
        elif one.text.strip():
            held = kept[place]
            kept[place] = replace(held, translation=f"{held.translation} {one.text}".strip())
    return kept


def left_out(tiers: Sequence[Tier]) -> tuple[str, ...]:
    """A sentence on the tiers that hold neither words nor remarks."""
    others = sum(tier.role is TierRole.OTHER and bool(tier.stretches) for tier in tiers)
    return (f"{others} tiers with sounds, glosses or codes were left out.",) if others else ()
