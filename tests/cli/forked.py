"""The real command in a process of its own, forked from one that has imported it and done nothing else.

Starting Python and importing the libraries takes longer than most commands run, so that is done once: a
server process of a single thread imports the command and opens nothing. Each call is a fork of it, with
arguments, environment and standard streams of its own, and ends as any process does. Nothing is kept from
one call to the next. A test about the start itself, or a system without fork, starts an interpreter.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

import archive.cli
from archive.cli.command import (
    err,
    main,
    out,
)

_ONE = Lock()
"""A second thread that looks after processes could read the exit code in place of the first."""
POSSIBLE = "forkserver" in get_all_start_methods()

for module in pkgutil.iter_modules(archive.cli.__path__):
    importlib.import_module(f"archive.cli.{module.name}")
for name in ("spacy", "presidio_analyzer"):
    importlib.import_module(name)  # the command imports them when a text is read


def run(
    words: Sequence[str], environment: Mapping[str, str], given: bytes, seconds: float
) -> tuple[int, bytes, bytes]:
    """Run ``heard WORDS`` with ``given`` on standard input; its exit code, output and error output.

    One call at a time in a process. Raises ``TimeoutError`` if it takes longer than that many seconds; it is
    killed then.
    """
    with _ONE:
        return _run(words, environment, given, seconds)


def _run(
    words: Sequence[str], environment: Mapping[str, str], given: bytes, seconds: float
) -> tuple[int, bytes, bytes]:
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    (in_read, in_write), (out_read, out_write), (err_read, err_write) = (
        context.Pipe(duplex=False) for _ in range(3)
    )
    process = context.Process(
        target=_call, args=(list(words), dict(environment), in_read, out_write, err_write)
    )
    process.start()
    for end in (in_read, out_write, err_write):
        end.close()
    with ThreadPoolExecutor(3) as threads:
        threads.submit(_write, in_write, given)
        printed, complained = threads.submit(_read, out_read), threads.submit(_read, err_read)
        process.join(seconds)
        late = process.exitcode is None
        if late:
            process.kill()
            process.join()
    if late:
        raise TimeoutError(f"heard took longer than {seconds:.0f} seconds")
    code = process.exitcode
    assert code is not None
    process.close()
    return code, printed.result(), complained.result()


def _write(end: Connection, content: bytes) -> None:
    with end, os.fdopen(os.dup(end.fileno()), "wb") as stream:
        try:
            stream.write(content)
            stream.flush()
        except BrokenPipeError:
            return  # the command did not read to the end, as it may


def _read(end: Connection) -> bytes:
    with end, os.fdopen(os.dup(end.fileno()), "rb") as stream:
        return stream.read()


def _call(
    words: Sequence[str], environment: Mapping[str, str], in_: Connection, out_: Connection, err_: Connection
) -> None:
    """In the fork: be what a new process with these arguments would be, and run the command."""
    for number, end in enumerate((in_, out_, err_)):
        os.dup2(end.fileno(), number)
        end.close()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(Path(__file__).parents[2])
    tempfile.tempdir = None
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, closefd=False) for number, mode in enumerate("rww")
    )
    sys.argv = ["-c", *words]
    for console in (out, err):
        console.width = int(environment.get("COLUMNS", 80))
    main()
