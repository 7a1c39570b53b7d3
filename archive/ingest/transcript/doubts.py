"""What fits a file's layout only loosely, in sentences for the person who brings the file.

A line that may be the turn of somebody else must not become the end of the turn before it: it is set apart,
and the file waits. Pure. A sentence quotes the label at most, never what anybody says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.label_looks import Look, look_of
from archive.ingest.transcript.labels import is_plausible, seat
from archive.ingest.transcript.layouts import LINE_ALONE, TIME_AND_NAME
from archive.ingest.transcript.odd_lines import odd_lines
from archive.ingest.transcript.opening import sentence
from archive.ingest.transcript.readings import Reading, lower_words
from archive.ingest.transcript.stamps import Front
from archive.ingest.transcript.views import View

_MOST = 12
_CLOSE = 0.5
_CODE_LETTERS = 2
_OF_LINE = frozenset({LINE_ALONE, "label in bold on its own line", "label as heading"})
_ENUMERATING = frozenset({"label and full stop", "label and closing bracket", "label in round brackets"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that may be a turn of its own, and the layout that would make it one."""

    mark: Mark = field(repr=False)
    layout: str

    def sentence(self, layout: str) -> str:
        """Where it stands and what it looks like, beside the layout that the file follows."""
        if self.layout == TIME_AND_NAME:
            return f"Line {self.mark.line + 1}: it is not sure where the name ends and the words begin."
        if self.mark.label is None:
            return f"Line {self.mark.line + 1}: it begins like a turn of its own, but names nobody."
        where = f'Line {self.mark.line + 1}: "{self.mark.label}"'
        if self.layout == layout:
            return f"{where} may name a voice, but it does not stand as the other labels do."
        return f"{where} may name a voice, in the way of “{self.layout}” where the file has “{layout}”."


def doubts(
    chosen: Reading | None,
    others: Sequence[Reading],
    views: Sequence[View],
    asked: Collection[int] = (),
) -> list[Doubt]:
    """The lines that may be turns of their own beside the reading that the file follows, in order.

    Args:
        chosen: the reading that the file follows, if it follows any.
        others: the other readings.
        views: the lines.
        asked: lines with which a question without label begins.
    """
    if chosen is None:
        return _without_layout(others, views)
    mine = {m.line: Doubt(m, chosen.layout.id) for m in chosen.loose}
    if chosen.front != Front.CHAT.value:
        taken = {n for m in chosen.marks for n in range(m.begin, m.line + (2 if m.alone else 1))}
        for other in others:
            for doubt in _beside(chosen, other, taken, views):
                mine.setdefault(doubt.mark.line, doubt)
        marks = [*chosen.marks, *(d.mark for d in mine.values())]
        for mark in odd_lines(marks, views, asked, lower_words(views)):
            mine.setdefault(mark.line, Doubt(mark, chosen.layout.id))
    return [mine[line] for line in sorted(mine)]


def _beside(chosen: Reading, other: Reading, taken: set[int], views: Sequence[View]) -> list[Doubt]:
    """Marks of another layout on lines that the chosen one leaves unmarked, where they name somebody."""
    if other.layout.id in {TIME_AND_NAME, chosen.layout.id}:
        return []
    seats = {seat(m.label or "") for m in chosen.marks}
    first = chosen.marks[0].begin
    free = [m for m in (*other.marks, *other.loose, *other.weak) if m.line not in taken]
    before = [m for m in other.marks if m.line < first]
    again = {
        seat(m.label or "")
        for m in before
        if sum(seat(m.label or "") == seat(b.label or "") for b in before[:50]) > 1
    }
    close = other.stands and len([m for m in free if m.line > first]) > len(chosen.marks) * _CLOSE
    found = []
    for mark in free:
        own = seat(mark.label or "")
        if mark.line < first:
            named = own in again
        else:
            named = (
                own in seats or (close and mark in other.marks) or _is_somebody(mark, other.layout.id, views)
            )
        if named:
            found.append(Doubt(mark, other.layout.id))
    return found


def _is_somebody(mark: Mark, layout: str, views: Sequence[View]) -> bool:
    """Whether a mark of another layout, on a line between, surely names somebody."""
    label = mark.label or ""
    if not is_plausible(label) or layout == "table of turns":
        return False
    if layout in _OF_LINE and not (views[mark.begin].parted and mark.where is Where.NOWHERE):
        return False
    if look_of(label) is Look.KNOWN:
        return len(seat(label)) > _CODE_LETTERS and layout not in _ENUMERATING and bool(mark.rest)
    return look_of(label) is Look.PERSON and layout not in _ENUMERATING


def _without_layout(others: Sequence[Reading], views: Sequence[View]) -> list[Doubt]:
    """Lines of a file that follows no layout: labels that no second one confirms, and somebody in between."""
    for other in others:
        several = sorted((*other.marks, *other.loose), key=lambda m: m.line)
        if len(several) > 1:
            return [Doubt(m, other.layout.id) for m in several]
    first = next((n for n, v in enumerate(views) if not v.blank), 0)
    alone = [Doubt(m, r.layout.id) for r in others for m in (*r.marks, *r.loose, *r.weak) if m.line > first]
    return [d for d in alone if sentence(d.mark.rest) and _is_somebody(d.mark, d.layout, views)][:_MOST]


def sentences(doubted: Sequence[Doubt], layout: str) -> tuple[str, ...]:
    """The doubts as sentences, the first of them one by one, the others counted."""
    lines = [d.sentence(layout) for d in doubted[:_MOST]]
    if len(doubted) > _MOST:
        lines.append(f"{len(doubted) - _MOST} more lines are as doubtful.")
    return tuple(lines)
