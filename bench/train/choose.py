"""The thresholds of a model, chosen on development text that it was not fitted to.

Both dials are the most recall at a price: names may cost more of the other words than the remaining types.
What a weak rule found is taken back above a fixed probability.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.model import IdentifierType as T
from archive.redact.crf.fitted_model import Dial, Dials, Model, Settings
from archive.redact.crf.recogniser import Reading, reading
from archive.redact.detect import stretches
from bench.train.corpora import Document
from bench.train.examples import english, labels_of


@dataclass(frozen=True, slots=True)
class Price:
    """Most other words masked as names, as places and bodies, and as the rest; shares of all other words."""

    names: float
    places: float
    others: float


GRID = (
    0.2,
    0.3,
    0.4,
    0.5,
    0.6,
    0.7,
    0.8,
    0.85,
    0.9,
    0.925,
    0.95,
    0.96,
    0.97,
    0.98,
    0.985,
    0.99,
    0.993,
    0.996,
    0.998,
    0.999,
)
"""Thresholds tried."""
WIDEST = Dial(0.996, 0.985, 0.985)
OWN_WIDEST = dict.fromkeys(("en", "ne"), Dial(0.996, 0.985, 0.98))
"""No dial goes beyond: where development text has few of a kind, any threshold looks cheap."""
REVIEWED = {"spoken": Price(0.05, 0.03, 0.02), "written": Price(0.012, 0.008, 0.002)}
RECALL_FIRST = {"spoken": Price(0.09, 0.06, 0.05), "written": Price(0.05, 0.03, 0.015)}
"""What the two dials may cost. An interview is full of identifiers and can bear a little more."""
_SPARING = Price(0.03, 0.02, 0.015)
OWN_RECALL_FIRST = dict.fromkeys(
    ("en", "ne"), {"spoken": Price(0.06, 0.04, 0.04), "written": RECALL_FIRST["written"]}
)
"""In English and Nepali nine names in ten of a text left out are found for less."""
OWN = {
    "bn": {"spoken": REVIEWED["spoken"], "written": Price(0.006, 0.006, 0.002)},
    "ne": {"spoken": _SPARING, "written": Price(0.009, 0.008, 0.002)},
    "hi": {"spoken": REVIEWED["spoken"], "written": Price(0.017, 0.008, 0.002)},
    "en": {"spoken": _SPARING, "written": Price(0.012, 0.02, 0.02)},
}
"""Bangla and Nepali rules cost more beside the model, so that it may cost less. Court cases mark every kind
of identifier, the news sets only names, places, bodies and times."""
DISMISS = {"en": 0.998}
"""Where the model is surer than this, a weak rule is overruled. In English, capitals tell more."""
DISMISS_ELSEWHERE = 0.98
"""On development news in Bangla, Hindi and Nepali what weak rules found above it was right once in twenty."""
DISMISS_PRINT, DISMISS_PRINT_ELSEWHERE = DISMISS, DISMISS_ELSEWHERE
"""The same in print. The written weights have seen the development news, which cannot tell a lower one."""
EVEN, CAREFUL = Dial(0.5, 0.5, 0.5), Dial(0.5, 0.2, 0.2)
_OPEN = Dial(1.01, 1.01, 1.01)
DRAFT = Settings("", Dials(_OPEN, _OPEN), Dials(_OPEN, _OPEN), 1.0, frozenset())
"""Settings under which a model gives every token a type."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as a model read it: token by token the probability of none, the type, the gold label."""

    tokens: tuple[tuple[float, str, str], ...]
    mentions: tuple[tuple[str, tuple[int, ...]], ...]
    """Label and token numbers of every gold mention."""


def read(model: Model, documents: Iterable[Document]) -> list[Read]:
    """Every document as ``model`` (with ``DRAFT`` settings) reads it."""
    return [_read(model, document) for document in documents]


def _read(model: Model, document: Document) -> Read:
    rows: list[tuple[float, str, str]] = []
    places: list[tuple[int, int]] = []
    for stretch in stretches(document.text, None):
        start = stretch.start
        piece = document.text[start : stretch.end]
        found = english(piece) if document.lang == "en" else ()
        here: Reading = reading(model, piece, document.lang, found)
        labels = labels_of(here.cut, start, document.gold)
        words = [any(ch.isalnum() for ch in token.text) for token in here.cut]
        for at, token in enumerate(here.cut):
            if words[at]:
                places.append((token.start + start, token.end + start))
                rows.append((here.outside[at], here.kinds[at], labels[at]))
    mentions = tuple(
        (label, tuple(i for i, (a, b) in enumerate(places) if a < end and b > start))
        for start, end, label in document.gold
    )
    return Read(tuple(rows), mentions)


@dataclass(frozen=True, slots=True)
class Score:
    """What a dial does by itself: names and other mentions fully masked, and other words masked."""

    names: float
    others: float
    over: float
    precision: float


def scored(read: Sequence[Read], dial: Dial) -> Score:
    """The figures of a dial on documents that were read."""
    full = {True: 0, False: 0}
    total = {True: 0, False: 0}
    masked = right = out = 0
    for document in read:
        hit = [dial.masks(p, kind) for p, kind, _ in document.tokens]
        masked += sum(hit)
        right += sum(h and gold != "O" for h, (_, _, gold) in zip(hit, document.tokens, strict=True))
        out += sum(gold == "O" for _, _, gold in document.tokens)
        for label, at in document.mentions:
            total[label == T.PERSON] += 1
            full[label == T.PERSON] += all(hit[i] for i in at)
    return Score(
        _ratio(full[True], total[True]),
        _ratio(full[False], total[False]),
        _ratio(masked - right, out),
        _ratio(right, masked),
    )


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def dials(genres: Mapping[str, Sequence[Read]], price: Mapping[str, Price], widest: Dial = WIDEST) -> Dials:
    """The most recall at the price of each genre; where texts are of one genre, its dial is for all text."""
    chosen = {genre: dial(read, price[genre], widest) for genre, read in genres.items() if read}
    either = next(iter(chosen.values()))
    return Dials(chosen.get("spoken", either), chosen.get("written", either))


def dial(read: Sequence[Read], price: Price, widest: Dial = WIDEST) -> Dial:
    """The most recall at a price of other words masked; with care where the gold has none of a kind."""
    marked = {label for document in read for label, _ in document.mentions}
    rest = marked - {T.PERSON, T.LOC, T.ORG}
    return Dial(
        max(EVEN.names, _most(read, price.names, widest.names, lambda t: Dial(t, 0.0, 0.0))),
        _most(read, price.places, widest.places, lambda t: Dial(0.0, t, 0.0)),
        _most(read, price.others, widest.others, lambda t: Dial(0.0, 0.0, t)) if rest else CAREFUL.others,
    )


def no_narrower(wide: Dials, least: Dials) -> Dials:
    """``wide``, and nowhere below ``least``: who reviews nothing must not be shown more than who reviews."""

    def of(one: Dial, other: Dial) -> Dial:
        return Dial(max(one.names, other.names), max(one.places, other.places), max(one.others, other.others))

    return Dials(of(wide.spoken, least.spoken), of(wide.written, least.written))


def _most(read: Sequence[Read], price: float, widest: float, made: Callable[[float], Dial]) -> float:
    return max((t for t in GRID if t <= widest and scored(read, made(t)).over <= price), default=GRID[0])
