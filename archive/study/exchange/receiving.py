"""A colleague's exchange file: its codes join the codebook, its codings land on the originals or wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from archive import reading
from archive.access.gate import UnitOfWork
from archive.coding.moving import moved_to
from archive.coding.refi.project import Project, Source
from archive.coding.refi.writer import guid
from archive.model import Action, Fit, Testimony
from archive.study.coding_acts import (
    Selection,
    Span,
    place,
    selected,
)
from archive.study.exchange.composing import (
    Line,
    composed,
    selection,
)
from archive.study.exchange.sending import MARK
from archive.study.notebook import change_codebook, codebook
from archive.study.workspace import open_workspace, sheet
from taxonomies.codebook import Code, Codebook
from taxonomies.codebook_exchange import code_guid

ALIKE = 0.5
"""How many of a text's lines must stand in a testimony for it to be taken for the same one."""
Text = tuple[str, list[Line]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A code that was not put: its words changed or went, or are not open to the viewer."""

    testimony: str
    code: str
    turn: int
    why: str


@dataclass(frozen=True, slots=True)
class Came:
    """What an exchange file brought: codings put, codings that were there, codes added, and what was not
    taken over. ``strangers`` are places in the file's list of sources that match no testimony."""

    put: int
    already: int
    codes: tuple[str, ...]
    look: tuple[Doubt, ...]
    strangers: tuple[int, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A code to put: where, which, with which memo, whose, and under which GUID it travelled."""

    selection: Selection
    code: str
    memo: str
    user: str
    guid: str


@dataclass(frozen=True, slots=True)
class _Received:
    """A source of the file beside the testimony that it is, in the form in which that would be sent."""

    source: Source
    testimony: str
    text: str = field(repr=False)
    lines: Sequence[Line] = field(repr=False)


def bring(work: UnitOfWork, project: str, came: Project) -> Came:
    """Put the codings of an exchange file on the project's testimonies; the same file twice adds nothing.

    Sources are known again by their GUID, else by their lines. Raises ``Refused`` for a role that does not
    import.
    """
    names, added = _codes(work, project, came)
    memo_of = {n.guid: n.text for n in came.notes}
    ours = {guid("testimony", t.id): t for t in work.store.testimonies.all(project)}
    texts: dict[str, Text] = {}
    put = already = 0
    look: list[Doubt] = []
    strangers = []
    for number, source in enumerate(came.sources):
        testimony = ours.get(source.guid) or _alike(work, ours.values(), source, texts)
        if testimony is None or not reading.open_turns(work, testimony):
            strangers.append(number)
            continue
        text, lines = _text(work, testimony, texts)
        wanted = _Received(source, testimony.id, text, lines)
        spans, doubts = _spans(wanted, partial(_named, names), memo_of)
        look += doubts
        made, known = _put(work, testimony, spans)
        put, already = put + made, already + known
    return Came(put, already, tuple(added), tuple(look), tuple(strangers), came.notices)


def _codes(work: UnitOfWork, project: str, came: Project) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The project's codes for each GUID of the file; codes that it lacks join the codebook."""
    book = codebook(work, project)
    by_guid = {code_guid(c): c for c in book.codes}
    by_name = {
        name.casefold(): c.id for c in book.codes.values() for name in (c.label, f"{c.id}{MARK}{c.label}")
    }
    known: dict[str, str] = {}
    new: list[Code] = []
    for entry in came.codes:
        found = by_guid.get(entry.guid) or by_name.get(entry.name.casefold())
        if found is None:
            found = f"x-{guid('foreign code', entry.guid)[:8]}"
            if found not in book.codes:
                parent = known.get(entry.parent or "")
                new.append(
                    Code(
                        found,
                        entry.name.strip() or found,
                        parent if parent and not _retired(book, parent) else None,
                        entry.description,
                        (),
                        entry.colour or Code("", "").colour,
                    )  # fmt: skip
                )
        known[entry.guid] = found
    if new:
        book = change_codebook(work, project, partial(_grown, new))
    return {one: book.current(code) for one, code in known.items()}, [c.id for c in new]


def _retired(book: Codebook, code: str) -> bool:
    return code in book.codes and book.codes[code].retired


def _grown(new: Sequence[Code], book: Codebook) -> Codebook:
    codes = {c.id: c for c in new}
    return book.with_codes(f"import {len(codes)} codes", codes)


def _named(names: Mapping[str, tuple[str, ...]], one: str) -> tuple[str, ...]:
    return names.get(one, ())


def _text(work: UnitOfWork, testimony: Testimony, texts: dict[str, Text]) -> Text:
    if testimony.id not in texts:
        texts[testimony.id] = composed(sheet(work, testimony.id))
    return texts[testimony.id]


def _alike(
    work: UnitOfWork,
    ours: Iterable[Testimony],
    source: Source,
    texts: dict[str, Text],
) -> Testimony | None:
    """The testimony that most of the source's lines stand in, speakers' labels left aside."""
    lines = _told(source.text)
    best, most = None, 0.0
    for testimony in ours:
        if lines and reading.open_turns(work, testimony):
            theirs = _told(_text(work, testimony, texts)[0])
            share = len(lines & theirs) / len(lines)
            if share > most:
                best, most = testimony, share
    return best if most >= ALIKE else None


def _told(text: str) -> set[str]:
    """The lines of a text without who says them; short ones stand in every testimony and tell nothing."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    bare = (line.split(": ", 1)[-1] if ": " in line[:40] else line for line in lines)
    return {line for line in bare if len(line) > 20}


def _spans(
    received: _Received, codes_of: partial[tuple[str, ...]], memo_of: Mapping[str, str]
) -> tuple[list[_Wanted], list[Doubt]]:
    """What can be put, and what cannot."""
    source = received.source
    places = [(p.start, p.end) for p in source.passages]
    fits = [Fit.WORDS] * len(places)
    if source.text != received.text:
        found = moved_to(source.text, received.text, places)
        places, fits = [(f.start, f.end) for f in found], [f.fit for f in found]
    ready: list[_Wanted] = []
    doubts: list[Doubt] = []
    for passage, (start, end), fit in zip(source.passages, places, fits, strict=True):
        chosen = selection(received.lines, start, end)
        for coded in passage.codes:
            memo = "\n".join(memo_of[n] for n in (*coded.notes, *passage.notes) if n in memo_of)
            for code in codes_of(coded.code) or ("",):
                if fit is Fit.WORDS and chosen is not None and code:
                    ready.append(_Wanted(chosen, code, memo, coded.user, coded.guid))
                else:
                    turn = chosen.turn if chosen else -1
                    doubts.append(Doubt(received.testimony, code, turn, _why(fit, code)))
    return ready, doubts


def _why(fit: Fit, code: str) -> str:
    if not code:
        return "the file does not say which code this is, or it was retired"
    told = {Fit.CHANGED: "its words read otherwise now", Fit.LOST: "its words are gone"}
    return told.get(fit, "no words of a turn were selected")


def _put(work: UnitOfWork, testimony: Testimony, wanted: Sequence[_Wanted]) -> tuple[int, int]:
    """How many codings were put on the originals, and how many stood there already: the project's own that
    only travelled, and those of the same colleague from this file's last coming."""
    if not wanted:
        return 0, 0
    _, turns = open_workspace(work, Action.CODING_IMPORT, testimony.id)
    shown = reading.rendered(work.archive, testimony, turns, "research")
    codings = work.store.codings.of(testimony.id)
    own = {guid("coding", c.id) for c in codings}
    there = {(c.turn, c.start, c.end, c.code, c.source) for c in codings}
    spans: dict[str, list[Span]] = {}
    known = 0
    for one in wanted:
        source = f"import {one.user[:8]}".strip()
        for part in (p for turn in shown if (p := selected(turn, one.selection)) is not None):
            mark = (part.turn, part.start, part.end, one.code, source)
            if one.guid in own or mark in there:
                known += 1
                continue
            there.add(mark)
            spans.setdefault(source, []).append(part.coded(one.code, one.memo))
    made = [
        place(work, testimony.id, theirs, action=Action.CODING_IMPORT, source=source)
        for source, theirs in spans.items()
    ]
    return sum(map(len, made)), known
