"""Takes the bundled collection through the archive, stage by stage, as its people would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from archive import pipeline
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.demo import collection
from archive.errors import NotFound, Refused
from archive.ingest.confinement.sandbox import Sandbox
from archive.intake.admission import IntakeResult
from archive.model import Action, Draft, Role, Viewer
from archive.ports import Archive
from archive.review import release
from archive.review.judgements import Judged, judge
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
class Outcome:
    """What became of the collection: ids by file and part, and counts by outcome."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    withheld: int = 0
    judged: list[Judged] = field(default_factory=list, repr=False)
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


class _Collection:
    """The people of the demonstration, who do what the files beside the collection say.

    See ``archive.pipeline.Judgements``.
    """

    def __init__(self, archive: Archive, people: Cast, step: Step) -> None:
        self.outcome = Outcome()
        self._steward = UnitOfWork(archive, people.steward)
        self._researcher = UnitOfWork(archive, people.researcher)
        self._step = step
        self._path = ""
        self._reviews = {gold.document: gold for gold in collection.reviews()}
        self._reviewed = 0

    def drafts(self, sources: Sequence[collection.SourceFile]) -> Iterator[tuple[Draft, str]]:
        """Every draft of the files, each read in the confined child, with its project."""
        with Sandbox() as sandbox:
            for done, source in enumerate(sources, 1):
                self._path = source.path
                for draft in sandbox.read(source.name, source.content):
                    yield draft, source.project
                self.progress("Reading, asking consent, sealing", done, len(sources))

    def received(self, draft: Draft, result: IntakeResult) -> None:
        """Count what became of a draft, and keep its id."""
        self.outcome.outcomes[result.status] = self.outcome.outcomes.get(result.status, 0) + 1
        self.outcome.withheld += result.withheld
        if result.testimony:
            self.outcome.ids[(self._path, draft.part)] = result.testimony

    def reviewed(self, testimony_id: str) -> bool:
        """Decide as the gold review file says; without a line in it nothing is vouched for."""
        key = next(key for key, kept in self.outcome.ids.items() if kept == testimony_id)
        gold = self._reviews.get(key)
        self._reviewed += 1
        self.progress("Deciding with the gold review", self._reviewed, len(self.outcome.ids))
        if gold is None:
            return False
        testimony = self._steward.load_authorised(Action.TESTIMONY_LIST, testimony_id)
        self.outcome.judged.append(judge(self._steward, testimony, gold.judgement))
        return gold.judgement.approve

    def worked_on(self, approved: list[str]) -> None:
        """Release the quotes of the collection, and code what its tags say."""
        self._release()
        self._code(frozenset(approved))

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tell the bar."""
        self._step(stage, done, total)

    def _release(self) -> None:
        for gold in collection.quotes():
            testimony = self.outcome.ids.get(gold.document)
            if testimony is None:
                continue
            with suppress(Refused):
                release.release_quote(self._steward, testimony, (gold.turn, gold.start, gold.end))
                self.outcome.quotes += 1

    def _code(self, approved: frozenset[str]) -> None:
        """A researcher codes what the gold tags say, where consent opens the turn."""
        by_line = {gold.id: self.outcome.ids.get(gold.document) for gold in self._reviews.values()}
        spans: dict[str, list[Span]] = defaultdict(list)
        for tag in collection.tags():
            if testimony_id := by_line.get(tag.id):
                spans[testimony_id] += [Span(tag.turn, tag.start, tag.end, code) for code in tag.codes]
        for done, (testimony_id, wanted) in enumerate(spans.items(), 1):
            self.progress("Coding", done, len(spans))
            if testimony_id not in approved:
                continue
            testimony = self._researcher.load_authorised(Action.TESTIMONY_LIST, testimony_id)
            open_turns = self._researcher.permitted(testimony, gate.RESEARCH)
            placed = [span for span in wanted if span.turn in open_turns]
            with suppress(Refused, NotFound):
                self.outcome.codes += len(coding_acts.place(self._researcher, testimony.id, placed))


def make(
    archive: Archive,
    people: Cast,
    step: Step,
    quarantine_days: int,
    countries: Collection[str] | None = None,
) -> Outcome:
    """Consents, files, detection, review, quotes, codes, index; of some countries' files or of all."""
    records = collection.consents(archive.clock.now())
    at_work = _Collection(archive, people, step)
    desks = pipeline.Desks(UnitOfWork(archive, people.collector), UnitOfWork(archive, people.steward))
    drafts = at_work.drafts(list(collection.sources(records, countries)))
    pipeline.follow(desks, records, drafts, at_work, quarantine_days)
    return at_work.outcome
