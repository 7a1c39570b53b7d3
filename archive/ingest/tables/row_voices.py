"""Whose words a row of a survey is: that of the consent which names one of its ids.

A row is never known by its number: the next sorting of the table gives the number to somebody else. An id
that no two submissions of the world share names its row in any file, whatever the file is called; an id that
counts names it in the file of the consent alone. Two people under one row's ids are nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.tables.identity import ID, UUID, identity_of, is_whole_uuid, plain_id
from archive.model import Draft, Kind, TurnKind
from consent.record import EVERYONE


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A label in a consent, whose it is, and whether the consent names the very file."""

    label: str = field(repr=False)
    participant: str
    same_file: bool


def is_row(draft: Draft) -> bool:
    """Whether a draft is a row of a survey, which is one person's as a whole."""
    return draft.kind is Kind.SURVEY_ANSWER and bool(draft.identity)


def attribute_row(draft: Draft, named: Sequence[NamedRow]) -> Draft:
    """The draft with its answers given to whom a consent names by one of the row's ids, else to the group."""
    own = {one.participant for one in named if _names(draft, one)}
    group = next((one.participant for one in named if one.same_file and one.label.strip() == EVERYONE), None)
    participant = next(iter(own)) if len(own) == 1 else None if own else group
    turns = tuple(
        replace(t, participant=participant if t.kind is TurnKind.SPEECH else None) for t in draft.turns
    )
    return replace(draft, turns=turns)


def _names(draft: Draft, one: NamedRow) -> bool:
    ids = identity_of(draft.identity).ids
    label = plain_id(one.label)
    if f"{UUID}:{label}" in ids and (one.same_file or is_whole_uuid(f"{UUID}:{label}")):
        return True
    called = bool(ids) and label == plain_id(draft.part)
    return one.same_file and (called or f"{ID}:{label}" in ids)
