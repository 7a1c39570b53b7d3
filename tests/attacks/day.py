"""An archive for the real command and the real server, to be attacked by the tests beside it.

Everything that tests look for in files stands here: words of the testimonies, names, a query, a label, the
passphrase. Processes that are started here are ended here.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from tests.cli.command import PASSPHRASE, Heard, heard_in
from tests.store.residue import traces
from tests.web.authenticator import token_of
from tests.web.made import account
from tests.withdrawal import group

QUERY = '"lavender market"'
OTHERS = "walked"
PASSWORD = "four-kites-on-a-wire"
READERS = ("reader0", "reader1", "reader2", "reader3")
MARKS = (*group.MARKS, "lavender market", "buckets", "group.txt", PASSPHRASE, PASSWORD)
"""What no file may hold: words, names, a query, a file's name, secrets."""


def made(folder: Path) -> Heard:
    """The group's archive, with accounts, where the command finds it."""
    heard = heard_in(folder)
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as found:
        group.fill(found.archive)
        for name in READERS:
            account(found.archive, name, Role.RESEARCHER, [group.PROJECT], PASSWORD)
    return heard


def found_by(heard: Heard, query: str) -> set[int]:
    """Turns that a researcher finds by the command."""
    done = heard("search", query, "--purpose", "research_project", "--project", group.PROJECT, "--json")
    return {p["turn"] for p in done.json()["passages"]}


def files(heard: Heard) -> list[Path]:
    """Every file of the archive and of the temporary folder."""
    roots = (heard.archive, heard.folder / "temp")
    return [p for root in roots for p in root.rglob("*") if p.is_file()]


@contextlib.contextmanager
def serving(heard: Heard) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """``heard serve`` in a process of its own: the process and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", "from archive.cli import main; main()", "serve", "--port", str(port)],
        env=heard.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, address)
        yield process, address
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        heard.said.extend((out.decode(), err.decode()))


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        assert process.poll() is None, process.communicate()[1].decode()
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, timeout=5)
            return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def signed_in(address: str, user: str) -> httpx.Client:
    """The API for one person."""
    same = {"Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=address, timeout=60, headers=same) as client:
        token = {"Authorization": f"Bearer {token_of(client, user, PASSWORD)}"}
    return httpx.Client(base_url=address, timeout=60, headers={**same, **token})


def traces_left(heard: Heard, *more: Path) -> list[str]:
    """Marks that stand in any file of the archive, of the temporary folder, or in ``more``."""
    return traces([*files(heard), *more], MARKS)


def environment_of(pid: int) -> bytes:
    """What another program of the same user may read of a process's environment; nothing if it may not."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""
