"""What a line begins with that may be a label, in any of the ways that are known, and in ways that are not.

Looser than any layout: asked only of lines that stand out from a regular file. It reports a shape, and
decides nothing: a sentence may begin so too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from archive.ingest.transcript.label_looks import Look, look_of
from archive.ingest.transcript.label_words import SAID, fold_label
from archive.ingest.transcript.labels import bare, is_field, is_known, is_note, is_plausible, is_remark
from archive.ingest.transcript.signs import SIGN
from archive.ingest.transcript.stamps import Front, front, is_time
from archive.ingest.transcript.views import View

_COLON = regex.compile(r"(?P<label>[^\s:][^:\n]{0,79}?)[ \t]*(?<!\d(?=:\d)):{1,2}[ \t]*(?!/)")
_SIGNED = regex.compile(
    rf"(?P<label>[^\s\p{{P}}\p{{S}}].{{0,58}}?)(?:\s*(?P<sign>{SIGN})\s+|\s*[=|~;\u00bb\u2192\u21d2]|\s*\t\s*|\s+{SIGN})(?=\S)",
    regex.V1,
)
_BRACKETED = regex.compile(
    r"(?P<open>[\[{<(])(?P<label>[^\[\]{}<>()\n]{1,60}(?:\([^()]{0,40}\))?)[\]}>)]\s*:?\s*"
)
_CAPITALS = regex.compile(
    r"(?P<label>\p{Lu}[\p{Lu}\p{M}'’\-]{2,}(?:\s+\p{Lu}[\p{Lu}\p{M}.'’\-]+){0,3})\s+(?=\p{Lu}(?:\p{Ll}|\s|['’]))"
)
_ASIDE = regex.compile(
    r"(?P<label>(?:\p{Lu}[\p{L}\p{M}]*\s+){1,3}|(?:\p{Lo}[\p{L}\p{M}]*\s+){1,2})\((?P<aside>[^()]{1,40})\)\s*(?=\p{Lu}|\p{Lo})"
)
_POINTED = regex.compile(r"(?P<label>[^\W\d_]{1,4}[ .]?\d{0,3})[.)]\s+(?=\S)")
_ENDS = regex.compile(r"[.!?…\u0964\u0965]")
_UNCERTAIN = regex.compile(r"[^\s?]{0,8}\?{1,3}$")
_MOST_WORDS = 10
_NAME_WORDS = 4
_UNCASED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Beginning:
    """A label, the column of the words behind it, and those words.

    ``certain`` says that the shape is a label's whatever the label looks like.
    """

    label: str = field(repr=False)
    body: int
    rest: str = field(repr=False)
    certain: bool = False


def beginning(view: View) -> Beginning | None:
    """What a line begins with that may be a label; ``None`` where it begins like prose."""
    if view.bold is not None and view.bold.start <= view.begin + 3:
        label = view.text[max(view.begin, view.bold.start) : view.bold.stop].strip(" *_:")
        return _at(view, view.bold.stop, label, certain=True) if is_plausible(label) else None
    return next((found for read in _READERS if (found := read(view)) is not None), None)


def goes_on(rest: str) -> bool:
    """Whether words go on a sentence or are an entry: a small letter or a number first, and no time."""
    return rest[:1].islower() or (rest[:1].isdigit() and front(rest).front is Front.NOTHING)


def _at(view: View, body: int, label: str, *, certain: bool = False) -> Beginning:
    while body < len(view.text) and view.text[body] in " \t:*":
        body += 1
    return Beginning(" ".join(label.split()), body, view.text[body:].strip(), certain)


def _colon(view: View) -> Beginning | None:
    """``eve: words``, ``Eve:words``, ``R?: words``, ``the old woman who came by: Words``."""
    match = _COLON.match(view.head(), view.begin)
    if match is None:
        return None
    label, rest = match["label"].strip(), view.text[match.end() :].strip()
    words = label.split()
    if _UNCERTAIN.match(label):
        return _at(view, match.end(), label, certain=True)
    if _ENDS.search(label[:-1]) and not is_plausible(label):
        return None
    if is_field(label) or is_note(label) or fold_label(words[-1]) in SAID or is_time(label):
        return None
    cased = any(c.islower() or c.isupper() for c in label)
    few = len(words) <= (_MOST_WORDS if cased else _UNCASED_WORDS)
    certain = len(words) == 1 or (few and not goes_on(rest))
    return _at(view, match.end(), label, certain=certain) if few else None


def _bracketed(view: View) -> Beginning | None:
    """``[Eve] words``, ``<Eve> words``, ``(Eve) words``."""
    match = _BRACKETED.match(view.head(), view.begin)
    if match is None or is_time(match["label"]) or is_remark(match["label"]):
        return None
    label = match["label"].strip()
    if not is_plausible(label) or is_note(label):
        return None
    one = match["open"] != "(" and len(label.split()) == 1
    return _at(view, match.end(), label, certain=one)


def _signed(view: View) -> Beginning | None:
    """``Eve - words``, ``Eve | words``, ``Eve; words``: any sign that ends no sentence."""
    match = _SIGNED.match(view.head(), view.begin)
    if match is None or len(match["label"].split()) > _NAME_WORDS or not is_plausible(match["label"]):
        return None
    rest = view.text[match.end() :].strip()
    if match["sign"] == ":":
        return None
    again = bare(rest.split()[0]).casefold() == bare(match["label"]).casefold()
    tab = "\t" in view.text[match.end("label") : match.end()]
    return None if again else _at(view, match.end(), match["label"], certain=tab)


def _capitals(view: View) -> Beginning | None:
    """``EVE Words``."""
    match = _CAPITALS.match(view.head(), view.begin)
    return _at(view, match.end(), match["label"], certain=True) if match else None


def _aside(view: View) -> Beginning | None:
    """``Eve (neighbour) Words``."""
    match = _ASIDE.match(view.head(), view.begin)
    if match is None or is_remark(match["aside"]):
        return None
    return _at(view, match.end(), f"{match['label'].strip()} ({match['aside']})")


def _pointed(view: View) -> Beginning | None:
    """``Q. words``, ``A) words``: a code that asks or answers. Small letters count a list."""
    match = _POINTED.match(view.head(), view.begin)
    if match is None or not is_known(match["label"]) or match["label"][0].islower():
        return None
    return _at(view, match.end(), match["label"]) if look_of(match["label"]) is Look.KNOWN else None


_READERS: tuple[Callable[[View], Beginning | None], ...] = (
    _bracketed,
    _pointed,
    _colon,
    _aside,
    _signed,
    _capitals,
)
