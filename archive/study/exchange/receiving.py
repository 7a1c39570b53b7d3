"""A colleague's exchange file: its codes join the codebook, its codings land on the originals or wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from archive import reading
from archive.access.gate import NotDone, UnitOfWork, attempt
from archive.coding.moving import RetypedText
from archive.coding.refi.project import Project, Source
from archive.coding.refi.writer import guid
from archive.model import Action, Fit, Scope, Testimony
from archive.study.coding_acts import (
    Selection,
    Span,
    place,
    selected,
)
from archive.study.exchange.codes import FileCodes, project_codes
from archive.study.exchange.composing import (
    selection,
)
from archive.study.exchange.recognising import ComposedText, composed_text, recognised
from archive.study.workspace import open_workspace
from language.visible import visible_name

IMPORT = "import"
"""Begins the source of a coding that came in a file; who coded follows."""
CODER, SHORT = 40, 8
"""Code points that are kept of a coder's name, and of the GUID of one who has none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A coding of the file that was not put. ``testimony`` is empty and ``turn`` -1 where it has none;
    ``code`` is the project's, ``label`` and ``source`` are the file's names, ``start`` and ``end`` its
    position there."""

    testimony: str
    code: str
    turn: int
    why: str
    label: str = ""
    source: str = field(default="", repr=False)
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Came:
    """What an exchange file brought. ``put`` and ``already`` count codings in the archive (one that reaches
    over two turns counts twice); ``brought`` counts those of the file, ``landed`` those of them that stand on
    their words; ``look`` names every other one, ``refused`` of which would fit and were refused.
    ``strangers`` are places in the file's list of sources that match no testimony; ``coders`` are the names
    under which its codings can be compared."""

    put: int
    already: int
    codes: tuple[str, ...]
    look: tuple[Doubt, ...]
    strangers: tuple[int, ...]
    notices: tuple[str, ...]
    brought: int = 0
    landed: int = 0
    coders: tuple[str, ...] = ()
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A code to put: where, which, with which memo, under whose name, and under which GUID it travelled;
    ``doubt`` is what is said of it where it is refused."""

    selection: Selection
    code: str
    memo: str
    coder: str
    guid: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class _Received:
    """A source of the file beside the testimony that it is."""

    source: Source
    testimony: str
    ours: ComposedText


def bring(work: UnitOfWork, project: str, came: Project, coder: str = "") -> Came:
    """Put the codings of an exchange file on the project's testimonies; the same file twice adds nothing.

    Sources are known again by their GUID, else by their words. ``coder`` says whose codings these are, where
    the file does not tell its users apart from another file's. Raises ``Refused`` for a role that does not
    import.
    """
    codes = project_codes(work, project, came)
    memo_of = {n.guid: n.text for n in came.notes}
    ours = {guid("testimony", t.id): t for t in work.store.testimonies.all(Scope.of({project}))}
    texts: dict[str, ComposedText] = {}
    strangers = []
    arrived = _Arrived()
    look = arrived.doubts
    for source in came.without_text:
        look += _without_place(source, codes)
    coder_of = _coders(came, coder)

    def source_in(source: Source) -> bool:
        testimony = ours.get(source.guid) or recognised(work, ours.values(), source, texts)
        if testimony is None or not reading.open_turns(work, testimony):
            return False
        received = _Received(source, testimony.id, composed_text(work, testimony, texts))
        spans = _spans(received, codes, memo_of, coder_of)
        look.extend(spans.doubts)
        _put(work, testimony, spans.ready, arrived)
        return True

    for number, source in enumerate(came.sources):
        look += _without_place(source, codes)
        before = len(look)
        known = attempt(work, partial(source_in, source))
        if isinstance(known, NotDone):
            del look[before:]
            refused = _all_of(source, codes, known.sentence)
            look += refused
            arrived.refused += len(refused)
        elif not known:
            strangers.append(number)
            look += _all_of(source, codes, "no testimony that is open to you has this text")
    return Came(
        arrived.put, arrived.already, codes.added, tuple(look), tuple(strangers),
        (*came.notices, *codes.refused), arrived.landed + len(look), arrived.landed, tuple(arrived.coders),
        arrived.refused,
    )  # fmt: skip


@dataclass(slots=True)
class _Arrived:
    """What became of the codings so far, each of which is answered for by itself."""

    put: int = 0
    already: int = 0
    landed: int = 0
    refused: int = 0
    coders: dict[str, None] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def _coders(came: Project, given: str) -> Callable[[str], str]:
    """Gives the name under which a coding is kept: that of whoever was named, else the begin of the GUID of
    the file's user; all of it where two users' begin alike."""
    plain = visible_name(" ".join(given.split()))[:CODER]
    often = Counter(user.guid[:SHORT] for user in came.users)

    def named(user: str) -> str:
        short = user if often[user[:SHORT]] > 1 else user[:SHORT]
        return f"{IMPORT} {plain or short}".strip()

    return named


@dataclass(frozen=True, slots=True)
class _Spans:
    """What can be put, and what cannot."""

    ready: list[_Wanted] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def _spans(
    received: _Received, codes: FileCodes, memo_of: Mapping[str, str], coder_of: Callable[[str], str]
) -> _Spans:
    source = received.source
    places = [(p.start, p.end) for p in source.passages]
    fits = [Fit.WORDS] * len(places)
    if source.text != received.ours.text:
        moved = RetypedText(source.text, received.ours.text, received.ours.masked).places(places)
        places, fits = [(f.start, f.end) for f in moved], [f.fit for f in moved]
    spans = _Spans()
    for passage, (start, end), fit in zip(source.passages, places, fits, strict=True):
        chosen = selection(received.ours.lines, start, end)
        for coded in passage.codes:
            memo = "\n".join(memo_of[n] for n in (*coded.notes, *passage.notes) if n in memo_of)
            for code in codes.current.get(coded.code, ()) or ("",):
                doubt = _doubt(source, codes, coded.code, (passage.start, passage.end), _why(fit, code))
                turn = chosen.turn if chosen else -1
                doubt = replace(doubt, testimony=received.testimony, code=code, turn=turn)
                if fit is Fit.WORDS and chosen is not None and code:
                    coder = coder_of(coded.user)
                    spans.ready.append(_Wanted(chosen, code, memo, coder, coded.guid, doubt))
                else:
                    spans.doubts.append(doubt)
    return spans


def _without_place(source: Source, codes: FileCodes) -> list[Doubt]:
    """Codings that have no place in the source's own text, and those on the whole of it."""
    whole = "it stands on the whole text; Heard codes words"
    return [
        *(_doubt(source, codes, one.code, (one.start, one.end), one.why) for one in source.unplaced),
        *(_doubt(source, codes, coded.code, (0, len(source.text)), whole) for coded in source.codes),
    ]


def _all_of(source: Source, codes: FileCodes, why: str) -> list[Doubt]:
    """The codings of a source none of which was put: it is no testimony that is open to the viewer, or what
    it is could not be opened."""
    return [
        _doubt(source, codes, coded.code, (passage.start, passage.end), why)
        for passage in source.passages
        for coded in passage.codes
    ]


def _doubt(source: Source, codes: FileCodes, code: str, at: tuple[int, int], why: str) -> Doubt:
    current = next(iter(codes.current.get(code, ())), "")
    return Doubt("", current, -1, why, codes.labels.get(code, ""), source.name, *at)


def _why(fit: Fit, code: str) -> str:
    if not code:
        return "the file does not say which code this is, or it was retired"
    reasons = {Fit.CHANGED: "its words read otherwise now", Fit.LOST: "its words are gone"}
    return reasons.get(fit, "no words of a turn were selected")


def _put(work: UnitOfWork, testimony: Testimony, wanted: Sequence[_Wanted], arrived: _Arrived) -> None:
    """Put codings on the originals, and count those that stood there already: the project's own that only
    travelled, and those of the same colleague from this file's last coming."""
    if not wanted:
        return
    _, turns = open_workspace(work, Action.CODING_IMPORT, testimony.id)
    renderings = reading.rendered(work.archive, testimony, turns, "research")
    codings = work.store.codings.of(testimony.id)
    own = {guid("coding", c.id) for c in codings}
    there = {(c.turn, c.start, c.end, c.code, c.source) for c in codings}
    new: dict[str, list[tuple[_Wanted, list[Span]]]] = {}
    for one in wanted:
        spans = []
        for part in (p for turn in renderings if (p := selected(turn, one.selection)) is not None):
            mark = (part.turn, part.start, part.end, one.code, one.coder)
            if one.guid in own or mark in there:
                arrived.already += 1
                continue
            there.add(mark)
            spans.append(part.coded(one.code, one.memo))
        if spans:
            new.setdefault(one.coder, []).append((one, spans))
        else:
            arrived.landed += 1
            arrived.coders[one.coder] = None
    for coder, theirs in new.items():
        _put_theirs(work, testimony, coder, theirs, arrived)


def _put_theirs(
    work: UnitOfWork,
    testimony: Testimony,
    coder: str,
    theirs: Sequence[tuple[_Wanted, list[Span]]],
    arrived: _Arrived,
) -> None:
    """One coder's codings, all at once; where that is refused each by itself, so that the rest are put."""

    def put(spans: list[Span]) -> int:
        return len(place(work, testimony.id, spans, action=Action.CODING_IMPORT, source=coder))

    together = attempt(work, partial(put, [span for _, spans in theirs for span in spans]))
    if not isinstance(together, NotDone):
        arrived.put += together
        arrived.landed += len(theirs)
        arrived.coders[coder] = None
        return
    for one, spans in theirs:
        alone = attempt(work, partial(put, spans))
        if isinstance(alone, NotDone):
            arrived.doubts.append(replace(one.doubt, why=alone.sentence))
            arrived.refused += 1
        else:
            arrived.put += alone
            arrived.landed += 1
            arrived.coders[coder] = None
