"""Signs that part a label from words where no other layout knows them: ``Name = words``, ``Name; words``.

The sign is learnt from the file: it stands behind short labels that come again, in most of its lines or
blocks. A sign of sentences (a comma, a full stop, a bracket, a quotation mark) is never learnt. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from archive.ingest.transcript.conventions import Mark
from archive.ingest.transcript.labels import is_plausible, seat
from archive.ingest.transcript.same_line import mark_at
from archive.ingest.transcript.stamps import is_time
from archive.ingest.transcript.views import View

_SENTENCE = r"""[.,?!'"()\[\]{}\u0964\u0965\u2026\u201c\u201d\u2018\u2019\u201e\u00ab\u00bf\u00a1]"""
SIGN = rf"[[\p{{P}}\p{{S}}]--{_SENTENCE}]{{1,3}}"
"""One to three signs in a row that may part a label from words."""
_PARTED = regex.compile(
    rf"(?P<label>[^\s\p{{P}}\p{{S}}].{{0,48}}?)"
    rf"(?:\s*(?P<sign>{SIGN})\s+|\s*(?P<close>[=|~;\u00bb\u2192\u21d2]))(?=\S)",
    regex.V1,
)
_REACH = 80
_MOST_WORDS = 4
_SHARE = 0.4
_NEARLY_ALL = 0.8


def signed(views: Sequence[View]) -> list[Mark]:
    """The marks of the sign that most lines or blocks have behind a label; none where no sign has them."""
    by_sign: dict[str, list[Mark]] = {}
    for number, view in enumerate(views):
        mark = _read(number, view) if view.open else None
        if mark:
            by_sign.setdefault(mark.gap, []).append(mark)
    if not by_sign:
        return []
    best = max(by_sign.values(), key=len)
    return best if _carries(best, views) else []


def _read(number: int, view: View) -> Mark | None:
    match = _PARTED.match(view.head(_REACH), view.begin)
    sign = (match["sign"] or match["close"]) if match else ""
    if match is None or sign == ":" or is_time(view.text[match.end() :]):
        return None
    if len(match["label"].split()) > _MOST_WORDS or not is_plausible(match["label"]):
        return None
    return mark_at(number, view, match.end(), match["label"], sign)


def _carries(marks: Sequence[Mark], views: Sequence[View]) -> bool:
    """Whether the sign stands in enough lines or blocks, behind two labels, one of which comes again."""
    seats = Counter(seat(m.label or "") for m in marks)
    lines = [n for n, v in enumerate(views) if v.open and not v.blank]
    blocks = [n for n in lines if views[n].parted]
    at = {m.line for m in marks}
    among = blocks if 1 < len(blocks) < len(lines) else lines
    share = sum(n in at for n in among) / len(among)
    again = max(seats.values()) > 1
    return len(seats) > 1 and share >= (_SHARE if again else _NEARLY_ALL)
