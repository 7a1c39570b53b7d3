"""The readers find in every real file exactly the text and the turns of the gold."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.ingest import attribute, read
from archive.ingest.transcript.labels import seat
from archive.model import Draft
from collection.source import FOLDERS
from consent.files import records_from
from consent.record import ConsentRecord
from tests.collection.conftest import FOLDER, lines_of

Line = dict[str, Any]

UNTELLABLE = {
    ("np-story-01", "radhika"),  # asks under her own name in a chat
    ("np-idi-02", "t"),  # an interpreter: now her own questions, now the participant's words
    ("vn-idi-02", "interpreter"),
}
"""Labels of which only the consents, not the file, can tell whether they ask or speak."""

INTERPRETERS = {"t", "interp", "interpreter"}
SILENT = {"bd-p07", "in-p45", "np-p24", "vn-p21"}
"""Participants without a consent: nobody can know them from the file."""


def _by_file() -> dict[str, dict[str, Line]]:
    turns = {line["id"]: line["turns"] for line in lines_of("turns.jsonl")}
    found: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines_of("identifiers.jsonl"):
        found[line["file"]][line.get("part", "")] = line | {"turns": turns[line["id"]]}
    return found


GOLD = _by_file()


@pytest.fixture(scope="module")
def drafts() -> dict[str, dict[str, Draft]]:
    return {file: {d.part: d for d in read(file, (FOLDER / file).read_bytes())} for file in GOLD}


@pytest.fixture(scope="module")
def records() -> dict[str, tuple[ConsentRecord, ...]]:
    content = (FOLDER / "consents.jsonl").read_bytes()
    intake = records_from("consents.jsonl", content, project="", recorded_at=datetime(2026, 1, 5, tzinfo=UTC))
    found: dict[str, list[ConsentRecord]] = defaultdict(list)
    for record in intake.records:
        found[next(iter(record.jurisdictions)).value].append(record)
    return {country: tuple(own) for country, own in found.items()}


@pytest.mark.parametrize("file", GOLD)
def test_a_file_reads_as_the_gold_says(file: str, drafts: dict[str, dict[str, Draft]]) -> None:
    assert set(drafts[file]) == set(GOLD[file])
    for part, gold in GOLD[file].items():
        draft = drafts[file][part]
        assert draft.text == gold["text"]
        places = [(t.index, t.start, t.body, t.end, t.label) for t in draft.turns]
        assert places == [(t["index"], t["start"], t["body"], t["end"], t["label"]) for t in gold["turns"]]
        for turn, expected in zip(draft.turns, gold["turns"], strict=True):
            if (gold["id"], seat(turn.label or "")) not in UNTELLABLE:
                assert turn.kind == expected["kind"], (gold["id"], turn.index)


@pytest.mark.parametrize("file", GOLD)
def test_consents_give_each_turn_its_participant(
    file: str, drafts: dict[str, dict[str, Draft]], records: dict[str, tuple[ConsentRecord, ...]]
) -> None:
    for part, gold in GOLD[file].items():
        draft = attribute(drafts[file][part], records[gold["country"]])
        for turn, expected in zip(draft.turns, gold["turns"], strict=True):
            if expected["participant"] in SILENT:
                assert turn.participant is None
            elif expected["participant"] or seat(turn.label or "") not in INTERPRETERS:
                assert turn.participant == expected["participant"], (gold["id"], turn.index)


def test_every_country_has_a_folder_of_files() -> None:
    assert {Path(file).parts[0] for file in GOLD} == set(FOLDERS.values())
