"""A steward corrects a transcript: a new version, the old one sealed as it was, every code carried over.

Codes follow their words by the edits themselves (``coding.moving``); what changed or got lost is counted for
the steward and listed for the coders. Findings and the decisions on them go along where their words stand
untouched; the rest is looked for again, because nobody has vouched for these renderings yet. Words of
turns that nobody may open are carried over unseen.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.coding.moving import Edit, EditedText, RetypedText, edited
from archive.coding.selectors import Place, anchored
from archive.errors import Refused, UsageError
from archive.intake.near_copies import remembered
from archive.model import (
    WITHOUT_WORDS,
    Action,
    Coding,
    Decision,
    Finding,
    Fit,
    Testimony,
    TestimonyState,
    Turn,
    new_id,
)
from archive.model.fingerprints import Kept
from archive.ports import Archive

_REPEATS = (
    "These words are near to words that somebody withdrew, so they are not kept. Write what was said here "
    "without them."
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did.

    ``changed`` and ``lost`` are codings to look at. ``quotes`` are released excerpts of the corrected turn:
    they keep their old words until somebody withdraws them, and are closed where the turn got another voice
    or border. ``withheld`` counts turns whose words went, because their speaker's consent does not let them
    stay.
    """

    testimony: str
    version: int
    codings: int
    changed: tuple[str, ...]
    lost: tuple[str, ...]
    quotes: tuple[str, ...]
    withheld: int = 0


Where = Callable[[Sequence[tuple[int, int]]], list[Place]]
"""Tells where spans of a turn's old words stand in its new ones."""


def correct(work: UnitOfWork, testimony_id: str, turn: int, edits: Sequence[Edit]) -> Corrected:
    """Correct a turn by edits, offsets in the words of the turn (after its label).

    Raises ``UsageError`` for edits that do not fit or change nothing, ``Refused`` where words cannot be
    carried over, ``NotFound`` for a turn that the steward may not open.
    """
    testimony, words = opened(work, testimony_id, turn)
    old = _spoken(testimony.turns[turn], words[turn])
    given = [replace(e, words=_normal(e.words)) for e in edits]
    new = edited(old, given)
    whole = _normal(new)
    if whole != new:
        # A mark at the seam of an edit joined its neighbour: only a diff tells what became of it.
        return _keep(work, testimony, words, (turn, whole), RetypedText(old, whole).places)
    return _keep(work, testimony, words, (turn, new), EditedText(old, given).places)


def rewrite(work: UnitOfWork, testimony_id: str, turn: int, text: str) -> Corrected:
    """Correct a turn by giving all of its words anew; what was edited is found by a diff."""
    testimony, words = opened(work, testimony_id, turn)
    old, new = _spoken(testimony.turns[turn], words[turn]), _normal(text).rstrip("\n")
    return _keep(work, testimony, words, (turn, new), RetypedText(old, new).places)


def opened(work: UnitOfWork, testimony_id: str, turn: int) -> tuple[Testimony, dict[int, str]]:
    """The testimony and all words of it that are left, if the steward may open the turn to correct."""
    testimony = work.load_authorised(Action.TESTIMONY_CORRECT, testimony_id)
    if testimony.state is TestimonyState.CLOSED:
        raise Refused("This testimony is closed; nothing in it can be changed.")
    open_turns = work.permitted(testimony, gate.DEIDENTIFY)
    asked = {turn: open_turns[turn]} if turn in open_turns else {}
    about, resource = ("testimony", testimony.id), Resource(testimony.project)
    work.authorise(Action.TESTIMONY_UNSEAL, resource, gate.any_of(asked), about)
    words = work.store.testimonies.unseal(testimony.id)
    if any(t.state not in WITHOUT_WORDS and t.index not in words for t in testimony.turns):
        raise Refused("Some words of this testimony are locked away now; correct it once that is decided.")
    return testimony, words


def _spoken(turn: Turn, words: str) -> str:
    return words[turn.body - turn.start :].rstrip("\n")


def _normal(text: str) -> str:
    """As the text was normalised when it was taken in: NFC, line feeds."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _keep(
    work: UnitOfWork, testimony: Testimony, words: Mapping[int, str],
    corrected: tuple[int, str], where: Where,
) -> Corrected:  # fmt: skip
    """Keep the next version and carry everything over to it, in one transaction."""
    turn, wording = testimony.turns[corrected[0]], corrected[1]
    old = _spoken(turn, words[turn.index])
    if wording == old or not wording.strip():
        raise UsageError("A correction changes the words of a turn, and leaves some.")
    if _withdrawn(work.archive, wording) and not _withdrawn(work.archive, old):
        raise Refused(_REPEATS)
    carry = Carry(turn, len(wording) - len(old), wording, where)
    newest = _next_version(testimony, carry)
    label = turn.body - turn.start
    anew = {**words, turn.index: words[turn.index][:label] + wording + words[turn.index][label + len(old) :]}
    text = "".join(anew.get(t.index, " " * (t.end - t.start)) for t in newest.turns)
    store = work.store
    codings = store.codings.of(testimony.id, blind=True, lost=True, removed=True)
    findings = store.reviews.findings(testimony.id)
    with store.transaction():
        store.testimonies.add(newest, text, store.testimonies.known(testimony.id))
        carried = [carry.coding(c, newest.version) for c in codings]
        for coding in carried:
            store.codings.add(coding)
        _carry_findings(work.archive, findings, carry, newest)
        changed, lost = (tuple(c.id for c in carried if c.fit is fit) for fit in (Fit.CHANGED, Fit.LOST))
        counts = {"codings": len(carried), "changed": len(changed), "lost": len(lost)}
        work.record_event(Action.TESTIMONY_CORRECT, newest, turn=turn.index, **counts)
    work.index.remove(testimony=testimony.id)
    quotes = tuple(q.id for q in store.quotes.of(testimony.id) if q.turn == turn.index)
    return Corrected(testimony.id, newest.version, len(carried), changed, lost, quotes)


def _withdrawn(archive: Archive, words: str) -> bool:
    return remembered(archive, [words]) == [Kept.OWN]


def _next_version(testimony: Testimony, carry: Carry) -> Testimony:
    """The testimony with the corrected turn longer or shorter, and what follows moved. It goes back to the
    beginning: identifiers have to be looked for again before anybody can approve it."""
    turns = tuple(
        replace(t, start=carry.after(t.start), body=carry.after(t.body), end=carry.after(t.end))
        for t in testimony.turns
    )
    return replace(
        testimony, version=testimony.version + 1, turns=turns, length=testimony.length + carry.shift,
        state=TestimonyState.SEALED,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carry:
    """How places move from the old version to the new: ``turn`` as it was, by how much what follows it
    ``shift``s, what it says now, and where its spans go."""

    turn: Turn
    shift: int
    wording: str = field(repr=False)
    where: Where = field(repr=False)

    def after(self, offset: int) -> int:
        """An offset outside the corrected words, in the new version."""
        return offset + self.shift if offset >= self.turn.end else offset

    def span(self, turn: int, start: int, end: int) -> Place:
        """A span of some turn in the new version."""
        if turn != self.turn.index:
            return Place(self.after(start), self.after(end), Fit.WORDS)
        if start < self.turn.body:
            return Place(start, min(end, self.turn.body), Fit.WORDS if end <= self.turn.body else Fit.CHANGED)
        place = self.where([(start - self.turn.body, end - self.turn.body)])[0]
        return Place(self.turn.body + place.start, self.turn.body + place.end, place.fit)

    def coding(self, coding: Coding, version: int) -> Coding:
        """A coding in the new version. One that is lost keeps the words it stood on; one that waits for a
        look goes on waiting."""
        if coding.fit is Fit.LOST:
            at = (
                min(coding.start, self.turn.body + len(self.wording))
                if coding.turn == self.turn.index
                else -1
            )
            at = self.after(coding.start) if at < 0 else at
            return replace(coding, version=version, start=at, end=at)
        place = self.span(coding.turn, coding.start, coding.end)
        fit = coding.fit if place.fit is Fit.WORDS else place.fit
        moved_ = replace(coding, version=version, start=place.start, end=place.end, fit=fit)
        if coding.turn != self.turn.index or fit is Fit.LOST:
            return moved_
        anchor = anchored(self.wording, place.start - self.turn.body, place.end - self.turn.body)
        return replace(moved_, quote=anchor.quote, before=anchor.before, after=anchor.after)


def _carry_findings(archive: Archive, findings: Sequence[Finding], carry: Carry, newest: Testimony) -> None:
    """Findings that somebody decided on go along, decisions and all, where their words stand untouched."""
    decided = defaultdict(list)
    for decision in archive.store.reviews.decisions(newest.id):
        decided[decision.finding].append(decision)
    for finding in findings:
        place = carry.span(finding.turn, finding.start, finding.end)
        decisions = [_decision(carry, finding, one) for one in decided[finding.id]]
        ruled = [one for one in decisions if one is not None]
        if not ruled or len(ruled) < len(decisions) or place.fit is not Fit.WORDS:
            continue
        anew = replace(finding, id=new_id("f"), version=newest.version, start=place.start, end=place.end)
        archive.store.reviews.add(anew)
        for one in ruled:
            archive.store.reviews.decide(replace(one, finding=anew.id))


def _decision(carry: Carry, finding: Finding, decision: Decision) -> Decision | None:
    """A decision in the new version; ``None`` where the span it gave instead does not stand any more."""
    if decision.start is None or decision.end is None:
        return decision
    place = carry.span(finding.turn, decision.start, decision.end)
    stands = place.fit is Fit.WORDS
    return replace(decision, start=place.start, end=place.end) if stands else None
