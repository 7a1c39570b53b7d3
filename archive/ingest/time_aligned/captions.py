"""Captions (.vtt, .srt): cues of one voice become one turn; times and styling are not text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pysubs2
import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from archive.errors import Unreadable
from archive.ingest.documents.plain import decode
from archive.ingest.text import Declared, Line, Page, Region, assemble, flat
from archive.ingest.transcript.conventions import Mark, labelled
from archive.ingest.transcript.labels import (
    is_field,
    is_known,
    is_note,
    is_plausible,
    kind_of,
    seat,
    speaks_once,
)
from archive.model import TurnKind

_TAG = re.compile(r"<[^<>\n]*>")
_VOICE_CHANGE = re.compile(r"(?=<v[ .][^<>]*>)")
_VOICE = re.compile(r"^<v(?:\.[^ >]*)?\s+(?P<name>[^<>]+)>")
_PARENTHESISED = re.compile(r"^\((?P<name>[^()]{1,40})\)\s*\n(?P<rest>.+)", re.DOTALL)
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")
_TIMING = re.compile(r"^[\d:.,]+\s*-->\s*[\d:.,]+", re.MULTILINE)
_NEXT_CUE = re.compile(r"\n+\d+\n*$")


@dataclass(frozen=True, slots=True)
class _Cue:
    voice: str | None = field(repr=False)
    text: str = field(repr=False)
    seconds: float | None = None


def read_vtt(content: bytes) -> Page:
    """The canonical text of WebVTT captions: one line per run of cues of one voice.

    Raises:
        Unreadable: no WEBVTT head, broken cues, or nothing spoken.
    """
    text, notices = decode(content)
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    try:
        captions = webvtt.from_string(text)
    except (MalformedFileError, MalformedCaptionError) as broken:
        raise Unreadable(
            "The captions are broken (a .vtt file starts with WEBVTT, and each cue has two times): "
            "export them again."
        ) from broken
    cues = [c for caption in captions.captions for c in _voiced(caption.raw_text, caption.start_in_seconds)]
    skipped = len(_TIMING.findall(text)) - len(captions.captions)
    return _page(cues, notices, skipped)


def read_srt(content: bytes) -> Page:
    """The canonical text of SubRip captions.

    Raises:
        Unreadable: no cue could be read.
    """
    text, notices = decode(content)
    try:
        events = pysubs2.SSAFile.from_string(text, format_="srt")
    except (pysubs2.exceptions.Pysubs2Error, ValueError) as broken:
        raise Unreadable("The captions are broken: export them again as .srt or .vtt.") from broken
    cues = []
    for event in events:
        words = _OVERRIDE.sub("", event.text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " "))
        cues += list(_voiced(words, event.start / 1000))
    return _page(cues, notices, len(_TIMING.findall(text)) - len(events))


def _voiced(raw: str, seconds: float) -> Iterator[_Cue]:
    """The cue's parts by ``<v Name>`` tag; a name in brackets on a line of its own counts too."""
    for part in _VOICE_CHANGE.split(raw):
        tag = _VOICE.match(part)
        above = _PARENTHESISED.match(part)
        name = tag["name"] if tag else above["name"] if above and is_plausible(above["name"]) else None
        words = above["rest"] if above and name and not tag else part
        spoken = flat(_TAG.sub("", words))
        if spoken:
            yield _Cue(flat(name) if name else None, spoken, seconds)


def _page(cues: list[_Cue], notices: tuple[str, ...], skipped: int) -> Page:
    if not cues:
        raise Unreadable("The captions hold no readable cue: check that the file was exported with its text.")
    if skipped > 0:
        notices = (
            *notices,
            f"{skipped} cues without readable time or text were left out: look at the original.",
        )
    if not any(c.voice for c in cues):
        cues = _by_label(cues)
    seats = frozenset(seat(c.voice) for c in cues if c.voice)
    if not seats:
        text, hints = assemble(Line(c.text) for c in cues)
        return Page(text, hints, notices=notices)
    text, hints = assemble(_line(c, seats) for c in _runs(cues))
    return Page(text, hints, notices=notices)


def _by_label(cues: list[_Cue]) -> list[_Cue]:
    """``Name: text`` at the start of a cue as its voice; a cue without one goes on with the turn."""
    marks = {m.line: m for m in labelled([Line(c.text) for c in cues])}
    times = Counter(seat(m.label or "") for m in marks.values())
    return [_relabelled(cue, marks.get(n), times) for n, cue in enumerate(cues)]


def _relabelled(cue: _Cue, mark: Mark | None, times: Counter[str]) -> _Cue:
    label = mark.label if mark else None
    if mark is None or not label or not is_plausible(label) or is_field(label):
        return cue
    if is_known(label) or is_note(label) or times[seat(label)] > 1 or speaks_once(label):
        return replace(cue, voice=label, text=mark.rest)
    return cue


def _runs(cues: Iterable[_Cue]) -> Iterator[_Cue]:
    """Cues that follow each other with one voice, or with none, joined by a space."""
    last: _Cue | None = None
    for cue in cues:
        if last and (cue.voice is None or cue.voice == last.voice):
            last = replace(last, text=f"{last.text} {cue.text}")
            continue
        if last:
            yield last
        last = cue
    if last:
        yield last


def _line(cue: _Cue, seats: frozenset[str]) -> Line:
    if cue.voice is None:
        return Line(cue.text, declared=Declared(TurnKind.SPEECH, None, 0, cue.seconds))
    before = f"{cue.voice}: "
    kind = kind_of(cue.voice, seats)
    return Line(before + cue.text, Region.BODY, declared=Declared(kind, cue.voice, len(before), cue.seconds))
