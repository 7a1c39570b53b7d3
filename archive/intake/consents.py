"""Consent records come in: what is new is kept, and what a later file takes away is closed with it.

Each line of a file is a statement of its own: it is kept or rolled back alone, and answered by its number.
What takes away comes first, whatever its place in the file, so that nobody's withdrawal waits for somebody
else's line. The consents of a file are recorded before its words are taken in. Nothing here judges what a
consent allows; ``consent.policy`` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import HeardError, KeyDestroyed, NotFound, Refused, UsageError
from archive.intake import restriction
from archive.model import Action, Scope
from archive.ports import Consents
from consent.policy import IN_FORCE
from consent.record import ConsentRecord, Purpose
from consent.restating import restated
from consent.states import is_withdrawn


class LineOutcome(StrEnum):
    """What became of a line of a consent file."""

    NEW = "new"
    CHANGED = "changed"
    NARROWED = "narrowed"
    WITHDRAWN = "withdrawn"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A record with the number of the line that states it."""

    number: int
    record: ConsentRecord = field(repr=False)


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one line. ``sentence`` says why it was refused, and is empty otherwise."""

    number: int
    participant: str
    outcome: LineOutcome
    sentence: str = ""

    @property
    def kept(self) -> bool:
        """Whether a version of a consent was kept."""
        return self.outcome not in (LineOutcome.SAME, LineOutcome.REFUSED)


_REFUSALS = (KeyDestroyed, NotFound, Refused, UsageError)
"""What one line may do wrong. Whatever else fails (the log, the disk) fails for all, and ends the file."""

_SENTENCES: Mapping[type[HeardError], str] = {
    KeyDestroyed: "This person withdrew, and their key is destroyed. Nothing more can be recorded of them.",
    NotFound: "This line is about another project. Record it there.",
}


def record_lines(work: UnitOfWork, lines: Iterable[StatedLine]) -> list[LineResult]:
    """Keep consents that are new, and what a file that comes again changes in those on record
    (``consent.restating``); what became of each line, in the order of the file.

    Lines that take away are first. Each is a transaction with its events; one that fails is rolled back
    alone. The same file twice adds none. Raises ``Refused`` by role, ``LogUnwritable`` where nothing can be
    kept: the lines before stay kept, and the same call goes on.
    """
    scope = work.authorise_list(Action.CONSENT_RECORD)
    lines = list(lines)
    people = sorted({line.record.participant for line in lines})
    known = {record.consent_id for record in work.store.consents.current(scope, people)}
    order = sorted(lines, key=lambda line: (_rank(line.record, known), line.number))
    results = [_recorded(work, line) for line in order]
    return sorted(results, key=lambda result: result.number)


def record_consents(work: UnitOfWork, records: Iterable[ConsentRecord]) -> int:
    """The same for records that come from no file; the number kept. Raises what the first refused one was
    refused for, once every other is kept."""
    lines = [StatedLine(number, record) for number, record in enumerate(records, 1)]
    results = record_lines(work, lines)
    refused = next((result for result in results if result.outcome is LineOutcome.REFUSED), None)
    if refused is not None:
        raise Refused(refused.sentence)
    return sum(result.kept for result in results)


def _rank(record: ConsentRecord, known: Collection[str]) -> int:
    """What says no comes first, then what may narrow a consent on record, then what is new."""
    if any(grant.state not in IN_FORCE for grant in record.grants):
        return 0
    return 1 if record.consent_id in known else 2


def _recorded(work: UnitOfWork, line: StatedLine) -> LineResult:
    who = line.record.participant
    try:
        with work.store.transaction():
            outcome = _keep(work, line.record)
    except _REFUSALS as refusal:
        return LineResult(line.number, who, LineOutcome.REFUSED, _sentence(refusal))
    return LineResult(line.number, who, outcome)


def _sentence(refusal: HeardError) -> str:
    return next((text for kind, text in _SENTENCES.items() if isinstance(refusal, kind)), str(refusal))


def _keep(work: UnitOfWork, stated: ConsentRecord) -> LineOutcome:
    """Keep what a statement changes, in the transaction around it, with its events. Raises ``UsageError`` for
    an id that another organisation has."""
    work.authorise_project(Action.CONSENT_RECORD, stated.project)
    if gate.known_elsewhere(work.archive, stated):
        raise UsageError(
            "This id cannot be used here. Give the code that your form uses; the archive makes an id of it."
        )
    known = work.store.consents.versions(stated.consent_id)
    record = _news(known, stated)
    if record is None:
        return LineOutcome.SAME
    before = restriction.open_under(work.archive, record)
    work.keys.create(record.participant)
    work.store.consents.add(record)
    event = replace(
        work.event(Action.CONSENT_RECORD, "consent", record.consent_id),
        version=record.version,
        participants=(record.participant,),
    )
    work.log.append(event)
    closed = restriction.close(work.archive, record, before)
    if closed.turns or closed.quotes:
        details = (("turns", str(closed.turns)), ("quotes", str(closed.quotes)))
        work.log.append(replace(event, action=Action.CONSENT_CLOSE, details=details))
    return _outcome(known[-1] if known else None, record)


def _outcome(before: ConsentRecord | None, after: ConsentRecord) -> LineOutcome:
    if is_withdrawn(after):
        return LineOutcome.WITHDRAWN
    if before is None:
        return LineOutcome.NEW
    narrowed = _in_force(before) - _in_force(after)
    return LineOutcome.NARROWED if narrowed else LineOutcome.CHANGED


def _in_force(record: ConsentRecord) -> frozenset[Purpose]:
    return frozenset(grant.purpose for grant in record.grants if grant.state in IN_FORCE)


def with_stated(kept: Consents, project: str, stated: Sequence[ConsentRecord]) -> list[ConsentRecord]:
    """The project's consents as they would be with these on record. Nothing is kept."""
    now = {record.consent_id: record for record in kept.current(Scope.of({project}))}
    for one in stated:
        record = _news(kept.versions(one.consent_id), one)
        if record is not None:
            now[record.consent_id] = record
    return list(now.values())


def _news(known: Sequence[ConsentRecord], stated: ConsentRecord) -> ConsentRecord | None:
    """The version to keep, if there is one. A consent that was withdrawn whole stays as it is."""
    if not known or stated.version > known[-1].version:
        return stated
    if is_withdrawn(known[-1]):
        return None
    after = restated(known[-1], stated)
    return after if after.version > known[-1].version else None
