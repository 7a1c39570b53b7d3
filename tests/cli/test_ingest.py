"""``heard ingest`` tells of each file what was read, whose consent is missing and what comes next."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.attacks.dying import call
from tests.attacks.killing import copied
from tests.cli.command import PROJECT, VOICES, Heard, heard_in

EVE = "Interviewer: And you, who came later?\nEve: They had the heliotrope ledger with them.\n"


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    """A new archive, files with a voice that no consent names, and some that are not read."""
    folder = tmp_path / "first"
    folder.mkdir()
    command = heard_in(folder)
    assert command("init", command.archive).code == 0
    files = command.files()
    with (files / "boat.txt").open("a", encoding="utf-8") as boat:
        boat.write(EVE * 2)
    (files / "old.doc").write_bytes(b"x")
    (files / "tape.mp3").write_bytes(b"x")
    (files / ".draft.txt").write_text("Eve: not this\n", encoding="utf-8")
    return command


def words(heard: Heard, *more: str | Path) -> tuple[str | Path, ...]:
    return ("ingest", heard.folder / "files", "--project", PROJECT, "--consent", heard.consents(), *more)


def test_the_screen_tells_of_voices_without_consent_and_of_what_was_skipped(heard: Heard) -> None:
    done = heard(*words(heard))
    assert done.code == 0, done.err
    for part in (
        "Rahima: 2 turns",
        'Eve, 2 turns: "They had the heliotrope ledger with them."',
        "No consent names this voice.",
        "old.doc: Files of the type .doc are not read",
        "tape.mp3: Recordings are not read",
        "1 hidden file(s)",
        "taken: 2",
        "Next: record the missing consents",
        "Next: heard review",
    ):
        assert part in done.out, part


def test_the_json_form_keeps_what_it_had_and_adds_the_report(heard: Heard) -> None:
    report = heard(*words(heard, "--json")).json()
    assert set(report) == {
        "consents",
        "consent_lines",
        "files",
        "results",
        "skipped",
        "asides",
        "hidden",
        "dry_run",
        "confined",
    }
    boat = next(row for row in report["results"] if row["name"] == "boat.txt")
    assert set(boat) == {
        "status", "name", "sentence", "testimony", "withheld_turns", "notices", "part", "kind", "encoding",
        "layout", "doubts", "rivals", "voices", "without_consent",
    }  # fmt: skip
    assert boat["withheld_turns"] == 2
    assert boat["without_consent"] == [
        {
            "voice": "Eve",
            "turns": 2,
            "first_words": "They had the heliotrope ledger with them.",
            "sentence": "No consent names this voice. "
            "Record the consent of whoever it is, and import it again.",
        }
    ]
    assert {one["name"] for one in report["skipped"]} == {"old.doc", "tape.mp3"}
    assert report["hidden"] == 1


def test_a_trial_writes_nothing(heard: Heard) -> None:
    def log() -> list[str]:
        export = heard.folder / f"log-{len(list(heard.folder.glob('log-*')))}.jsonl"
        assert heard("audit", "export", export).code == 0
        return [
            action
            for line in export.read_text(encoding="utf-8").splitlines()
            for action in ("testimony:ingest", "testimony:quarantine", "consent:record")
            if f'"{action}"' in line
        ]

    before = log()
    tried = heard(*words(heard, "--dry-run"))
    assert tried.code == 0, tried.err
    assert "taken: 2" in tried.out
    assert "nothing was written" in tried.out
    assert log() == before
    assert heard("quarantine", "list", "--json").json() == []
    done = heard(*words(heard, "--json")).json()
    assert [row["status"] for row in done["results"]] == ["taken", "taken"]
    assert done["consents"] == len(VOICES)


def test_a_layout_that_is_chosen_twice_is_a_wrong_call(heard: Heard) -> None:
    file = heard.folder / "files" / "boat.txt"
    assert heard(*words(heard, "--layout", "colon", "--like", file)).code == 2


def test_a_doubtful_file_waits_until_a_layout_is_chosen_and_the_choice_is_remembered(heard: Heard) -> None:
    loose, other = heard.folder / "loose.txt", heard.folder / "other.txt"
    loose.write_text("Asha: Hello there.\nBela: Good day.\n", encoding="utf-8")
    other.write_text("Asha: The road is wet.\nBela: So is mine.\n", encoding="utf-8")
    told = heard("ingest", loose, "--project", PROJECT)
    assert told.code == 6, told.out
    assert "doubtful: 1" in told.out
    assert "--layout:" in told.out
    assert [one["reason"] for one in heard("quarantine", "list", "--json").json()] == ["doubtful"]
    assert "doubtful" in heard("quarantine", "list").out
    [row] = heard("ingest", loose, "--project", PROJECT, "--json").json()["results"]
    assert (row["status"], bool(row["doubts"])) == ("doubtful", True)
    layout = row["rivals"][0]
    chosen = heard("ingest", loose, "--project", PROJECT, "--layout", layout, "--json").json()
    assert [row["status"] for row in chosen["results"]] == ["quarantined"]
    assert [one["reason"] for one in heard("quarantine", "list", "--json").json()] == ["nobody_to_ask"]
    again = heard("ingest", loose, "--project", PROJECT, "--json").json()
    assert [row["status"] for row in again["results"]] == ["already"]
    similar = heard("ingest", other, "--project", PROJECT, "--like", loose, "--json").json()
    assert [row["status"] for row in similar["results"]] == ["quarantined"]
    shown = heard("inspect", other, "--layout", layout, "--json")
    assert '"doubts": []' in shown.out


@pytest.mark.slow
def test_stopped_by_ctrl_c_it_says_so_and_the_same_command_goes_on(heard: Heard, tmp_path: Path) -> None:
    whole = copied(heard, tmp_path / "whole")
    steps = call(whole, words(whole)).steps
    for at in (steps // 3, steps // 2, steps * 2 // 3):
        one = copied(heard, tmp_path / str(at))
        stopped = call(one, words(one), at, by=signal.SIGINT)
        assert (stopped.code, "Stopped" in stopped.said) == (130, True), stopped.said
        again = call(one, words(one))
        assert again.code == 0, again.said
        report = one(*words(one, "--json")).json()
        assert [row["status"] for row in report["results"]] == ["already", "already"]
        assert len({row["testimony"] for row in report["results"]}) == len(VOICES)
        assert call(one, ["audit", "verify"]).code == 0
