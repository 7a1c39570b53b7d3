"""The code that an officer reads out: a slip of the tongue is told from another log."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.anchor_code import code_of, read_code
from archive.errors import UsageError

ORIGIN = "heard/a-0000000000000001"
ROOTS = st.binary(min_size=32, max_size=32)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.integers(0, 10**9), ROOTS)
def test_a_code_that_is_read_out_is_understood_however_it_is_said(size: int, root: bytes) -> None:
    code = code_of(ORIGIN, size, root)
    written = str(code)
    assert read_code(written) == code
    assert read_code(f" {written.lower().replace('-', ' ')} ") == code
    head, _, letters = written.partition("-")
    assert read_code(f"{head}-{letters.replace('0', 'o').replace('1', 'l')}") == code


@given(st.integers(0, 10**6), ROOTS, st.data())
def test_two_letters_read_in_the_other_order_or_one_wrong_are_hardly_ever_another_code(
    size: int, root: bytes, data: st.DataObject
) -> None:
    written = str(code_of(ORIGIN, size, root))
    at = data.draw(st.sampled_from([i for i, c in enumerate(written) if c in LETTERS and i > len(str(size))]))
    wrong = (
        written[:at]
        + data.draw(st.sampled_from([c for c in LETTERS if c != written[at]]))
        + written[at + 1 :]
    )
    understood = None
    with suppress(UsageError):
        understood = read_code(wrong)
    assert understood != read_code(written)


@given(st.integers(0, 10**6), ROOTS, ROOTS)
def test_another_log_size_or_root_has_another_code(size: int, root: bytes, other: bytes) -> None:
    code = code_of(ORIGIN, size, root)
    assert code != code_of(ORIGIN, size + 1, root)
    assert code != code_of("heard/a-0000000000000002", size, root)
    assert (code == code_of(ORIGIN, size, other)) == (root == other)


@pytest.mark.parametrize("word", ["", "42", "42-", "x-K7MQ-2ZTA-9XWD-H4", "-1-K7MQ-2ZTA-9XWD-H4", "42-K7MQ"])
def test_what_is_no_code_is_refused(word: str) -> None:
    with pytest.raises(UsageError, match="misread"):
        read_code(word)
