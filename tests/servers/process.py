"""What both servers need: a user who may run them, a free port, a process that ends when we do."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO


class ServerMissing(RuntimeError):
    """A server could not be started. In a test that needs it, this is a failure."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def unprivileged() -> dict[str, object]:
    """Arguments of ``Popen`` that run a program as ``nobody`` when we are root: both servers insist."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give_away(folder: Path) -> None:
    """Hand a folder and all in it to whoever runs the servers."""
    user = unprivileged()
    if not user:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, int(str(user["user"])), int(str(user["group"])))


def spawn(command: Sequence[str | Path], log: Path, *, stdin: int | IO[bytes] = subprocess.DEVNULL,
          environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:  # fmt: skip
    """Start a server in a session of its own; it is killed if this process dies first."""
    setpriv = shutil.which("setpriv")
    watched = [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []
    with log.open("wb") as out:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [*watched, *map(str, command)], stdin=stdin, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True, cwd=log.parent, env={**os.environ, **(environment or {})},
            **unprivileged(),
        )  # type: ignore[call-overload]  # fmt: skip
    return process


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], seconds: int, log: Path) -> None:
    """Wait until the server answers; raise ``ServerMissing`` with the end of its log if it does not."""
    for _ in range(seconds * 5):
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    tail = "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:]) if log.exists() else ""
    raise ServerMissing(f"The server did not answer. The end of {log}:\n{tail}")
