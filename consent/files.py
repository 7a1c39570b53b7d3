"""Consent files become records: what a form says, in the words of ``consent.record``.

It refuses to guess. An answer that is not understood is ``unknown``, never ``given``; a yes counts only
where the form also says in what standing, how and on which day it was given; a general yes names no
purpose and permits nothing. Refusals are kept whatever else is missing. The same file read twice gives
the same records. A problem is a sentence with a line number and holds nothing of the content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from consent.answers import Notes, grants_of
from consent.file_formats import NotReadable, Problem
from consent.file_lines import Line, lines_from
from consent.naming import consent_id, participant_id
from consent.record import Capacity, ConsentRecord, Guardian, Identity, Jurisdiction, Mode, Voice
from consent.values import birth, is_yes, text, texts, word
from consent.vocabulary import ASSENT_SAID, CAPACITIES, MODES, fold_form_word
from language.visible import visible

__all__ = ["Intake", "Problem", "records_from", "records_in"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What a consent file came to: the records with the number of the line of each, and what somebody should
    look at."""

    records: tuple[ConsentRecord, ...]
    problems: tuple[Problem, ...]
    lines: tuple[int, ...] = ()


def records_from(
    name: str, content: bytes, *, project: str, recorded_at: datetime, secret: bytes = b""
) -> Intake:
    """Read a consent file (.json, .jsonl, .csv, .xlsx). Raises nothing for content, however broken.

    A line that names its own project keeps it: people agreed to that one; ``project`` is for lines that
    name none, so a caller who answers for one project checks ``record.project``. ``recorded_at`` carries
    a time zone. ``secret`` keys the ids that replace names (see ``consent.naming``).
    """
    try:
        lines, problems = lines_from(name, content)
    except NotReadable as refusal:
        lines, problems = [], [Problem(0, str(refusal))]
    return records_in(lines, problems, project=project, recorded_at=recorded_at, secret=secret)


def records_in(
    lines: Iterable[Line],
    problems: Iterable[Problem],
    *,
    project: str,
    recorded_at: datetime,
    secret: bytes = b"",
) -> Intake:
    """The same of lines that were read elsewhere, as ``lines_from`` reads them: in a confined process."""
    if recorded_at.tzinfo is None:
        raise ValueError("The time of recording needs a time zone.")
    reading = _Reading(project, recorded_at, secret)
    problems = list(problems)
    records, numbers = [], []
    for line in lines:
        notes = Notes(line.number)
        record = reading.record(line, notes)
        problems.extend(notes.problems)
        if record is not None:
            records.append(record)
            numbers.append(line.number)
    return Intake(tuple(records), tuple(sorted(problems)), tuple(numbers))


class _Reading:
    """One file being read: counts the consents of each participant, so that ids repeat with the file."""

    def __init__(self, project: str, recorded_at: datetime, secret: bytes) -> None:
        self._project = project
        self._recorded_at = recorded_at
        self._secret = secret
        self._seen: Counter[tuple[str, str]] = Counter()

    def record(self, line: Line, notes: Notes) -> ConsentRecord | None:
        values = line.values
        project = visible(text(values.get("project"))) or self._project
        identity = _identity(values)
        voices = _voices(values, notes)
        participant = self._participant(values, project, identity, voices)
        if participant is None:
            notes.add("This line names no participant; nothing of it was recorded.")
            return None
        ordinal = self._seen[project, participant]
        self._seen[project, participant] += 1
        capacity, mode = _capacity(values, notes), word(values.get("mode"), MODES)
        collected = notes.day(values, "collected_at")
        if collected is not None and collected > self._recorded_at.date():
            notes.add("The day of consent lies in the future; check the calendar it was written in.")
            collected = None
        certain = capacity is not None and mode is not None and collected is not None
        grants = grants_of(values, line.general, certain, self._recorded_at.date(), notes)
        record = ConsentRecord(
            consent_id=consent_id(participant, project, ordinal),
            version=1,
            participant=participant,
            project=project,
            capacity=capacity or Capacity.ADULT,
            mode=mode or Mode.WRITTEN,
            grants=grants,
            collected_at=collected,
            recorded_at=self._recorded_at,
            voices=voices,
            identity=identity,
        )
        return _as_of_age(_described(record, values, notes), notes)

    def _participant(
        self, values: dict[str, Any], project: str, identity: Identity, voices: Sequence[Voice]
    ) -> str | None:
        """By the form's own id; else by name and voice, so that two people of one name stay two."""
        identifiers = (*identity.names, *identity.nicknames, *identity.phones, *identity.ids)
        raw = text(values.get("participant"))
        if not raw:
            places = [f"{v.source}\n{v.label}" for v in voices]
            if not (identity.names or places):
                return None
            raw = "\n".join((*identity.names, *places))
        return participant_id(raw, project, identifiers, self._secret)


def _identity(values: dict[str, Any]) -> Identity:
    nested = values.get("identity")
    source = {**values, **nested} if isinstance(nested, dict) else values
    kinds = ("names", "nicknames", "relatives", "phones", "ids", "places")
    return Identity(**{kind: texts(source.get(kind)) for kind in kinds}, sex=text(source.get("sex")) or None)


def _voices(values: dict[str, Any], notes: Notes) -> tuple[Voice, ...]:
    """From ``voices``, from ``speaks_in``, or from the columns ``file`` and ``speaker``."""
    stated = values.get("voices") or values.get("speaks_in")
    if isinstance(stated, list):
        voices = [_voice(v) for v in stated]
    else:
        files, labels = texts(values.get("file")), texts(values.get("speaker"))
        if len(labels) == 1:
            labels = labels * len(files)
        if len(labels) != len(files):
            notes.add("Files and speakers do not go together; name one speaker for each file.")
            return ()
        voices = [Voice(f, s) for f, s in zip(files, labels, strict=True)]
    if None in voices:
        notes.add("A voice lacks its file or its speaker label; it was not recorded.")
    return tuple(dict.fromkeys(v for v in voices if v is not None))


def _voice(stated: Any) -> Voice | None:
    if not isinstance(stated, dict):
        return None
    source = text(stated.get("source") or stated.get("file") or stated.get("testimony"))
    label = text(stated.get("label") or stated.get("speaker"))
    return Voice(source, label) if source and label else None


def _capacity(values: dict[str, Any], notes: Notes) -> Capacity | None:
    capacity = word(values.get("capacity"), CAPACITIES)
    if text(values.get("capacity")) and capacity is None:
        notes.add("The standing of the participant is not a word we know.")
    return capacity


def _described(record: ConsentRecord, values: dict[str, Any], notes: Notes) -> ConsentRecord:
    """The fields that do not decide, and those that only restrict."""
    supporter = values.get("supporter")
    name = supporter.get("name") if isinstance(supporter, dict) else supporter
    born, understood = birth(values.get("born"))
    if not understood:
        notes.add("The day of birth is not a day we can read.")
    return replace(
        record,
        group=text(values.get("group")) or None,
        language=text(values.get("language")),
        interpreter=is_yes(values.get("interpreter")),
        jurisdictions=_jurisdictions(values, notes),
        controllers=texts(values.get("controllers")),
        notice_id=text(values.get("notice_id")),
        notice_version=text(values.get("notice_version")),
        lawful_basis=text(values.get("lawful_basis")) or "consent",
        artefact_ref=text(values.get("artefact_ref")),
        collected_by=text(values.get("collected_by")),
        withdrawal_terms_told=text(values.get("withdrawal_terms_told")),
        review_due=notes.day(values, "review_due"),
        born=born,
        guardian=_guardian(values),
        assent=_assent(values),
        supporter=text(name),
        witness=text(values.get("witness")),
        risk=text(values.get("risk")),
        community_labels=frozenset(texts(values.get("community_labels"))),
        conditions=texts(values.get("conditions")),
        safe_contact_note=text(values.get("safe_contact_note")),
    )


def _guardian(values: dict[str, Any]) -> Guardian | None:
    stated = values.get("guardian")
    name = text(stated.get("name")) if isinstance(stated, dict) else text(stated)
    relation = text(stated.get("relation")) if isinstance(stated, dict) else ""
    relation = relation or text(values.get("guardian_relation"))
    return Guardian(relation, name) if name or relation else None


def _assent(values: dict[str, Any]) -> bool:
    """What was answered; where it was not asked apart, the word ``minor_assent_guardian`` says it."""
    stated = values.get("assent")
    if stated is None:
        return fold_form_word(text(values.get("capacity"))) == ASSENT_SAID
    return is_yes(stated)


def _jurisdictions(values: dict[str, Any], notes: Notes) -> frozenset[Jurisdiction]:
    jurisdictions = set()
    for stated in texts(values.get("jurisdictions")) or texts(values.get("country")):
        try:
            jurisdictions.add(Jurisdiction(stated.upper()))
        except ValueError:
            notes.add("A jurisdiction of this line is not one we know (GDPR, BD, IN, KE, NP, VN).")
    return frozenset(jurisdictions)


def _as_of_age(record: ConsentRecord, notes: Notes) -> ConsentRecord:
    """An ``adult`` who was under 18 on the day is a child without a guardian, until somebody mends it."""
    if record.capacity is Capacity.MINOR or record.born is None or record.collected_at is None:
        return record
    if _years(record.born, record.collected_at) >= 18:
        return record
    notes.add("By the day of birth this is a child; a guardian and the child's assent are needed.")
    return replace(record, capacity=Capacity.MINOR)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
