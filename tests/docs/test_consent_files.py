"""``docs/consent-files.md`` is what the reader of consent files reads."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from consent.defaults import COVERS
from consent.files import Intake, records_from
from consent.record import Audience, Capacity, Form, Mode, Purpose, State
from consent.vocabulary import COLUMNS
from tests.docs.program import ROOT

PAGE = (ROOT / "docs/consent-files.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```\w+ consent=(\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def read(name: str, content: str) -> Intake:
    return records_from(name, content.encode(), project="kenya", recorded_at=NOW)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_is_read_without_a_complaint(name: str) -> None:
    intake = read(name, EXAMPLES[name])
    assert intake.problems == ()
    assert intake.records
    assert all(record.voices and record.collected_at for record in intake.records)


def test_the_examples_show_each_kind_of_file() -> None:
    assert {name.partition(".")[2] for name in EXAMPLES} == {"json", "jsonl", "csv"}


def test_the_examples_permit_what_they_say() -> None:
    states = {
        record.participant: {grant.purpose: grant.state for grant in record.grants}
        for name, content in EXAMPLES.items()
        for record in read(name, content).records
    }
    assert states["ke-p01"][Purpose.PROCESS_DEIDENTIFY] is State.GIVEN
    assert states["ke-p01"][Purpose.RESEARCH_PROJECT] is State.REFUSED
    assert states["ke-p02"][Purpose.RESEARCH_PROJECT] is State.GIVEN
    assert states["bd-p02"][Purpose.RESEARCH_PROJECT] is State.REFUSED


def test_every_column_and_no_other_is_in_the_table() -> None:
    table = PAGE.partition("| Column |")[2].partition("\n\n")[0]
    first = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
    assert named == set(COLUMNS.values())


def test_every_purpose_stands_with_what_a_bare_yes_covers() -> None:
    table = PAGE.partition("| Purpose |")[2].partition("\n\n")[0]
    rows = [row.strip("|").split("|") for row in table.splitlines() if row.startswith("| `")]
    told = {
        Purpose(cells[0].strip(" `")): tuple(frozenset(re.findall(r"`(\w+)`", cell)) for cell in cells[1:])
        for cells in rows
    }
    every = frozenset(Form)
    covers = {
        purpose: (
            frozenset() if cover.forms == every else frozenset(map(str, cover.forms)),
            frozenset(map(str, cover.audiences)),
        )
        for purpose, cover in COVERS.items()
    }
    assert told == covers
    assert [row for row in rows if "every form" in row[1]] == [
        row for row in rows if COVERS[Purpose(row[0].strip(" `"))].forms == every
    ]


@pytest.mark.parametrize("kind", [Capacity, Mode, Form, Audience])
def test_every_word_that_is_understood_is_named(kind: type[Capacity | Mode | Form | Audience]) -> None:
    assert [word.value for word in kind if f"`{word.value}`" not in PAGE] == []


def test_what_the_page_says_of_answers_is_so() -> None:
    head = "participant;file;speaker;capacity;mode;collected at;store sealed;consent\n"
    states = {
        line: read("one.csv", head + line + "\n").records[0].grants[0].state
        for line in (
            "ke-p03;a.docx;R1;adult;written;2025-05-14;yes;yes",
            "ke-p03;a.docx;R1;adult;written;2025-05-14;perhaps;yes",
            "ke-p03;a.docx;R1;adult;written;;yes;yes",
            "ke-p03;a.docx;R1;adult;written;2025-05-14;yes;no",
            "ke-p03;a.docx;R1;adult;written;2027-05-14;yes;yes",
        )
    }
    assert list(states.values()) == [
        State.GIVEN,
        State.UNKNOWN,
        State.UNKNOWN,
        State.REFUSED,
        State.UNKNOWN,
    ]
