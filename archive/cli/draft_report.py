"""What a reader made of a file, as lines for a screen and as JSON for programs.

It shows words on purpose: to the person whose file it is, on their own screen. Control characters are shown
as a mark, so that no file can write over what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.ingest.description import VOICED, DescribedTurn, VoiceShare, described, first_words, voices
from archive.model import Draft, TurnKind
from archive.model.json_object import JsonObject
from language.visible import visible

NOBODY = "(nobody named)"


@dataclass(frozen=True, slots=True)
class DraftReport:
    """One testimony as it was read from the file at ``path``."""

    path: Path
    draft: Draft
    turns: tuple[DescribedTurn, ...]
    voices: tuple[VoiceShare, ...]

    def as_data(self) -> JsonObject:
        """The line for programs: offsets in code points of the canonical text, times in seconds."""
        draft = self.draft
        return {
            "path": str(self.path),
            "part": draft.part,
            "kind": draft.kind.value,
            "language": draft.language,
            "encoding": draft.encoding,
            "layout": draft.layout,
            "notices": list(draft.notices),
            "doubts": list(draft.doubts),
            "rivals": list(draft.rivals),
            "voices": [{"voice": share.voice, "turns": share.turns} for share in self.voices],
            "turns": [_turn_data(one) for one in self.turns],
        }

    def lines(self) -> Iterator[str]:
        """The same for a person."""
        draft = self.draft
        yield visible(f"{self.path}" + (f" · {draft.part}" if draft.part else ""))
        yield _row("kind", draft.kind.value.replace("_", " "))
        yield _row("language", draft.language or "not certain")
        if draft.encoding:
            yield _row("encoding", draft.encoding)
        if draft.layout:
            yield _row("layout", draft.layout)
        for number, share in enumerate(self.voices):
            yield _row("" if number else "voices", f"{share.voice or NOBODY}: {turns_said(share.turns)}")
        yield from self._ends()
        for number, sentence in enumerate((*self._unspoken(), *draft.notices)):
            yield _row("" if number else "notices", sentence)
        yield from doubt_lines(draft)

    def _ends(self) -> Iterator[str]:
        headers = [one for one in self.turns if one.turn.kind is TurnKind.HEADER]
        spoken = [one for one in self.turns if one.turn.kind in VOICED]
        if headers:
            length = sum(len(one.words) for one in headers)
            yield _row("header", f"{length} characters that nobody speaks: {first_words(headers[0].words)}")
        if spoken:
            yield _row("first turn", _shown(spoken[0]))
        if len(spoken) > 1:
            yield _row("last turn", _shown(spoken[-1]))

    def _unspoken(self) -> Iterator[str]:
        notes = sum(one.turn.kind is TurnKind.NOTE for one in self.turns)
        if notes:
            yield f"{notes} note(s) of whoever wrote it down; nobody speaks there."


def report_of(path: Path, draft: Draft) -> DraftReport:
    """The report on one draft."""
    turns = tuple(described(draft))
    return DraftReport(path, draft, turns, tuple(voices(turns)))


def doubt_lines(draft: Draft) -> Iterator[str]:
    """What is not certain in a draft, and the layouts that a person may choose from."""
    for number, sentence in enumerate(draft.doubts):
        yield _row("" if number else "doubts", sentence)
    if draft.rivals:
        yield _row(
            "choose", "Give one of these with --layout: " + ", ".join(f'"{one}"' for one in draft.rivals)
        )


def _row(title: str, text: str) -> str:
    return f"  {title:<10} {visible(text)}"


def _shown(one: DescribedTurn) -> str:
    who = one.voice or NOBODY
    return f"{who}: {first_words(one.words)}"


def turns_said(count: int) -> str:
    """A number of turns in words."""
    return "1 turn" if count == 1 else f"{count} turns"


def _turn_data(one: DescribedTurn) -> JsonObject:
    turn = one.turn
    data = {
        "index": turn.index, "voice": one.voice, "kind": turn.kind.value, "start": turn.start,
        "end": turn.end, "seconds": turn.seconds, "text": one.words,
    }  # fmt: skip
    return data if one.translation is None else {**data, "translation": one.translation}
