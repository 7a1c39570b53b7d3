"""The Merkle tree as it stands in the table: which row holds which node."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from archive.audit.merkle import HASH_BYTES, Frontier, complete_nodes
from archive.audit.tables import events
from archive.errors import LogBroken


def size_of(connection: Connection) -> int:
    """How many entries the table holds, by its last number."""
    last = connection.execute(select(func.max(events.c.seq))).scalar_one()
    return 0 if last is None else int(last) + 1


def completing_row(level: int, index: int) -> int:
    """Number of the entry that completes the subtree ``(level, index)``."""
    return ((index + 1) << level) - 1


def frontier_of(connection: Connection, size: int) -> Frontier:
    """The frontier of the first ``size`` entries. Raises ``LogBroken`` if a row of it is missing."""
    wanted = complete_nodes(size)
    rows = [completing_row(level, index) for level, index in wanted]
    stored = {
        seq: (bytes(leaf), bytes(nodes))
        for seq, leaf, nodes in connection.execute(
            select(events.c.seq, events.c.leaf, events.c.nodes).where(events.c.seq.in_(rows))
        )
    }
    hashes = []
    for (level, _), row in zip(wanted, rows, strict=True):
        if row not in stored:
            raise missing(row)
        hashes.append(_node(level, row, *stored[row]))
    return Frontier(size, hashes)


def complete_node(connection: Connection, level: int, index: int) -> bytes:
    """Hash of the complete subtree ``(level, index)``. Raises ``LogBroken`` if its row is missing."""
    row = completing_row(level, index)
    stored = connection.execute(
        select(events.c.leaf, events.c.nodes).where(events.c.seq == row)
    ).one_or_none()
    if stored is None:
        raise missing(row)
    return _node(level, row, bytes(stored[0]), bytes(stored[1]))


def _node(level: int, row: int, leaf: bytes, nodes: bytes) -> bytes:
    node = leaf if level == 0 else nodes[(level - 1) * HASH_BYTES : level * HASH_BYTES]
    if len(node) != HASH_BYTES:
        raise LogBroken(f"Entry {row} of the log lost its place in the tree. Run the verification.")
    return node


def missing(seq: int) -> LogBroken:
    """The error for an entry that is not there."""
    return LogBroken(f"Entry {seq} of the log is missing. Run the verification against a kept checkpoint.")
