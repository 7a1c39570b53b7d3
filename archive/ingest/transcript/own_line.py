"""Candidate marks whose label has a line to itself, the words below; and names that stand after a time.

A line of its own is a label only by what stands round it: words below, a time beside, a mark of a heading,
bold type. Whether the file follows that way is decided over the whole file in ``readings``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.ingest.transcript.conventions import Mark, Where
from archive.ingest.transcript.labels import is_plausible, is_remark
from archive.ingest.transcript.stamps import Front
from archive.ingest.transcript.views import View

_COLON = re.compile(r":(?!\d)")
_MOST_LETTERS = 60
_MOST_WORDS = 6
_ENDS = tuple('.?!,;:…\u0964\u0965"”')
_NAME_WORDS = 4
_SHARE = 0.8
_NAMED_SHARE = 0.6
_DOUBTED_SHARE = 0.25
_DASHES = " -–—|·•,@\t"


def own_lines(views: Sequence[View]) -> list[Mark]:
    """Every line that may be a label by itself."""
    marks = []
    for number, view in enumerate(views):
        mark = _own(number, view, views) if view.open and not view.only_time else None
        if mark:
            marks.append(mark)
    return marks


def headings(marks: Sequence[Mark], views: Sequence[View]) -> list[Mark]:
    """Of these, ``### Name``, with a time or without."""
    return [m for m in marks if views[m.line].heading]


def bold_lines(own: Sequence[Mark], views: Sequence[View]) -> list[Mark]:
    """Of these, names in bold with the words in plain type below."""
    marks = []
    for mark in own:
        view, below = views[mark.line], views[min(mark.line + 1, len(views) - 1)]
        marked = view.bold is not None and not view.text[view.bold.stop :].strip(" *_:")
        if (view.typed_bold and not below.typed_bold) or (marked and not view.heading):
            marks.append(mark)
    return marks


def timed_lines(marks: Sequence[Mark], views: Sequence[View]) -> list[Mark]:
    """Of these, ``Name  00:03``, ``00:03 Name``, or with a time on the line above or below the name."""
    return [m for m in marks if m.where is not Where.NOWHERE and not views[m.line].heading]


def plain_lines(marks: Sequence[Mark], views: Sequence[View]) -> list[Mark]:
    """Of these, what has nothing to tell it by but the words directly below."""
    return [m for m in marks if m.where is Where.NOWHERE and not views[m.line].heading]


def _own(number: int, view: View, views: Sequence[View]) -> Mark | None:
    end = view.back.start if view.back and view.back.start > view.begin else len(view.text)
    if end - view.begin > _MOST_LETTERS:
        return None
    label = view.text[view.begin : end].strip(_DASHES + "*_")
    if not label or label.endswith(_ENDS) or len(label.split()) > _MOST_WORDS or label[0] in '([{<"“-•':
        return None
    if not is_plausible(label) or is_remark(label):
        return None
    body = _words_below(number, view, views)
    if body is None:
        return None
    timed = body > number + 1 and views[number + 1].only_time
    where, seconds = _when(view, views, number, timed)
    rest = views[body].text
    gap = view.back.gap if view.back else ("#" * view.text[: view.begin].count("#"))
    column = len(view.text) + (1 + len(views[number + 1].text) if timed else 0)
    return Mark(
        number, column, " ".join(label.split()), seconds, rest, None, gap, True, where, view.front.front.value
    )


def _words_below(number: int, view: View, views: Sequence[View]) -> int | None:
    """The line with which the words begin: below, or past a time or, after a heading, past a blank line."""
    below = number + 1
    set_off = view.heading or view.bold is not None
    if below < len(views) and (views[below].only_time or (set_off and views[below].blank)):
        below += 1
    if below >= len(views) or views[below].blank or not views[below].open:
        return None
    return below


def _when(view: View, views: Sequence[View], number: int, below: bool) -> tuple[Where, float | None]:
    if below:
        return Where.BELOW, views[number + 1].front.seconds
    if view.back and view.back.start > view.begin:
        return Where.AFTER, view.back.seconds
    if view.front.front is not Front.NOTHING:
        return Where.BEFORE, view.front.seconds
    above = views[number - 1] if number else None
    if above and above.only_time:
        return Where.ABOVE, above.front.seconds
    return Where.NOWHERE, None


@dataclass(slots=True)
class _Branch:
    """Words that lines begin with, how often, and how they go on."""

    times: int = 0
    further: dict[str, _Branch] = field(default_factory=dict, repr=False)


def names_after_time(views: Sequence[View]) -> list[Mark]:
    """``0:03 Name words``: nothing parts the name from the words but that the name comes again.

    Learnt from all lines that begin with a time: a name ends where the lines that share it part. A line that
    begins with no name met twice takes as many words as the names have, where those are written as names;
    else it is left to be doubted, with ``late`` -1.
    """
    timed = [(n, v) for n, v in enumerate(views) if v.open and v.front.front in {Front.CLOCK, Front.WRAPPED}]
    filled = sum(not v.blank for v in views)
    told = [(n, v, v.text[v.begin :].split(maxsplit=_NAME_WORDS + 1)) for n, v in timed]
    told = [(n, v, words) for n, v, words in told if len(words) > 1]
    if len(told) < 3 or len(told) < filled * _SHARE:
        return []
    if sum(bool(_COLON.search(v.head(_MOST_LETTERS), v.begin)) for _, v, _ in told) * 2 > len(told):
        return []
    beginnings = [tuple(words[: _NAME_WORDS + 1]) for _, _, words in told]
    names = _names(set(beginnings))
    learnt = sum(_size(words, names) > 0 for words in beginnings) >= len(told) * _NAMED_SHARE
    names = names if learnt else names | _names(beginnings)
    if sum(_size(words, names) > 0 for words in beginnings) < len(told) * _DOUBTED_SHARE:
        return []
    usual = Counter(sorted(map(len, names))).most_common(1)[0][0]
    alike = len(set(map(len, names))) == 1
    marks = []
    for number, view, words in told:
        size = _size(words, names)
        capitals = _capitals(words)
        sure = learnt and (size > 0 or (alike and capitals == usual + 1))
        size = size or min(max(1, capitals - 1 if capitals > 1 else usual), len(words) - 1)
        body = view.begin
        for word in words[:size]:
            body = view.text.index(word, body) + len(word)
        while body < len(view.text) and view.text[body].isspace():
            body += 1
        label = " ".join(words[:size])
        marks.append(
            Mark(
                number, body, label, view.front.seconds, view.text[body:].rstrip(), None, " ", False,
                Where.BEFORE, view.front.front.value, 0 if sure else -1,
            )
        )  # fmt: skip
    return marks


def _size(words: Sequence[str], names: set[tuple[str, ...]]) -> int:
    """How many words of a line are a name; 0 where it begins with none."""
    return next((k for k in range(_NAME_WORDS, 0, -1) if tuple(words[:k]) in names), 0)


def _names(beginnings: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Beginnings that at least two different lines share, each as far as most of those lines agree."""
    root = _Branch()
    for words in beginnings:
        node = root
        for word in words[:_NAME_WORDS]:
            node = node.further.setdefault(word, _Branch())
            node.times += 1
    names: set[tuple[str, ...]] = set()
    waiting: list[tuple[tuple[str, ...], _Branch]] = [((w,), b) for w, b in root.further.items()]
    while waiting:
        words, node = waiting.pop()
        if node.times < 2 or not any(map(str.isalpha, words[-1])):
            continue
        again = [(w, b) for w, b in node.further.items() if b.times > 1 and _may_go_on(words, w)]
        if len(words) < _NAME_WORDS and sum(b.times for _, b in again) >= node.times * _SHARE:
            waiting += [((*words, w), b) for w, b in again]
        elif not words[0][0].islower():
            names.add(words)
    return names


def _may_go_on(words: tuple[str, ...], word: str) -> bool:
    """Whether a word may belong to a name: no sign in it, a capital where the name has them."""
    if any(not (c.isalnum() or c in "-'’." or not c.isascii()) for c in word):
        return False
    return not words[0][0].isupper() or word[0].isupper() or len(word) <= 3


def _capitals(words: Sequence[str]) -> int:
    """How many words in a row begin with a capital: a name's, and the first of a sentence.

    None where a word of a script without capitals ends the row: it may be the sentence's first.
    """
    count = 0
    for word in words:
        if not word[0].isupper():
            return count if word[0].islower() else 0
        count += 1
        if not word[-1].isalnum():
            break
    return count
