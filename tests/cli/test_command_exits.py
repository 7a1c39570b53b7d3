"""Each way a command can end, through the real command: its code, its sentence, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import PROJECT, Done, Heard, heard_in


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """An archive that holds the small set; the tests of this file only look at it or fail to change it."""
    command = heard_in(tmp_path_factory.mktemp("codes"))
    assert command("init", command.archive).code == 0
    command.taken_in()
    return command


def ends(done: Done, code: int, *words: str) -> None:
    """``done`` ended with ``code`` and one clear sentence, and no trace of the program's insides."""
    said = done.out + done.err
    assert done.code == code, said
    assert "Traceback" not in said
    for word in words:
        assert word in said, said


def test_an_archive_is_not_made_over_another(heard: Heard) -> None:
    before = {p.name: p.stat().st_size for p in heard.archive.rglob("*") if p.is_file()}
    ends(heard("init", heard.archive), 2, "already")
    assert {p.name: p.stat().st_size for p in heard.archive.rglob("*") if p.is_file()}.keys() == before.keys()


def test_a_wrong_passphrase_opens_nothing(heard: Heard, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("ten cranes under the sluice\n", encoding="utf-8")
    done = heard("review", "--json", HEARD_PASSPHRASE_FILE=str(wrong))
    ends(done, 7, "passphrase")
    assert "cranes" not in done.out + done.err


def test_a_missing_archive_is_said_to_be_missing(heard: Heard, tmp_path: Path) -> None:
    ends(heard("review", HEARD_ARCHIVE=str(tmp_path / "nowhere")), 4, "heard init")


def test_a_placeholder_passphrase_is_refused(heard: Heard, tmp_path: Path) -> None:
    placeholder = tmp_path / "placeholder"
    placeholder.write_text("changeme\n", encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    ends(heard("init", tmp_path / "new", HEARD_PASSPHRASE_FILE=str(placeholder)), 7, "passphrase")
    assert set(tmp_path.rglob("*")) == before


def test_material_without_consent_waits(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "alone.txt").write_text("Moderator: And then?\nSelina: The dam burst.\n", encoding="utf-8")
    done = heard("ingest", tmp_path / "alone.txt", "--project", PROJECT, "--json")
    ends(done, 6)
    assert [r["status"] for r in done.json()["results"]] == ["quarantined"]
    assert len(heard("quarantine", "list", "--json").json()) == 1


def test_one_unreadable_file_does_not_stop_the_import(heard: Heard, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut in the middle")
    (folder / "alone.txt").write_text("Moderator: And?\nSelina: The bridge too.\n", encoding="utf-8")
    done = heard("ingest", folder, "--project", PROJECT, "--json")
    ends(done, 5)
    status = {r["name"]: r["status"] for r in done.json()["results"]}
    assert status == {"broken.docx": "unreadable", "alone.txt": "quarantined"}


def test_the_same_import_twice_adds_nothing(heard: Heard) -> None:
    done = heard("ingest", heard.files(), "--project", PROJECT, "--json")
    ends(done, 0)
    assert {r["status"] for r in done.json()["results"]} == {"already"}


def test_a_path_that_is_not_there_is_a_wrong_call(heard: Heard, tmp_path: Path) -> None:
    ends(heard("ingest", tmp_path / "absent", "--project", PROJECT), 2, "no file or folder")


def test_a_purpose_that_no_role_searches_for_is_a_wrong_call(heard: Heard) -> None:
    ends(heard("search", "clinic", "--purpose", "share_partner", "--project", PROJECT), 2, "purpose")


def test_what_nobody_approved_is_not_found(heard: Heard) -> None:
    done = heard("search", "clinic", "--purpose", "advocacy_publish_quote", "--project", PROJECT, "--json")
    assert done.code in (0, 3)
    assert "Char Uria" not in done.out
    assert done.code == 3 or done.json()["passages"] == []


def test_reading_what_is_not_there_says_so(heard: Heard) -> None:
    ends(heard("read", "T-NOTHING", "--purpose", "research_project"), 4)


def test_an_unknown_participant_cannot_withdraw(heard: Heard) -> None:
    ends(heard("withdraw", "P-NOBODY"), 4)


def test_a_log_that_was_edited_does_not_verify(heard: Heard, tmp_path: Path) -> None:
    export = tmp_path / "log.jsonl"
    assert heard("audit", "export", export).code == 0
    note = tmp_path / "log.jsonl.note"
    assert heard("audit", "verify", "--export", export, "--checkpoint", note).code == 0
    lines = export.read_text(encoding="utf-8").splitlines()
    export.write_text("\n".join([lines[0], *lines[2:]]) + "\n", encoding="utf-8")
    ends(heard("audit", "verify", "--export", export, "--checkpoint", note), 11)


def test_an_export_is_not_written_over_a_file(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "kept.jsonl").write_text("mine", encoding="utf-8")
    ends(heard("audit", "export", tmp_path / "kept.jsonl"), 2)
    assert (tmp_path / "kept.jsonl").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ["deidentify", "tag"])
def test_a_bad_line_of_a_stream_is_named_by_number_and_the_rest_goes_on(heard: Heard, command: str) -> None:
    good = json.dumps({"id": "a", "text": "They asked Rahima for money at the gate.", "lang": "en"})
    done = heard(command, "--jsonl", stdin=f"{good}\nRahima is no JSON\n{good}\n")
    ends(done, 5)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [("error" in a) for a in answers] == [False, True, False]
    assert "Rahima" not in done.err


def test_bytes_that_are_not_utf_8_end_the_stream_with_a_sentence(heard: Heard) -> None:
    done = heard("tag", "--jsonl", stdin_bytes=b'{"id": "a", "text": "caf\xe9"}\n')
    ends(done, 2, "UTF-8")


def test_an_account_needs_a_role_that_exists(heard: Heard) -> None:
    ends(heard("user", "add", "mina", "--role", "manager"), 2)
