"""The officer's questions to the log, each one call, and their answers in the forms that others read.

The asking is an event, written before the log is read. What somebody was shown by a search stands sealed
in the log; it is opened here to tell whether a testimony was among it, and the words of the query are not
handed on unless the officer asks for them, which the event says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from archive.access.gate import UnitOfWork
from archive.audit import queries
from archive.audit.exports import csv_lines
from archive.audit.fhir import audit_event
from archive.errors import HeardError, LockedArchive, UsageError
from archive.model import Action, LogEntry
from archive.model.json_object import JsonObject
from archive.oversight.journal import span, unsealed
from archive.oversight.log_scope import in_scope
from archive.ports import Archive


class Topic(StrEnum):
    """What the officer asks."""

    TESTIMONY = "testimony"
    PARTICIPANT = "participant"
    USER = "user"
    CONSENT = "consent"
    AFTER_WITHDRAWAL = "after-withdrawal"
    WITHOUT_CONSENT = "without-consent"
    REFUSALS = "refusals"
    EXPORTS = "exports"
    BREAK_GLASS = "break-glass"
    CHANGES = "changes"
    LOG_READERS = "log-readers"
    NEAR_THRESHOLD = "near-threshold"


QUESTIONS: Mapping[Topic, str] = {
    Topic.TESTIMONY: "Who saw this testimony, and why?",
    Topic.PARTICIPANT: "Who saw the words of this participant, and why?",
    Topic.USER: "What was this user shown?",
    Topic.CONSENT: "What was shown under this consent?",
    Topic.AFTER_WITHDRAWAL: "Was anything shown after a withdrawal? There must be nothing.",
    Topic.WITHOUT_CONSENT: "Was anything shown under no consent? There must be nothing.",
    Topic.REFUSALS: "What was asked for and refused, and why?",
    Topic.EXPORTS: "What left the archive, and to whom?",
    Topic.BREAK_GLASS: "Which emergency openings were not reviewed in time? There must be none.",
    Topic.CHANGES: "Who changed roles, keys, identities or the configuration, or tried to?",
    Topic.LOG_READERS: "Who looked at the log?",
    Topic.NEAR_THRESHOLD: "Which searches and figures came close to the smallest group?",
}
"""Each question as a person asks it."""

NEEDS: Mapping[Topic, str] = {
    Topic.TESTIMONY: "testimony",
    Topic.PARTICIPANT: "participant",
    Topic.USER: "user",
    Topic.CONSENT: "consent",
}
"""Questions about one thing, and what the thing is."""

EMPTY = frozenset({Topic.AFTER_WITHDRAWAL, Topic.WITHOUT_CONSENT, Topic.BREAK_GLASS})
"""Questions whose answer must be empty."""


class Sheet(StrEnum):
    """In which form an answer leaves: evidence with proofs, a table, FHIR audit events."""

    JSONL = "jsonl"
    CSV = "csv"
    FHIR = "fhir"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question. ``subject`` is an id where the question is about one thing, ``version`` a consent's.
    Days are inclusive, in UTC. Make it by ``inquiry``, which checks it."""

    topic: Topic
    subject: str = ""
    version: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The entries that answer, in the order of the log.

    ``unopened`` counts searches whose results are sealed to an officer's key that was not brought: what was
    asked for may be among them.
    """

    asked: Inquiry
    entries: tuple[LogEntry, ...]
    unopened: int = 0

    @property
    def alarming(self) -> bool:
        """Whether something stands where nothing may stand."""
        return self.asked.topic in EMPTY and bool(self.entries)


def inquiry(
    topic: Topic,
    subject: str = "",
    version: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Inquiry:
    """The question, if it is whole. Raises ``UsageError``."""
    kind = NEEDS.get(topic)
    if kind and not subject:
        raise UsageError(f"This question is about one {kind}: name its id.")
    if subject and not kind:
        raise UsageError("This question is about the whole log; leave the id out.")
    if version is not None and topic is not Topic.CONSENT:
        raise UsageError("Only a consent has versions.")
    if since and until and until < since:
        raise UsageError("The last day lies before the first.")
    return Inquiry(topic, subject, version, since, until)


def answer_inquiry(work: UnitOfWork, asked: Inquiry, *, open_sealed: bool = False) -> Answer:
    """The answer; that it was asked stands in the log first. ``open_sealed`` is for the event: it says that
    search words will be opened too. Raises ``Refused``."""
    work.authorise(Action.LOG_READ)
    _note(work, Action.LOG_READ, asked, ("opened", "yes" if open_sealed else "no"))
    locked: list[LogEntry] = []
    entries = tuple(in_scope(work, _found(work.archive, asked, locked)))
    return Answer(asked, entries, sum(1 for _ in in_scope(work, locked)))


def export_answer(work: UnitOfWork, asked: Inquiry, sheet: Sheet) -> tuple[str, str]:
    """The answer as a file's text, and the checkpoint it holds against (empty but for ``JSONL``).

    The export is an event, and is there before the file. Raises ``Refused``.
    """
    work.authorise(Action.LOG_EXPORT)
    _note(work, Action.LOG_EXPORT, asked, ("form", sheet.value))
    entries = list(in_scope(work, _found(work.archive, asked, [])))
    if sheet is Sheet.JSONL:
        lines, note = work.log.evidence(entries)
        return "".join(f"{line}\n" for line in lines), note
    if sheet is Sheet.CSV:
        return "".join(csv_lines(entries)), ""
    origin = work.log.checkpoint().partition("\n")[0]
    return json.dumps(_bundle(entries, origin), ensure_ascii=False, indent=1) + "\n", ""


def _bundle(entries: Iterable[LogEntry], origin: str) -> JsonObject:
    """The entries as a ``Bundle`` of ``AuditEvent`` (HL7 FHIR)."""
    events = [{"resource": audit_event(entry, origin)} for entry in entries]
    return {"resourceType": "Bundle", "type": "collection", "entry": events}


def _note(work: UnitOfWork, action: Action, asked: Inquiry, detail: tuple[str, str]) -> None:
    person = asked.topic is Topic.PARTICIPANT
    work.log.append(
        replace(
            work.event(action),
            object_type="user" if asked.topic is Topic.USER else "log",
            object_id="" if person else asked.subject,
            participants=(asked.subject,) if person else (),
            details=(("question", asked.topic.value), detail),
        )
    )


def _found(archive: Archive, asked: Inquiry, locked: list[LogEntry]) -> Iterator[LogEntry]:
    """The entries; those that could not be looked into go into ``locked``."""
    since, until = span(asked.since, asked.until)
    if asked.topic in EMPTY:
        # What went before tells whether something was allowed: the days narrow the answer, not the search.
        return queries.between(_WHOLE[asked.topic](archive), since, until)
    entries = archive.log.entries(
        since=since,
        until=until,
        action="log:" if asked.topic is Topic.LOG_READERS else None,
        actor=asked.subject if asked.topic is Topic.USER else None,
        participant=asked.subject if asked.topic is Topic.PARTICIPANT else None,
    )
    return iter(_narrowed(archive, asked, entries, locked))


def _narrowed(
    archive: Archive, asked: Inquiry, entries: Iterable[LogEntry], locked: list[LogEntry]
) -> list[LogEntry]:
    if asked.topic is Topic.TESTIMONY:
        return queries.who_saw_testimony(entries, asked.subject, unseal=lambda e: _shown(archive, e, locked))
    if asked.topic is Topic.PARTICIPANT:
        return queries.who_saw_participant(entries, asked.subject)
    if asked.topic is Topic.USER:
        return queries.seen_by(entries, asked.subject)
    if asked.topic is Topic.CONSENT:
        return queries.under_consent(entries, asked.subject, asked.version)
    return _PLAIN[asked.topic](entries)


def _shown(archive: Archive, entry: LogEntry, locked: list[LogEntry]) -> Collection[str]:
    """What a search showed, out of its seal; a seal that does not open is passed over by its question."""
    if entry.event.sealed is None:
        return ()
    try:
        return unsealed(archive.log.unseal(entry.event.sealed)).results()
    except LockedArchive:
        locked.append(entry)
        return ()
    except HeardError:
        return ()


def _unreviewed(archive: Archive) -> list[LogEntry]:
    now: datetime = archive.clock.now()
    return queries.break_glass_without_review(archive.log.entries(), now)


_WHOLE: Mapping[Topic, Callable[[Archive], list[LogEntry]]] = {
    Topic.AFTER_WITHDRAWAL: lambda archive: queries.after_withdrawal(archive.log.entries()),
    Topic.WITHOUT_CONSENT: lambda archive: queries.without_consent(archive.log.entries()),
    Topic.BREAK_GLASS: _unreviewed,
}
_PLAIN: Mapping[Topic, Callable[[Iterable[LogEntry]], list[LogEntry]]] = {
    Topic.REFUSALS: queries.refusals,
    Topic.EXPORTS: queries.exports,
    Topic.CHANGES: queries.changes,
    Topic.LOG_READERS: queries.log_readers,
    Topic.NEAR_THRESHOLD: queries.near_threshold,
}
