"""The sets that are measured on: what lies in a folder, the bundled collection, the held-out interviews.

Of a set that our models were trained on, only the part is read that training never sees
(``bench.train.split``). Long sets are cut to a seeded sample. Gold of news marks names, places and bodies
only, so that a date that is rightly masked counts there as one word too many.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.demo.collection import lines
from bench.deid.document import Document, document, read
from bench.deid.lowered import lowered
from bench.deid.markup import COMPILED
from bench.train.corpora import SOURCES
from bench.train.split import part

SEED = 11


@dataclass(frozen=True, slots=True)
class Texts:
    """One set: its name in the table, where its texts come from, and the texts."""

    name: str
    note: str
    documents: tuple[Document, ...]

    @property
    def words(self) -> int:
        """Words between blanks."""
        return sum(len(d.text.split()) for d in self.documents)


def _trained_on() -> frozenset[str]:
    return frozenset(source.file for sources in SOURCES.values() for source in sources)


def from_folder(folder: Path, sample: int) -> Iterator[Texts]:
    """Every marked file of a folder; of one that models learn from, the part that they never see."""
    for file in sorted(folder.glob("*.jsonl")):
        ours = file.name in _trained_on()
        found = list(read(file, _aside if ours else lambda _: True))
        note = "the part kept from training" if ours else "nothing of it is trained on"
        yield Texts(file.stem, note, sampled(found, sample))


def _aside(name: str) -> bool:
    return part(name) == "test"


def sampled(found: list[Document], most: int) -> tuple[Document, ...]:
    """At most so many documents, the same ones each time, in their order."""
    if len(found) <= most:
        return tuple(found)
    draw = random.Random(SEED)  # noqa: S311 - a bench draws the same sample each time
    return tuple(found[at] for at in sorted(draw.sample(range(len(found)), most)))


def collection() -> Iterator[Texts]:
    """The bundled collection: English, the other languages, and both with what the consent records know."""
    known = _known()
    rows = [json.loads(line) for line in lines("identifiers")]
    plain = [document(row) for row in rows]
    names = [row["file"].rsplit("/", 1)[-1] for row in rows]
    told = [replace(d, known=known.get(n, ())) for d, n in zip(plain, names, strict=True)]
    yield from halves("collection", "bundled; totals seen while building", plain)
    yield from halves("collection-known", "bundled, names on the consent records given to ours", told)


def _known() -> dict[str, tuple[str, ...]]:
    """What the consent records know of the people of each source file."""
    found: dict[str, dict[str, None]] = {}
    for row in map(json.loads, lines("consents")):
        identity = row.get("identity", {})
        names = [n for kind in ("names", "nicknames", "relatives") for n in identity.get(kind, ())]
        for voice in row.get("voices", ()):
            found.setdefault(voice["source"], {}).update(dict.fromkeys(names))
    return {source: tuple(names) for source, names in found.items()}


def interviews(chosen: str) -> Iterator[Texts]:
    """The held-out interviews, as written and as speech recognisers do; ``chosen`` is a part or "all"."""
    with COMPILED.open(encoding="utf-8") as rows:
        found = [document(json.loads(row)) for row in rows]
    found = [d for d in found if chosen in {d.part, "all"}]
    note = f"written blind, part: {chosen}"
    yield from halves("interviews", note, found)
    yield from halves("interviews-lower", f"{note}; lower-cased, no punctuation", map(lowered, found))


def halves(name: str, note: str, found: Iterable[Document]) -> Iterator[Texts]:
    """English texts, and those of the other languages with the mixed and romanised ones."""
    every = list(found)
    yield Texts(f"{name}-en", note, tuple(d for d in every if d.group == "en"))
    yield Texts(f"{name}-other", note, tuple(d for d in every if d.group != "en"))


def sets(folder: Path | None, chosen: str, sample: int, names: Iterable[str] = ()) -> list[Texts]:
    """Every set that is there and not empty; ``names`` begin those that are wanted, none means all."""
    every = [*interviews(chosen), *collection(), *(from_folder(folder, sample) if folder else ())]
    wanted = tuple(names)
    return [t for t in every if t.documents and (not wanted or t.name.startswith(wanted))]
