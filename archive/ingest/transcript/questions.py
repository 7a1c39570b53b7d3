"""Questions that stand without a label between answers that have one.

Believed only where the file is regular: every answer begins a block, the blocks without a label are single
and come between answers, and most of them end in a question mark. Whose they are is not told by the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.transcript.conventions import Mark
from archive.ingest.transcript.views import View

_ASKS = ("?", "？", "?”", '?"', "?'")
_ENDS = (".", "!", "।", *_ASKS)
_FEW = 2
_SHARE = 0.6


def question_lines(views: Sequence[View], marks: Sequence[Mark]) -> frozenset[int]:
    """The lines with which such questions begin; none where the file does not follow that way."""
    if len(marks) < _FEW or any(m.alone for m in marks):
        return frozenset()
    at = {m.begin for m in marks}
    if not any(v.blank for v in views) or any(not views[n].parted for n in at):
        return frozenset()
    first = marks[0].begin
    blocks = [n for n, v in enumerate(views) if v.parted and not v.blank and v.open]
    inner = [n for n in blocks if n > first and n not in at]
    before = [n for n in blocks if n < first][-1:]
    opening = [n for n in before if _ends_a_sentence(views[n]) and _is_block(views, n)]
    asking = [n for n in (*opening, *inner) if _asks(views[n])]
    if not inner or len(asking) < _FEW or len(asking) < len(inner) * _SHARE or not _single(blocks, at, first):
        return frozenset()
    return frozenset((*opening, *inner))


def _single(blocks: Sequence[int], at: set[int], first: int) -> bool:
    """Whether no two blocks without a label follow each other."""
    later = [n in at for n in blocks if n >= first]
    return all(one or other for one, other in zip(later, later[1:], strict=False))


def _asks(view: View) -> bool:
    return view.text.rstrip()[-2:].endswith(_ASKS)


def _ends_a_sentence(view: View) -> bool:
    return view.text.rstrip()[-2:].endswith(_ENDS)


def _is_block(views: Sequence[View], number: int) -> bool:
    """Whether the line is a block of its own, so no line of a header."""
    return number + 1 < len(views) and views[number + 1].blank
