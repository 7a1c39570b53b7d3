"""One run of ``heard ingest``: every file read, its layout as people chose it, and what became of each draft.

Each draft is one transaction, so a run that is stopped leaves whole drafts behind, and the same run goes on
from there. A trial reads and matches as a run does, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from archive.access.gate import NotDone, UnitOfWork, attempt
from archive.cli import column_choice
from archive.cli.command import err
from archive.cli.ingest_report import UNREADABLE, FileResult
from archive.cli.layout_choice import LayoutChoice, ReadFile, layout_of
from archive.errors import HeardError, UsageError
from archive.ingest.confinement.file_opening import content_of
from archive.ingest.confinement.sandbox import Sandbox
from archive.intake import admission, layouts
from archive.intake.results import IntakeResult, IntakeStatus
from archive.model import Draft
from archive.pipeline import Desks, receive
from consent.record import ConsentRecord


@dataclass(slots=True)
class IntakeRun:
    """A run for one project. ``columns`` is a list of columns that a person gave for its tables; ``stated``
    are the consents of a trial, which are on record nowhere."""

    desks: Desks
    project: str
    quarantine_days: int
    columns: Path | None = None
    stated: Sequence[ConsentRecord] | None = field(default=None, repr=False)
    foreseen: set[str] = field(default_factory=set)

    @property
    def work(self) -> UnitOfWork:
        """The collector's."""
        return self.desks.collector

    def choice(self, sandbox: Sandbox, layout: str | None, like: Path | None) -> LayoutChoice:
        """What ``--layout`` and ``--like`` choose; a file to follow may be one whose layout was chosen.

        Raises ``UsageError``, ``Unreadable``.
        """
        if like is not None and layout is None and like.is_file():
            content = content_of(like)
            before = layouts.remembered(self.work, self.project, content)
            return LayoutChoice(before or layout_of(sandbox.read(like.name, content)), similar_only=True)
        return LayoutChoice.of(sandbox, layout, like)

    def through(self, sandbox: Sandbox, path: Path, choice: LayoutChoice) -> Iterator[FileResult]:
        """What becomes of each draft of a file; one that cannot be read changes nothing, and one that fails
        stops no other: the next may be somebody's no."""
        try:
            content = content_of(path)
            chosen = choice
            if choice.layout is None:
                chosen = LayoutChoice(layouts.remembered(self.work, self.project, content))
            columns = column_choice.columns_of(self.work, sandbox, path, content, self.project, self.columns)
            column_choice.show(err, path.name, columns)
            read = chosen.read(sandbox, path.name, content, columns.columns)
            if self.stated is None:
                column_choice.remember(self.work, self.project, columns)
        except UsageError:
            raise
        except HeardError as error:
            yield FileResult(path, UNREADABLE, str(error))
            return
        for draft in read.drafts:
            became = attempt(self.work, partial(self._became, draft, read))
            if isinstance(became, NotDone):
                yield FileResult(path, UNREADABLE, became.sentence)
            else:
                yield FileResult(path, became.status, became.sentence, became, draft)

    def _became(self, draft: Draft, read: ReadFile) -> IntakeResult:
        if self.stated is None:
            return receive(self.desks, draft, self.project, self.quarantine_days, read.layout)
        became = admission.foresee(
            self.work, draft, self.project, self.quarantine_days, read.layout, self.stated
        )
        again = draft.digest in self.foreseen
        self.foreseen.add(draft.digest)
        if again and became.status is IntakeStatus.TAKEN:
            return replace(became, status=IntakeStatus.ALREADY, sentence="This comes twice in one import.")
        return became
