"""Reads the bundled collection as it lies in the installed package, and moves its days to the present.

The consents of the collection end on certain days. Left alone, the demonstration would fall silent year by
year as they end, so every date of a consent is moved by the days between ``AS_OF`` and today.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from archive.ingest import SUPPORTED
from archive.review.judgements import Judgement, judgement
from consent.files import records_from
from consent.record import ConsentRecord, Grant

AS_OF = date(2025, 11, 20)
"""The day on which the collection is meant to be looked at."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the collection and the project it belongs to."""

    path: str
    name: str
    project: str
    content: bytes


Document = tuple[str, str]
"""A document of the collection: the path of its file, and which part of the file it is (empty: all of it)."""


@dataclass(frozen=True, slots=True)
class GoldReview:
    """What a steward should decide about a document; ``id`` is the document's in the other files."""

    id: str
    document: Document
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words of a document that should be released; offsets count in code points of the testimony."""

    document: Document
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldTag:
    """Codes that should be put on words of a document; offsets count in code points of the testimony."""

    id: str
    turn: int
    start: int
    end: int
    codes: tuple[str, ...]


def _root() -> Traversable:
    return files("archive.demo") / "collection"


def lines(name: str) -> list[str]:
    """The lines of one of the JSONL files beside the collection, each a JSON object."""
    text = (_root() / f"{name}.jsonl").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def reviews() -> list[GoldReview]:
    """What a steward should decide, document by document."""
    rows = map(json.loads, lines("review"))
    return [GoldReview(row["id"], _document(row), judgement(row)) for row in rows]


def quotes() -> list[GoldQuote]:
    """What should be released."""
    rows = map(json.loads, lines("quotes"))
    return [GoldQuote(_document(row), row["turn"], row["start"], row["end"]) for row in rows]


def tags() -> list[GoldTag]:
    """What a researcher should code."""
    rows = map(json.loads, lines("tags"))
    return [
        GoldTag(row["id"], row["turn"], row["start"], row["end"], (*row["targets"], *row["drivers"]))
        for row in rows
    ]


def _document(row: Mapping[str, str]) -> Document:
    return row["file"], row.get("part", "")


def consents(now: datetime) -> list[ConsentRecord]:
    """Every consent of the collection, moved to the present."""
    content = (_root() / "consents.jsonl").read_bytes()
    intake = records_from("consents.jsonl", content, project="demo", recorded_at=now)
    by = now.date() - AS_OF
    return [_moved(record, by) for record in intake.records]


def _moved(record: ConsentRecord, by: timedelta) -> ConsentRecord:
    return replace(
        record,
        collected_at=_plus(record.collected_at, by),
        review_due=_plus(record.review_due, by),
        born=_plus(record.born, by),
        grants=tuple(_moved_grant(g, by) for g in record.grants),
    )


def _moved_grant(grant: Grant, by: timedelta) -> Grant:
    return replace(
        grant,
        valid_from=_plus(grant.valid_from, by),
        valid_until=_plus(grant.valid_until, by),
        embargo_until=_plus(grant.embargo_until, by),
    )


def _plus(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by


def sources(records: list[ConsentRecord], countries: Collection[str] | None = None) -> Iterator[SourceFile]:
    """The files in order; a file that no consent names goes with the others of its country.

    ``countries`` are names of folders, all of them if ``None``.
    """
    owner = {voice.source: record.project for record in records for voice in record.voices}
    for country in sorted(c.name for c in _root().iterdir() if c.is_dir()):
        if countries is not None and country not in countries:
            continue
        folder = _root() / country
        listing = sorted((f for f in folder.iterdir() if _suffix(f.name) in SUPPORTED), key=lambda f: f.name)
        usual = Counter(owner[f.name] for f in listing if f.name in owner).most_common(1)[0][0]
        for each in listing:
            project = owner.get(each.name, usual)
            yield SourceFile(f"{country}/{each.name}", each.name, project, each.read_bytes())


def _suffix(name: str) -> str:
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
