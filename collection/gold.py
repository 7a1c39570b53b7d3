"""The canonical text of a document with its turns, identifiers and tags: what a reader must find.

Written from the rules of the canonical text alone, without a line of ``archive.ingest``: the readers
are measured against this. Segments tile the text; every offset is a code point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from collection.extras import EXTRAS, Extras
from collection.markup import Mark, Rich, joined
from collection.source import Document, SourceTurn, is_remark

HEADER, NOTE = "header", "note"


@dataclass(frozen=True, slots=True)
class Part:
    """Where in a segment the words of one source turn stand (offsets in the segment)."""

    source: int
    start: int
    end: int
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One turn before it is placed: its lines, and the offset at which the words begin."""

    kind: str
    lines: tuple[Rich, ...]
    label: str | None = None
    participant: str | None = None
    body: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> Rich:
        """The lines with their line feeds."""
        return joined(self.lines, "\n") + "\n"


@dataclass(frozen=True, slots=True)
class GoldTurn:
    """A turn as a reader must yield it."""

    index: int
    start: int
    body: int
    end: int
    label: str | None
    kind: str
    participant: str | None


@dataclass(frozen=True, slots=True)
class Tagged:
    """The words of one source turn in the text. A turn that a remark cuts in two has two of them."""

    source: int
    turn: int
    start: int
    end: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A testimony: text, marks, turns, and where the words of each source turn went."""

    id: str
    country: str
    lang: str
    kind: str
    file: str
    text: str = ""
    marks: tuple[Mark, ...] = ()
    turns: tuple[GoldTurn, ...] = ()
    words: tuple[Tagged, ...] = ()
    part: str | None = None
    project: str = ""


def document_gold(doc: Document, group: str | None = None) -> Gold:
    """The gold of one transcript in its style. ``group`` has agreed for all who speak at once."""
    empty = Gold(doc.id, doc.country, doc.lang, doc.kind, doc.path, project=doc.project)
    whole = place(empty, segments(doc))
    return replace(
        whole,
        turns=tuple(replace(t, participant=group) if t.kind == "several" else t for t in whole.turns),
    )


def place(empty: Gold, parts: Sequence[Segment]) -> Gold:
    """Put segments one after the other and number what is in them."""
    whole = Rich("")
    turns: list[GoldTurn] = []
    words: list[Tagged] = []
    for index, segment in enumerate(parts):
        start = len(whole.text)
        whole = whole + segment.text
        end = len(whole.text)
        turns.append(
            GoldTurn(
                index, start, start + segment.body, end, segment.label, segment.kind, segment.participant
            )
        )
        words += [Tagged(p.source, index, start + p.start, start + p.end, p.tags) for p in segment.parts]
    return replace(empty, text=whole.text, marks=whole.marks, turns=tuple(turns), words=tuple(words))


def segments(doc: Document) -> list[Segment]:
    """Header and table, then turns and notes, then what stands at the foot."""
    extras = EXTRAS.get(doc.id, Extras())
    found: list[Segment] = []
    above = _above(doc)
    if above:
        found.append(Segment(HEADER, tuple(above)))
    for item in doc.items:
        if isinstance(item, SourceTurn):
            found += _spoken(doc, item)
        else:
            found += [Segment(NOTE, (line,)) for line in item.lines]
    if doc.style in {"bold", "vtt", "srt"}:
        found = _merged(found, " " if doc.style != "bold" else "\n")
    if extras.spaced:
        found = [replace(s, lines=(*s.lines, Rich(""))) for s in found[:-1]] + found[-1:]
    foot = [extras.footer] if extras.footer else []
    foot += [f"[{n}] {note.text}" for n, note in enumerate(extras.footnotes, 1)]
    foot += [f"[comment] {comment.text}" for comment in extras.comments]
    return found + [Segment(NOTE, (Rich(line),)) for line in foot]


def _above(doc: Document) -> list[Rich]:
    if doc.style == "vtt":
        return []
    lines = list(doc.header)
    if doc.header_place == "docx-table":
        lines = [joined(cells(line), "\t") for line in doc.header]
    return lines + [joined(row, "\t") for row in doc.table]


def cells(line: Rich) -> tuple[Rich, ...]:
    """``Key: value`` as two cells; a line without a colon is one merged cell."""
    at = line.text.find(": ")
    if at < 0 or any(m.start < at + 2 for m in line.marks):
        return (line,)
    marks = tuple(Mark(m.start - at - 2, m.end - at - 2, m.type, m.entity) for m in line.marks)
    return Rich(line.text[:at]), Rich(line.text[at + 2 :], marks)


def prefix(doc: Document, turn: SourceTurn) -> Rich:
    """What stands before the words of a turn, up to their first letter."""
    label = turn.label
    forms = {
        "labels": label + ": ",
        "q-a": label + ": ",
        "vtt": label + ": ",
        "srt": label + ": ",
        "tab": label + "\t",
        "bracket": Rich("[") + label + "] ",
        "table": (Rich(f"{turn.time}\t") if turn.time else Rich("")) + label + "\t",
        "otter": label + f"   {turn.time}\n",
        "bold": Rich(""),
    }
    return forms[doc.style]


def _spoken(doc: Document, turn: SourceTurn) -> list[Segment]:
    """One turn, cut where a paragraph of it is a remark of the note taker."""
    before = prefix(doc, turn)
    if doc.style in {"table", "vtt", "srt"}:
        return [_segment(turn, before, (joined(turn.paragraphs, " "),))]
    found: list[Segment] = []
    pending: list[Rich] = [turn.paragraphs[0]]
    for paragraph in turn.paragraphs[1:]:
        if is_remark(paragraph.text):
            found += [_segment(turn, before, pending)] if pending else []
            found.append(Segment(NOTE, (paragraph,)))
            pending, before = [], Rich("")
        else:
            pending.append(paragraph)
    return found + ([_segment(turn, before, pending)] if pending else [])


def _segment(turn: SourceTurn, before: Rich, paragraphs: Iterable[Rich]) -> Segment:
    first, *rest = paragraphs
    lines = (before + first, *rest)
    body, end = len(before.text), len(joined(lines, "\n").text)
    part = Part(turn.index, body, end, turn.tags)
    return Segment(turn.kind, lines, turn.label.text, turn.participant, body, (part,))


def _merged(found: Sequence[Segment], separator: str) -> list[Segment]:
    """Join what one voice says in a row: captions by a blank, bold paragraphs line by line."""
    kept: list[Segment] = []
    for segment in found:
        last = kept[-1] if kept else None
        if last is None or segment.label is None or last.label != segment.label:
            kept.append(segment)
            continue
        words = Rich("") + Rich(segment.text.text[segment.body : -1], tuple(
            Mark(m.start - segment.body, m.end - segment.body, m.type, m.entity)
            for m in segment.text.marks
            if m.start >= segment.body
        ))  # fmt: skip
        shift = len(last.text.text) - 1 + len(separator) - segment.body
        moved = tuple(replace(p, start=p.start + shift, end=p.end + shift) for p in segment.parts)
        lines = (joined((*last.lines[:-1], last.lines[-1] + separator + words), "\n"),)
        kept[-1] = replace(last, lines=lines, parts=last.parts + moved)
    return kept
