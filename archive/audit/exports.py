"""Entries of the log in the forms that others read: evidence, a table, FHIR audit events.

Evidence is JSON lines with inclusion proofs, each of which holds on its own against a checkpoint. The
table is for spreadsheets, and a cell that a spreadsheet would run as a formula is defused. Sealed
fields never leave in the table or in FHIR.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from archive.audit.canonical import canonical, stamp
from archive.audit.events import event_json
from archive.model import ConsentRef, LogEntry
from taxonomies.cells import safe_cell

COLUMNS = (
    "seq", "at", "action", "outcome", "actor", "role", "purpose", "object_type", "object_id", "turn",
    "version", "participants", "consents", "details", "request_id", "leaf",
)  # fmt: skip


def evidence_lines(entries: Iterable[LogEntry], proof: Callable[[int], Sequence[bytes]]) -> Iterator[str]:
    """One line for each entry with its audit path, as ``verifier.verify_evidence`` reads it.

    ``proof`` gives the path of an entry in the tree of the checkpoint that goes with the evidence.
    """
    for entry in entries:
        yield canonical(
            {
                "at": stamp(entry.at),
                "event": event_json(entry.event),
                "leaf": entry.leaf.hex(),
                "proof": [each.hex() for each in proof(entry.seq)],
                "seq": entry.seq,
            }
        ).decode("utf-8")


def csv_lines(entries: Iterable[LogEntry]) -> Iterator[str]:
    """The entries as a table (RFC 4180), header first, one text for each row."""
    yield _row(COLUMNS)
    for entry in entries:
        yield _row(_cells(entry))


def _cells(entry: LogEntry) -> tuple[str, ...]:
    event = entry.event
    return (
        str(entry.seq),
        stamp(entry.at),
        event.action.value,
        event.outcome.value,
        event.actor,
        event.role.value if event.role else "",
        event.purpose.value if event.purpose else "",
        event.object_type,
        event.object_id,
        "" if event.turn is None else str(event.turn),
        "" if event.version is None else str(event.version),
        " ".join(event.participants),
        " ".join(consent_version(ref) for ref in event.consents),
        " ".join(f"{key}={value}" for key, value in event.details),
        event.request_id,
        entry.leaf.hex(),
    )


def consent_version(ref: ConsentRef) -> str:
    """A consent with its version: ``c-…@2``."""
    return f"{ref.consent_id}@{ref.version}"


def _row(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([safe_cell(cell) for cell in cells])
    return written.getvalue()
