"""Files from outside are parsed in a child process that can lose nothing but itself.

The child gets the bytes over a pipe (no temporary file), none of our environment (no passphrase), and
thirty seconds of the processor for a file; it answers in JSON. One child serves many files; when it dies, of
a bomb or by the clock, the file that killed it is unreadable and the next file gets a new child.
"""

from __future__ import annotations

import os
import subprocess  # nosec B404 # starts the confined child alone
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeVar, cast

import archive
from archive.coding.refi.project import Project
from archive.errors import Unreadable
from archive.ingest.confinement import messages, readers
from archive.ingest.confinement.layers import Layers
from archive.ingest.confinement.limits import PATIENCE
from archive.ingest.confinement.readers import ConsentLines, DocumentChoices, Language
from archive.ingest.formats import format_of
from archive.ingest.sources import source_name
from archive.ingest.tables.column_readings import TableReading
from archive.ingest.tables.survey_columns import ColumnMap
from archive.model import Draft
from taxonomies.codebook_exchange import CodesRead

Answer = TypeVar("Answer")
Choices = TypeVar("Choices")
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH")
_STARTING = 60.0
"""Seconds until the child has to say what holds it; it takes about one on an idle machine."""
_DIED = (
    "The file could not be read within the limits of memory and time (2 GB, 30 seconds): save it again as a "
    "plain document, or split it in parts."
)


class Sandbox:
    """A warm parsing child. Safe to share between threads: files are read one at a time.

    Use as a context manager, or call ``close``. Starting costs about a second; each file after that
    costs its parsing alone.
    """

    def __init__(self, *, seconds: float = PATIENCE) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._layers = Layers(0, seccomp=False, limits=False, hook=False)
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
            Unreadable: as ``read`` does, and where the child died, took too long, or did not answer as ours.
        """
        format_of(name, content)
        chosen = DocumentChoices(columns or ColumnMap(), layout)
        drafts = self._answer(readers.Kind.DOCUMENT, readers.DOCUMENT, name, content, chosen)
        if any(draft.source != source_name(name) for draft in drafts):  # consents would be those of another
            raise Unreadable(_DIED)
        return drafts

    def consent_lines(self, name: str, content: bytes) -> ConsentLines:
        """The lines of a consent file, not yet understood. Raises ``Unreadable``."""
        return self._answer(readers.Kind.CONSENTS, readers.CONSENTS, name, content, Language())

    def coding_project(self, name: str, content: bytes) -> Project:
        """The project in a file of another coding program; ``name`` is what it is called without its ending.

        Raises ``Unreadable``, and ``UsageError`` for a database of several projects.
        """
        return self._answer(readers.Kind.PROJECT, readers.PROJECT, name, content, Language())

    def codes(self, content: bytes, language: str) -> CodesRead:
        """The codes of a codebook file, and what of it could not be taken over.

        Raises ``UsageError`` for a file that is none, and ``Unreadable``.
        """
        return self._answer(readers.Kind.CODEBOOK, readers.CODEBOOK, "", content, Language(language))

    def layers(self) -> Layers:
        """Which rules hold the child; one is started where there is none. Raises ``Unreadable``."""
        with self._turn:
            self._running()
            return self._layers

    def columns(self, name: str, content: bytes, chosen: ColumnMap) -> TableReading:
        """As ``archive.ingest.columns_in``, in the child.

        Raises:
            Unreadable: as ``columns_in`` does, and where the child died or took too long.
        """
        format_of(name, content)
        return self._answer(readers.Kind.COLUMNS, readers.COLUMNS, name, content, chosen)

    def close(self) -> None:
        """End the child, if there is one."""
        with self._turn:
            self._end()

    def _answer(
        self,
        kind: readers.Kind,
        reader: readers.Reader[Choices, Answer],
        name: str,
        content: bytes,
        choices: Choices,
    ) -> Answer:
        asked = messages.Request(kind, name, reader.choices_shape.dump_json(choices))
        with self._turn:
            reply = self._ask(messages.request(asked), content)
        try:
            return reader.checked(messages.parse_answer(reply))
        except (ValueError, RecursionError):
            raise Unreadable(_DIED) from None

    def _ask(self, question: bytes, content: bytes) -> bytes:
        child = self._running()
        try:
            with _ending(child, self._seconds):
                messages.send(cast(BinaryIO, child.stdin), question)
                messages.send(cast(BinaryIO, child.stdin), content)
                return messages.receive(cast(BinaryIO, child.stdout))
        except (EOFError, OSError):
            self._end()
            raise Unreadable(_DIED) from None

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, started if there is none, once it has said what holds it."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        self._child = _start()
        try:
            with _ending(self._child, _STARTING):
                self._layers = messages.parse_layers(messages.receive(cast(BinaryIO, self._child.stdout)))
        except (EOFError, OSError, ValueError):
            self._end()
            raise Unreadable("The process that reads files could not be started: try again.") from None
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


@contextmanager
def _ending(child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """End the child if the block takes longer; what it waits for ends with it."""
    clock = threading.Timer(seconds, child.kill)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _start() -> subprocess.Popen[bytes]:
    """A new child of this interpreter, with nothing of ours but where our package stands."""
    return subprocess.Popen(  # nosec B603 # a fixed list of words, no shell
        [sys.executable, "-P", "-s", "-m", "archive.ingest.confinement.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=sys.prefix,
        start_new_session=sys.platform != "win32",
    )


def environment() -> dict[str, str]:
    """What the child is given of our environment: how to find its modules, and to stay a single thread."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(archive.__file__).resolve().parent.parent)
    return kept | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"} | dict.fromkeys(_THREADS, "1")
