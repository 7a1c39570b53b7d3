"""What a project knows before one of its testimonies is read for identifiers, and what reading adds to it.

Real names of its participants, the pseudonyms it gave, the words its stewards rejected. One person is one
pseudonym all over the project because it is read from here and kept here. Nothing is decided in this file:
``pipeline`` asks ``access`` first and writes the event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from archive.errors import Unavailable
from archive.model import Finding, Known, Mode, Risk, Scope, Testimony, Verdict
from archive.model.identities import LentNames
from archive.ports import Archive, Names
from archive.redact.allow_list import allowed_form, without
from archive.redact.effective_findings import latest_decisions
from archive.redact.risk import flags


@dataclass(frozen=True, slots=True)
class ProjectTerms:
    """One project's: ``real`` are its participants' identifiers, ``allowed`` the words it lets stand,
    ``lent`` what the identity store lends of its participants."""

    project: str
    real: tuple[Known, ...] = field(repr=False)
    allowed: frozenset[str] = field(repr=False)
    names: Names = field(repr=False)
    before: Mapping[str, str] = field(repr=False)
    lent: LentNames = field(repr=False)


@dataclass(frozen=True, slots=True)
class DetectionResult:
    """What reading one testimony gave."""

    findings: list[Finding]
    risks: list[Risk]


def project_terms(archive: Archive, project: str) -> ProjectTerms:
    """What this project knows now. For one thread, and for no longer than one piece of work."""
    people = {record.participant for record in archive.store.consents.current(Scope.of({project}))}
    real = tuple(archive.store.consents.known(sorted(people))) if people else ()
    kept = archive.store.reviews.pseudonyms(project)
    names = archive.detector.names(project, kept, [one.text for one in real])
    allowed = frozenset(archive.store.allow_list.allowed(project))
    return ProjectTerms(project, real, allowed, names, kept, lent_names(archive, project))


def lent_names(archive: Archive, project: str) -> LentNames:
    """The keyed forms that the identity store lends of a project's participants. No name is opened for it."""
    people = archive.identities.lent({project})
    return LentNames(archive.identities.lending_key(project), tuple(people))


def declared_names(archive: Archive, testimony: Testimony) -> list[Known]:
    """What intake knows of one testimony: its speakers' consents and what the file itself declared."""
    return [
        *archive.store.consents.known(sorted(testimony.participants())),
        *archive.store.testimonies.known(testimony.id),
    ]


def detect_text(
    archive: Archive, knows: ProjectTerms, testimony: Testimony, text: str, mode: Mode
) -> DetectionResult:
    """Findings and risks in a testimony's text, in the light of what the project knows."""
    own = declared_names(archive, testimony)
    detected = archive.detector(testimony, text, own, names=knows.names, mode=mode, lent=knows.lent)
    left = without(detected, knows.allowed, [*own, *knows.real])
    return DetectionResult(left, risks_in(testimony, text, left))


def risks_in(testimony: Testimony, text: str, findings: list[Finding]) -> list[Risk]:
    """What may still single somebody out, by turn."""
    starts = [turn.start for turn in testimony.turns]
    turns = [(turn.start, turn.end) for turn in testimony.turns]
    return [
        Risk(
            testimony.id, testimony.version, max(0, bisect_right(starts, flag.start) - 1),
            flag.start, flag.end, flag.kind, flag.reason, flag.weight,
        )
        for flag in flags(text, findings, turns)
    ]  # fmt: skip


def keep_pseudonyms(archive: Archive, knows: ProjectTerms) -> int:
    """Keep the pseudonyms given since; the number of them. Inside the transaction of the findings.

    A participant's goes with the participant. Raises ``Unavailable`` if somebody else gave one of them to
    another person meanwhile: reading again settles it.
    """
    now = archive.store.reviews.pseudonyms(knows.project)
    taken = {pseudonym for entity, pseudonym in now.items() if entity not in knows.before}
    people = {one.participant for one in knows.real if one.participant}
    people |= {person.participant for person in knows.lent.people}
    fresh = {
        entity: pseudonym for entity, pseudonym in knows.names.kept().items() if entity not in knows.before
    }
    if any(
        now.get(entity, pseudonym) != pseudonym for entity, pseudonym in fresh.items()
    ) or not taken.isdisjoint(pseudonym for entity, pseudonym in fresh.items() if entity not in now):
        raise Unavailable("Somebody else is reading this project just now; nothing was changed. Try again.")
    for entity, pseudonym in fresh.items():
        archive.store.reviews.add_pseudonym(
            knows.project, entity, pseudonym, entity if entity in people else None
        )
    return len(fresh)


def learn(archive: Archive, testimony: Testimony, findings: Collection[str]) -> None:
    """Take the standing decisions on these findings into the project's allow list, or out of it.

    A rejection teaches its words. What a steward keeps masked anywhere unteaches them: who disagrees about
    a word has not learnt that it is harmless.
    """
    reviews, lessons = archive.store.reviews, archive.store.allow_list
    latest = latest_decisions(reviews.decisions(testimony.id))
    allowed = lessons.allowed(testimony.project)
    for finding in reviews.findings(testimony.id):
        if finding.id not in findings:
            continue
        word, decision = allowed_form(finding), latest.get(finding.id)
        lessons.revoke([finding.id])
        if word is None or decision is None or decision.verdict is Verdict.UNDO:
            continue
        if decision.verdict is Verdict.REJECT:
            lessons.teach(testimony.project, finding.id, word, decision.by, decision.at)
        else:
            lessons.revoke(allowed.get(word, ()))
