"""``heard inspect`` as a contract: what others measure with it, and that it keeps nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.cli.draft_report import report_of
from archive.model import Draft, Kind, Turn, TurnKind
from tests.cli.command import Done, Heard, heard_in

TALK = (
    "Village: Nayapara\n\nInterviewer: Tell me about the clinic.\n"
    "Mina: They sent us away.\nWe walked home.\n[laughter]\n"
    "Interviewer: And the child?\nMina: He slept.\n"
)
TURN_KEYS = {"index", "voice", "kind", "start", "end", "seconds", "text"}
KEYS = {
    "path", "part", "kind", "language", "encoding", "layout", "notices", "doubts", "rivals", "voices",
    "turns",
}  # fmt: skip


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """The command without an archive and without a passphrase."""
    made = heard_in(tmp_path_factory.mktemp("inspect"))
    bare = {k: v for k, v in made.environment.items() if k not in ("HEARD_ARCHIVE", "HEARD_PASSPHRASE_FILE")}
    return replace(made, environment=bare)


def lines(done: Done) -> list[dict[str, Any]]:
    """The JSON lines that a call printed."""
    return [json.loads(line) for line in done.out.splitlines()]


def talk(folder: Path, text: str = TALK, name: str = "talk.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_testimony_is_one_line_with_its_turns_and_voices(heard: Heard, tmp_path: Path) -> None:
    path = talk(tmp_path)
    done = heard("inspect", path, "--json")
    assert done.code == 0, done.err
    [line] = lines(done)
    assert set(line) == KEYS
    assert (line["path"], line["part"], line["kind"], line["language"]) == (str(path), "", "interview", "en")
    assert line["voices"] == [{"voice": "Interviewer", "turns": 2}, {"voice": "Mina", "turns": 2}]
    spoken = [
        (t["voice"], t["kind"], t["text"]) for t in line["turns"] if t["kind"] not in ("header", "note")
    ]
    assert spoken == [
        ("Interviewer", "question", "Tell me about the clinic."),
        ("Mina", "speech", "They sent us away.\nWe walked home."),
        ("Interviewer", "question", "And the child?"),
        ("Mina", "speech", "He slept."),
    ]


def test_offsets_count_code_points_of_the_canonical_text_and_leave_no_gap(
    heard: Heard, tmp_path: Path
) -> None:
    text = "I: \U0001f30a e\u0301t\u00e9?\r\nR: \U0001f6a3 yes.\r\n"
    canonical = "I: \U0001f30a \u00e9t\u00e9?\nR: \U0001f6a3 yes.\n"
    [line] = lines(heard("inspect", talk(tmp_path, text), "--json"))
    assert all(set(turn) == TURN_KEYS for turn in line["turns"])
    assert [t["index"] for t in line["turns"]] == list(range(len(line["turns"])))
    assert "".join(canonical[t["start"] : t["end"]] for t in line["turns"]) == canonical
    assert all(t["text"] in canonical[t["start"] : t["end"]] for t in line["turns"])


def test_a_file_that_cannot_be_read_is_a_line_and_the_rest_is_still_shown(
    heard: Heard, tmp_path: Path
) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 cut in the middle")
    talk(tmp_path)
    done = heard("inspect", tmp_path, "--json")
    assert done.code == 5
    broken, whole = lines(done)
    assert set(broken) == {"path", "error"}
    assert broken["path"].endswith("broken.docx")
    assert whole["path"].endswith("talk.txt")


def test_a_table_is_a_line_for_each_row(heard: Heard, tmp_path: Path) -> None:
    rows = (
        "_id;What happened?\n7;we went there by night and nobody came\n8;the boat was gone and so were they\n"
    )
    done = heard("inspect", talk(tmp_path, rows, "rows.csv"), "--json")
    assert [line["part"] for line in lines(done)] == ["7", "8"]


def test_the_screen_names_voices_ends_and_what_was_skipped(heard: Heard, tmp_path: Path) -> None:
    talk(tmp_path)
    (tmp_path / "old.doc").write_bytes(b"x")
    (tmp_path / "tape.mp3").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text("R: no\n", encoding="utf-8")
    done = heard("inspect", tmp_path)
    assert done.code == 0, done.err
    for part in ("Mina: 2 turns", "Interviewer: Tell me about the clinic.", "Mina: He slept.", "1 note(s)"):
        assert part in done.out
    assert "old.doc" in done.err
    assert ".docx" in done.err
    assert "tape.mp3" in done.err
    assert "1 hidden file(s)" in done.err


def test_nothing_is_kept_and_no_archive_is_asked_for(heard: Heard, tmp_path: Path) -> None:
    path = talk(tmp_path)
    before = sorted(p for p in [*tmp_path.rglob("*"), *heard.folder.rglob("*")] if not p.is_socket())
    assert heard("inspect", path, "--json", HEARD_ARCHIVE=str(tmp_path / "none")).code == 0
    after = sorted(p for p in [*tmp_path.rglob("*"), *heard.folder.rglob("*")] if not p.is_socket())
    assert after == before


def test_no_file_can_steer_the_screen(heard: Heard, tmp_path: Path) -> None:
    done = heard("inspect", talk(tmp_path, TALK, "a\x1b[2Jb.txt"))
    assert done.code == 0, done.err
    assert "\x1b" not in done.out + done.err


def test_a_wrong_call_says_so(heard: Heard, tmp_path: Path) -> None:
    path = talk(tmp_path)
    assert heard("inspect", tmp_path / "absent").code == 2
    assert heard("inspect", path, "--like", path, "--layout", "colon").code == 2
    assert heard("inspect", path, "--like", tmp_path / "absent.txt").code == 2


def test_a_translation_stands_with_its_turn_and_is_no_turn_of_its_own() -> None:
    text = "R: one\nR: two\n"
    turns = (
        Turn(0, 0, 3, 7, TurnKind.SPEECH, "R"),
        Turn(1, 7, 10, 14, TurnKind.SPEECH, "R", translates=0),
    )
    draft = Draft("both.docx", "", "d", Kind.INTERVIEW, text, turns)
    line: Any = report_of(Path("both.docx"), draft).as_data()
    [turn] = line["turns"]
    assert (turn["text"], turn["translation"]) == ("one", "two")
    assert line["voices"] == [{"voice": "R", "turns": 1}]


def test_doubts_are_told_with_the_layouts_to_choose_from() -> None:
    turns = (Turn(0, 0, 3, 7, TurnKind.SPEECH, "R"),)
    draft = Draft(
        "loose.txt", "", "d", Kind.INTERVIEW, "R: one\n", turns, doubts=("Line 3 fits loosely.",),
        rivals=("colon", "dash"),
    )  # fmt: skip
    shown = "\n".join(report_of(Path("loose.txt"), draft).lines())
    assert "Line 3 fits loosely." in shown
    assert '--layout: "colon", "dash"' in shown
