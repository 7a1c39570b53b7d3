"""Whoever takes the files, at whatever moment, takes no word, no name, no query and no secret."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archive.errors import LockedArchive, LogBroken, SealBroken
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


def test_an_altered_file_is_refused_and_never_read_as_something_else(heard: Heard) -> None:
    path = heard.archive / "heard.db"
    whole = path.read_bytes()
    for at in (len(whole) // 3, len(whole) - 2000):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        done = heard("search", "road", "--purpose", "research_project", "--project", group.PROJECT, "--json")
        assert done.code in (0, LockedArchive.exit_code, SealBroken.exit_code, LogBroken.exit_code, 12, 1)
        if done.code:
            assert not any(mark in done.out + done.err for mark in MARKS)
    path.write_bytes(whole)


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
