"""Whoever looks at the running process from beside it: its list, its limits, what a death leaves."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.attacks import day
from tests.cli.command import PASSPHRASE, Heard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="what /proc tells is Linux's alone"),
]


def test_no_secret_in_the_process_list_or_the_environment_and_no_core_is_dumped(heard: Heard) -> None:
    with day.serving(heard) as (process, _):
        proc = Path(f"/proc/{process.pid}")
        assert PASSPHRASE.encode() not in (proc / "cmdline").read_bytes()
        assert PASSPHRASE.encode() not in day.environment_of(process.pid)
        limits = (proc / "limits").read_text().splitlines()
        [core] = [line for line in limits if line.startswith("Max core file size")]
        assert core.split()[4:6] == ["0", "0"]
        assert (proc / "mem").stat().st_uid == 0, "nobody of the same user attaches to it"
        process.send_signal(signal.SIGABRT)
        assert process.wait(timeout=60) == -signal.SIGABRT
    cores = [
        p for root in (Path.cwd(), heard.folder, heard.archive) for p in root.glob("core*") if p.is_file()
    ]
    assert cores == []


def test_a_killed_server_leaves_no_word_and_opens_again(heard: Heard) -> None:
    with day.serving(heard) as (process, address), day.signed_in(address, "reader0") as client:
        client.post("/api/v1/search", json={"query": day.QUERY, "purpose": "research_project"})
        process.kill()
        process.wait(timeout=60)
    assert day.traces_left(heard) == []
    assert heard("audit", "verify", "--json").json()["sound"] is True
    assert day.found_by(heard, day.QUERY)


def test_no_secret_is_taken_from_the_command_line(heard: Heard) -> None:
    done = heard("--passphrase", PASSPHRASE, "consent", "list")
    assert done.code == 2
    assert PASSPHRASE not in done.out + done.err
