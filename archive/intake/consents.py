"""Consent records come in: what is new is kept, and what a later file takes away is closed with it.

Each line of a file is a statement of its own: it is kept or rolled back alone, and answered by its number.
What takes away comes first, whatever its place in the file, so that nobody's withdrawal waits for somebody
else's line. The consents of a file are recorded before its words are taken in. Nothing here judges what a
consent allows; ``consent.policy`` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from archive.access import gate
from archive.access.gate import NotDone, UnitOfWork
from archive.errors import KeyDestroyed, NotFound, Refused, UsageError
from archive.ingest.voice_pseudonyms import masked
from archive.intake import restriction
from archive.model import Action, Scope
from archive.ports import Archive, Consents
from consent.policy import IN_FORCE
from consent.record import ConsentRecord, Guardian, Identity
from consent.restating import narrows, restated
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
    """What became of one line. ``sentence`` says why it, or a part of it, was not kept; else it is empty."""

    number: int
    participant: str
    outcome: LineOutcome
    sentence: str = ""

    @property
    def kept(self) -> bool:
        """Whether a version of a consent was kept."""
        return self.outcome not in (LineOutcome.SAME, LineOutcome.REFUSED)


_WITHDREW = "This person withdrew, and their key is destroyed. Nothing more can be recorded of them."

_PARTLY = (
    "This person withdrew, and their key is destroyed. What this line takes away was kept, and nothing else."
)


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
    known: dict[str, list[ConsentRecord]] = defaultdict(list)
    for record in work.store.consents.current(scope, people):
        known[record.participant].append(record)
    order = sorted(
        lines, key=lambda line: (not _may_take_away(known[line.record.participant], line.record), line.number)
    )
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


def _may_take_away(own: Sequence[ConsentRecord], stated: ConsentRecord) -> bool:
    """Whether a line says no, narrows a consent on record, or stands beside another of the person's ``own``:
    of several each has to allow a use."""
    if any(grant.state not in IN_FORCE for grant in stated.grants):
        return True
    same = next((record for record in own if record.consent_id == stated.consent_id), None)
    if same is None:
        return bool(own)
    after = _news([same], stated)
    return after is not None and narrows(same, after)


def _recorded(work: UnitOfWork, line: StatedLine) -> LineResult:
    kept = gate.attempt(work, partial(_kept, work, line.record))
    if isinstance(kept, NotDone):
        return LineResult(line.number, line.record.participant, LineOutcome.REFUSED, kept.sentence)
    return LineResult(line.number, line.record.participant, *kept)


def _kept(work: UnitOfWork, stated: ConsentRecord) -> tuple[LineOutcome, str]:
    """What became of a statement, kept or rolled back alone. A refusal by role stays on the log."""
    try:
        work.authorise_project(Action.CONSENT_RECORD, stated.project)
        with work.store.transaction():
            return _keep(work, stated)
    except KeyDestroyed:
        raise Refused(_WITHDREW) from None
    except NotFound:
        raise Refused("This line is about another project. Record it there.") from None


def _keep(work: UnitOfWork, stated: ConsentRecord) -> tuple[LineOutcome, str]:
    """Keep what a statement changes, in the transaction around it, with its events. Raises ``UsageError`` for
    an id that another organisation, or another person, has."""
    if gate.known_elsewhere(work.archive, stated):
        raise UsageError(
            "This id cannot be used here. Give the code that your form uses; the archive makes an id of it."
        )
    known = work.store.consents.versions(stated.consent_id)
    if known and (known[-1].participant, known[-1].project) != (stated.participant, stated.project):
        raise UsageError(
            "This consent is on record for another person or project. Give this line an id of its own."
        )
    record, sentence = _news(known, stated), ""
    if record is None:
        return LineOutcome.SAME, sentence
    try:
        work.keys.create(record.participant)
    except KeyDestroyed:
        record, sentence = _taken_away(work.archive, known, stated), _PARTLY
        if record is None:
            raise
    before = restriction.open_under(work.archive, record)
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
    gives = any(grant.state in IN_FORCE for grant in stated.grants)
    return _outcome(known[-1] if known else None, record), sentence if gives else ""


def _taken_away(
    archive: Archive, known: Sequence[ConsentRecord], stated: ConsentRecord
) -> ConsentRecord | None:
    """The version to keep of somebody whose key is destroyed: nothing can be given any more, and what is
    taken away is taken. Who they are went with the key, so nothing of that is kept, and of their voices the
    marks. ``None`` where the statement takes nothing away."""
    plain = replace(
        stated,
        grants=tuple(grant for grant in stated.grants if known or grant.state not in IN_FORCE),
        voices=masked(stated.voices, archive.keys.secret("voices")),
        guardian=Guardian(stated.guardian.relation) if stated.guardian else None,
        born=None, supporter="", witness="", risk="", safe_contact_note="", identity=Identity(),
    )  # fmt: skip
    if not known:
        return plain if plain.grants else None
    after = _news(known, replace(plain, version=known[-1].version, collected_at=None))
    says_less = after is not None and (after.grants != known[-1].grants or narrows(known[-1], after))
    return after if says_less else None


def _outcome(before: ConsentRecord | None, after: ConsentRecord) -> LineOutcome:
    if is_withdrawn(after):
        return LineOutcome.WITHDRAWN
    if before is None:
        return LineOutcome.NEW
    return LineOutcome.NARROWED if narrows(before, after) else LineOutcome.CHANGED


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
