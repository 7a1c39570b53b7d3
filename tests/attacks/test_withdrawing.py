"""A withdrawal in the middle of everything: readers, a second process, a kill, a backup."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace

import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.audit.queries import after_withdrawal
from archive.errors import LogBroken, UsageError
from tests.attacks import day
from tests.cli.command import PASSPHRASE, Heard
from tests.web.made import FOUNDER
from tests.web.made import PASSWORD as WORD
from tests.withdrawal.group import NAME, WHO

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Answer:
    """One answer of the server: when it was asked for, and whether it showed the person's words."""

    begun: float
    shown: bool
    status: int


def readings_after(heard: Heard) -> int:
    """What the officer's question finds: readings after a withdrawal."""
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        return len(after_withdrawal(found.archive.log.entries()))


def test_no_answer_begun_after_a_withdrawal_shows_the_person(heard: Heard) -> None:
    answers: list[Answer] = []
    with day.serving(heard) as (_, address):
        stop = threading.Event()

        def read(name: str) -> None:
            with day.signed_in(address, name) as client:
                while not stop.is_set():
                    begun = time.monotonic()
                    got = client.post(
                        "/api/v1/search", json={"query": day.QUERY, "purpose": "research_project"}
                    )
                    answers.append(Answer(begun, "market" in got.text, got.status_code))

        readers = [threading.Thread(target=read, args=(name,)) for name in day.READERS]
        for reader in readers:
            reader.start()
        while not any(a.shown for a in answers):
            time.sleep(0.05)
        receipt = heard("withdraw", WHO, "--yes", "--json")
        done = time.monotonic()
        assert receipt.code == 0, receipt.err
        while sum(a.begun > done for a in answers) < 8:
            time.sleep(0.05)
        stop.set()
        for reader in readers:
            reader.join()
    assert {a.status for a in answers} == {200}, "nobody's reading failed"
    assert any(a.shown for a in answers)
    assert not any(a.shown for a in answers if a.begun > done)
    assert readings_after(heard) == 0
    assert day.found_by(heard, day.OTHERS), "the others are still there"


def test_a_withdrawal_that_is_killed_is_finished_by_the_next_command(heard: Heard) -> None:
    draw = random.Random(5)
    started = replace(heard, fresh=True)  # as long as the one that is killed, which starts Python too
    begun = time.monotonic()
    assert started("withdraw", WHO, "--json").code == 0
    usual = time.monotonic() - begun
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", "from archive.cli import main; main()", "withdraw", WHO, "--yes"],
            env=heard.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(usual * draw.uniform(0.6, 1.1))
        process.kill()
        process.wait(timeout=60)
    done = heard("withdraw", WHO, "--yes", "--json")
    assert done.code == 0, done.err
    assert {"shredded", "removed", "kept", "re-derived"} <= {e["end"] for e in done.json()["ends"]}
    assert day.found_by(heard, day.QUERY) == set()
    assert heard("audit", "verify", "--json").json()["sound"] is True
    assert day.traces_left(heard) == []


def test_yesterdays_folder_over_todays_does_not_open(heard: Heard) -> None:
    old = heard.folder / "old"
    shutil.copytree(heard.archive, old)
    assert heard("withdraw", WHO, "--yes").code == 0
    for name in ("heard.db", "heard.db-wal", "heard.db-shm", "index.db"):
        (heard.archive / name).unlink(missing_ok=True)
        if (old / name).exists():
            shutil.copy(old / name, heard.archive / name)
    done = heard("search", "road", "--purpose", "research_project")
    assert done.code == LogBroken.exit_code
    assert NAME not in done.out + done.err


def test_a_backup_comes_back_with_every_withdrawal_since(heard: Heard) -> None:
    data, keys = heard.folder / "one" / "data", heard.folder / "two" / "keys"
    for path in (data, keys):
        path.parent.mkdir()
    done = heard("backup", "--data", data, "--keys", keys, "--json")
    assert done.code == 0, done.err
    assert day.traces_left(heard, data, keys) == []
    assert heard("backup", "--data", data, "--keys", keys).code == UsageError.exit_code
    assert heard("withdraw", WHO, "--yes").code == 0
    ledger = heard.archive / "log" / "withdrawals.ledger"
    new = str(heard.folder / "new")
    refused = heard("--archive", new, "restore", "--data", data, "--keys", keys)
    assert refused.code == UsageError.exit_code
    assert "--ledger" in refused.err
    both = ("--archive", new, "restore", "--data", data, "--keys", keys)
    answers = ("--officer", FOUNDER)
    back = heard(*both, "--ledger", ledger, *answers, "--json", stdin=f"{WORD}\n")
    assert back.json()["replayed"] == [WHO], back.err
    there = heard.on(new)
    assert day.found_by(there, day.QUERY) == set()
    assert day.found_by(there, day.OTHERS)
    assert there("audit", "verify", "--json").json()["sound"] is True


def test_keys_rotate_under_readers_and_the_old_epoch_dies(heard: Heard) -> None:
    with day.serving(heard) as (_, address), day.signed_in(address, day.READERS[0]) as client:

        def reads() -> int:
            asked = {"query": "road", "purpose": "research_project"}
            return len(client.post("/api/v1/search", json=asked).json()["passages"])

        before = reads()
        assert before
        rotated = heard("keys", "rotate", "--json").json()
        assert rotated["rows_behind"] == 0
        assert rotated["retirable"] == [1]
        assert reads() == before
        assert heard("keys", "retire", "2").code == UsageError.exit_code
        assert heard("keys", "retire", "1", "--json").json()["retirable"] == []
        assert reads() == before
    status = heard("keys", "status", "--json").json()
    assert [e["epoch"] for e in status["epochs"]] == [2]
    assert day.found_by(heard, day.QUERY)
