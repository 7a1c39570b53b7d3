"""Whoever takes the files, at whatever moment, takes no word, no name, no query and no secret."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archive.errors import FileAltered, LockedArchive
from tests.attacks import day
from tests.attacks.day import MARKS
from tests.cli.command import Heard
from tests.store.residue import traces
from tests.withdrawal import group

pytestmark = pytest.mark.slow


def prints(heard: Heard) -> dict[str, str]:
    """Every file of the archive with the digest of its content."""
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in day.files(heard)}


def test_no_word_stands_in_any_file_while_the_server_runs_or_afterwards(heard: Heard) -> None:
    with day.serving(heard) as (process, address):
        with day.signed_in(address, "reader0") as client:
            asked = {"query": day.QUERY, "purpose": "research_project"}
            found = client.post("/api/v1/search", json=asked).json()
            assert found["passages"], "the server shows what the files do not"
            live = day.files(heard)
            assert any(p.name == "heard.db-wal" for p in live), "the write-ahead log is looked at too"
            assert traces(live, MARKS) == []
        assert process.poll() is None
    assert traces(day.files(heard), MARKS) == []
    said = heard.folder / "said"
    said.write_text("\n".join(heard.said[-2:]), encoding="utf-8")
    assert traces([said], MARKS) == [], "the server's own output"
    assert list((heard.folder / "temp").iterdir()) == []


def test_the_folder_without_the_passphrase_opens_nowhere_and_stays_as_it_is(heard: Heard) -> None:
    before = prints(heard)
    wrong = heard.folder / "wrong"
    for word in ("ten cranes over the sluice", ""):
        wrong.write_text(word + "\n", encoding="utf-8")
        done = heard("consent", "list", HEARD_PASSPHRASE_FILE=str(wrong))
        assert done.code == LockedArchive.exit_code
        assert group.NAME not in done.out + done.err
        assert not word or word not in done.err
    assert prints(heard) == before
    for name in ("heard.db", "index.db", "keys/keys.db"):
        assert not (heard.archive / name).read_bytes().startswith(b"SQLite format 3")


def test_a_missing_ring_is_said_and_nothing_is_made_in_its_place(heard: Heard) -> None:
    for name in ("ring.json", "keys.db"):
        kept = heard.archive / "keys" / name
        content = kept.read_bytes()
        kept.unlink()
        before = prints(heard)
        assert heard("consent", "list").code == LockedArchive.exit_code
        assert prints(heard) == before
        kept.write_bytes(content)
    assert heard("consent", "list").code == 0


PAGE = 4096
SEARCH = ("search", "road", "--purpose", "research_project", "--project", group.PROJECT, "--json")


def altered(heard: Heard, *pages: int) -> int:
    """Change one bit in each of these pages of the database; how many pages it has."""
    path = heard.archive / "heard.db"
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE + 99] ^= 0x10
    path.write_bytes(content)
    return len(content) // PAGE


def test_a_file_whose_first_page_is_altered_does_not_open(heard: Heard) -> None:
    altered(heard, 0)
    done = heard(*SEARCH)
    assert (done.code, done.out) == (LockedArchive.exit_code, "")
    assert "does not open with this key ring" in done.err


def test_a_file_that_is_altered_everywhere_else_is_said_to_be_altered(heard: Heard) -> None:
    altered(heard, *range(1, altered(heard)))
    done = heard(*SEARCH)
    assert (done.code, done.out) == (FileAltered.exit_code, "")
    assert "altered or is damaged" in done.err
    assert not any(mark in done.err for mark in MARKS)


def test_with_one_page_altered_the_answer_is_the_true_one_or_none(heard: Heard) -> None:
    """A page that this search does not read changes nothing; one that it reads ends it."""
    true = heard(*SEARCH).json()["passages"]
    assert true
    last = altered(heard) - 1
    refused = 0
    for page in sorted({1, last // 3, last // 2, last}):
        altered(heard, page)
        done = heard(*SEARCH)
        altered(heard, page)
        if done.code == FileAltered.exit_code:
            assert done.out == ""
            refused += 1
        else:
            assert done.json()["passages"] == true
    assert refused


def test_a_refused_request_repeats_nothing(heard: Heard) -> None:
    canary = "CANARYQUERY"
    with day.serving(heard) as (_, address), day.signed_in(address, "reader0") as client:
        answers = [
            client.post("/api/v1/search", json={"query": [canary], "purpose": canary, canary: 1}),
            client.post("/api/v1/search", content=f'{{"query": "{canary}'.encode()),
            client.post("/api/v1/search", content=canary.encode() * 2_000_000),
            client.get(f"/api/v1/testimonies/{canary}"),
            client.post("/api/v1/withdrawals", json={"participant": canary, "sure": True, "only": []}),
        ]
        assert all(400 <= a.status_code < 500 for a in answers), [a.status_code for a in answers]
        assert not any(canary in a.text for a in answers)
    assert not any(canary in said for said in heard.said)
    assert traces(day.files(heard), [canary]) == []


def test_the_look_finds_what_is_there(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"\x00page" + "lavender market".encode("utf-16-le"))
    assert traces(tmp_path.glob("leak"), MARKS) == ["leak: lavender", "leak: lavender market"]
