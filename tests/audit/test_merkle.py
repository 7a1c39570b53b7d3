"""The tree against the definition in RFC 6962, written out as it stands there."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit import merkle

SIZES = st.integers(min_value=0, max_value=70)


def leaf(number: int) -> bytes:
    return merkle.leaf_hash(b"entry %d" % number)


def leaves(size: int) -> list[bytes]:
    return [leaf(number) for number in range(size)]


def split(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def naive_root(nodes: list[bytes]) -> bytes:
    if not nodes:
        return sha256(b"").digest()
    if len(nodes) == 1:
        return nodes[0]
    middle = split(len(nodes))
    return sha256(b"\x01" + naive_root(nodes[:middle]) + naive_root(nodes[middle:])).digest()


def naive_path(index: int, nodes: list[bytes]) -> list[bytes]:
    if len(nodes) == 1:
        return []
    middle = split(len(nodes))
    if index < middle:
        return [*naive_path(index, nodes[:middle]), naive_root(nodes[middle:])]
    return [*naive_path(index - middle, nodes[middle:]), naive_root(nodes[:middle])]


def naive_subproof(old: int, nodes: list[bytes], whole: bool) -> list[bytes]:
    if old == len(nodes):
        return [] if whole else [naive_root(nodes)]
    middle = split(len(nodes))
    if old <= middle:
        return [*naive_subproof(old, nodes[:middle], whole), naive_root(nodes[middle:])]
    return [*naive_subproof(old - middle, nodes[middle:], False), naive_root(nodes[:middle])]


def node_of(nodes: list[bytes]) -> merkle.Node:
    def node(level: int, index: int) -> bytes:
        width = 1 << level
        part = nodes[index * width : (index + 1) * width]
        assert len(part) == width, "only complete subtrees may be asked for"
        return naive_root(part)

    return node


def test_hashes_have_their_prefixes() -> None:
    assert merkle.leaf_hash(b"") == sha256(b"\x00").digest()
    assert merkle.node_hash(b"a" * 32, b"b" * 32) == sha256(b"\x01" + b"a" * 32 + b"b" * 32).digest()
    assert merkle.Frontier().root().hex() == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


@given(SIZES)
def test_appends_give_the_defined_root(size: int) -> None:
    frontier = merkle.Frontier()
    for each in leaves(size):
        frontier.append(each)
    assert frontier.size == size
    assert frontier.root() == naive_root(leaves(size))


@given(SIZES)
def test_an_append_returns_the_nodes_that_it_completes(size: int) -> None:
    nodes = leaves(size + 1)
    frontier = merkle.Frontier()
    frontier.extend(nodes[:-1])
    completed = frontier.append(nodes[-1])
    node = node_of(nodes)
    assert completed == [
        node(level, ((size + 1) >> level) - 1) for level in range(1, 8) if (size + 1) % (1 << level) == 0
    ]


@given(st.lists(st.integers(min_value=0, max_value=2500), max_size=4))
def test_extending_in_any_portions_gives_the_same_root(portions: list[int]) -> None:
    nodes = leaves(sum(portions))
    frontier = merkle.Frontier()
    start = 0
    for portion in portions:
        frontier.extend(nodes[start : start + portion])
        start += portion
    assert frontier.root() == naive_root(nodes)


@given(SIZES)
def test_a_frontier_is_rebuilt_from_its_complete_nodes(size: int) -> None:
    node = node_of(leaves(size))
    again = merkle.Frontier(size, [node(level, index) for level, index in merkle.complete_nodes(size)])
    assert again.root() == naive_root(leaves(size))


def test_a_frontier_refuses_another_number_of_hashes() -> None:
    with pytest.raises(ValueError, match="another number"):
        merkle.Frontier(3, [leaf(0)])


@given(st.data(), st.integers(min_value=1, max_value=70))
def test_inclusion_proofs_are_the_defined_ones_and_hold(data: st.DataObject, size: int) -> None:
    nodes = leaves(size)
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    proof = merkle.inclusion_proof(node_of(nodes), index, size)
    assert proof == naive_path(index, nodes)
    assert merkle.verify_inclusion(index, size, nodes[index], proof, naive_root(nodes))


@given(st.data(), st.integers(min_value=2, max_value=70))
def test_no_other_leaf_place_or_proof_holds(data: st.DataObject, size: int) -> None:
    nodes, root = leaves(size), naive_root(leaves(size))
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    proof = naive_path(index, nodes)
    other = data.draw(st.integers(min_value=0, max_value=size - 1).filter(lambda each: each != index))
    hurt = data.draw(st.integers(min_value=0, max_value=len(proof) - 1))
    assert not merkle.verify_inclusion(index, size, nodes[other], proof, root)
    assert not merkle.verify_inclusion(other, size, nodes[index], proof, root)
    assert not merkle.verify_inclusion(index, size, nodes[index], proof[:-1], root)
    assert not merkle.verify_inclusion(index, size, nodes[index], [*proof, leaf(0)], root)
    assert not merkle.verify_inclusion(size, size, nodes[index], proof, root)
    proof[hurt] = leaf(-1)
    assert not merkle.verify_inclusion(index, size, nodes[index], proof, root)


def test_proofs_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="no such leaf"):
        merkle.inclusion_proof(node_of(leaves(3)), 3, 3)
