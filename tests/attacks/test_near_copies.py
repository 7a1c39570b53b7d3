"""A withdrawn person's file, imported again by the real command in another form: its words stay gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.attacks import day
from tests.cli.command import Heard
from tests.withdrawal import group

LINES = [(label, words) for label, words, _ in group.LINES]
MORE = ("R2", "That is all that I wanted to say about the road today, thank you.")
ANSWERS = ("store_sealed", "process_deidentify", "research_project")


def as_text(lines: list[tuple[str, str]]) -> bytes:
    return "".join(f"{label}: {words}\n" for label, words in lines).encode()


def as_captions(lines: list[tuple[str, str]]) -> bytes:
    cues = [
        f"00:0{at}:00.000 --> 00:0{at}:50.000\n{label}: {words}\n" for at, (label, words) in enumerate(lines)
    ]
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def as_table(lines: list[tuple[str, str]]) -> bytes:
    rows = [f'{label},"{words}"' for label, words in lines]
    return ("Speaker,Text\n" + "\n".join(rows) + "\n").encode()


FORMS = {"again.txt": as_text, "again.vtt": as_captions, "again.csv": as_table}


def consents(folder: Path, file: str, labels: set[str], project: str) -> Path:
    """Everybody who is named in the new file agrees to everything."""
    path = folder / "consents.jsonl"
    lines = [
        {
            "participant": f"bd-p{at:02}", "project": project, "capacity": "adult", "mode": "written",
            "collected_at": "2026-03-01", "voices": [{"source": file, "label": label}],
            "grants": [{"purpose": purpose, "state": "given"} for purpose in ANSWERS],
        }
        for at, label in enumerate(sorted(labels))
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("file", "project", "relabelled"),
    [
        ("again.txt", group.PROJECT, False),
        ("again.txt", "hills", True),
        ("again.vtt", group.PROJECT, True),
        ("again.csv", "hills", False),
    ],
)
def test_the_same_words_in_another_file_are_not_read_again(
    heard: Heard, tmp_path: Path, file: str, project: str, relabelled: bool
) -> None:
    assert heard("withdraw", group.WHO, "--yes").code == 0
    lines = [*LINES, MORE]
    if relabelled:
        lines = [(label.replace("R1", "Amina"), words) for label, words in lines]
    (tmp_path / file).write_bytes(FORMS[file](lines))
    agreed = consents(tmp_path, file, {label for label, _ in lines} - {"Q"}, project)
    done = heard("ingest", tmp_path / file, "--project", project, "--consent", agreed)
    assert "somebody withdrew" in " ".join(done.out.split()), done.out + done.err
    assert "wait hidden" in " ".join(done.out.split())
    report = json.loads(heard("ingest", tmp_path / file, "--project", project, "--json").out)
    testimony = report["results"][0]["testimony"]
    assert heard("review").code == 0
    assert heard("review", testimony, "--accept-rest", "--approve").code == 0
    shown = heard("read", testimony, "--purpose", "research_project")
    assert "harvest" in shown.out, "the words of others are read"
    for secret in ("marmalade", "lavender", "buckets", "right about the market"):
        assert secret not in shown.out
    assert day.found_by(heard, '"lavender market" OR marmalade OR buckets') == set()
