"""A file of consents with lines that fail, given to the real command: nobody's withdrawal waits for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import Refused
from archive.model.outcomes import Step
from consent.states import is_withdrawn
from tests.cli.command import PASSPHRASE, Heard
from tests.scopes import EVERY
from tests.withdrawal import group

ANSWERS = ("store_sealed", "process_deidentify", "research_project", "advocacy_publish_quote")


def line(participant: str, label: str, state: str) -> str:
    """One person's answers to everything."""
    return json.dumps(
        {
            "participant": participant, "project": group.PROJECT, "capacity": "adult", "mode": "written",
            "collected_at": "2026-03-01", "voices": [{"source": "group.txt", "label": label}],
            "grants": [{"purpose": purpose, "state": state} for purpose in ANSWERS],
        }
    )  # fmt: skip


def consents(folder: Path, *lines: str) -> Path:
    path = folder / "later.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def emptied(heard: Heard, tmp_path: Path) -> tuple[Heard, Path]:
    """The archive, and an empty folder to take in beside a consent file."""
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.txt").write_text("A: Nothing of note was said.\n", encoding="utf-8")
    return heard, tmp_path / "none"


@pytest.mark.parametrize("first", [True, False])
def test_a_line_of_somebody_whose_key_is_dead_stops_nobody(
    emptied: tuple[Heard, Path], tmp_path: Path, first: bool
) -> None:
    heard, folder = emptied
    yes = consents(tmp_path, line("bd-p01", "R1", "given"), line("bd-p02", "R2", "given"))
    assert heard("ingest", folder, "--project", group.PROJECT, "--consent", yes).code in (0, 6)
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        opened.ring.destroy("bd-p09")
    dead, no = line("bd-p09", "R8", "given"), line("bd-p01", "R1", "refused")
    broken = '{"participant": '
    file = consents(tmp_path, *([dead, broken, no] if first else [no, broken, dead]))
    done = heard("ingest", folder, "--project", group.PROJECT, "--consent", file)
    assert done.code == Refused.exit_code
    assert "line 2" in done.err, "the line that cannot be read is named"
    wrong = 1 if first else 3
    assert f"Consents, line {wrong}, bd-p09: refused. This person withdrew" in " ".join(done.out.split())
    assert "bd-p01: withdrawn." in done.out
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        assert "bd-p01" in opened.archive.keys.destroyed()
        assert "bd-p02" not in opened.archive.keys.destroyed()
    again = heard("ingest", folder, "--project", group.PROJECT, "--consent", file, "--json")
    assert again.code == Refused.exit_code
    assert {one["outcome"] for one in json.loads(again.out)["consent_lines"]} == {"same", "refused"}


def test_a_form_of_withdrawal_answers_for_each_person(emptied: tuple[Heard, Path], tmp_path: Path) -> None:
    heard, folder = emptied
    yes = consents(tmp_path, line("bd-p01", "R1", "given"))
    assert heard("ingest", folder, "--project", group.PROJECT, "--consent", yes).code in (0, 6)
    file = consents(tmp_path, line("bd-p77", "R7", "refused"), line("bd-p01", "R1", "refused"))
    done = heard("withdraw", "--form", file, "--project", group.PROJECT, "--yes")
    assert done.code == Refused.exit_code
    assert "bd-p77" in done.err
    assert "bd-p01" in done.out
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        assert "bd-p01" in opened.archive.keys.destroyed()


def test_a_no_of_somebody_whose_key_is_dead_is_kept(emptied: tuple[Heard, Path], tmp_path: Path) -> None:
    heard, folder = emptied
    yes = consents(tmp_path, line("bd-p01", "R1", "given"), line("bd-p02", "R2", "given"))
    assert heard("ingest", folder, "--project", group.PROJECT, "--consent", yes).code in (0, 6)
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        opened.ring.destroy("bd-p01")
    no = consents(tmp_path, line("bd-p02", "R2", "given"), line("bd-p01", "R1", "refused"))
    done = heard("ingest", folder, "--project", group.PROJECT, "--consent", no)
    assert done.code in (0, 6)
    assert "Consents, line 2, bd-p01: withdrawn." in done.out
    assert "Consents, line 1: same." in done.out
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        [walked] = opened.archive.store.withdrawals.all("bd-p01")
        assert walked.step is Step.SIGNED
        assert is_withdrawn(opened.archive.store.consents.current(EVERY, ["bd-p01"])[0])
