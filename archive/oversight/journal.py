"""The log as the officer reads it: entries narrowed by a form, its proof, a checkpoint, the whole of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from archive.access.gate import UnitOfWork
from archive.audit.canonical import parse
from archive.audit.events import event_from
from archive.audit.notes import read_note
from archive.audit.officer_seal import (
    info_of,
    open_officers,
    sealed_to,
)
from archive.audit.officers import OfficerKey
from archive.audit.verifier import verify_evidence
from archive.audit.verifier import verify_export as verify_lines
from archive.errors import LockedArchive, LogBroken, Unreadable, UsageError
from archive.ingest.confinement.file_opening import content_of
from archive.model import Action, LogEntry
from archive.model.json_object import JsonObject
from archive.oversight.log_scope import in_scope, require_every_project
from archive.ports import Archive
from language.visible import visible

LARGEST = 2 * 1024**3
"""Bytes of an exported log that is read: some millions of events."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the officer asks of the log; ``None`` does not narrow it. Days are inclusive, in UTC."""

    action: Action | None = None
    actor: str | None = None
    testimony: str | None = None
    participant: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What a sealed field of an entry says: the fields of a search, or a reason as somebody wrote it.

    Where the key it is sealed to was not brought, ``fields`` names that key instead.
    """

    fields: JsonObject = field(repr=False)

    def texts(self) -> list[tuple[str, str]]:
        """Each field that is text, by its name."""
        return [(name, value) for name, value in self.fields.items() if isinstance(value, str)]

    def results(self) -> list[str]:
        """The ids that a search showed; none for anything else."""
        ids = self.fields.get("results", ())
        return [str(each) for each in ids] if isinstance(ids, list) else []


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry for a table. ``object`` is the sort and the id of what it is about, ``consents`` are ids with
    versions; ``opened`` is there only if it was asked for and something was sealed."""

    seq: int
    at: datetime
    action: str
    actor: str
    role: str | None
    outcome: str
    object: str
    turn: int | None
    purpose: str | None
    participants: tuple[str, ...]
    consents: tuple[str, ...]
    details: Mapping[str, str]
    opened: Unsealed | None = None

    def as_data(self) -> JsonObject:
        """For a program; ``opened`` is left out where there is nothing."""
        row = {
            "seq": self.seq, "at": self.at.isoformat(), "action": self.action, "actor": self.actor,
            "role": self.role, "outcome": self.outcome, "object": self.object, "turn": self.turn,
            "purpose": self.purpose, "participants": list(self.participants),
            "consents": list(self.consents), "details": dict(self.details),
        }  # fmt: skip
        return row if self.opened is None else {**row, "opened": self.opened.fields}


@dataclass(frozen=True, slots=True)
class OpenedEntry:
    """An exported entry with what it seals to the officers; ``opened`` is ``None`` where another key is
    needed."""

    seq: int
    action: str
    actor: str
    opened: Unsealed | None

    def as_data(self) -> JsonObject:
        """For a program."""
        opened = None if self.opened is None else self.opened.fields
        return {"seq": self.seq, "action": self.action, "actor": self.actor, "opened": opened}


def answer(work: UnitOfWork, asked: Question, *, open_sealed: bool = False) -> list[LogRow]:
    """The events that answer, oldest first. With ``open_sealed`` query texts are opened too."""
    work.authorise(Action.LOG_READ)
    work.log.append(
        replace(
            work.event(Action.LOG_READ),
            object_type="log",
            object_id=asked.testimony or "",
            participants=(asked.participant,) if asked.participant else (),
            details=(("opened", "yes" if open_sealed else "no"),),
        )
    )
    since, until = span(asked.since, asked.until)
    entries = work.log.entries(
        since=since,
        until=until,
        action=asked.action.value if asked.action else None,
        actor=asked.actor,
        object_id=asked.testimony,
        participant=asked.participant,
    )
    return [row(work.archive, entry, open_sealed=open_sealed) for entry in in_scope(work, entries)]


def span(since: date | None, until: date | None) -> tuple[datetime | None, datetime | None]:
    """Two days, both included, as instants in UTC: the first included, the last not."""
    start = datetime.combine(since, time(), UTC) if since else None
    end = datetime.combine(until + timedelta(days=1), time(), UTC) if until else None
    return start, end


def row(archive: Archive, entry: LogEntry, *, open_sealed: bool = False) -> LogRow:
    """An entry for a table, with what it seals if ``open_sealed`` asks for it."""
    sealed = entry.event.sealed
    closed = closed_row(entry)
    return replace(closed, opened=_opened(archive, sealed)) if open_sealed and sealed is not None else closed


def closed_row(entry: LogEntry) -> LogRow:
    """An entry for a table, what it seals left closed."""
    e = entry.event
    return LogRow(
        entry.seq, entry.at, e.action.value, e.actor, e.role.value if e.role else None, e.outcome.value,
        f"{e.object_type}:{e.object_id}" if e.object_id else e.object_type,
        e.turn, e.purpose.value if e.purpose else None, tuple(e.participants),
        tuple(f"{c.consent_id} v{c.version}" for c in e.consents), dict(e.details),
    )  # fmt: skip


def _opened(archive: Archive, sealed: bytes) -> Unsealed:
    """What was sealed, or to whose key it is sealed where that key was not brought."""
    try:
        return unsealed(archive.log.unseal(sealed))
    except LockedArchive:
        return Unsealed({"sealed to": sealed_to(sealed)})


def unsealed(clear: str) -> Unsealed:
    """What a sealed field says, once it is open."""
    try:
        fields = json.loads(clear)
    except ValueError:
        fields = None
    return Unsealed(fields if isinstance(fields, dict) else {"reason": clear})


def opened_lines(export: str, note: str, key: OfficerKey) -> list[OpenedEntry]:
    """What exported entries seal to officers' keys, opened with one of them, without the archive.

    Raises ``UsageError`` for what is no export.
    """
    try:
        info = info_of(read_note(note).origin)
        entries = [parse(line) for line in export.splitlines() if line.strip()]
        events = [(int(each["seq"]), event_from(each["event"])) for each in entries]  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError, LogBroken):
        raise UsageError("These are not exported entries with their checkpoint.") from None
    return [
        OpenedEntry(seq, e.action.value, e.actor, _with(key, info, e.sealed))
        for seq, e in events
        if e.sealed is not None and sealed_to(e.sealed)
    ]


def _with(key: OfficerKey, info: bytes, sealed: bytes) -> Unsealed | None:
    with suppress(LockedArchive):
        return unsealed(open_officers(info, sealed, key))
    return None


def line(row: LogRow) -> str:
    """One event for a person."""
    parts = [
        f"{row.seq:>5}",
        row.at.isoformat()[:19],
        row.outcome,
        row.action,
        f"{row.actor} ({row.role})",
    ]
    if row.object:
        parts.append(row.object)
    if row.purpose:
        parts.append(f"for {row.purpose}")
    if row.consents:
        parts.append(f"under {len(row.consents)} consent(s): {', '.join(row.consents[:4])}")
    if row.details:
        parts.append(", ".join(f"{name}={value}" for name, value in row.details.items()))
    if row.opened is not None:
        parts.append(", ".join(f"{name}: {text}" for name, text in row.opened.texts()))
    return " · ".join(parts)


def verify(work: UnitOfWork, note: str | None) -> int:
    """Prove the log of an open archive; the number of entries. Raises ``LogBroken``."""
    work.authorise(Action.LOG_VERIFY)
    size = work.log.verify(note)
    work.record(Action.LOG_VERIFY)
    return size


def verify_export(path: Path, note: str, key: str | None, *, evidence: bool = False) -> int:
    """Prove an exported log against a kept checkpoint, without the archive: the whole of it, or as
    ``evidence`` single entries by their own proofs. The number of entries. Raises ``LogBroken``."""
    lines = text_of(path).splitlines()
    report = verify_evidence(lines, note, key) if evidence else verify_lines(lines, note, key)
    if not report.ok:
        first = f" (first bad entry: {report.first_bad})" if report.first_bad is not None else ""
        raise LogBroken(report.problem + first)
    return report.entries


def text_of(path: Path) -> str:
    """The text of an ordinary file of at most 2 GiB. Raises ``UsageError``."""
    try:
        return content_of(path, most=LARGEST).decode("utf-8")
    except (Unreadable, UnicodeDecodeError):
        raise UsageError(f"{visible(path.name)} cannot be read as UTF-8 text.") from None


def export(work: UnitOfWork) -> tuple[list[str], str]:
    """The whole log as JSON lines, the export's own event included, and a checkpoint over it."""
    work.authorise(Action.LOG_EXPORT)
    require_every_project(work)
    work.record(Action.LOG_EXPORT, "log", form="whole")
    lines = list(work.log.export())
    return lines, work.log.checkpoint()


def log_size(work: UnitOfWork) -> int:
    """How many entries the log has now, for whoever may prove it. A bare count leaves no event."""
    work.authorise(Action.LOG_VERIFY)
    return work.log.size()


def checkpoint(work: UnitOfWork) -> str:
    """A signed note over the whole log, to be kept elsewhere."""
    work.authorise(Action.LOG_CHECKPOINT)
    work.record(Action.LOG_CHECKPOINT, "log")
    return work.log.checkpoint()
