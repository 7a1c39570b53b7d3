"""Candidate marks whose label stands on one line with words or a separator, read in one view at a time.

``Name: words``, ``Q. words``, ``Q) words``, ``[Name] words``, ``Name – words``, ``Name<tab>words``,
``**Name** words``. Each reader gives a mark or nothing; none looks at another line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.label_looks import sender_in
from archive.ingest.transcript.labels import is_known
from archive.ingest.transcript.stamps import TIME, Front, front, is_time, seconds_of
from archive.ingest.transcript.views import View

_COLON = re.compile(
    rf"(?P<label>[#@]{{0,2}}[^\s:\t][^:\t]{{0,59}}?)(?:[ ,]+(?P<after>{TIME}))?[ \t]*:"
    r"(?P<close>[-–]?)(?P<gap>\s*)"
)
_UNCLOSED = re.compile(r"[#@]*[\[({<][^\])}>]*$")
_POINT = re.compile(r"(?P<label>[^\W\d_]{1,4}[ .]?\d{0,3})(?P<sign>[.)])(?P<gap>\s+)(?=\S)")
_BRACKETED = re.compile(
    r"(?P<open>[\[{<(])(?P<label>[^\[\]{}<>()\n]{1,60}(?:\([^()]{0,40}\))?)[\]}>)]:?(?P<gap>\s+|$)"
)
_BAR = re.compile(
    r"(?P<label>[^\s\-–—|»›~:\t>][^–—|»›~:\t]{0,50}?)(?P<gap>\s+(?:[-–—|»›~]|--|>>|=>|->)\s+|—\s*|–\s+)(?=\S)"
)
_BAR_SIGN = re.compile("[-–—|»›~>]")
_NUMERIC = re.compile(r"\s*[\d.,:\-]*\s*$")

Reader = Callable[[int, View], Mark | None]


@dataclass(frozen=True, slots=True)
class _Behind:
    """The time behind a label: where, its second, and the column of its end where it may be words."""

    where: Where = Where.NOWHERE
    seconds: float | None = None
    late: int = 0


_NONE_BEHIND = _Behind()


def colon(number: int, view: View) -> Mark | None:
    """``R: text``, ``#Name: text``, ``Speaker 1 00:13: text``, ``From Name : text``, words below too."""
    head = view.head()
    match = _COLON.match(head, view.begin) if ":" in head else None
    if not match or _UNCLOSED.match(match["label"]):
        return None
    label = sender_in(match["label"]) if view.front.front is Front.CLOCK else match["label"]
    rest = view.text[match.end() :].rstrip()
    glued = bool(rest) and not match["gap"]
    if glued and (rest[0] in "/\\:" or (rest[0].isdigit() and match["label"][-1].isdigit())):
        return None
    behind = front(view.text, match.end()) if rest else None
    timed = behind is not None and behind.front in {Front.WRAPPED, Front.CLOCK}
    body = behind.end if behind and behind.front is Front.WRAPPED else match.end()
    stamp = seconds_of(match["after"]) if match["after"] else behind.seconds if behind and timed else None
    where = Where.AFTER if match["after"] or timed else Where.NOWHERE
    late = behind.end if behind and timed else 0
    return mark_at(number, view, body, label, match["gap"], _Behind(where, stamp, late))


def dot(number: int, view: View) -> Mark | None:
    """``Q.  text``: a known code, a full stop."""
    return _pointed(number, view, ".")


def parenthesis(number: int, view: View) -> Mark | None:
    """``Q) text``."""
    return _pointed(number, view, ")")


def _pointed(number: int, view: View, sign: str) -> Mark | None:
    match = _POINT.match(view.head(), view.begin)
    if not match or match["sign"] != sign or not is_known(match["label"]):
        return None
    return mark_at(number, view, match.end(), match["label"], match["gap"])


def bracketed(opening: str) -> Reader:
    """``[Name] text``, ``{Name} text``, ``[Name] 00:03`` with the words below."""

    def read(number: int, view: View) -> Mark | None:
        if not view.text.startswith(opening, view.begin):
            return None
        match = _BRACKETED.match(view.head(), view.begin)
        if not match or is_time(match["label"]):
            return None
        behind = front(view.text, match.end())
        timed = behind.front in {Front.WRAPPED, Front.CLOCK}
        body = behind.end if timed else match.end()
        if not view.text[body:].strip() and not timed:
            return None
        stamp = _Behind(Where.AFTER, behind.seconds) if timed else _NONE_BEHIND
        return mark_at(number, view, body, match["label"], match["gap"][:1], stamp)

    return read


def barred(number: int, view: View) -> Mark | None:
    """``Name – text``, ``Name | text``."""
    head = view.head(80)
    match = _BAR.match(head, view.begin) if _BAR_SIGN.search(head, view.begin) else None
    if not match or is_time(view.text[match.end() :]):
        return None
    return mark_at(number, view, match.end(), match["label"], match["gap"].strip() or " ")


def columns(number: int, view: View) -> Mark | None:
    """``Name<tab>text``, with numbers, times and empty columns before the label and behind it."""
    if "\t" not in view.text:
        return None
    starts, column = [], view.number
    cells = view.text[view.number :].split("\t")
    for cell in cells:
        starts.append(column)
        column += len(cell) + 1
    told = [n for n, cell in enumerate(cells) if not _NUMERIC.match(cell) and not is_time(cell)]
    if len(told) < 2:
        return None
    at = told[0]
    numbers = [n for n in range(at + 1, len(cells) - 1) if cells[n].strip() and n not in told]
    words = next((n for n in told[1:] if not numbers or n > numbers[-1]), told[-1])
    times = [c for c in (*cells[:at], *cells[at + 1 : words]) if is_time(c)]
    label = cells[at].strip().rstrip(": ")
    if not label or (at > 0 and not any(c.strip() for c in cells[:at])):
        return None
    body = starts[words] + len(cells[words]) - len(cells[words].lstrip())
    where = Where.AFTER if numbers else Where.BEFORE if at else Where.NOWHERE
    stamp = seconds_of(times[0]) if times else view.front.seconds
    return Mark(number, body, _tidy(label), stamp, view.text[body:].rstrip(), gap="\t", where=where)


def bold(number: int, view: View) -> Mark | None:
    """``**Name** text``: a few words in bold at the head of a line, no other sign."""
    if view.bold is None or view.bold.start > view.begin + 3:
        return None
    label = view.text[max(view.begin, view.bold.start) : view.bold.stop]
    rest = view.text[view.bold.stop :].strip()
    if not label.strip() or label.rstrip().endswith(":") or rest[:1] == ":" or not rest:
        return None
    behind = front(view.text, view.bold.stop)
    timed = behind.front in {Front.WRAPPED, Front.CLOCK}
    body = behind.end if timed else view.bold.stop
    stamp = _Behind(Where.AFTER, behind.seconds) if timed else _NONE_BEHIND
    return mark_at(number, view, body, label, "bold", stamp)


def mark_at(number: int, view: View, body: int, label: str, gap: str, behind: _Behind = _NONE_BEHIND) -> Mark:
    """A mark whose time is the one behind the label, else the one in front of it."""
    where = behind.where
    if where is Where.NOWHERE and view.front.front is not Front.NOTHING:
        where = Where.BEFORE
    while body < len(view.text) and view.text[body].isspace():
        body += 1
    rest = view.text[body:].rstrip()
    return Mark(
        line=number,
        body=body,
        label=_tidy(label),
        seconds=view.front.seconds if behind.seconds is None else behind.seconds,
        rest=rest,
        gap=gap,
        alone=not rest,
        where=where,
        front=view.front.front.value,
        late=behind.late,
    )


def _tidy(label: str) -> str:
    """A label on one line with single blanks, without what only wrapped it."""
    return " ".join(label.split()).strip(" *_")
