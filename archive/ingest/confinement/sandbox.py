"""Files from outside are parsed in a child process that can lose nothing but itself.

The child gets the bytes over a pipe (no temporary file), none of our environment (no passphrase), and
thirty seconds a file; it answers in JSON. One child serves many files; when it dies, of a bomb or by the
clock, the file that killed it is unreadable and the next file gets a new child.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

import archive
from archive.errors import Unreadable
from archive.ingest.confinement import messages
from archive.ingest.confinement.limits import SECONDS
from archive.ingest.formats import format_of
from archive.ingest.tables.column_readings import TableReading
from archive.ingest.tables.survey_columns import ColumnMap
from archive.model import Draft

_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH")
_DIED = (
    "The file could not be read within the limits of memory and time (2 GB, 30 seconds): save it again as a "
    "plain document, or split it in parts."
)


class Sandbox:
    """A warm parsing child. Safe to share between threads: files are read one at a time.

    Use as a context manager, or call ``close``. Starting costs about a second; each file after that
    costs its parsing alone.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self, name: str, content: bytes, *, columns: ColumnMap | None = None, layout: str | None = None
    ) -> list[Draft]:
        """As ``archive.ingest.read``, in the child.

        Raises:
            Unreadable: as ``read`` does, and where the child died or took too long.
        """
        format_of(name, content)
        with self._turn:
            reply = self._ask(messages.request(name, columns, layout), content)
        try:
            answer = messages.parse_answer(reply)
        except (ValueError, KeyError, TypeError):
            raise Unreadable(_DIED) from None
        if isinstance(answer, str):
            raise Unreadable(answer)
        return answer

    def columns(self, name: str, content: bytes, chosen: ColumnMap) -> TableReading:
        """As ``archive.ingest.columns_in``, in the child.

        Raises:
            Unreadable: as ``columns_in`` does, and where the child died or took too long.
        """
        format_of(name, content)
        with self._turn:
            reply = self._ask(messages.request(name, chosen, None, columns_only=True), content)
        try:
            answer = messages.parse_columns(reply)
        except (ValueError, KeyError, TypeError):
            raise Unreadable(_DIED) from None
        if isinstance(answer, str):
            raise Unreadable(answer)
        return answer

    def close(self) -> None:
        """End the child, if there is one."""
        with self._turn:
            self._end()

    def _ask(self, question: bytes, content: bytes) -> bytes:
        child = self._running()
        clock = threading.Timer(self._seconds, child.kill)
        clock.daemon = True
        clock.start()
        try:
            messages.send(cast(BinaryIO, child.stdin), question)
            messages.send(cast(BinaryIO, child.stdin), content)
            return messages.receive(cast(BinaryIO, child.stdout))
        except (EOFError, OSError):
            self._end()
            raise Unreadable(_DIED) from None
        finally:
            clock.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = _start()
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue
        child.wait()


def _start() -> subprocess.Popen[bytes]:
    """A new child of this interpreter, with nothing of ours but where our package stands."""
    root = str(Path(archive.__file__).resolve().parent.parent)
    environment = {k: os.environ[k] for k in _KEPT if k in os.environ}
    environment |= {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "archive.ingest.confinement.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=sys.prefix,
        start_new_session=sys.platform != "win32",
    )
