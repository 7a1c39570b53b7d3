"""Merkle tree hashes, and inclusion proofs after RFC 6962, section 2.

Pure arithmetic over 32-byte hashes. The tree is never held as a whole: a tree of *n* leaves is known by
the roots of at most log2(n) + 1 complete subtrees (its ``Frontier``), and proofs ask for the complete
subtrees they need. Node ``(level, index)`` is the complete subtree over the leaves
``index * 2**level`` up to ``(index + 1) * 2**level``; level 0 are the leaves. Such a node never changes
once it is complete, which is what makes an append-only table enough to keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
BLOCK_LEVEL = 10
"""Leaves are folded 2**10 at a time where many come together."""

Node = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree ``(level, index)``."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf: SHA-256 over 0x00 and the data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256 over 0x01 and both children."""
    return sha256(b"\x01" + left + right).digest()


def complete_nodes(size: int) -> list[tuple[int, int]]:
    """The complete subtrees ``(level, index)`` that a tree of ``size`` leaves consists of, from the left."""
    nodes = []
    start = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            nodes.append((level, start >> level))
            start += 1 << level
    return nodes


class Frontier:
    """The roots of the complete subtrees of a growing tree; an append costs O(log n)."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)
        if len(self._hashes) != size.bit_count():
            raise ValueError("A tree of this size has another number of complete subtrees.")

    def copy(self) -> Frontier:
        """A second frontier that grows on its own."""
        return Frontier(self.size, self._hashes)

    def append(self, leaf: bytes) -> list[bytes]:
        """Add one leaf hash. Returns the inner nodes that it completes, from level 1 upwards."""
        return self._push(leaf, 0)

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Add many leaf hashes."""
        position = 0
        block = 1 << BLOCK_LEVEL
        while position < len(leaves):
            if self.size % block == 0 and len(leaves) - position >= block:
                self._push(_fold(leaves[position : position + block]), BLOCK_LEVEL)
                position += block
            else:
                self._push(leaves[position], 0)
                position += 1

    def root(self) -> bytes:
        """The tree's root hash; for an empty tree the hash of nothing."""
        if not self._hashes:
            return EMPTY_ROOT
        digest = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            digest = node_hash(left, digest)
        return digest

    def _push(self, node: bytes, level: int) -> list[bytes]:
        completed = []
        position = self.size >> level
        while position & 1:
            node = node_hash(self._hashes.pop(), node)
            completed.append(node)
            position >>= 1
        self._hashes.append(node)
        self.size += 1 << level
        return completed


def _fold(nodes: Sequence[bytes]) -> bytes:
    """Root over a power of two of nodes; one level at a time, which is the fastest in plain Python."""
    while len(nodes) > 1:
        pairs = zip(nodes[::2], nodes[1::2], strict=True)
        nodes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return nodes[0]


def range_root(node: Node, start: int, end: int) -> bytes:
    """Root over the leaves ``start`` to ``end``; ``start`` is a multiple of a power of two >= the width."""
    roots = [node(level, (start >> level) + index) for level, index in complete_nodes(end - start)]
    return Frontier(end - start, roots).root()


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves, from the leaf upwards (2.1.1)."""
    if not 0 <= index < size:
        raise ValueError("There is no such leaf in a tree of this size.")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_root(node, middle, end))
            end = middle
        else:
            path.append(range_root(node, start, middle))
            start = middle
    return path[::-1]


def _split(width: int) -> int:
    """The largest power of two below ``width``."""
    return 1 << (width - 1).bit_length() - 1


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` leads from ``leaf`` at ``index`` to ``root`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, digest = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            digest = node_hash(other, digest)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            digest = node_hash(digest, other)
        position >>= 1
        last >>= 1
    return last == 0 and digest == root
