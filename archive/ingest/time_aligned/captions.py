"""Captions (.vtt, .srt): who speaks in each cue, each word once; times and styling are not text.

A cue that names no voice is nobody's where other cues name theirs. Only where the file sets a label at each
change of speaker, and nowhere else, does a cue without one go on with the voice before it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from html.entities import html5

from archive.errors import Unreadable
from archive.ingest.documents.plain import decode
from archive.ingest.text import Page, flat
from archive.ingest.time_aligned.cue_labels import VoicedCues, VoicedLine, marked, voiced
from archive.ingest.time_aligned.cues import Cue, CueSheet, parse_cues
from archive.ingest.time_aligned.rolling import each_word_once
from archive.ingest.time_aligned.stretches import Stretch, label, page
from archive.ingest.transcript.labels import is_plausible, is_remark
from archive.model import TurnKind

_TAG = re.compile(r"<[^<>\n]*>")
_PIECE = re.compile(r"(<v(?:[ .][^<>]*)?>|</v>)")
_VOICE = re.compile(r"^<v(?:\.[^ \t>]*)?(?:\s+(?P<name>[^<>]+))?>$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")
_BREAK = re.compile(r"\\[Nn]")
_REMARK = re.compile(r"^[\[(](?P<words>[^\[\]()]{1,60})[\])]\W*$")
_EMPTY = "The captions hold no readable cue: check that the file was exported with its text."
_DOUBTS_TOLD = 20


def read_vtt(content: bytes) -> Page:
    """The canonical text of WebVTT captions: one line per run of cues of one voice.

    Raises:
        Unreadable: no WEBVTT head, or nothing spoken.
    """
    text, notices = decode(content)
    if not text.lstrip("\ufeff \t\r\n").startswith("WEBVTT"):
        raise Unreadable(
            "The captions are broken (a .vtt file starts with WEBVTT, and each cue has two times): "
            "export them again."
        )
    return _page(parse_cues(text, blank_ends=True), notices)


def read_srt(content: bytes) -> Page:
    """The canonical text of SubRip captions.

    Raises:
        Unreadable: no cue could be read.
    """
    text, notices = decode(content)
    words = _BREAK.sub("\n", _OVERRIDE.sub("", text)).replace("\\h", " ")
    return _page(parse_cues(words, blank_ends=False), notices)


def _page(sheet: CueSheet, notices: tuple[str, ...]) -> Page:
    cues = each_word_once(sheet.cues)
    doubts: list[str] = []
    if any(map(_has_voice, cues)):
        stretches = [one for cue in cues for one in _tagged(cue)]
    else:
        lines = voiced([[marked(_plain(line)) for line in _gathered(cue.lines)] for cue in cues])
        stretches = list(_labelled(cues, lines))
        doubts = _doubts(cues, lines)
    unnamed = sum(s.voice is None and s.kind is None for s in stretches)
    several = any(s.voice for s in stretches)
    return page(
        stretches,
        empty=_EMPTY,
        notices=(*notices, *_notices(sheet, unnamed if several else 0)),
        doubts=tuple(doubts),
    )


def _notices(sheet: CueSheet, unnamed: int) -> Iterator[str]:
    if sheet.untimed:
        yield f"{sheet.untimed} cues without readable time were kept as nobody's words: look at the original."
    if sheet.loose:
        yield f"{sheet.loose} lines outside of the cues were left out: look at the original."
    if sheet.comments:
        yield f"{sheet.comments} comments of the captions were left out."
    if unnamed:
        yield f"{unnamed} cue(s) name no voice: their words are nobody's."


def _plain(line: str) -> str:
    """A line of a cue as it is read on the screen: no tags, and its entities decoded once."""
    words = _TAG.sub("", line) if "<" in line else line
    return flat(_ENTITY.sub(_decoded, words) if "&" in words else words)


def _decoded(entity: re.Match[str]) -> str:
    """The letter that an entity stands for; what stands for none stays as it is written."""
    return html5.get(entity[0][1:], entity[0]) if entity[0][1] != "#" else html.unescape(entity[0])


def _has_voice(cue: Cue) -> bool:
    return any(_VOICE.match(piece) for line in cue.lines if "<v" in line for piece in _PIECE.split(line))


def _tagged(cue: Cue) -> Iterator[Stretch]:
    """The parts of a cue by ``<v Name>``; what stands before a tag, or behind its end, is nobody's."""
    voice: str | None = None
    for piece in _PIECE.split("\n".join(cue.lines)):
        tag = _VOICE.match(piece)
        if tag:
            voice = label(_plain(tag["name"])) if tag["name"] else None
        elif piece == "</v>":
            voice = None
        elif words := _plain(piece):
            yield Stretch(voice, words, cue.start, cue.end, kind=_kind(voice, words))


def _kind(voice: str | None, words: str) -> TurnKind | None:
    """A sound or a gap in brackets that no voice has is a note."""
    remark = _REMARK.match(words) if voice is None else None
    return TurnKind.NOTE if remark and is_remark(remark["words"]) else None


def _gathered(lines: Sequence[str]) -> list[str]:
    """The lines of a cue, a name in brackets on a line of its own joined with the words below."""
    gathered: list[str] = []
    for line in lines:
        alone = _REMARK.match(_plain(gathered[-1])) if gathered else None
        if alone and is_plausible(alone["words"]) and not is_remark(alone["words"]):
            gathered[-1] = f"{gathered[-1]} {line}"
        else:
            gathered.append(line)
    return gathered


def _labelled(cues: Sequence[Cue], lines: VoicedCues) -> Iterator[Stretch]:
    """Stretches by the labels of their lines; a line without one goes on within its cue."""
    speaker: str | None = None
    for cue, within in zip(cues, lines.cues, strict=True):
        if cue.start is None or not lines.at_changes:
            speaker = None
        for number, part in enumerate(_parts(within)):
            speaker = part[0].voice if part[0].begins else speaker
            words = " ".join(line.text for line in part)
            kind = _kind(None, words) if lines.named else None
            voice = None if kind else speaker
            begins = True if part[0].begins or number else False if lines.at_changes else None
            yield Stretch(voice, words, cue.start, cue.end, None if voice else begins, kind)


def _parts(lines: Sequence[VoicedLine]) -> Iterator[Sequence[VoicedLine]]:
    """The lines of a cue, cut where another voice begins."""
    cuts = [n for n, line in enumerate(lines) if line.begins or n == 0]
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        yield lines[start:end]


def _doubts(cues: Sequence[Cue], lines: VoicedCues) -> list[str]:
    """Where the first words of a cue might name a voice, by number and time; no words are repeated."""
    doubts = [
        f"Cue {number} ({_clock(cue.start)}) may begin with a label: say who speaks there."
        for number, (cue, within) in enumerate(zip(cues, lines.cues, strict=True), 1)
        if any(line.doubtful for line in within)
    ]
    more = len(doubts) - _DOUBTS_TOLD
    return doubts if more <= 0 else [*doubts[:_DOUBTS_TOLD], f"So may {more} other cues."]


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "without a time"
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
