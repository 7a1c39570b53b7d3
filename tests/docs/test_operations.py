"""What ``docs/operations.md`` tells an administrator to type exists, and what it says of files is so."""

from __future__ import annotations

import re

import pytest

from archive.app import wiring
from archive.errors import LockedArchive
from archive.store.passphrase import check_passphrase
from archive.store.sql import DATABASE_FILE
from archive.store.withdrawal_ledger import LEDGER_FILE
from tests.docs.program import ROOT, commands, complaint, shell_lines

PATH = ROOT / "docs/operations.md"
PAGE = PATH.read_text(encoding="utf-8")


def test_every_line_that_is_shown_can_be_typed() -> None:
    lines = shell_lines(PATH)
    assert len(lines) > 20
    assert {line: wrong for line in lines if (wrong := complaint(line))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "heard frobnicate", "heard keys", "heard keys rotate --quickly", "heard backup --data one",
        "make everything", "docker compose run --rm nowhere init /archive", "docker run web",
        "python -m bench.nothing", "pip install heard", "rm -rf keys",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_typed_is_found(line: str) -> None:
    assert complaint(line)


def test_every_command_in_the_text_is_a_command() -> None:
    named = set(re.findall(r"`heard ([a-z -]+?)(?: --[a-z-]+)?`", PAGE))
    assert named
    assert sorted(named - set(commands())) == []


def test_the_folder_holds_what_the_page_says() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE.partition("## Start an archive")[0], re.MULTILINE)
    assert {wiring.CARD, DATABASE_FILE, f"{wiring.KEYS}/"} <= set(rows)
    assert LEDGER_FILE in PAGE


def test_the_files_of_the_installation_are_those_that_it_reads() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    secrets = set(re.findall(r"\./(secrets/\w+)", compose))
    assert secrets
    assert secrets == set(re.findall(r"`(secrets/\w+)`", PAGE))


def test_a_passphrase_is_refused_and_taken_as_the_page_says() -> None:
    assert "at least twelve characters, best four words or" in PAGE
    assert "What is easy to guess is refused." in PAGE
    for weak in ("kq7-vRz.p2x", "password password", "aaaaaaaaaaaaaaaaaaaaaaaa"):
        with pytest.raises(LockedArchive):
            check_passphrase(weak)
    check_passphrase("nine slow herons over the ferry")
