"""What the screen says of rows: a no of their own, what came before, what was changed, what waits."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import PROJECT, Heard, heard_in
from tests.ingest.tables.made import CARD, CLINIC, QUEUE, Rows, text, workbook

HEAD = ("क्या आप सहमत हैं?", "Name", "story", "_uuid")
FIRST: Rows = [HEAD, ("हाँ", "Sita Rai", CLINIC, "u-41"), ("नहीं", "Maya Gole", QUEUE, "u-42")]
PURPOSES = ("store_sealed", "process_deidentify", "research_project")


def brought(tmp_path: Path) -> Heard:
    """An archive with the first export in it, both rows under a consent."""
    heard = heard_in(tmp_path)
    assert heard("init", heard.archive).code == 0
    (heard.folder / "first.xlsx").write_bytes(workbook(s=FIRST))
    lines = [
        {
            "participant": f"np-p{n}", "capacity": "adult", "mode": "written", "collected_at": "2026-01-09",
            "project": PROJECT, "jurisdictions": ["NP"],
            "voices": [{"source": "first.xlsx", "label": f"u-{n}"}],
            "grants": dict.fromkeys(PURPOSES, "yes"),
        }
        for n in (41, 42)
    ]  # fmt: skip
    consents = heard.folder / "consents.jsonl"
    consents.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = heard("ingest", heard.folder / "first.xlsx", "--project", PROJECT, "--consent", consents)
    assert done.code == 0, done.err
    assert "taken: 1" in done.out
    assert "refused: 1" in done.out
    assert "Row 3 answered with no to its own question of consent" in done.out
    assert not any(word in done.out + done.err for word in ("Maya", "Sita", "nurse", "evening"))
    return heard


def test_the_screen_tells_a_rows_own_no_and_what_became_of_a_second_export(tmp_path: Path) -> None:
    heard = brought(tmp_path)
    again: Rows = [
        HEAD,
        ("नहीं", "Maya Gole", QUEUE, "u-42"),
        ("हाँ", "Sita Rai", f"{CLINIC} And again.", "u-41"),
    ]
    (heard.folder / "second.csv").write_bytes(text(again))
    done = heard("ingest", heard.folder / "second.csv", "--project", PROJECT)
    assert "changed: 1" in done.out
    assert "its new words are the next version" in done.out
    assert "refused: 1" in done.out
    more: Rows = [*again, ("हाँ", "Rita Rai", CARD, "u-43")]
    (heard.folder / "third.csv").write_bytes(text(more))
    done = heard("ingest", heard.folder / "third.csv", "--project", PROJECT, "--json")
    assert [r["status"] for r in done.json()["results"]] == ["refused", "already", "quarantined"]


def test_a_torn_row_is_named_and_nothing_of_it_is_taken(tmp_path: Path) -> None:
    heard = brought(tmp_path)
    content = text([("story", "_id"), (CARD, "7"), ("one", "two", "8")])
    (heard.folder / "torn.csv").write_bytes(content)
    done = heard("ingest", heard.folder / "torn.csv", "--project", PROJECT)
    assert "Row 3 has one cell more than the header." in done.out
    assert "quarantined: 2" in done.out
