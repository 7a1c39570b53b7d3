"""Stretches of speech with their times become the lines of a page, each turn declared.

Every reader of this folder ends here, so that all of them keep the same promises: stretches of one voice
that follow each other are one turn, and a stretch whose voice is not told is nobody's. It is never joined to
the voice before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from archive.errors import Unreadable
from archive.ingest.text import Declared, Line, Page, Region, assemble, flat
from archive.ingest.transcript.labels import kind_of, seat
from archive.model import Known, TurnKind

SENTENCE_END = regex.compile(r"[.?!\u2026\u0964\u0965\u3002\uff1f\uff01][\"'\u201d\u2019)\]]*$")
PAUSE = 2.0
"""Seconds of silence after which an unknown voice begins a turn of its own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one voice says from ``seconds`` to ``end``, in the recording.

    ``voice`` is the label as the file has it, ``None`` where it tells none. ``begins`` says that the file
    itself begins a turn here, whoever speaks, or that it goes on with the turn before; ``None`` where it
    tells neither. ``kind`` is set where the format tells it. ``translation`` is the same in another language.
    """

    voice: str | None = field(repr=False)
    text: str = field(repr=False)
    seconds: float | None = None
    end: float | None = None
    begins: bool | None = None
    kind: TurnKind | None = None
    translation: str = field(default="", repr=False)


@lru_cache(maxsize=1024)
def label(raw: str | None) -> str | None:
    """A label without blanks and invisible signs at its ends; ``None`` where nothing is left."""
    words = flat(raw) if raw is not None else ""
    while words and unicodedata.category(words[0]) in {"Cf", "Zs"}:
        words = words[1:]
    while words and unicodedata.category(words[-1]) in {"Cf", "Zs"}:
        words = words[:-1]
    return words or None


def page(
    stretches: Iterable[Stretch],
    *,
    empty: str,
    head: Sequence[Line] = (),
    known: tuple[Known, ...] = (),
    notices: tuple[str, ...] = (),
    doubts: tuple[str, ...] = (),
) -> Page:
    """The page that stretches make: a line for each turn, its times and labels outside of the words.

    Args:
        stretches: in the order in which they are to be read.
        empty: the sentence of the refusal where nobody says a word.
        head: lines that stand before the first turn.

    Raises:
        Unreadable: no stretch has words.
    """
    spoken = [clean for one in stretches if (clean := _clean(one)).text]
    if not any(any(map(str.isalnum, one.text)) for one in spoken):
        raise Unreadable(empty)
    if any(one.voice for one in spoken):
        voices = {one.voice for one in spoken}
        seats = frozenset(seat(voice) for voice in voices if voice)
        kinds = {voice: kind_of(voice, seats) for voice in voices}
        lines = [line for run in _runs(spoken) for line in _lines(run, kinds)]
    else:
        lines = list(_unnamed(spoken))
    text, hints = assemble([*head, *lines])
    return Page(text, hints, known, notices, doubts=doubts)


def in_order(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of several tiers by their time; those without one stay behind what they followed."""
    at = 0.0
    timed: list[tuple[float, Stretch]] = []
    for one in stretches:
        at = one.seconds if one.seconds is not None else at
        timed.append((at, one))
    return [one for _, one in sorted(timed, key=lambda pair: pair[0])]


def _clean(one: Stretch) -> Stretch:
    words, translation = flat(one.text), flat(one.translation)
    return Stretch(label(one.voice), words, one.seconds, one.end, one.begins, one.kind, translation)


def goes_on(before: Stretch, after: Stretch) -> bool:
    """Whether an unknown voice goes on: no sentence ends before, and no silence lies between."""
    if after.begins is not None:
        return not after.begins
    if SENTENCE_END.search(before.text):
        return False
    if before.end is None or after.seconds is None:
        return True
    return after.seconds - before.end < PAUSE


def _runs(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches of one voice that follow each other, joined by a space. Nobody's words join nobody."""
    run: list[Stretch] = []
    for one in stretches:
        if run and not _same_turn(run[-1], one):
            yield _joined(run)
            run = []
        run.append(one)
    if run:
        yield _joined(run)


def _joined(run: Sequence[Stretch]) -> Stretch:
    if len(run) == 1:
        return run[0]
    return replace(run[0], text=" ".join(one.text for one in run), end=run[-1].end)


def _same_turn(last: Stretch, one: Stretch) -> bool:
    if one.begins or last.kind is not one.kind or last.translation or one.translation:
        return False
    if last.voice is None or one.voice is None:
        return last.voice is one.voice and goes_on(last, one)
    return last.voice == one.voice


def _lines(one: Stretch, kinds: Mapping[str | None, TurnKind]) -> Iterator[Line]:
    kind = one.kind or kinds[one.voice]
    before = f"{one.voice}: " if one.voice else ""
    spoken = Declared(kind, one.voice, len(before), one.seconds)
    yield Line(before + one.text, Region.BODY, declared=spoken)
    if one.translation:
        yield Line(before + one.translation, Region.BODY, declared=replace(spoken, translation=True))


def _unnamed(stretches: Iterable[Stretch]) -> Iterator[Line]:
    """Lines of a file that names nobody: one unknown voice, a turn for each sentence or stretch of speech."""
    last: Stretch | None = None
    for one in stretches:
        kind = one.kind or TurnKind.SPEECH
        same = last is not None and last.kind is one.kind and not last.translation and goes_on(last, one)
        yield Line(one.text, declared=None if same else Declared(kind, None, 0, one.seconds))
        if one.translation:
            yield Line(one.translation, declared=Declared(kind, None, 0, one.seconds, translation=True))
        last = one
