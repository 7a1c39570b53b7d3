"""Lines that begin like somebody's label, though in none of the ways in which their file marks voices.

Asked only where the file is regular: nearly every block, or nearly every line, begins with a label. What does
not, and begins with something like a label, is doubted: another layout's mark, a sign that nothing else has,
a name on a line of its own, a dash, a time. Prose, lists and remarks go on with the turn before them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.label_beginnings import Beginning, beginning, goes_on
from archive.ingest.transcript.label_looks import Look, look_of
from archive.ingest.transcript.label_words import OPENERS, fold_label
from archive.ingest.transcript.labels import bare, is_note
from archive.ingest.transcript.opening import noted, sentence
from archive.ingest.transcript.own_line import own_lines
from archive.ingest.transcript.stamps import Front, is_time
from archive.ingest.transcript.views import View

_REMARK = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>)[.\s]*$")
_MOST_LETTERS = 200
_SHARE = 0.1
_FEW_BLOCKS = 2
_FEW_LINES = 4
_MOST_DASHES = 2
_FEW_WORDS = 2
_DASHES = "-–—•*·"


@dataclass(frozen=True, slots=True)
class _Page:
    """A file beside the marks that it follows: which lines they take, and what stands before their labels."""

    views: Sequence[View] = field(repr=False)
    taken: Collection[int]
    fronts: frozenset[str]
    lower: Callable[[], frozenset[str]]

    def below(self, number: int) -> bool:
        """Whether words without a label stand right below a line."""
        one = number + 1
        return one < len(self.views) and not self.views[one].blank and one not in self.taken


def odd_lines(
    marks: Sequence[Mark],
    views: Sequence[View],
    asked: Collection[int],
    lower: Callable[[], frozenset[str]],
) -> list[Mark]:
    """The lines of a regular file that begin like a label and are none of its marks, in order.

    Args:
        marks: the voices that the file's layout shows, and what fits it loosely.
        views: the lines.
        asked: lines with which a question without label begins.
        lower: the words that the text writes in small letters: what it does is no name.
    """
    taken = {n for m in marks for n in range(m.begin, _words_of(m, views) + 1)} | set(asked)
    page = _Page(views, taken, frozenset(m.front for m in marks), lower)
    places = _unlabelled(marks, page)
    own = {m.line: m for m in own_lines(views)} if places else {}
    odd = [_odd(number, page, own.get(number)) for number in places]
    return [mark for mark in odd if mark is not None]


def _words_of(mark: Mark, views: Sequence[View]) -> int:
    """The line with which the words of a mark begin: below it, where its label stands alone."""
    line = mark.line + 1 if mark.alone else mark.line
    while line < len(views) - 1 and (views[line].blank or views[line].only_time):
        line += 1
    return line


def _unlabelled(marks: Sequence[Mark], page: _Page) -> list[int]:
    """The lines, or else the first lines of blocks, that no mark takes; none where they are many."""
    first = min(m.begin for m in marks)
    lines = [n for n, v in enumerate(page.views) if n > first and v.open and not v.blank]
    deepest = max(page.views[m.line].indent for m in marks)
    lines = [n for n in lines if n not in page.taken]
    beside = [n for n in lines if page.views[n].indent <= deepest]
    spoken = [n for n in beside if not _REMARK.match(page.views[n].text[:_MOST_LETTERS])]
    if len(spoken) <= max(_FEW_LINES, len(marks) * _SHARE):
        return lines
    blocks = [n for n in lines if page.views[n].parted]
    starts = [m for m in marks if page.views[m.begin].parted]
    rare = len(blocks) <= max(_FEW_BLOCKS, len(marks) * _SHARE)
    return blocks if rare and len(starts) * 2 > len(marks) else []


def _odd(number: int, page: _Page, own: Mark | None) -> Mark | None:
    view = page.views[number]
    note = noted(view.text)
    if view.only_time or (note is not None and is_note(note)):
        return None
    if own is not None and _is_own(own, page):
        return own
    start = beginning(view)
    if start is not None and _names(start, page) and _has_words(number, start.rest, page):
        return _mark(number, view, start.body, start.label, start.rest)
    return _without_name(number, page)


def _is_own(own: Mark, page: _Page) -> bool:
    """Whether a line of its own is a label: words without a label stand below it, in its block or later."""
    label, view = own.label or "", page.views[own.line]
    below = own.line + 1
    while below < len(page.views) and (page.views[below].blank or page.views[below].only_time):
        below += 1
    if below in page.taken:
        return False
    if own.where is not Where.NOWHERE or view.heading or view.bold is not None:
        return True
    return look_of(label) is not Look.OTHER and not _is_common(label, page)


def _has_words(number: int, rest: str, page: _Page) -> bool:
    """Whether words follow a label: behind it and more than a remark, or below it and a time at most."""
    if not rest or is_time(rest):
        return page.below(number)
    return not _REMARK.match(rest[:_MOST_LETTERS])


def _names(start: Beginning, page: _Page) -> bool:
    """Whether a beginning may name somebody: its look, how its words begin, and what else the file writes."""
    look = look_of(start.label)
    if start.certain:
        return not _is_common(start.label, page)
    if look is Look.OTHER or _is_common(start.label, page):
        return False
    return look is Look.KNOWN or look is Look.PERSON or not goes_on(start.rest)


def _is_common(label: str, page: _Page) -> bool:
    """Whether a label is a word that opens sentences, or one that the file writes in small letters."""
    words = bare(label).split()
    if not words or look_of(label) is Look.KNOWN:
        return False
    if fold_label(label) in OPENERS:
        return True
    return len(words) == 1 and words[0][0].isupper() and words[0].lower() in page.lower()


def _without_name(number: int, page: _Page) -> Mark | None:
    """A turn that names nobody: a time as before labels, or as before none, or one dash with a sentence."""
    view = page.views[number]
    front, words = view.front.front, view.text[view.begin :].strip()
    if not words or words[0].islower():
        return None
    if front is not Front.NOTHING and (front is not Front.WRAPPED or front.value in page.fronts):
        return _mark(number, view, view.begin, None, words)
    spoken = words.lstrip(_DASHES)
    gap = len(words) - len(spoken)
    if not 0 < gap <= _MOST_DASHES or not spoken[:1].isspace() or _is_listed(number, page):
        return None
    spoken = spoken.strip()
    said = not spoken[0].islower() and (sentence(spoken) or len(spoken.split()) > _FEW_WORDS)
    return _mark(number, view, view.begin + gap, None, spoken) if said else None


def _is_listed(number: int, page: _Page) -> bool:
    """Whether a line with a dash is an item of a list: beside another one, or below a colon."""
    views = page.views
    above = next((views[n].text.strip() for n in range(number - 1, -1, -1) if not views[n].blank), "")
    below = next((views[n].text.strip() for n in range(number + 1, len(views)) if not views[n].blank), "")
    return above.endswith(":") or above[:1] in tuple(_DASHES) or below[:1] in tuple(_DASHES)


def _mark(number: int, view: View, body: int, label: str | None, rest: str) -> Mark:
    return Mark(
        line=number,
        body=body,
        label=label,
        seconds=view.front.seconds,
        rest=rest,
        alone=not rest,
        where=Where.NOWHERE if view.front.front is Front.NOTHING else Where.BEFORE,
        front=view.front.front.value,
    )
