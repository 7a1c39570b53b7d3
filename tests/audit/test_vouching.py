"""The officer's word on who withdrew: it is read as it was signed, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.audit.ledger_count import LedgerCount, count_of
from archive.audit.notes import Signer, extension_lines
from archive.audit.officers import OfficerKey
from archive.audit.vouching import Vouched, check_against, ledger_asked, read_vouched, since_asked, spelled
from archive.errors import UsageError

KEY = OfficerKey(bytes(range(32)))
ORIGIN = "heard/a-0000000000000001"
AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
NAMES = st.lists(st.from_regex(r"p-[a-z0-9]{1,12}", fullmatch=True), max_size=4).map(tuple)


@given(MOMENTS, MOMENTS, st.integers(0, 9), NAMES)
def test_a_note_says_what_was_signed(
    since: datetime, until: datetime, length: int, named: tuple[str, ...]
) -> None:
    word = Vouched(ORIGIN, KEY.public.id, since, until, LedgerCount(length, bytes(32)), named)
    assert read_vouched(KEY.vouch(word.text()), KEY.public.verifier) == word


def test_a_note_that_is_altered_or_about_something_else_is_not_read() -> None:
    word = Vouched(ORIGIN, KEY.public.id, AT, AT + timedelta(days=1), LedgerCount(), ("p-one",))
    note = KEY.vouch(word.text())
    others = [
        note.replace("p-one", "p-two"), note.replace("2026-03-02", "2026-03-03"), word.text(), "",
        KEY.vouch(word.text().replace("nobody withdrew", "somebody withdrew")),
        KEY.vouch(word.text().replace("withdrawals 0", "withdrawals x")),
        KEY.vouch(word.text() + "more\n"), OfficerKey(bytes(32)).vouch(word.text()),
    ]  # fmt: skip
    for other in others:
        with pytest.raises(ValueError, match="."):
            read_vouched(other, KEY.public.verifier)


def test_the_officers_own_checkpoint_may_not_know_of_more() -> None:
    leaves = [bytes([n]) * 32 for n in range(3)]
    signer = Signer(ORIGIN, bytes(range(32)))
    kept = signer.sign(7, bytes(32), extension_lines(AT, count_of(leaves, 2)))
    for ledger in (count_of(leaves, 2), count_of(leaves)):
        check_against(kept, ORIGIN, ledger)
    for ledger in (count_of(leaves, 1), count_of(leaves[1:])):
        with pytest.raises(UsageError, match="Do not sign"):
            check_against(kept, ORIGIN, ledger)
    for note, origin in ((kept, "heard/a-2"), ("no checkpoint", ORIGIN)):
        with pytest.raises(UsageError):
            check_against(note, origin, count_of(leaves))
    check_against(signer.sign(7, bytes(32)), ORIGIN, LedgerCount())


def test_what_a_restore_printed_is_typed_whole() -> None:
    assert since_asked(spelled(AT)) == AT
    assert ledger_asked(0, LedgerCount().root.hex()) == LedgerCount()
    for word in ("yesterday", "2026-03-01T08:00:00"):
        with pytest.raises(UsageError, match="time zone"):
            since_asked(word)
    with pytest.raises(UsageError, match="as the restore printed"):
        ledger_asked(1, "ab")
