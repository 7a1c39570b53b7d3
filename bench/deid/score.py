"""Counting what a de-identifier masks, and how sure the counts are.

The measures have the names of the Text Anonymization Benchmark (Pilán et al. 2022, Computational
Linguistics 48(4)) where it has one. A token is a run of letters, digits and combining marks. A mention is
masked if every token of it is; a closed-class word inside it need not be. An entity is masked if all of
its mentions are. A masked token is right if a mention touches it, because the mark of a Bangla or Hindi
name ends before its case suffix. Intervals are 95 % bootstrap intervals over documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import regex

from bench.deid.document import Document, Mention

Marks = Sequence[tuple[int, int]]
ROUNDS = 1000
_TOKEN = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_CLOSED = frozenset(
    {
        *("a", "an", "the", "this", "that", "no", "s", "mr", "mrs", "ms", "about", "after", "at", "before"),
        *(
            "between",
            "by",
            "during",
            "for",
            "from",
            "in",
            "of",
            "on",
            "since",
            "to",
            "under",
            "until",
            "with",
        ),
        *("and", "but", "or"),
    }
)
SHARES = {
    "direct": ("direct full", "direct n"),
    "quasi": ("quasi full", "quasi n"),
    "quasi or flagged": ("quasi seen", "quasi n"),
    "direct entities": ("direct entity full", "direct entity n"),
    "quasi entities": ("quasi entity full", "quasi entity n"),
    "token recall": ("token full", "token n"),
    "token precision": ("right", "masked"),
    "clean documents": ("clean", "with direct"),
    "over-masked": ("over", "outside"),
    "flagged beside": ("flagged outside", "outside"),
}
"""Each measure as what is counted over what it is a share of."""


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Places of the tokens of a stretch."""
    return (found.span() for found in _TOKEN.finditer(text, start, len(text) if end is None else end))


def _asked(text: str, mention: Mention) -> list[tuple[int, int]]:
    """The tokens of a mention that must be masked: without closed-class words, unless it has no others."""
    every = list(tokens(text, mention.start, mention.end))
    return [(a, b) for a, b in every if text[a:b].casefold() not in _CLOSED] or every


def _mask(marks: Iterable[tuple[int, int]], length: int) -> bytearray:
    mask = bytearray(length)
    for start, end in marks:
        start, end = max(0, start), min(length, end)
        mask[start:end] = b"\1" * (end - start)
    return mask


def count(document: Document, found: Marks, flagged: Marks = ()) -> Counter[str]:
    """The counts of one document; ``found`` is masked, ``flagged`` is shown to a reviewer."""
    text, tally = document.text, Counter[str]()
    mask = _mask(found, len(text))
    seen = _mask([*found, *flagged], len(text))
    _mentions(document, mask, seen, tally)
    gold = _mask([(m.start, m.end) for m in document.mentions], len(text))
    free = _mask(document.free, len(text))
    for a, b in tokens(text):
        inside = [at for at in range(a, b) if gold[at]]
        masked = all(mask[at] for at in inside or range(a, b))
        outside = not inside and not any(free[a:b])
        tally["masked"] += masked
        tally["right"] += masked and bool(inside)
        tally["outside"] += outside
        tally["over"] += masked and outside
        tally["flagged outside"] += outside and not masked and all(seen[a:b])
    tally["with direct"] = int(tally["direct n"] > 0)
    tally["clean"] = int(0 < tally["direct n"] == tally["direct full"])
    return tally


def _mentions(document: Document, mask: bytearray, seen: bytearray, tally: Counter[str]) -> None:
    """Mentions and entities of both classes and of each type."""
    whole: dict[tuple[str, str], tuple[str, bool]] = {}
    for mention in document.mentions:
        asked = _asked(document.text, mention)
        done = [all(mask[a:b]) for a, b in asked]
        kind = "direct" if mention.direct else "quasi"
        full = all(done)
        for name in (kind, f"type {mention.type}"):
            tally[f"{name} n"] += 1
            tally[f"{name} full"] += full
        tally[f"{kind} seen"] += all(all(seen[a:b]) for a, b in asked)
        tally["token n"] += len(done)
        tally["token full"] += sum(done)
        surface = document.text[mention.start : mention.end].casefold()
        key = ("", mention.entity) if mention.entity else (mention.type, surface)
        before = whole.get(key, (kind, True))
        whole[key] = ("direct" if "direct" in {kind, before[0]} else kind, full and before[1])
    for kind, full in whole.values():
        tally[f"{kind} entity n"] += 1
        tally[f"{kind} entity full"] += full


def shares(counts: Sequence[Counter[str]], rounds: int = ROUNDS) -> dict[str, tuple[float, float, float]]:
    """Each measure with its interval; one whose base is nothing is left out. By type: ``type PERSON``."""
    types = sorted(
        {key[:-2] for one in counts for key in one if key.startswith("type ") and key.endswith(" n")}
    )
    wanted = SHARES | {name: (f"{name} full", f"{name} n") for name in types}
    draw = np.random.default_rng(0)
    picked = draw.integers(0, len(counts), size=(rounds, len(counts)))
    out = {}
    for name, (part, base) in wanted.items():
        over = np.array([one[part] for one in counts]), np.array([one[base] for one in counts])
        if not over[1].sum():
            continue
        again = over[0][picked].sum(axis=1), np.maximum(over[1][picked].sum(axis=1), 1)
        low, high = np.quantile(again[0] / again[1], (0.025, 0.975))
        out[name] = (float(over[0].sum() / over[1].sum()), float(low), float(high))
    return out
