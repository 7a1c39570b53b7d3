"""An officer's key apart from the archive: whoever has the archive's passphrase has nothing that opens it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.app import wiring
from archive.app.settings import Settings
from archive.audit.events import entry_from
from archive.audit.tables import events
from archive.errors import LockedArchive, LogBroken, Refused, UsageError
from archive.model import Action
from tests.attacks import day, forging
from tests.attacks.dying import call
from tests.cli.command import PASSPHRASE, Heard
from tests.scopes import EVERY
from tests.web.made import FOUNDER, PASSWORD
from tests.withdrawal.group import PROJECT, WHO

pytestmark = pytest.mark.slow
WORD = "four slow barges by the weir"


def officer(heard: Heard, name: str) -> Path:
    """A new officer's key file."""
    made = call(heard, ["keys", "officer", heard.folder / name])
    assert made.code == 0, made.said
    return heard.folder / name


@pytest.fixture
def archive(heard: Heard) -> Heard:
    """The archive of the day, and an officer with a passphrase of their own."""
    word = heard.folder / "word"
    word.write_text(WORD + "\n", encoding="utf-8")
    environment = {**heard.environment, "HEARD_OFFICER_PASSPHRASE_FILE": str(word)}
    return replace(heard, environment=environment)


@pytest.fixture
def appointed(archive: Heard) -> tuple[Heard, Path]:
    """The same with the officer's key appointed, and a search before and after it."""
    search(archive, "walked")
    key = officer(archive, "ana.key")
    done = call(archive, ["keys", "appoint", f"{key}.pub"])
    assert done.code == 0, done.said
    search(archive, day.QUERY)
    return archive, key


def search(heard: Heard, words: str) -> None:
    asked = ["search", words, "--purpose", "research_project", "--project", PROJECT]
    done = call(heard, asked)
    assert done.code == 0, done.said


def test_the_key_file_opens_to_its_own_passphrase_and_is_never_written_over(archive: Heard) -> None:
    key = officer(archive, "ana.key")
    assert key.stat().st_mode & 0o777 == 0o600
    assert call(archive, ["keys", "officer", key]).code == UsageError.exit_code
    same = replace(
        archive,
        environment={
            **archive.environment,
            "HEARD_OFFICER_PASSPHRASE_FILE": archive.environment["HEARD_PASSPHRASE_FILE"],
        },
    )
    refused = call(same, ["keys", "officer", archive.folder / "other.key"])
    assert refused.code == UsageError.exit_code
    assert "one of its own" in refused.said
    assert not (archive.folder / "other.key").exists()
    wrong = call(same, ["audit", "show", "--queries", "--officer-key", key])
    assert wrong.code == LockedArchive.exit_code
    assert WORD not in wrong.said


def test_with_the_passphrase_alone_nobody_reads_what_was_searched(appointed: tuple[Heard, Path]) -> None:
    heard, key = appointed
    shown = call(heard, ["audit", "show", "action:search:run", "--queries"])
    assert "walked" in shown.said, "what was sealed before the appointment stays the ring's"
    assert "lavender" not in shown.said
    assert "sealed to: o-" in shown.said
    with forging.owner(heard) as connection:
        rows = connection.execute(select(events.c.data).where(events.c.action == "search:run")).scalars()
        last = [entry_from(bytes(data)) for data in rows][-1].event
    assert dict(last.details)["query"].startswith("to:o-"), "and no fingerprint to try guesses on"
    assert last.sealed is not None
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        for label in ("officer", "fingerprints", "log", "index", "receipts", "voices"):
            with pytest.raises(LockedArchive):
                found.log.unseal(last.sealed)
            assert found.ring.secret(label)
    with_key = call(heard, ["audit", "show", "action:search:run", "--queries", "--officer-key", key])
    assert "lavender market" in with_key.said


def test_the_officer_opens_an_export_without_the_archive(appointed: tuple[Heard, Path]) -> None:
    heard, key = appointed
    export = heard.folder / "log.jsonl"
    assert call(heard, ["audit", "export", export]).code == 0
    nowhere = {k: v for k, v in heard.environment.items()
               if k not in ("HEARD_ARCHIVE", "HEARD_PASSPHRASE_FILE")}  # fmt: skip
    elsewhere = replace(heard, environment=nowhere)
    shutil.rmtree(heard.archive)
    opened = call(elsewhere, ["audit", "open", export, "--officer-key", key])
    assert opened.code == 0, opened.said
    assert "lavender market" in opened.said
    assert "1 sealed entries" in opened.said
    other = officer(elsewhere, "bo.key")
    closed = call(elsewhere, ["audit", "open", export, "--officer-key", other])
    assert "another's key" in closed.said
    assert "lavender" not in closed.said


def test_who_saw_a_testimony_says_what_it_could_not_look_into(appointed: tuple[Heard, Path]) -> None:
    heard, key = appointed
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        [testimony] = found.archive.store.testimonies.all(EVERY)
    without = call(heard, ["audit", "ask", "testimony", testimony.id])
    assert "1 searches are sealed" in without.said
    with_key = call(heard, ["audit", "ask", "testimony", testimony.id, "--officer-key", key])
    assert "sealed to the officer" not in with_key.said
    assert with_key.said.count("search:run") == without.said.count("search:run") + 1


def test_an_officer_follows_another_by_signature_or_by_a_loss_that_stays(
    appointed: tuple[Heard, Path],
) -> None:
    heard, ana = appointed
    bo, third = officer(heard, "bo.key"), officer(heard, "cy.key")
    refused = call(heard, ["keys", "appoint", f"{bo}.pub"])
    assert refused.code == Refused.exit_code
    assert "hand over" in refused.said
    assert call(heard, ["keys", "appoint", f"{ana}.pub", "--lost"]).code == UsageError.exit_code
    wrong = call(heard, ["keys", "appoint", f"{bo}.pub", "--hand-over", third, "--lost"])
    assert wrong.code == Refused.exit_code, "a signature of nobody is not made good by a loss"
    assert call(heard, ["keys", "appoint", f"{bo}.pub", "--hand-over", ana]).code == 0
    assert call(heard, ["keys", "appoint", f"{third}.pub", "--lost"]).code == 0
    search(heard, "road")
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        told = [dict(e.event.details) for e in found.archive.log.entries(action=Action.KEY_APPOINT.value)]
        current = found.log.officer()
    assert current is not None
    assert current.id == told[-1]["key"].split("+")[1]
    assert [set(each) - {"key", "before"} for each in told] == [
        set(), {"reason"}, {"reason"}, {"handed"}, {"lost"},
    ]  # fmt: skip
    changes = call(heard, ["audit", "ask", "changes"])
    assert "lost=yes" in changes.said
    assert call(heard, ["audit", "verify"]).code == 0


def test_a_new_archive_may_begin_with_its_officer(archive: Heard) -> None:
    key = officer(archive, "ana.key")
    new = archive.on(str(archive.folder / "new"))
    made = call(new, ["init", archive.folder / "new", "--officer", f"{key}.pub"])
    assert made.code == 0, made.said
    with wiring.opened(Settings(archive.folder / "new"), PASSPHRASE) as found:
        current = found.log.officer()
        assert current is not None
        assert found.log.unseal
    assert str(current) == Path(f"{key}.pub").read_text(encoding="utf-8").strip()


def test_an_older_log_goes_on_only_with_the_officers_word(appointed: tuple[Heard, Path]) -> None:
    heard, key = appointed
    for name in ("one", "two"):
        (heard.folder / name).mkdir()
    data, keys = heard.folder / "one" / "data", heard.folder / "two" / "keys"
    assert call(heard, ["backup", "--data", data, "--keys", keys]).code == 0
    assert call(heard, ["withdraw", WHO, "--yes"]).code == 0
    saved = heard.folder / "saved.note"
    shutil.copy(heard.archive / "log" / "checkpoint.note", saved)
    ledger = heard.archive / "log" / "withdrawals.ledger"
    new = heard.on(str(heard.folder / "new"))
    again = ["restore", "--data", data, "--keys", keys, "--ledger", ledger, "--checkpoint", saved]
    refused = call(new, again)
    assert refused.code == Refused.exit_code
    [line] = [line for line in refused.said.splitlines() if line.startswith("heard audit accept")]
    [asked] = [line for line in refused.said.splitlines() if line.startswith("heard audit vouch")]
    assert not (heard.folder / "new").exists(), "nothing is put anywhere meanwhile"
    again += ["--none-withdrawn", vouched(new, asked, key, saved)]
    words = line.removeprefix("heard ").replace("FILE", str(key)).split()
    note = heard.folder / "accepted.note"
    words[words.index("accepted.note")] = str(note)
    other = str(heard.folder / "other.note")
    fewer = [other if word == str(note) else word for word in words]
    fewer[5] = str(int(words[5]) + 1)
    assert call(new, fewer).code == call(new, words).code == 0
    assert call(new, [*again, "--accepted", other]).code == Refused.exit_code
    done = call(new, [*again, "--accepted", note])
    assert done.code == 0, done.said
    assert "entries of the log are lost" in done.said
    assert call(new, ["audit", "verify"]).code == 0
    moved = replace(heard, environment=new.environment)
    assert (heard.folder / "new" / "log" / "forks.txt").read_text("utf-8") == note.read_text("utf-8")
    with wiring.opened(Settings(heard.folder / "new"), PASSPHRASE) as found:
        [restored] = found.archive.log.entries(action=Action.BACKUP_RESTORE.value)
        told = dict(restored.event.details)
        assert told["officer"] == key_id(key)
        assert len(told["accepted"]) == 64
        assert WHO in found.ring.destroyed()
    verified = call(moved, ["audit", "verify", "--checkpoint", saved])
    assert verified.code == LogBroken.exit_code
    assert "the officer signed that of" in verified.said


def vouched(heard: Heard, line: str, key: Path, saved: Path) -> Path:
    """The note that the officer signs when asked by a restore."""
    note = saved.with_name("vouched.note")
    words = line.removeprefix("heard ").replace("FILE", str(key)).replace("vouched.note", str(note))
    assert call(heard, [*words.split(), "--checkpoint", saved]).code == 0
    return note


def test_where_the_officers_key_is_lost_a_restore_says_so_for_good(appointed: tuple[Heard, Path]) -> None:
    heard, _ = appointed
    for name in ("one", "two"):
        (heard.folder / name).mkdir()
    data, keys = heard.folder / "one" / "data", heard.folder / "two" / "keys"
    assert call(heard, ["backup", "--data", data, "--keys", keys]).code == 0
    search(heard, "road")
    saved = heard.folder / "saved.note"
    saved.write_text(heard("audit", "checkpoint").out, encoding="utf-8")
    new = heard.on(str(heard.folder / "new"))
    again = ["restore", "--data", data, "--keys", keys, "--officer", FOUNDER, "--checkpoint", saved]
    assert call(new, again, stdin=f"{PASSWORD}\n").code == Refused.exit_code
    assert call(new, [*again, "--officer-lost"], stdin="another-word-entirely\n").code == Refused.exit_code
    assert call(new, [*again, "--officer-lost"], stdin=f"{PASSWORD}\n").code == 0
    with wiring.opened(Settings(heard.folder / "new"), PASSPHRASE) as found:
        [restored] = found.archive.log.entries(action=Action.BACKUP_RESTORE.value)
    assert dict(restored.event.details)["accepted"] == "lost"


def key_id(key: Path) -> str:
    """The id in the public half."""
    return Path(f"{key}.pub").read_text(encoding="utf-8").split("+")[1]
