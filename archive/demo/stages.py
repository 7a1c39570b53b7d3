"""Takes the bundled collection through the archive, stage by stage, as its people would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.demo import collection
from archive.errors import NotFound, Refused
from archive.ingest.sandbox import Sandbox
from archive.intake import admission, consents
from archive.intake.admission import IntakeResult
from archive.model import Role, TestimonyState, Viewer
from archive.ports import Archive
from archive.review import approval, batch, detection, release, tagging
from archive.study import coding_acts
from archive.study.coding_acts import Span
from consent.record import Purpose

Step = Callable[[str, int, int], None]
"""Called with (stage, done, total)."""


@dataclass(slots=True)
class Cast:
    """Who acts in the demonstration: one person for each role, in every project of the collection."""

    collector: Viewer
    steward: Viewer
    researcher: Viewer
    advocate: Viewer
    officer: Viewer
    administrator: Viewer


@dataclass(slots=True)
class Made:
    """What became of the collection: ids by file and part, and counts by outcome."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    withheld: int = 0
    reviewed: dict[str, Any] = field(default_factory=dict)
    quotes: int = 0
    codes: int = 0


def cast(projects: frozenset[str]) -> Cast:
    """The people of the demonstration."""
    return Cast(
        Viewer("collector", Role.COLLECTOR, projects),
        Viewer("steward", Role.STEWARD, projects, Purpose.PROCESS_DEIDENTIFY),
        Viewer("researcher", Role.RESEARCHER, projects, Purpose.RESEARCH_PROJECT),
        Viewer("advocate", Role.ADVOCACY, projects, Purpose.ADVOCACY_PUBLISH_QUOTE),
        Viewer("officer", Role.DPO, projects),
        Viewer("administrator", Role.ADMINISTRATOR, projects),
    )


def make(
    archive: Archive,
    people: Cast,
    step: Step,
    quarantine_days: int,
    countries: Collection[str] | None = None,
) -> Made:
    """Consents, files, detection, review, quotes, codes, index; of some countries' files or of all."""
    made = Made()
    records = collection.consents(archive.clock.now())
    consents.record_consents(UnitOfWork(archive, people.collector), records)
    found = list(collection.sources(records, countries))
    _take_in(archive, people, made, found, step, quarantine_days)
    testimonies = [t.id for t in archive.store.testimonies.all()]
    for done, each in enumerate(testimonies, 1):
        detection.detect(UnitOfWork(archive, people.steward), each)
        step("Looking for identifiers", done, len(testimonies))
    detection.cross_reference_names(UnitOfWork(archive, people.steward), testimonies)
    _review(archive, people, made, step)
    _release(archive, people, made)
    _code(archive, people, made, step)
    approved = archive.store.testimonies.all(state=TestimonyState.APPROVED)
    for done, testimony in enumerate(approved, 1):
        approval.index(UnitOfWork(archive, people.steward), testimony.id)
        step("Indexing keyed tokens", done, len(approved))
    return made


def _take_in(
    archive: Archive, people: Cast, made: Made, found: list[collection.SourceFile], step: Step, days: int
) -> None:
    with Sandbox() as sandbox:
        for done, source in enumerate(found, 1):
            for draft in sandbox.read(source.name, source.content):
                taken = admission.take_in(UnitOfWork(archive, people.collector), draft, source.project, days)
                _count(made, taken, (source.path, draft.part))
            step("Reading, asking consent, sealing", done, len(found))


def _count(made: Made, taken: IntakeResult, key: tuple[str, str]) -> None:
    made.outcomes[taken.status] = made.outcomes.get(taken.status, 0) + 1
    made.withheld += taken.withheld
    if taken.testimony:
        made.ids[key] = taken.testimony


def _id(made: Made, row: dict[str, Any]) -> str | None:
    return made.ids.get((row["file"], row.get("part", "")))


def _review(archive: Archive, people: Cast, made: Made, step: Step) -> None:
    """What the gold review file says of each testimony that is here."""
    report: dict[str, Any] = dict(batch.NO_WORK)
    rows = collection.lines("review")
    for done, row in enumerate(rows, 1):
        testimony_id = _id(made, row)
        testimony = archive.store.testimonies.get(testimony_id) if testimony_id else None
        if testimony is not None:
            judgement = batch.judgement(row)
            batch.judge(UnitOfWork(archive, people.steward), testimony, judgement, report)
            if judgement.approve:
                approval.approve(UnitOfWork(archive, people.steward), testimony.id)
                tagging.suggest_codes(UnitOfWork(archive, people.steward), testimony.id)
        step("Deciding with the gold review", done, len(rows))
    made.reviewed = report


def _release(archive: Archive, people: Cast, made: Made) -> None:
    for row in collection.lines("quotes"):
        testimony = _id(made, row)
        if testimony is None:
            continue
        try:
            release.release_quote(
                UnitOfWork(archive, people.steward), testimony, (row["turn"], row["start"], row["end"])
            )
        except Refused:
            continue
        made.quotes += 1


def _code(archive: Archive, people: Cast, made: Made, step: Step) -> None:
    """A researcher codes what the gold tags say, where consent opens the turn."""
    by_testimony = {row["id"]: _id(made, row) for row in collection.lines("review")}
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in collection.lines("tags"):
        if testimony_id := by_testimony.get(row["id"]):
            codes = [*row["targets"], *row["drivers"]]
            spans[testimony_id] += [Span(row["turn"], row["start"], row["end"], code) for code in codes]
    for done, (testimony_id, told) in enumerate(spans.items(), 1):
        testimony = archive.store.testimonies.get(testimony_id)
        step("Coding", done, len(spans))
        if testimony is None or testimony.state is not TestimonyState.APPROVED:
            continue
        open_turns = gate.permitted(archive, testimony, gate.RESEARCH)
        wanted = [span for span in told if span.turn in open_turns]
        with suppress(Refused, NotFound):
            made.codes += len(coding_acts.place(UnitOfWork(archive, people.researcher), testimony.id, wanted))
