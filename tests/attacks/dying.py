"""The real command in a process of its own, killed by SIGKILL at the n-th thing it does to a disk.

What counts is every statement that a database begins, its commits included, and every file that is written,
synced, put in place of another or taken away. The process is a fork, so that the libraries are loaded once;
from there on it is the command with its own arguments and environment, and nothing of it runs after the
signal. With 0 it is not killed, and says how many such things there were.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]

from archive.cli import main
from tests.cli.command import Heard

NEVER = 0


@dataclass(frozen=True)
class Died:
    """What became of a call: killed or its exit code, what it printed, and what it did to the disk."""

    killed: bool
    code: int
    said: str
    steps: int


def call(
    heard: Heard,
    words: Sequence[str | Path],
    at: int = NEVER,
    stdin: str = "",
    by: signal.Signals = signal.SIGKILL,
) -> Died:
    """``heard WORDS``, killed (or stopped ``by`` another signal) before its step ``at``; ``stdin`` is what it
    may read."""
    out, in_ = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        sys.stdin = io.StringIO(stdin)
        _run(heard, [str(word) for word in words], _Stop(at, by), in_)
    os.close(in_)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    steps, _, said = told.partition("\n")
    heard.said.append(said)
    return Died(killed, os.waitstatus_to_exitcode(status), said, int(steps or 0))


@dataclass(frozen=True)
class _Stop:
    """Before which step a process gets which signal."""

    at: int
    by: signal.Signals


def _run(heard: Heard, words: Sequence[str], stop: _Stop, in_: int) -> None:
    code, said = 99, io.StringIO()
    count = [0]
    try:
        os.environ.clear()
        os.environ.update(heard.environment)
        sys.argv = ["heard", *words]
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _watch(count, stop)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = _code()
    finally:
        os.write(in_, f"{count[0]}\n{said.getvalue()}".encode()[: 1 << 15])
        os._exit(code)


def _code() -> int:
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _watch(count: list[int], stop: _Stop) -> None:
    def step(*_: object, **__: object) -> None:
        count[0] += 1
        if count[0] != stop.at:
            return
        if stop.by is signal.SIGKILL:
            os.kill(os.getpid(), stop.by)
        sys.setprofile(outside)

    def outside(frame: FrameType, event: str, _: object) -> None:
        # The database swallows what is raised while it calls back, so the signal waits for the next call.
        if event == "call" and frame.f_code is not step.__code__:
            sys.setprofile(None)
            os.kill(os.getpid(), stop.by)

    real = sqlcipher3.connect

    def connect(*given: Any, **more: Any) -> Any:
        connection = real(*given, **more)
        connection.set_trace_callback(step)
        return connection

    sqlcipher3.connect = connect
    for name in ("fsync", "rename", "replace", "unlink", "write", "link"):
        setattr(os, name, _counted(getattr(os, name), step))


def _counted(real: Callable[..., Any], step: Callable[..., None]) -> Callable[..., Any]:
    def counted(*given: Any, **more: Any) -> Any:
        step()
        return real(*given, **more)

    return counted
