"""A backup in two files, and every mixture of old and new on the way back: nobody who withdrew returns."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from archive.app import backup, wiring
from archive.app.backup import (
    Evidence,
    Restored,
    restoring,
    unpacking,
)
from archive.errors import LockedArchive, LogBroken, UsageError
from archive.model import Action, Role
from archive.model.outcomes import Step
from tests.app.backup.conftest import OFFICER, Yesterday, put_back
from tests.store.residue import traces
from tests.web.made import viewer
from tests.withdrawal import group
from tests.withdrawal.group import FREE, MARKS, OWN, PASSPHRASE, WHO

ALL = {*OWN, *group.WAITING, *FREE}


def restored(yesterday: Yesterday, to: Path, evidence: Evidence, **more: object) -> Restored:
    """Restore both files into a new folder."""
    to.mkdir()
    chosen = group.settings(to, **more)
    return backup.restore(chosen, PASSPHRASE, yesterday.data, yesterday.keys, evidence)


def ledger_of(yesterday: Yesterday) -> Path:
    """The ledger as it stood last."""
    return yesterday.folder / "archive" / "log" / "withdrawals.ledger"


def is_gone(folder: Path, testimony: str, **more: object) -> bool:
    """Whether the person is gone from the archive and the others are there."""
    with group.opened(folder, **more) as found:
        archive = found.archive
        assert archive.log.verify() > 0
        read = group.read(archive, testimony)
        assert read >= set(FREE)
        gone = not read & {*OWN, *group.WAITING}
        assert gone == (WHO in archive.keys.destroyed())
        assert gone == (group.found_by(archive, "lavender") == set())
        assert group.found_by(archive, "road") >= set(FREE)
        return gone


# ---- the two files


def test_neither_file_holds_a_word_and_neither_opens_alone(yesterday: Yesterday, tmp_path: Path) -> None:
    assert traces([yesterday.data, yesterday.keys], MARKS) == []
    with zipfile.ZipFile(yesterday.data) as data, zipfile.ZipFile(yesterday.keys) as keys:
        assert set(data.namelist()) >= {"archive.json", "heard.db", "backup.json"}
        assert set(keys.namelist()) >= {"ring.json", "keys.db", "backup.json"}
        assert "log-head.json" not in keys.namelist(), "a copy that is taken apart by hand does not open"
        assert not {"ring.json", "keys.db"} & set(data.namelist())
        assert "heard.db" not in keys.namelist()
        assert not data.read("heard.db").startswith(b"SQLite format 3")
    assert {p.stat().st_mode & 0o777 for p in (yesterday.data, yesterday.keys)} == {0o600}
    assert [p.name for p in yesterday.data.parent.iterdir()] == ["heard.data"]


def test_nothing_is_written_over(yesterday: Yesterday, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    there = tmp_path / "a" / "x"
    there.write_bytes(b"mine")
    administrator = viewer(Role.ADMINISTRATOR)
    with group.opened(yesterday.folder) as found:
        for data, keys in (
            (there, tmp_path / "b" / "y"),
            (tmp_path / "b" / "y", there),
            (tmp_path / "b" / "x", tmp_path / "b" / "y"),
            (yesterday.folder / "archive" / "x", tmp_path / "b" / "y"),
        ):
            with pytest.raises(UsageError):
                backup.back_up(found, administrator, data, keys)
    assert there.read_bytes() == b"mine"
    assert list((tmp_path / "b").iterdir()) == []
    chosen = group.settings(yesterday.folder)
    with pytest.raises(UsageError, match="not empty"):
        backup.restore(chosen, PASSPHRASE, yesterday.data, yesterday.keys, Evidence(speaker=OFFICER))
    assert is_gone(yesterday.folder, yesterday.testimony)


def test_a_damaged_or_foreign_file_is_refused(yesterday: Yesterday, tmp_path: Path) -> None:
    whole = yesterday.data.read_bytes()
    at = whole.index(b"heard.db") + 5000
    hurt = tmp_path / "hurt"
    hurt.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    chosen, said = group.settings(tmp_path / "new"), Evidence(speaker=OFFICER)
    for data, keys in ((hurt, yesterday.keys), (yesterday.keys, yesterday.data), (hurt, hurt)):
        with pytest.raises(UsageError):
            backup.restore(chosen, PASSPHRASE, data, keys, said)
    assert not (tmp_path / "new").exists()


# ---- both files are old


def test_without_a_word_on_who_withdrew_nothing_is_restored(yesterday: Yesterday, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="withdrawn since"):
        restored(yesterday, tmp_path / "new", Evidence())
    assert not (tmp_path / "new" / "archive").exists()


def test_the_ledger_carries_the_withdrawal_over(yesterday: Yesterday, tmp_path: Path) -> None:
    done = restored(yesterday, tmp_path / "new", Evidence(ledger=ledger_of(yesterday), speaker=OFFICER))
    assert (done.replayed, done.lost) == ((WHO,), 0)
    assert is_gone(tmp_path / "new", yesterday.testimony)
    with group.opened(tmp_path / "new") as found:
        [one] = found.archive.store.withdrawals.all(WHO)
        assert one.step is Step.SIGNED
        assert len(list(found.archive.log.entries(action=Action.BACKUP_RESTORE.value))) == 1
    assert traces([p for p in (tmp_path / "new").rglob("*") if p.is_file()], MARKS) == []


def test_the_officers_checkpoint_finds_that_a_withdrawal_is_missing(
    yesterday: Yesterday, tmp_path: Path
) -> None:
    said = Evidence(checkpoint=yesterday.newest, speaker=OFFICER)
    with pytest.raises(UsageError, match="1 are missing"):
        restored(yesterday, tmp_path / "new", said)
    assert list((tmp_path / "new").iterdir()) == []
    done = restored(yesterday, tmp_path / "whole", replace(said, ledger=ledger_of(yesterday)))
    assert done.lost > 0
    assert done.replayed == (WHO,)
    assert is_gone(tmp_path / "whole", yesterday.testimony)
    with group.opened(tmp_path / "whole") as found, pytest.raises(LogBroken):
        found.archive.log.verify(yesterday.newest)


def test_who_is_named_is_withdrawn_and_who_is_nowhere_is_an_error(
    yesterday: Yesterday, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"2 of 3 .* nowhere in this archive"):
        restored(yesterday, tmp_path / "new", Evidence(withdrawn=(WHO, "p-x", "p-y"), speaker=OFFICER))
    assert list((tmp_path / "new").iterdir()) == []
    done = restored(yesterday, tmp_path / "named", Evidence(withdrawn=(WHO,), speaker=OFFICER))
    assert done.replayed == (WHO,)
    assert is_gone(tmp_path / "named", yesterday.testimony)


@pytest.mark.parametrize("given", ["note", "newest", "ledger", "named"])
def test_no_file_and_no_name_is_enough_without_somebody_who_answers(
    given: str, yesterday: Yesterday, tmp_path: Path
) -> None:
    ledger = ledger_of(yesterday)
    evidence = {
        "note": Evidence(checkpoint=yesterday.note),
        "newest": Evidence(checkpoint=yesterday.newest, ledger=ledger),
        "ledger": Evidence(ledger=ledger),
        "named": Evidence(withdrawn=(WHO,)),
    }[given]
    with pytest.raises(UsageError, match="an officer has to"):
        restored(yesterday, tmp_path / "new", evidence)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_log_folder_on_another_disk_brings_the_ledger(yesterday: Yesterday, tmp_path: Path) -> None:
    apart = yesterday.folder / "archive" / "log"
    done = restored(yesterday, tmp_path / "new", Evidence(speaker=OFFICER), log_folder=apart)
    assert done.replayed == (WHO,)
    assert done.lost > 0
    assert is_gone(tmp_path / "new", yesterday.testimony, log_folder=apart)


def test_a_whole_folder_put_back_by_hand_is_found_by_a_log_folder_elsewhere(
    yesterday: Yesterday, tmp_path: Path
) -> None:
    apart = yesterday.folder / "archive" / "log"
    old = group.copy(yesterday.before, tmp_path / "old")
    with pytest.raises(LogBroken), group.opened(old, log_folder=apart):
        pass
    done = backup.accept(group.settings(old, log_folder=apart), PASSPHRASE, Evidence(speaker=OFFICER))
    assert done.replayed == (WHO,)
    assert is_gone(old, yesterday.testimony, log_folder=apart)


# ---- cut off


class CutOff(Exception):
    """The machine went down here."""


def test_a_restore_that_was_cut_off_opens_for_nobody_until_it_is_finished(
    yesterday: Yesterday, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Evidence(ledger=ledger_of(yesterday), speaker=OFFICER)

    def gone(*_: object) -> None:
        raise CutOff

    with monkeypatch.context() as at:
        at.setattr(restoring, "_gather", gone)
        with pytest.raises(CutOff):
            restored(yesterday, tmp_path / "new", said)
    with pytest.raises(LockedArchive, match="cut off"), group.opened(tmp_path / "new"):
        pass
    chosen = group.settings(tmp_path / "new")
    again = tmp_path / "again"
    again.mkdir()
    later = (again / "one" / "data", again / "two" / "keys")
    for path in later:
        path.parent.mkdir()
    with group.opened(yesterday.folder) as found:
        backup.back_up(found, viewer(Role.ADMINISTRATOR), *later)
    with pytest.raises(UsageError, match="other files"):
        backup.restore(chosen, PASSPHRASE, *later, said)
    done = backup.restore(chosen, PASSPHRASE, yesterday.data, yesterday.keys, said)
    assert done.replayed == (WHO,)
    assert is_gone(tmp_path / "new", yesterday.testimony)
    with pytest.raises(UsageError, match="not empty"):
        backup.restore(chosen, PASSPHRASE, yesterday.data, yesterday.keys, said)


def test_half_a_folder_is_never_seen_and_is_begun_anew(
    yesterday: Yesterday, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Evidence(ledger=ledger_of(yesterday), speaker=OFFICER)
    real = unpacking.unpack

    def half(file: Path, targets: dict[str, Path]) -> None:
        if file == yesterday.keys:
            raise CutOff
        real(file, targets)

    with monkeypatch.context() as at:
        at.setattr(unpacking, "unpack", half)
        with pytest.raises(CutOff):
            restored(yesterday, tmp_path / "new", said)
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["archive.restoring"]
    chosen = group.settings(tmp_path / "new")
    assert backup.restore(chosen, PASSPHRASE, yesterday.data, yesterday.keys, said).replayed == (WHO,)
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["archive"]
    beside = tmp_path / "new" / "other.restoring"
    beside.mkdir()
    (beside / "mine").write_text("not a restore's", encoding="utf-8")
    other = chosen.changed(folder=tmp_path / "new" / "other")
    with pytest.raises(UsageError, match="in the way"):
        backup.restore(other, PASSPHRASE, yesterday.data, yesterday.keys, said)
    assert (beside / "mine").exists()


# ---- one of them is old


def test_an_old_database_under_new_keys_does_not_open_and_is_made_good(yesterday: Yesterday) -> None:
    put_back(yesterday.before, yesterday.folder, "heard.db", "index.db")
    with pytest.raises(LogBroken), group.opened(yesterday.folder):
        pass
    chosen = group.settings(yesterday.folder)
    with pytest.raises(UsageError, match="withdrawn since"):
        backup.accept(chosen, PASSPHRASE, Evidence())
    done = backup.accept(chosen, PASSPHRASE, Evidence(ledger=ledger_of(yesterday), speaker=OFFICER))
    assert done.lost > 0
    assert done.replayed == (WHO,)
    assert is_gone(yesterday.folder, yesterday.testimony)


def test_old_keys_under_a_new_database_lose_the_key_again_before_anything_is_served(
    yesterday: Yesterday,
) -> None:
    put_back(yesterday.before, yesterday.folder, "keys")
    with wiring.ring_of(group.settings(yesterday.folder), PASSPHRASE) as ring:
        assert len(ring.key(WHO)) == 32, "the key is back"
    assert is_gone(yesterday.folder, yesterday.testimony)


def test_old_keys_and_an_old_index_are_no_way_back_either(yesterday: Yesterday) -> None:
    put_back(yesterday.before, yesterday.folder, "keys", "index.db")
    assert is_gone(yesterday.folder, yesterday.testimony)


def test_a_database_of_another_archive_or_rewritten_is_not_taken(
    yesterday: Yesterday, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    group.make(other)
    put_back(other, yesterday.folder, "heard.db")
    with pytest.raises(Exception, match=r"key ring|does not open"):
        backup.accept(group.settings(yesterday.folder), PASSPHRASE, Evidence(speaker=OFFICER))


# ---- the ledger itself


def test_a_ledger_that_was_altered_or_cut_is_found_or_mended(yesterday: Yesterday) -> None:
    path = ledger_of(yesterday)
    whole = path.read_bytes()
    path.write_bytes(b"A" + whole[1:])
    with pytest.raises(LogBroken, match="ledger"), group.opened(yesterday.folder):
        pass
    path.unlink()
    with group.opened(yesterday.folder) as found:
        assert [line.participant for line in found.archive.ledger.lines()] == [WHO]
    path.write_bytes(whole + whole[: len(whole) // 2])
    with group.opened(yesterday.folder) as found:
        assert len(found.archive.ledger.lines()) == 1, "half a line was never kept"
    assert WHO.encode() not in whole
