"""A file of consents from the command line, whether it gives or takes away."""

from __future__ import annotations

from pathlib import Path

from archive.app.wiring import Opened
from archive.cli.command import err
from archive.errors import UsageError
from consent.files import records_from
from consent.record import ConsentRecord


def statements(opened: Opened, path: Path, project: str, called: str) -> tuple[ConsentRecord, ...]:
    """The records in a file that people are told of as ``called``; what cannot be read is told by its line.

    Raises ``UsageError`` where it cannot be opened.
    """
    try:
        content = path.read_bytes()
    except OSError:
        raise UsageError(f"The {called} cannot be opened; check its path.") from None
    now, secret = opened.archive.clock.now(), opened.archive.keys.secret("participants")
    read = records_from(path.name, content, project=project, recorded_at=now, secret=secret)
    for problem in read.problems:
        err.print(f"{called}, line {problem.line}: {problem.sentence}", markup=False)
    return read.records
