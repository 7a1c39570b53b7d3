"""Testimonies: each turn's words under its speaker's key, words that are nobody's own under the testimony's.

A version, once kept, is never edited: a correction comes as the next version and the old one stays,
sealed. It refuses to keep any word of a turn that was never to be stored.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from archive.errors import NotFound, UsageError
from archive.model import WITHOUT_WORDS, Known, Scope, Testimony, TestimonyState, Turn, TurnState
from archive.store.database import Database, RowValues
from archive.store.envelope import Context
from archive.store.forgetting import forget, owners_of, traces_of
from archive.store.scoping import in_scope
from archive.store.sealed_values import Sealer, Shape
from archive.store.tables import labels, testimonies, turns
from archive.store.testimony_rows import (
    check,
    digest_context,
    has_words,
    known_context,
    labels_by_subject,
    labels_context,
    newest_turns,
    testimony_of,
    turn_of,
    turn_row,
    words_context,
    words_place,
)

_KNOWN: Shape[list[Known]] = Shape(list[Known])
_LABELS: Shape[dict[int, str]] = Shape(dict[int, str])
_TURNS = turns


class SqlTestimonies:
    """The part of the store that keeps testimonies."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def add(self, testimony: Testimony, text: str, known: Sequence[Known]) -> None:
        """Seal and keep a testimony, or the next version of one.

        Raises ``UsageError`` if the version does not follow or the turns do not fit the text,
        ``KeyDestroyed`` if a turn to be kept belongs to a participant who was shredded.
        """
        check(testimony, text)
        with self._database.connection() as connection:
            last = connection.scalar(select(testimonies.c.version).where(testimonies.c.id == testimony.id))
            if testimony.version < 1 or (last is not None and testimony.version != last + 1):
                raise UsageError(f"The newest version of this testimony is {last or 0}: add the next one.")
            row = self._row(testimony, known)
            if last is not None:
                connection.execute(update(testimonies).where(testimonies.c.id == testimony.id).values(**row))
            else:
                connection.execute(insert(testimonies).values(**row))
            kept = self._turn_rows(testimony, testimony.turns, text)
            if kept:
                connection.execute(insert(turns), kept)
            for subject, named in labels_by_subject(testimony).items():
                self._put_labels(connection, testimony.id, testimony.version, subject, named)

    def get(self, testimony_id: str) -> Testimony | None:
        """One testimony without its words, its speakers' labels included where they can be read."""
        with self._database.reading() as connection:
            matching = self._read(connection, testimonies.c.id == testimony_id)
            rows = connection.execute(select(labels).where(labels.c.testimony == testimony_id)).all()
        if not matching:
            return None
        named: dict[int, str] = {}
        rows = [row for row in rows if row.version == matching[0].version]
        for opened in self._sealer.open_all([(row.sealed, labels_context(row)) for row in rows]):
            named.update(_LABELS.unpacked(opened) if opened else {})
        return replace(
            matching[0], turns=tuple(replace(t, label=named.get(t.index)) for t in matching[0].turns)
        )

    def all(self, scope: Scope, state: TestimonyState | None = None) -> list[Testimony]:
        """Testimonies of ``scope`` in the order they came, without labels."""
        where = [in_scope(testimonies.c.project, scope)]
        if state is not None:
            where.append(testimonies.c.state == state.value)
        with self._database.reading() as connection:
            return self._read(connection, *where)

    def of_participant(self, participant: str) -> list[Testimony]:
        """Every testimony in which this participant speaks, in any version, without labels."""
        theirs = select(turns.c.testimony).where(turns.c.participant == participant)
        with self._database.reading() as connection:
            return self._read(connection, testimonies.c.id.in_(theirs))

    def with_digest(self, project: str, digest: str) -> str | None:
        """The id of the testimony that this very material became."""
        key = self._sealer.lookup("digest", project, digest)
        query = select(testimonies.c.id).where(testimonies.c.digest_key == key).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query)

    def unseal(self, testimony_id: str, turns: Collection[int] | None = None) -> dict[int, str]:
        """``text[start:end]`` by turn index: label, words and line break, as the offsets count them.

        A turn whose key is destroyed, or that was never stored, is absent.
        """
        where = [testimonies.c.id == testimony_id]
        if turns is not None:
            where.append(_TURNS.c.number.in_(list(turns)))
        with self._database.reading() as connection:
            rows = connection.execute(newest_turns(*where)).all()
        opened = self._sealer.open_all([(row.sealed_words, words_context(row)) for row in rows])
        return {row.number: w.decode() for row, w in zip(rows, opened, strict=True) if w is not None}

    def known(self, testimony_id: str) -> list[Known]:
        """The identifiers that the file itself declared; none once the testimony's key is destroyed."""
        with self._database.reading() as connection:
            query = select(testimonies).where(testimonies.c.id == testimony_id)
            row = connection.execute(query).one_or_none()
        if row is None:
            return []
        opened = self._sealer.open(row.sealed_known, known_context(row.id, row.version))
        return _KNOWN.unpacked(opened) if opened else []

    def restore(self, testimony_id: str, turn: Turn, words: str) -> None:
        """Seal the words of a turn that was never stored. Its label stays out, as it was.

        Raises ``NotFound``, or ``UsageError`` if the turn holds words already or they do not fit it.
        """
        testimony = self.get(testimony_id)
        if testimony is None or not 0 <= turn.index < len(testimony.turns):
            raise NotFound("There is no such turn.")
        kept = testimony.turns[turn.index]
        fits = (turn.start, turn.end) == (kept.start, kept.end) and len(words) == turn.end - turn.start
        if kept.state is not TurnState.NEVER_STORED or not fits:
            raise UsageError("Only a turn that was never stored can be added, and only with its own words.")
        [row] = self._turn_rows(testimony, [replace(turn, state=TurnState.OPEN)], " " * turn.start + words)
        here = (turns.c.testimony == testimony_id) & (turns.c.number == turn.index)
        with self._database.connection() as connection:
            connection.execute(
                update(turns).where(here & (turns.c.version == testimony.version)).values(**row)
            )

    def set_state(self, testimony_id: str, state: TestimonyState) -> None:
        """Move the testimony on. Raises ``NotFound``."""
        with self._database.connection() as connection:
            moved = connection.execute(
                update(testimonies).where(testimonies.c.id == testimony_id).values(state=state.value)
            )
            if not moved.rowcount:
                raise NotFound("There is no such testimony.")

    def set_turn_state(self, testimony_id: str, turn: int, state: TurnState) -> None:
        """Hide or show one turn of the newest version.

        ``SHREDDED`` removes every sealed byte that came of it, for good; older versions lose what its
        speaker said.
        """
        self.set_turn_states(testimony_id, {turn}, state)

    def set_turn_states(self, testimony_id: str, turns: Collection[int], state: TurnState) -> None:
        """The same for many turns at once. Raises ``NotFound`` if one is not there."""
        with self._database.connection() as connection:
            newest = select(testimonies.c.version).where(testimonies.c.id == testimony_id).scalar_subquery()
            here = (_TURNS.c.testimony == testimony_id) & (_TURNS.c.version == newest)
            rows = connection.execute(select(_TURNS.c.number, _TURNS.c.state).where(here)).all()
            before = {row.number: row.state for row in rows}
            if not before.keys() >= set(turns):
                raise NotFound("There is no such turn.")
            if state not in WITHOUT_WORDS and any(before[turn] in WITHOUT_WORDS for turn in turns):
                raise UsageError("The words of this turn are gone; it cannot be shown again.")
            if state in WITHOUT_WORDS:
                gone = traces_of(connection, testimony_id, turns)
                self._forget_labels(connection, testimony_id, gone)
                forget(connection, testimony_id, gone)
            moved = [{"n": turn} for turn in sorted(turns)]
            if moved:
                at = here & (_TURNS.c.number == bindparam("n"))
                connection.execute(update(_TURNS).where(at).values(state=state.value), moved)

    def forget_before(self, testimony_id: str, turns: Collection[int]) -> None:
        """Remove what the version before the newest held in these turns, and what came of it there.

        In versions before that, borders may have been others: all that the same speakers said goes.
        """
        with self._database.connection() as connection:
            owners = owners_of(connection, testimony_id)
            before = max((version for version, _ in owners), default=0) - 1
            speakers = {owner for place, owner in owners.items() if place[0] == before and place[1] in turns}
            gone = {(before, turn) for turn in turns if (before, turn) in owners}
            gone |= {place for place, owner in owners.items() if place[0] < before and owner in speakers}
            self._forget_labels(connection, testimony_id, gone)
            forget(connection, testimony_id, gone, notes=False)

    def forget_known(self, testimony_id: str, participant: str) -> None:
        """Take out what the file declared of one participant: names, numbers, nicknames."""
        with self._database.connection() as connection:
            query = select(testimonies).where(testimonies.c.id == testimony_id)
            row = connection.execute(query).one_or_none()
            known = self.known(testimony_id)
            left = [k for k in known if k.participant != participant]
            if row is None or left == known:
                return
            context = known_context(row.id, row.version)
            sealed = self._sealer.seal(_KNOWN.packed(left), context) if left else None
            here = testimonies.c.id == testimony_id
            connection.execute(update(testimonies).where(here).values(sealed_known=sealed))

    def _row(self, testimony: Testimony, known: Sequence[Known]) -> RowValues:
        """A row of the table ``testimonies``."""
        sealed_known = None
        if known:
            context = known_context(testimony.id, testimony.version)
            sealed_known = self._sealer.seal(_KNOWN.packed(list(known)), context)
        return {
            "id": testimony.id,
            "project": testimony.project,
            "kind": testimony.kind.value,
            "country": testimony.country,
            "language": testimony.language,
            "collected_on": testimony.collected_on,
            "received_at": testimony.received_at,
            "state": testimony.state.value,
            "version": testimony.version,
            "length": testimony.length,
            "group_id": testimony.group,
            "digest_key": self._sealer.lookup("digest", testimony.project, testimony.digest),
            "sealed_digest": self._sealer.seal(testimony.digest.encode(), digest_context(testimony.id)),
            "sealed_known": sealed_known,
        }

    def _turn_rows(self, testimony: Testimony, turns: Sequence[Turn], text: str) -> list[RowValues]:
        """Rows of the table ``turns``, their words sealed."""
        subjects = [testimony.key_of(turn) for turn in turns]
        kept = [(turn, subject) for turn, subject in zip(turns, subjects, strict=True) if has_words(turn)]
        values = [
            (text[t.start : t.end].encode(), words_place(testimony.id, t.index, testimony.version, subject))
            for t, subject in kept
        ]
        sealed = dict(zip((t.index for t, _ in kept), self._sealer.seal_all(values), strict=True))
        return [
            turn_row(testimony, turn, subject, sealed.get(turn.index))
            for turn, subject in zip(turns, subjects, strict=True)
        ]

    def _read(self, connection: Connection, *where: Any) -> list[Testimony]:
        query = select(testimonies).where(*where).order_by(testimonies.c.number)
        rows = connection.execute(query).all()
        parts: dict[str, list[Turn]] = {row.id: [] for row in rows}
        for turn in connection.execute(newest_turns(*where)):
            parts[turn.testimony].append(turn_of(turn))
        digests = self._sealer.open_all([(row.sealed_digest, digest_context(row.id)) for row in rows])
        return [
            testimony_of(row, (digest or b"").decode(), parts[row.id])
            for row, digest in zip(rows, digests, strict=True)
        ]

    def _put_labels(
        self, connection: Connection, testimony_id: str, version: int, subject: str, named: dict[int, str]
    ) -> None:
        row = {"testimony": testimony_id, "version": version, "subject": subject}
        context = Context(testimony_id, "labels", version, subject)
        connection.execute(
            insert(labels).values(**row, sealed=self._sealer.seal(_LABELS.packed(named), context))
        )

    def _forget_labels(self, connection: Connection, testimony_id: str, gone: set[tuple[int, int]]) -> None:
        """Labels are sealed together by speaker, so those that go are taken out of their bundle."""
        for row in connection.execute(select(labels).where(labels.c.testimony == testimony_id)).all():
            opened = self._sealer.open(row.sealed, labels_context(row))
            named = _LABELS.unpacked(opened) if opened else {}
            left = {turn: label for turn, label in named.items() if (row.version, turn) not in gone}
            if left == named and left:
                continue
            bundle = (labels.c.version == row.version) & (labels.c.subject == row.subject)
            connection.execute(labels.delete().where(labels.c.testimony == testimony_id, bundle))
            if left:
                self._put_labels(connection, testimony_id, row.version, row.subject, left)
