"""Everything the table says about the log, recomputed from the entries' own bytes.

Used by whoever has the database open; whoever has only an export uses ``verifier``. It names the first
entry that does not hold, or the span in which it must lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from archive.audit.canonical import stamp
from archive.audit.events import entry_from
from archive.audit.merkle import HASH_BYTES, Frontier, leaf_hash
from archive.audit.tables import events, participants
from archive.errors import LogBroken
from archive.model import LogEntry

PAGE = 1000


def verify_rows(connection: Connection, anchors: Collection[tuple[int, bytes]]) -> int:
    """The number of entries, if all of them hold and agree with every ``(size, root)`` of ``anchors``.

    Raises ``LogBroken`` naming the first bad entry.
    """
    frontier = Frontier()
    roots = {0: frontier.root()}
    wanted = {size for size, _ in anchors}
    for page in _pages(connection):
        named = _named(connection, frontier.size, frontier.size + len(page))
        for row in page:
            _check_row(row, frontier, named.get(row.seq, ()))
            if frontier.size in wanted:
                roots[frontier.size] = frontier.root()
    good = 0
    for size, root in sorted(anchors):
        if size > frontier.size:
            raise LogBroken(
                f"Entry {frontier.size} is missing: the log has {frontier.size} entries and was signed "
                f"with {size}. Its end was cut off, or an older database was put back."
            )
        if roots[size] != root:
            raise LogBroken(
                f"The first {size} entries are not the ones that were signed: the log was rewritten "
                f"somewhere between entry {good} and entry {size - 1}, or an older database was continued."
            )
        good = size
    return frontier.size


def _pages(connection: Connection) -> Iterator[Sequence[Row[Any]]]:
    last = -(2**31)
    while True:
        query = select(events).where(events.c.seq > last).order_by(events.c.seq).limit(PAGE)
        page = connection.execute(query).all()
        if page:
            yield page
            last = page[-1].seq
        if len(page) < PAGE:
            return


def _named(connection: Connection, start: int, end: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = (
        select(participants.c.seq, participants.c.participant)
        .where(participants.c.seq >= start, participants.c.seq < end)
        .order_by(participants.c.seq, participants.c.participant)
    )
    for seq, participant in connection.execute(query):
        found.setdefault(seq, []).append(participant)
    return found


def _check_row(row: Row[Any], frontier: Frontier, named: Sequence[str]) -> None:
    seq, data, leaf, nodes = row.seq, bytes(row.data), bytes(row.leaf), bytes(row.nodes)
    if seq != frontier.size:
        raise LogBroken(
            f"Entry {frontier.size} is missing from the log, or entries were put in another order."
        )
    if leaf_hash(data) != leaf:
        raise LogBroken(f"Entry {seq} was altered: its bytes no longer give the hash that was kept of it.")
    entry = entry_from(data, leaf)
    if entry.seq != seq:
        raise LogBroken(f"Entry {seq} was altered: it was written as entry {entry.seq}.")
    _check_nodes(seq, frontier.append(leaf), nodes)
    columns = _Columns(row.at, row.action, row.actor, row.object_id, tuple(named))
    if columns != _columns(entry):
        raise LogBroken(f"Entry {seq} was altered: it is filed under other words than the ones it holds.")


def _check_nodes(seq: int, completed: Sequence[bytes], kept: bytes) -> None:
    if b"".join(completed) == kept:
        return
    level = 1
    for level, node in enumerate(completed, start=1):
        if kept[(level - 1) * HASH_BYTES : level * HASH_BYTES] != node:
            break
    raise LogBroken(
        f"The log was altered between entry {seq + 1 - (1 << level)} and entry {seq}, and hashed again: the "
        "tree over them is not the one that was kept."
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """What an entry is filed under, beside its own bytes."""

    at: str
    action: str
    actor: str = field(repr=False)
    object_id: str = field(repr=False)
    participants: tuple[str, ...]


def _columns(entry: LogEntry) -> _Columns:
    event = entry.event
    return _Columns(
        stamp(entry.at),
        event.action.value,
        event.actor,
        event.object_id,
        tuple(sorted(set(event.participants))),
    )
