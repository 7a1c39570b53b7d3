"""The lines of an exported log: each is one entry, with the hash that the archive kept of it.

A line as the archive writes it is canonical JSON, so the bytes that were hashed are cut out of it and
need not be built again; any other spelling of the same object is parsed and spelled canonically first,
which gives the same hash. A line is refused if it holds anything that the hash does not cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from archive.audit.canonical import LEAF_FIELD, Value, instant, leaf_data, parse
from archive.audit.merkle import HASH_BYTES, leaf_hash

FIELDS = frozenset({"seq", "at", "event", "leaf"})
_LEAF_WIDTH = len(LEAF_FIELD) + 2 * HASH_BYTES + 1


class LineBroken(Exception):
    """A line that does not hold. ``before`` are the leaf hashes of the good lines ahead of it."""

    def __init__(self, problem: str, seq: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.seq = seq
        self.before: list[bytes] = []


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of an export. ``leaf`` was computed from the entry and equals the one that was kept."""

    seq: int
    leaf: bytes
    proof: tuple[bytes, ...] | None


def read_lines(lines: Sequence[str | bytes], first: int) -> list[bytes]:
    """Leaf hashes of the lines, which must be the entries ``first``, ``first + 1`` and so on.

    Raises ``LineBroken`` for the first that is not what it should be.
    """
    data = [line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass") for line in lines]
    if data and data[0].endswith(b"\n"):
        data = [line.removesuffix(b"\n") for line in data]
    return _as_written(data, first) or _one_by_one(data, first)


def _as_written(lines: Sequence[bytes], first: int) -> list[bytes] | None:
    """The leaf hashes if every line is spelled as the archive writes it and gives the hash beside it.

    The verifier spends its time here: the loop does as little as possible for each line.
    """
    leaves, kept = [], []
    for seq, line in enumerate(lines, first):
        tail = b',"seq":%d}' % seq
        start = len(line) - len(tail) - _LEAF_WIDTH
        leaves.append(sha256(b"\x00" + line[:start] + tail).digest())
        kept.append(line[start:])
    expected = [
        LEAF_FIELD + leaf.hex().encode() + b'","seq":%d}' % seq for seq, leaf in enumerate(leaves, first)
    ]
    return leaves if kept == expected else None


def _one_by_one(lines: Sequence[bytes], first: int) -> list[bytes]:
    leaves: list[bytes] = []
    for seq, data in enumerate(lines, first):
        try:
            line = read_line(data, seq)
            _check_place(line.seq, seq)
        except LineBroken as broken:
            if broken.seq != seq:
                broken = LineBroken(
                    f"Entry {seq} was altered: its line calls itself entry {broken.seq}.", seq
                )
            broken.before = leaves
            raise broken from None
        leaves.append(line.leaf)
    return leaves


def _check_place(actual: int, expected: int) -> None:
    if actual != expected:
        raise LineBroken(
            f"Entry {expected} is not where it should be: entry {actual} stands in its place. Entries were "
            "removed, put in, or put in another order.",
            expected,
        )


def read_line(line: str | bytes, expected: int) -> Line:
    """One line in any spelling. ``expected`` names the entry if the line cannot be read at all.

    Raises ``LineBroken`` if it is no entry, or if its bytes do not give the hash beside them.
    """
    try:
        fields = parse(line)
    except ValueError:
        raise LineBroken(
            f"Entry {expected} cannot be read: its line is not what the archive writes.", expected
        ) from None
    seq, at, event, kept = (fields.get(name) for name in ("seq", "at", "event", "leaf"))
    if (
        not isinstance(seq, int)
        or isinstance(seq, bool)
        or not isinstance(at, str)
        or not isinstance(event, dict)
    ):
        raise LineBroken(f"Entry {expected} lacks its number, its time or its event.", expected)
    if fields.keys() - FIELDS - {"proof"}:
        raise LineBroken(f"Entry {seq} holds something beside the event that no hash covers.", seq)
    try:
        instant(at)
        leaf = leaf_hash(leaf_data(seq, at, event))
        proof = _proof(fields.get("proof"))
    except ValueError:
        raise LineBroken(f"Entry {seq} holds a value that the archive never writes.", seq) from None
    if kept != leaf.hex():
        raise LineBroken(f"Entry {seq} was altered: it no longer gives the hash that was kept of it.", seq)
    return Line(seq, leaf, proof)


def _proof(value: Value) -> tuple[bytes, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise ValueError("A proof is a list of hashes.")
    hashes = []
    for each in value:
        if not isinstance(each, str):
            raise ValueError("A hash of a proof is text.")
        hashes.append(bytes.fromhex(each))
    return tuple(hashes)
