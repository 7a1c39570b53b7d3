"""Between a testimony and its rows: what a row says, and where each of its sealed values belongs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Row

from archive.errors import UsageError
from archive.model import Kind, Testimony, TestimonyState, Turn, TurnKind, TurnState
from archive.store.database import RowValues
from archive.store.envelope import Context
from archive.store.sealed_values import ARCHIVE
from archive.store.tables import testimonies, turns


def check(testimony: Testimony, text: str) -> None:
    """Raise ``UsageError`` unless the turns fit the text."""
    if testimony.length != len(text):
        raise UsageError("The testimony's length is not that of its text.")
    for turn in testimony.turns:
        if not 0 <= turn.start <= turn.body <= turn.end <= len(text):
            raise UsageError(f"Turn {turn.index} does not fit the text.")
        if turn.translates is not None and not 0 <= turn.translates < turn.index:
            raise UsageError(f"Turn {turn.index} translates no turn before it.")


def has_words(turn: Turn) -> bool:
    """Whether anything of this turn is to be kept."""
    return turn.state in (TurnState.OPEN, TurnState.UNDER_REVIEW)


def labels_by_subject(testimony: Testimony) -> dict[str, dict[int, str]]:
    """Labels by turn index, bundled by whose key seals them."""
    by_subject: dict[str, dict[int, str]] = {}
    for turn in testimony.turns:
        if turn.label is not None and has_words(turn):
            by_subject.setdefault(testimony.key_of(turn), {})[turn.index] = turn.label
    return by_subject


def newest_turns(*where: Any) -> Any:
    """The query for the turns of each testimony's newest version."""
    joined = (turns.c.testimony == testimonies.c.id) & (turns.c.version == testimonies.c.version)
    return select(turns).join(testimonies, joined).where(*where).order_by(turns.c.testimony, turns.c.number)


def words_place(testimony_id: str, index: int, version: int, subject: str) -> Context:
    """Where the words of a turn belong."""
    return Context(testimony_id, f"words {index}", version, subject)


def words_context(row: Row[Any]) -> Context:
    """Where the words in a row of turns belong."""
    return words_place(row.testimony, row.number, row.version, row.subject)


def labels_context(row: Row[Any]) -> Context:
    """Where a bundle of labels belongs."""
    return Context(row.testimony, "labels", row.version, row.subject)


def known_context(testimony_id: str, version: int) -> Context:
    """Where the identifiers that a file declared belong."""
    return Context(testimony_id, "known", version, testimony_id)


def digest_context(testimony_id: str) -> Context:
    """Where the digest of the file belongs: it outlives the testimony, to refuse the file again."""
    return Context(testimony_id, "digest", 1, ARCHIVE)


def testimony_of(row: Row[Any], digest: str, parts: Iterable[Turn]) -> Testimony:
    """The testimony that a row, its opened digest and its turns make."""
    return Testimony(
        id=row.id,
        project=row.project,
        kind=Kind(row.kind),
        country=row.country,
        language=row.language,
        collected_on=row.collected_on,
        received_at=row.received_at,
        digest=digest,
        state=TestimonyState(row.state),
        version=row.version,
        length=row.length,
        turns=tuple(parts),
        group=row.group_id,
    )


def turn_row(testimony: Testimony, turn: Turn, subject: str, sealed: bytes | None) -> RowValues:
    """The row of the table ``turns`` that a turn makes, with its sealed words."""
    return {
        "testimony": testimony.id,
        "version": testimony.version,
        "number": turn.index,
        "start": turn.start,
        "body": turn.body,
        "end": turn.end,
        "kind": turn.kind.value,
        "participant": turn.participant,
        "language": turn.language,
        "seconds": turn.seconds,
        "state": turn.state.value,
        "subject": subject,
        "sealed_words": sealed,
        "translates": turn.translates,
    }


def turn_of(row: Row[Any]) -> Turn:
    """The turn that a row makes, without its label."""
    return Turn(
        index=row.number,
        start=row.start,
        body=row.body,
        end=row.end,
        kind=TurnKind(row.kind),
        participant=row.participant,
        language=row.language,
        seconds=row.seconds,
        state=TurnState(row.state),
        translates=row.translates,
    )
