"""A file of consents from the command line, whether it gives or takes away.

It is parsed in the confined child: the process that holds the keys sees plain values,
never the file.
"""

from __future__ import annotations

from pathlib import Path

from archive.app.wiring import Opened
from archive.cli.command import err
from archive.errors import Unreadable, UsageError
from archive.ingest.confinement.file_opening import content_of
from archive.ingest.confinement.sandbox import Sandbox
from archive.intake.consents import StatedLine
from consent.files import records_in
from language.visible import visible


def statements(opened: Opened, path: Path, project: str, called: str) -> tuple[StatedLine, ...]:
    """The lines of a file that people are told of as ``called``; what is not read is told by its line.

    Raises ``UsageError`` where it cannot be opened or is too large, ``Unreadable`` where reading was ended.
    """
    try:
        content = content_of(path, too_large=f"The {called} is larger than 50 MB; split it.")
    except Unreadable as refusal:
        raise UsageError(f"The {called} was not read. {refusal}") from None
    with Sandbox() as sandbox:
        parsed = sandbox.consent_lines(visible(path.name), content)
    now, secret = opened.archive.clock.now(), opened.archive.keys.secret("participants")
    read = records_in(parsed.read(), parsed.problems, project=project, recorded_at=now, secret=secret)
    for problem in read.problems:
        err.print(f"{called}, line {problem.line}: {problem.sentence}", markup=False)
    return tuple(map(StatedLine, read.lines, read.records))
