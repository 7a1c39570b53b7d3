"""Reads the bundled collection as it lies in the installed package, and moves its days to the present.

The consents of the collection end on certain days. Left alone, the demonstration would fall silent year by
year as they end, so every date of a consent is moved by the days between ``AS_OF`` and today.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from archive.ingest import SUPPORTED
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


def _root() -> Traversable:
    return files("archive.demo") / "collection"


def lines(name: str) -> list[dict[str, Any]]:
    """One of the JSONL files beside the collection."""
    text = (_root() / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


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
        found = sorted((f for f in folder.iterdir() if _suffix(f.name) in SUPPORTED), key=lambda f: f.name)
        usual = Counter(owner[f.name] for f in found if f.name in owner).most_common(1)[0][0]
        for each in found:
            project = owner.get(each.name, usual)
            yield SourceFile(f"{country}/{each.name}", each.name, project, each.read_bytes())


def _suffix(name: str) -> str:
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
