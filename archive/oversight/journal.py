"""The log as the officer reads it: entries narrowed by a form, its proof, a checkpoint, the whole of it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

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
from archive.errors import LockedArchive, LogBroken, UsageError
from archive.model import Action, LogEntry
from archive.ports import Archive


@dataclass(frozen=True, slots=True)
class Question:
    """What the officer asks of the log; ``None`` does not narrow it. Days are inclusive, in UTC."""

    action: Action | None = None
    actor: str | None = None
    testimony: str | None = None
    participant: str | None = None
    since: date | None = None
    until: date | None = None


def answer(work: UnitOfWork, asked: Question, *, open_sealed: bool = False) -> list[dict[str, Any]]:
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
    return [row(work.archive, entry, open_sealed=open_sealed) for entry in entries]


def span(since: date | None, until: date | None) -> tuple[datetime | None, datetime | None]:
    """Two days, both included, as instants in UTC: the first included, the last not."""
    start = datetime.combine(since, time(), UTC) if since else None
    end = datetime.combine(until + timedelta(days=1), time(), UTC) if until else None
    return start, end


def row(archive: Archive, entry: LogEntry, *, open_sealed: bool = False) -> dict[str, Any]:
    """An entry for a table. ``opened`` is there only if it was asked for and something was sealed."""
    e = entry.event
    shown: dict[str, Any] = {
        "seq": entry.seq, "at": entry.at.isoformat(), "action": e.action.value, "actor": e.actor,
        "role": e.role.value if e.role else None, "outcome": e.outcome.value,
        "object": f"{e.object_type}:{e.object_id}" if e.object_id else e.object_type,
        "turn": e.turn, "purpose": e.purpose.value if e.purpose else None,
        "participants": list(e.participants),
        "consents": [f"{c.consent_id} v{c.version}" for c in e.consents],
        "details": dict(e.details),
    }  # fmt: skip
    if open_sealed and e.sealed is not None:
        shown["opened"] = _opened(archive, e.sealed)
    return shown


def _opened(archive: Archive, sealed: bytes) -> dict[str, Any]:
    """What was sealed, or to whose key it is sealed where that key was not brought."""
    try:
        return told(archive.log.unseal(sealed))
    except LockedArchive:
        return {"sealed to": sealed_to(sealed)}


def told(clear: str) -> dict[str, Any]:
    """What a sealed field says: the fields of a search, or a reason as somebody wrote it."""
    try:
        found = json.loads(clear)
    except ValueError:
        return {"reason": clear}
    return found if isinstance(found, dict) else {"reason": clear}


def opened_lines(export: str, note: str, key: OfficerKey) -> list[dict[str, Any]]:
    """What exported entries seal to officers' keys, opened with one of them, without the archive.

    ``opened`` is ``None`` where another key is needed. Raises ``UsageError`` for what is no export.
    """
    try:
        info = info_of(read_note(note).origin)
        entries = [parse(line) for line in export.splitlines() if line.strip()]
        events = [(each["seq"], event_from(each["event"])) for each in entries]  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError, LogBroken):
        raise UsageError("These are not exported entries with their checkpoint.") from None
    return [
        {"seq": seq, "action": e.action.value, "actor": e.actor, "opened": _with(key, info, e.sealed)}
        for seq, e in events
        if e.sealed is not None and sealed_to(e.sealed)
    ]


def _with(key: OfficerKey, info: bytes, sealed: bytes) -> dict[str, Any] | None:
    with suppress(LockedArchive):
        return told(open_officers(info, sealed, key))
    return None


def line(row: dict[str, Any]) -> str:
    """One event for a person."""
    parts = [
        f"{row['seq']:>5}",
        row["at"][:19],
        row["outcome"],
        row["action"],
        f"{row['actor']} ({row['role']})",
    ]
    if row["object"]:
        parts.append(row["object"])
    if row["purpose"]:
        parts.append(f"for {row['purpose']}")
    if row["consents"]:
        parts.append(f"under {len(row['consents'])} consent(s): {', '.join(row['consents'][:4])}")
    if row["details"]:
        parts.append(", ".join(f"{k}={v}" for k, v in row["details"].items()))
    if "opened" in row:
        parts.append(", ".join(f"{k}: {v}" for k, v in row["opened"].items() if isinstance(v, str)))
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
    """A file's text. Raises ``UsageError``."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path.name} cannot be read as UTF-8 text.") from None


def export(work: UnitOfWork) -> tuple[list[str], str]:
    """The whole log as JSON lines, the export's own event included, and a checkpoint over it."""
    work.authorise(Action.LOG_EXPORT)
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
