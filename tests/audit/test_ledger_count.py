"""A count of the ledger: a longer ledger proves that it continues a shorter one, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.ledger_count import LedgerCount, count_of, counted_from, reaches, read_count
from archive.audit.merkle import EMPTY_ROOT

LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=20, unique=True)


@given(LEAVES, st.data())
def test_a_ledger_reaches_every_beginning_of_itself(leaves: list[bytes], data: st.DataObject) -> None:
    shorter = data.draw(st.integers(0, len(leaves)))
    assert reaches(leaves, count_of(leaves, shorter))
    assert not reaches(leaves[:shorter], count_of(leaves)) or shorter == len(leaves)


@given(LEAVES, st.data())
def test_no_ledger_with_another_line_in_it_reaches_the_count(
    leaves: list[bytes], data: st.DataObject
) -> None:
    if not leaves:
        return
    at = data.draw(st.integers(0, len(leaves) - 1))
    other = [*leaves[:at], bytes(32 * [255]), *leaves[at + 1 :]]
    assert other == leaves or not reaches(other, count_of(leaves))
    assert not reaches([*leaves[:at], *leaves[at + 1 :]], count_of(leaves))


@given(LEAVES)
def test_what_is_written_into_a_note_is_read_again(leaves: list[bytes]) -> None:
    count = count_of(leaves)
    assert read_count(count.line()) == count
    assert counted_from(count.length, count.root.hex()) == count


@pytest.mark.parametrize(
    "line",
    ["withdrawals", "withdrawals 01 x", "withdrawals -1 x", "signed 2026", f"withdrawals 1 {'A' * 43}"],
)
def test_another_line_is_no_count(line: str) -> None:
    assert read_count(line) is None


def test_an_empty_ledger_has_the_root_of_nothing() -> None:
    assert count_of([]) == LedgerCount(0, EMPTY_ROOT) == LedgerCount()
    for length, root in ((-1, "00" * 32), (1, "00"), (1, "not hex")):
        with pytest.raises(ValueError, match="."):
            counted_from(length, root)
