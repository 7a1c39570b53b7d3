"""Whatever is brought to a restore, nobody who withdrew is read afterwards; and what each piece proves."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.app import backup
from archive.app.backup import Evidence, Speaker
from archive.app.backup.evidence import Known, counted_in, joined, must_be_known, must_reach
from archive.app.wiring import LEDGER_SECRET, ring_of
from archive.audit.ledger_count import count_of
from archive.audit.notes import read_note
from archive.audit.officers import OfficerKey
from archive.audit.vouching import Vouched
from archive.errors import HeardError, UsageError
from archive.model import Role
from archive.model.outcomes import LedgerEntry
from archive.oversight.key_administration import Following, appoint
from archive.store.withdrawal_ledger import leaves_of, lines_of
from archive.withdrawal import withdraw
from tests.web.made import FOUNDER, account, viewer
from tests.withdrawal import group
from tests.withdrawal.group import FREE, OWN, PASSPHRASE, WAITING, WHO

OFFICER = OfficerKey(bytes(range(32)))
STRANGER = OfficerKey(bytes(range(32, 64)))
AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Brought:
    """Everything that lies about: a backup, ledgers and checkpoints of different days, notes by officers."""

    data: Path
    keys: Path
    testimony: str
    ledgers: dict[str, Path | None]
    checkpoints: dict[str, str | None]
    notes: dict[str, str | None]


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    root = tmp_path_factory.mktemp("brought")
    folder, one, two, lying = (root / name for name in ("folder", "one", "two", "lying"))
    for each in (folder, one, two, lying):
        each.mkdir()
    testimony = group.make(folder)
    log = folder / "archive" / "log"
    with group.opened(folder) as found:
        account(found.archive, "olga", Role.DPO, [])
        officer = UnitOfWork(found.archive, group.officer())
        appoint(officer, found.log, Following(OFFICER.public))
        backup.back_up(found, viewer(Role.ADMINISTRATOR), one / "data", two / "keys")
        own = found.archive.log.checkpoint()
        withdraw(officer, "p-three", None, "asked")
        between = found.archive.log.checkpoint()
        shutil.copy(log / "withdrawals.ledger", lying / "older")
        withdraw(officer, WHO, None, "asked")
        newest = found.archive.log.checkpoint()
    shutil.copy(log / "withdrawals.ledger", lying / "whole")
    (lying / "empty").write_bytes(b"")
    (lying / "half").write_bytes((lying / "whole").read_bytes()[:-9])
    (lying / "noise").write_bytes(b"bm90IGEgbGVkZ2Vy\n")
    names = ("older", "whole", "empty", "half", "noise")
    ledgers: dict[str, Path | None] = {"none": None, **{name: lying / name for name in names}}
    checkpoints = {"none": None, "own": own, "between": between, "newest": newest, "noise": own[:-9]}
    return Brought(one / "data", two / "keys", testimony, ledgers, checkpoints, _notes(own, newest))


def _notes(own: str, newest: str) -> dict[str, str | None]:
    """What officers signed. An honest one compares with the newest checkpoint; another day's note is honest
    too, and speaks for another day."""
    first, last = read_note(own), read_note(newest)
    assert first.at is not None
    assert last.withdrawals is not None
    assert first.withdrawals is not None
    now, hour, day = datetime.now(UTC), timedelta(hours=1), timedelta(days=1)
    honest = Vouched(own.split("\n")[0], OFFICER.public.id, first.at - hour, now, last.withdrawals)
    early = Vouched(honest.origin, honest.officer, honest.since - day, first.at - hour, first.withdrawals)
    past = Vouched(honest.origin, honest.officer, honest.since - day, now - day, first.withdrawals)
    after = first.at + timedelta(seconds=1)
    late = Vouched(honest.origin, honest.officer, after, max(now, after), first.withdrawals)
    lying = Vouched(honest.origin, STRANGER.public.id, honest.since, now, first.withdrawals)
    borrowed = Vouched(honest.origin, OFFICER.public.id, honest.since, now, first.withdrawals)
    mine = {"honest": honest, "before the backup": early, "another day": past, "after the withdrawal": late}
    others = {"a stranger's": lying, "in a borrowed name": borrowed}
    return {
        "none": None,
        "unsigned": borrowed.text(),
        **{name: OFFICER.vouch(word.text()) for name, word in mine.items()},
        **{name: STRANGER.vouch(word.text()) for name, word in others.items()},
    }


def drawn(brought: Brought) -> st.SearchStrategy[Evidence]:
    """Any mixture of what lies about."""
    return st.builds(
        Evidence,
        ledger=st.sampled_from(list(brought.ledgers.values())),
        checkpoint=st.sampled_from(list(brought.checkpoints.values())),
        withdrawn=st.sampled_from([(), ("p-two",), (WHO,), ("nobody-at-all",)]),
        vouched=st.sampled_from(list(brought.notes.values())),
        speaker=st.sampled_from([None, None, Speaker(FOUNDER, "not-that-persons-word")]),
        suspend=st.booleans(),
        accepted=st.none(),
        officer_lost=st.booleans(),
    )


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_brought_who_withdrew_is_not_read_again(brought: Brought, data: st.DataObject) -> None:
    evidence = data.draw(drawn(brought))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        chosen = group.settings(folder)
        with suppress(HeardError):
            backup.restore(chosen, PASSPHRASE, brought.data, brought.keys, evidence)
        if not chosen.folder.exists():
            assert list(folder.iterdir()) == [], "what is refused leaves nothing"
            return
        with group.opened(folder) as found:
            read = set()
            with suppress(HeardError):
                read = group.read(found.archive, brought.testimony)
            assert not read & {*OWN, *WAITING}
            assert group.found_by(found.archive, "lavender OR marmalade") == set()
            assert group.quoted(found.archive) <= {FREE[1]}


@pytest.mark.slow
def test_the_honest_note_and_the_whole_ledger_bring_the_others_back(brought: Brought, tmp_path: Path) -> None:
    """So that the property is not true of nothing."""
    evidence = Evidence(ledger=brought.ledgers["whole"], vouched=brought.notes["honest"])
    done = backup.restore(group.settings(tmp_path), PASSPHRASE, brought.data, brought.keys, evidence)
    assert set(done.replayed) == {WHO, "p-three"}
    with group.opened(tmp_path) as found:
        assert group.read(found.archive, brought.testimony) & set(FREE)


def entry(number: int) -> LedgerEntry:
    """A withdrawal of somebody."""
    return LedgerEntry(f"w-{number}", f"p-{number}", (), AT + timedelta(hours=number))


def leaves(*numbers: int) -> list[bytes]:
    """What a ledger of these counts as."""
    return leaves_of([entry(n) for n in numbers], bytes(32))


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_ledger_reaches_every_count_of_a_shorter_one_and_none_of_a_longer(have: int, known: int) -> None:
    mine, counted = leaves(*range(have)), Known("a checkpoint", count_of(leaves(*range(known))))
    if have >= known:
        must_reach(mine, [counted])
    else:
        with pytest.raises(UsageError, match=f"{known - have} are missing"):
            must_reach(mine, [counted])


def test_a_ledger_as_long_with_another_line_is_told_apart() -> None:
    with pytest.raises(UsageError, match="not the one"):
        must_reach(leaves(0, 2), [counted_in("the backup itself", leaves(0, 1))])


def test_copies_are_joined_the_longest_first_and_each_line_once() -> None:
    one, two, three = entry(1), entry(2), entry(3)
    assert joined([[one], [one, two], []]) == [one, two]
    assert joined([[three], [one, two]]) == [one, two, three]


def test_who_is_nowhere_is_counted() -> None:
    must_be_known(["p-1"], set())
    with pytest.raises(UsageError, match="2 of 3"):
        must_be_known(["p-1", "p-2", "p-3"], {"p-2", "p-3"})


@pytest.mark.slow
def test_the_ledger_of_the_rows_is_the_one_that_is_counted(brought: Brought, tmp_path: Path) -> None:
    shutil.copytree(brought.data.parents[1] / "folder", tmp_path / "copy")
    with ring_of(group.settings(tmp_path / "copy"), PASSPHRASE) as ring:
        secret = ring.secret(LEDGER_SECRET)
    whole = brought.ledgers["whole"]
    assert whole is not None
    kept = read_note(str(brought.checkpoints["newest"])).withdrawals
    assert kept == count_of(leaves_of(lines_of(whole.read_bytes(), secret), secret))
