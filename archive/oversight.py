"""The protection officer's questions: consents, what is due, the log. No word of a testimony passes here.

Looking at the log is itself an event. The offline verification takes no archive and no key ring.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from archive import access
from archive.audit.verifier import verify_export as verify_lines
from archive.errors import LogBroken, UsageError
from archive.model import Action, LogEntry, Viewer
from archive.ports import Archive
from consent.due import due as due_records
from consent.policy import IN_FORCE
from consent.record import ConsentRecord


@dataclass(frozen=True, slots=True)
class Question:
    """What the officer asks of the log; whatever is ``None`` does not narrow it. Days are inclusive."""

    action: Action | None = None
    actor: str | None = None
    testimony: str | None = None
    participant: str | None = None
    since: date | None = None
    until: date | None = None


def answer(
    archive: Archive, viewer: Viewer, asked: Question, *, open_sealed: bool = False
) -> list[dict[str, Any]]:
    """The events that answer, oldest first. With ``open_sealed`` query texts are opened too."""
    access.ask(archive, viewer, Action.LOG_READ)
    archive.log.append(
        replace(
            access.event(viewer, Action.LOG_READ),
            object_type="log",
            object_id=asked.testimony or "",
            participants=(asked.participant,) if asked.participant else (),
            details=(("opened", "yes" if open_sealed else "no"),),
        )
    )
    entries = archive.log.entries(
        since=_start(asked.since),
        until=_start(asked.until + timedelta(days=1)) if asked.until else None,
        action=asked.action.value if asked.action else None,
        actor=asked.actor,
        object_id=asked.testimony,
        participant=asked.participant,
    )
    return [_row(archive, entry, open_sealed) for entry in entries]


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def _row(archive: Archive, entry: LogEntry, open_sealed: bool) -> dict[str, Any]:
    e = entry.event
    row: dict[str, Any] = {
        "seq": entry.seq, "at": entry.at.isoformat(), "action": e.action.value, "actor": e.actor,
        "role": e.role.value if e.role else None, "outcome": e.outcome.value,
        "object": f"{e.object_type}:{e.object_id}" if e.object_id else e.object_type,
        "turn": e.turn, "purpose": e.purpose.value if e.purpose else None,
        "participants": list(e.participants),
        "consents": [f"{c.consent_id} v{c.version}" for c in e.consents],
        "details": dict(e.details),
    }  # fmt: skip
    if open_sealed and e.sealed is not None:
        row["opened"] = json.loads(archive.log.unseal(e.sealed))
    return row


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
        parts.append(f"query: {row['opened'].get('query', '')}")
    return " · ".join(parts)


def verify(archive: Archive, viewer: Viewer, note: str | None) -> int:
    """Prove the log of an open archive; the number of entries. Raises ``LogBroken``."""
    access.ask(archive, viewer, Action.LOG_VERIFY)
    size = archive.log.verify(note)
    archive.log.append(access.event(viewer, Action.LOG_VERIFY))
    return size


def verify_export(path: Path, note: str, key: str | None) -> int:
    """Prove an exported log against a kept checkpoint, without the archive. Raises ``LogBroken``."""
    report = verify_lines(text_of(path).splitlines(), note, key)
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


def export(archive: Archive, viewer: Viewer) -> tuple[list[str], str]:
    """The whole log as JSON lines, the export's own event included, and a checkpoint over it."""
    access.ask(archive, viewer, Action.LOG_EXPORT)
    archive.log.append(replace(access.event(viewer, Action.LOG_EXPORT), object_type="log"))
    lines = list(archive.log.export())
    return lines, archive.log.checkpoint()


def checkpoint(archive: Archive, viewer: Viewer) -> str:
    """A signed note over the whole log, to be kept elsewhere."""
    access.ask(archive, viewer, Action.LOG_CHECKPOINT)
    archive.log.append(replace(access.event(viewer, Action.LOG_CHECKPOINT), object_type="log"))
    return archive.log.checkpoint()


def consents(archive: Archive, viewer: Viewer, project: str | None = None) -> list[ConsentRecord]:
    """The current version of every consent, without who the people are."""
    access.ask(archive, viewer, Action.CONSENT_READ)
    archive.log.append(replace(access.event(viewer, Action.CONSENT_READ), object_type="consents"))
    return archive.store.consents.current(project=project)


def consent_row(record: ConsentRecord) -> dict[str, Any]:
    """One consent for a table: ids, mode, what is given and until when."""
    given = sorted({g.purpose.value for g in record.grants if g.state in IN_FORCE})
    ends = sorted(g.valid_until for g in record.grants if g.valid_until)
    return {
        "consent": record.consent_id, "version": record.version, "participant": record.participant,
        "project": record.project, "capacity": record.capacity.value, "mode": record.mode.value,
        "given": given, "ends": ends[0].isoformat() if ends else None,
        "conditions": len(record.conditions),
    }  # fmt: skip


def due(archive: Archive, viewer: Viewer, days: int) -> list[dict[str, str]]:
    """What needs the officer within so many days, soonest first; quarantine included."""
    access.ask(archive, viewer, Action.CONSENT_DUE)
    archive.log.append(access.event(viewer, Action.CONSENT_DUE))
    today = archive.clock.today()
    horizon = timedelta(days=days)
    rows = [
        {"on": d.on.isoformat(), "what": d.what, "id": d.participant}
        for d in due_records(archive.store.consents.current(), today, horizon)
    ]
    rows += [
        {"on": q.expires.isoformat(), "what": "quarantine", "id": q.id}
        for q in archive.store.quarantine.all()
        if q.expires <= today + horizon
    ]
    return sorted(rows, key=lambda row: (row["on"], row["what"], row["id"]))


def rows_of(records: Sequence[ConsentRecord]) -> list[dict[str, Any]]:
    """Several consents for a table."""
    return [consent_row(r) for r in records]
