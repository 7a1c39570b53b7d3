"""What comes in: no file beside the archive while a document is read, and nothing without a consent."""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest

from tests.cli.command import PROJECT, Heard, heard_in

pytestmark = pytest.mark.slow
IN_CREATE, IN_MOVED_TO = 0x100, 0x80
CANARY = "TEXT-QZ41 the river took the school"


@contextmanager
def watched(*folders: Path) -> Iterator[list[str]]:
    """Names of every file that is made in these folders meanwhile, as the kernel tells them (inotify)."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert handle >= 0
    for folder in folders:
        assert libc.inotify_add_watch(handle, str(folder).encode(), IN_CREATE | IN_MOVED_TO) >= 0
    made: list[str] = []
    try:
        yield made
    finally:
        try:
            raw = os.read(handle, 1 << 20)
        except BlockingIOError:
            raw = b""
        while raw:
            length = int.from_bytes(raw[12:16], "little")
            made.append(raw[16 : 16 + length].rstrip(b"\0").decode())
            raw = raw[16 + length :]
        os.close(handle)


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    command = heard_in(tmp_path)
    assert command("init", command.archive).code == 0
    return command


def test_the_watch_would_see_a_file(tmp_path: Path) -> None:
    with watched(tmp_path) as made:
        (tmp_path / "spool").write_text(CANARY)
    assert made == ["spool"]


def test_no_file_is_made_beside_the_archive_while_a_large_document_is_read(heard: Heard) -> None:
    document = docx.Document()
    for number in range(400):
        document.add_paragraph(
            f"R1: {CANARY}, {number} times, and nobody wrote it down. {os.urandom(512).hex()}"
        )
    path = heard.folder / "talk.docx"
    document.save(str(path))
    assert path.stat().st_size > 200_000
    with watched(heard.folder / "temp", heard.folder) as made:
        done = heard("ingest", path, "--project", PROJECT, "--json")
    assert done.code == 6, done.err
    assert made == []


def consent(state: str, purposes: tuple[str, ...]) -> str:
    """One consent for the voice of the file, in this state for these purposes."""
    today = datetime.now(UTC).date()
    ends = (today + timedelta(days=900)).isoformat()
    grants = [
        {"purpose": p, "state": state, "forms": ["raw_text", "deid_text", "quote"],
         "audiences": ["archive", "project", "coalition", "public"], "valid_until": ends}
        for p in purposes
    ]  # fmt: skip
    told = {
        "participant": "bd-p77", "capacity": "adult", "mode": "written", "project": PROJECT,
        "collected_at": (today - timedelta(days=9)).isoformat(), "jurisdictions": ["BD"],
        "voices": [{"source": "talk.txt", "label": "R1"}], "grants": grants,
    }  # fmt: skip
    return json.dumps(told) + "\n"


EVERYTHING = ("store_sealed", "process_deidentify", "research_project", "advocacy_publish_quote")


@pytest.mark.parametrize(
    ("state", "purposes"),
    [
        ("", ()),
        ("unknown", EVERYTHING),
        ("refused", EVERYTHING),
        ("given", tuple(p for p in EVERYTHING if p != "process_deidentify")),
        ("given", tuple(p for p in EVERYTHING if p != "store_sealed")),
    ],
    ids=["no record", "unknown", "refused", "not to be de-identified", "not to be kept"],
)
def test_without_consent_nothing_can_be_found(heard: Heard, state: str, purposes: tuple[str, ...]) -> None:
    (heard.folder / "talk.txt").write_text(f"Interviewer: And then?\nR1: {CANARY}.\n", encoding="utf-8")
    words: list[str | Path] = ["ingest", heard.folder / "talk.txt", "--project", PROJECT, "--json"]
    if state:
        (heard.folder / "consents.jsonl").write_text(consent(state, purposes), encoding="utf-8")
        words += ["--consent", heard.folder / "consents.jsonl"]
    taken = heard(*words)
    assert taken.code in (0, 6), taken.err
    status = {r["status"] for r in json.loads(taken.out)["results"]}
    assert status <= {"quarantined", "refused", "taken"}
    if "taken" in status:
        assert purposes
        assert "process_deidentify" not in purposes
    heard("review", "--json")
    for purpose in ("research_project", "advocacy_publish_quote"):
        found = heard("search", "river OR school", "--purpose", purpose, "--project", PROJECT, "--json")
        assert found.code in (0, 3)
        assert "river" not in found.out
