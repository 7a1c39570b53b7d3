"""A project as an exchange file: what consent opens today, and a note of what it does not."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy import demographics
from archive.coding.refi.project import Case, Coded, CodeEntry, Note, Passage, Project, Source, User
from archive.coding.refi.writer import guid, written
from archive.model import Action, Fit, Memo, MemoOn, Scope, Testimony
from archive.ports import Archive
from archive.statistics.cross_tables import EXPORT_K
from archive.statistics.shared_answers import shared_answers
from archive.study.exchange.composing import composed
from archive.study.notebook import codebook, memos
from archive.study.workspace import CodingSheet, sheet
from taxonomies.codebook import Codebook
from taxonomies.codebook_exchange import code_guid

MARK = " · "
"""Stands between a code's id and its label in the name under which it travels."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An exchange file, how many sources and codings are in it, and sentences on what was withheld."""

    content: bytes = field(repr=False)
    sources: int
    withheld: tuple[str, ...]
    codings: int = 0


def send(work: UnitOfWork, project: str, recipient: str) -> Sent:
    """A project as a ``.qdpx``: each testimony an event of its own, written before anything is returned.

    ``recipient`` is a code that stands in each of them. Raises ``Refused`` without one, where the role does
    not export, or where a consent changed under way.
    """
    work.authorise_list(Action.CODING_EXPORT)
    gate.require_recipient(work, Action.CODING_EXPORT, recipient, ("project", project), "the texts")
    book = codebook(work, project)
    kept = memos(work, project)
    every = work.store.testimonies.all(Scope.of({project}))
    sheets = list(gate.streaming(work.archive, _sheets(work, every, recipient)))
    notes = tuple(Note(guid("memo", m.id), m.on.value, m.text, guid("coder", m.author)) for m in kept)
    sources = tuple(_source(s, kept) for s in sheets)
    cases, few = _cases(work.archive, project, sheets)
    codings = sum(len(p.codes) for source in sources for p in source.passages)
    withheld = (*_withheld(work.archive, every, sheets, few), *_left_behind(sheets, codings))
    coders = {c.by for s in sheets for t in s.turns for c in t.codings} | {m.author for m in kept}
    out = Project(
        name=project,
        users=tuple(User(guid("coder", name), name) for name in sorted(coders)),
        codes=tuple(_entries(book, kept)),
        sources=sources,
        notes=notes,
        cases=cases,
        description="\n".join(withheld),
    )
    return Sent(written(out, work.clock.now()), len(sources), withheld, codings)


def _sheets(work: UnitOfWork, every: Iterable[Testimony], recipient: str) -> Iterable[CodingSheet]:
    for testimony in every:
        if reading.open_turns(work, testimony, work.use()):
            yield sheet(work, testimony.id, Action.CODING_EXPORT, recipient=recipient)


def _left_behind(sheets: Sequence[CodingSheet], sent: int) -> tuple[str, ...]:
    """What a colleague should know of codings that are not in the file."""
    on_turns = sum(len(t.codings) for s in sheets for t in s.turns)
    lost = sum(1 for s in sheets for one in s.look if one.fit is Fit.LOST)
    missing = on_turns - sent + lost
    return (f"{missing} codings were left out: none of their words are in the texts now.",) if missing else ()


def _source(coding_sheet: CodingSheet, kept: Sequence[Memo]) -> Source:
    text, lines = composed(coding_sheet)
    passages = []
    for turn, line in zip(coding_sheet.turns, lines, strict=True):
        for coding in turn.codings:
            start, end = line.body + coding.start, min(line.body + coding.end, line.end)
            if start < end:
                coded = Coded(
                    guid("coding", coding.id), code_guid(coding.code), guid("coder", coding.by), None,
                    _about(kept, MemoOn.CODING, coding.id),
                )  # fmt: skip
                passages.append(Passage(guid("passage", coding.id), start, end, (coded,)))
    on_all = _about(kept, MemoOn.TESTIMONY, coding_sheet.testimony)
    return Source(
        guid("testimony", coding_sheet.testimony), coding_sheet.testimony, text, tuple(passages), (), on_all
    )


def _about(kept: Sequence[Memo], on: MemoOn, what: str) -> tuple[str, ...]:
    return tuple(guid("memo", m.id) for m in kept if m.on is on and m.object == what)


def _entries(book: Codebook, kept: Sequence[Memo]) -> Iterable[CodeEntry]:
    for code in book.codes.values():
        if not code.retired:
            yield CodeEntry(
                code_guid(code.id), f"{code.id}{MARK}{code.label}",
                code_guid(code.parent) if code.parent else None, code.definition, code.colour, True,
                _about(kept, MemoOn.CODE, code.id),
            )  # fmt: skip


def _cases(archive: Archive, project: str, sheets: Sequence[CodingSheet]) -> tuple[tuple[Case, ...], int]:
    """People as cases under a keyed number, with answers of which the whole combination is shared by at least
    ``EXPORT_K`` of them; and how many answers were left out for being rarer."""
    speaking: dict[str, list[str]] = {}
    for coding_sheet in sheets:
        testimony = archive.store.testimonies.get(coding_sheet.testimony)
        indices = {t.index for t in coding_sheet.turns}
        for turn in testimony.turns if testimony else ():
            if turn.index in indices and turn.participant:
                speaking.setdefault(turn.participant, []).append(guid("testimony", coding_sheet.testimony))
    people = demographics.people(archive, [project])
    known = {who: people.get(who, {}) for who in speaking}
    published = shared_answers(known, EXPORT_K)
    secret = archive.keys.secret("exchange")
    cases, few = [], 0
    for number, (who, sources) in enumerate(sorted(speaking.items()), 1):
        few += len(known[who]) - len(published[who])
        keyed = UUID(bytes=hmac.digest(secret, who.encode(), hashlib.sha256)[:16])
        cases.append(Case(str(keyed), f"Person {number}", published[who], tuple(dict.fromkeys(sources))))
    return tuple(cases), few


def _withheld(
    archive: Archive, every: Sequence[Testimony], sheets: Sequence[CodingSheet], few: int
) -> tuple[str, ...]:
    """What a colleague should know is missing, as counts."""
    indices = {s.testimony: {t.index for t in s.turns} for s in sheets}
    turns = sum(
        sum(1 for turn in testimony.turns if turn.participant and turn.index not in indices[testimony.id])
        for testimony in every
        if testimony.id in indices
    )
    notices = [
        "Words are the research rendering: names are pseudonyms, places and ages coarser than was said.",
        "Consent has no place in this format. These texts are for the project's own analysis alone; ask "
        "again before any other use, and destroy the file when a participant withdraws.",
    ]
    if missing := len(every) - len(sheets):
        notices.append(
            f"{missing} testimonies were withheld: not approved, or not open for this purpose today."
        )
    if turns > 0:
        notices.append(f"{turns} turns of the testimonies here were withheld for want of consent.")
    if few:
        notices.append(
            f"{few} answers about people were withheld because, with their other answers, fewer than "
            f"{EXPORT_K} share them."
        )
    return tuple(notices)
