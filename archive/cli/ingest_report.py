"""What ``heard ingest`` says of each file: what was read in it, what became of it, and what to do next.

It goes to the screen of whoever brought the files, with the first words of voices without a consent. None of
it is kept or logged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rich.table import Table

from archive.cli.draft_report import NOBODY, turns_said
from archive.cli.source_files import SourceFiles
from archive.ingest.description import VoiceShare, described, voices
from archive.intake.results import IntakeResult, IntakeStatus, VoiceWithoutConsent
from archive.model import Draft
from archive.model.json_object import JsonObject
from language.visible import visible

UNREADABLE = "unreadable"
STATUSES = (*(status.value for status in IntakeStatus), UNREADABLE)
"""What may become of a draft, in the order in which it is told."""
WAITING = frozenset({IntakeStatus.QUARANTINED, IntakeStatus.DOUBTFUL, IntakeStatus.REFUSED})
_EXPLAINED = WAITING | {IntakeStatus.CHANGED}
_EACH = 3
"""Testimonies in one file that are told one by one; a table of more is told in counts."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one draft in a file, as ``IntakeResult`` says it, or of a file that is unreadable."""

    path: Path = field(repr=False)
    status: str
    sentence: str
    result: IntakeResult | None = None
    draft: Draft | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.draft.source if self.draft else self.path.name

    @property
    def notices(self) -> tuple[str, ...]:
        """What there is to say of how the file was read and matched."""
        return self.result.notices if self.result else ()

    @property
    def without_consent(self) -> tuple[VoiceWithoutConsent, ...]:
        """Voices whose words stay out for want of a consent that names them."""
        return self.result.without_consent if self.result else ()

    @property
    def voices(self) -> list[VoiceShare]:
        """Who speaks, and how often."""
        return voices(described(self.draft)) if self.draft else []

    def as_data(self) -> JsonObject:
        """For a program; of an unreadable file there is nothing but why."""
        common = {"status": self.status, "name": self.name, "sentence": self.sentence}
        if self.result is None or self.draft is None:
            return common
        return {
            **common,
            "testimony": self.result.testimony,
            "withheld_turns": self.result.withheld,
            "notices": list(self.notices),
            "part": self.draft.part,
            "kind": self.draft.kind.value,
            "encoding": self.draft.encoding,
            "layout": self.draft.layout,
            "doubts": list(self.draft.doubts),
            "rivals": list(self.draft.rivals),
            "voices": [{"voice": share.voice, "turns": share.turns} for share in self.voices],
            "without_consent": [
                {"voice": one.voice, "turns": one.turns, "first_words": one.first_words,
                 "sentence": one.sentence}
                for one in self.without_consent
            ],
        }  # fmt: skip


def file_lines(rows: Sequence[FileResult]) -> Iterator[str]:
    """What is told of one file, the results of its drafts given, as soon as it is through."""
    if not rows:
        return
    yield visible(rows[0].name)
    if len(rows) <= _EACH:
        for row in rows:
            yield from _draft_lines(row)
        return
    counts = Counter(row.status for row in rows)
    yield _row("", ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status]))
    for sentence, count in Counter(row.sentence for row in rows if row.status in _EXPLAINED).items():
        yield _row("", f"{sentence} ({count} rows)")
    for notice, count in Counter(notice for row in rows for notice in row.notices).items():
        yield _row("notice", notice + (f" ({count} rows)" if count > 1 else ""))


def _draft_lines(row: FileResult) -> Iterator[str]:
    yield _row(row.status, row.sentence)
    draft = row.draft
    if draft is None:
        return
    read = (draft.part, draft.kind.value.replace("_", " "), draft.encoding, draft.layout)
    yield _row("read as", " · ".join(part for part in read if part))
    yield _row("voices", " · ".join(f"{one.voice or NOBODY}: {turns_said(one.turns)}" for one in row.voices))
    for one in row.without_consent:
        yield _row("no consent", f'{one.voice or NOBODY}, {turns_said(one.turns)}: "{one.first_words}"')
        yield _row("", one.sentence)
    for notice in row.notices:
        yield _row("notice", notice)


def table_of(rows: Sequence[FileResult]) -> Table:
    """One line a file: what became of it, how many turns it has, and how many stay out."""
    table = Table("file", "what became of it", "turns", "left out", box=None, pad_edge=False)
    for _, group in groupby(rows, key=lambda row: row.path):
        of_file = list(group)
        counts = Counter(row.status for row in of_file)
        table.add_row(
            visible(of_file[0].name),
            ", ".join(status if counts[status] == len(of_file) == 1 else f"{counts[status]} {status}"
                      for status in STATUSES if counts[status]),
            str(sum(share.turns for row in of_file for share in row.voices)),
            str(sum(row.result.withheld for row in of_file if row.result)),
        )  # fmt: skip
    return table


def closing_lines(rows: Sequence[FileResult], sources: SourceFiles, *, tried: bool) -> Iterator[str]:
    """What is told at the end: counts, what was skipped and why, and what to do next."""
    counts = Counter(row.status for row in rows)
    for status in STATUSES:
        if counts[status]:
            yield f"{status}: {counts[status]}"
    if sources.skipped:
        yield f"skipped: {len(sources.skipped)}"
    for skipped in sources.skipped:
        yield _row("", f"{skipped.path.name}: {skipped.sentence}")
    yield from sources.asides
    if tried:
        yield "This was a trial: nothing was written. Run it without --dry-run to take the files in."
        return
    if any(row.without_consent or row.status == IntakeStatus.QUARANTINED for row in rows):
        yield "Next: record the missing consents, and run the same command again with --consent."
    if counts[IntakeStatus.DOUBTFUL]:
        yield "Next: heard inspect FILE, then heard ingest FILE --layout NAME for each doubtful file."
    if counts[IntakeStatus.TAKEN] or counts[IntakeStatus.COMPLETED] or counts[IntakeStatus.CHANGED]:
        yield "Next: heard review"


def _row(title: str, text: str) -> str:
    return f"  {title:<11} {visible(text)}"
