"""Which testimony a source of an exchange file is: told by its words, as far as they are open to the viewer.

What is compared is the rendering, never the original, and no stretch of it that stands for a name: whoever
imports a file learns nothing of an original by trying words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from archive import reading
from archive.access.gate import NotDone, UnitOfWork, attempt
from archive.coding.refi.project import Source
from archive.coding.same_text import Runs, likest, runs_of
from archive.model import Action, Testimony
from archive.study.exchange.composing import Line, composed
from archive.study.workspace import open_workspace, sheet


@dataclass(frozen=True, slots=True)
class ComposedText:
    """A testimony in the form in which it would be sent. ``masked`` are its labels and what stands for names;
    ``runs`` are for telling it from others."""

    text: str = field(repr=False)
    lines: Sequence[Line] = field(repr=False)
    masked: Sequence[tuple[int, int]] = field(repr=False)
    runs: Runs = field(repr=False)


def composed_text(work: UnitOfWork, testimony: Testimony, texts: dict[str, ComposedText]) -> ComposedText:
    """A testimony as it would be sent to this viewer; kept in ``texts``, so that it is opened once."""
    if testimony.id not in texts:
        text, lines = composed(sheet(work, testimony.id))
        _, turns = open_workspace(work, Action.CODING_IMPORT, testimony.id)
        renderings = {t.index: t for t in reading.rendered(work.archive, testimony, turns, "research")}
        masked = [(line.start, line.body) for line in lines]
        masked += [
            (line.body + piece.out_start, line.body + piece.out_end)
            for line in lines
            for piece in renderings[line.turn].rendering.map.pieces
            if piece.replaced
        ]
        texts[testimony.id] = ComposedText(text, lines, masked, runs_of(text, masked))
    return texts[testimony.id]


def recognised(
    work: UnitOfWork, ours: Iterable[Testimony], source: Source, texts: dict[str, ComposedText]
) -> Testimony | None:
    """The testimony that the source's words stand in. One that cannot be opened is none of them."""
    runs = runs_of(source.text)
    if not runs:
        return None
    opened: dict[str, Testimony] = {}
    compared: dict[str, Runs] = {}
    for testimony in ours:
        text = attempt(work, partial(_open_text, work, testimony, texts))
        if text is not None and not isinstance(text, NotDone):
            opened[testimony.id], compared[testimony.id] = testimony, text.runs
    likely = likest(runs, compared)
    return opened[likely] if likely else None


def _open_text(work: UnitOfWork, testimony: Testimony, texts: dict[str, ComposedText]) -> ComposedText | None:
    return composed_text(work, testimony, texts) if reading.open_turns(work, testimony) else None
