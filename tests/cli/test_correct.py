"""``heard correct`` gives a turn to another voice and moves its borders, and keeps to one thing at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Heard, heard_in


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    command = heard_in(tmp_path_factory.mktemp("correct"))
    assert command("init", command.archive).code == 0
    return command


@pytest.fixture(scope="module")
def boat(heard: Heard) -> str:
    return heard.taken_in()["boat.txt"]


def test_one_thing_at_a_time(heard: Heard, boat: str, tmp_path: Path) -> None:
    for wrong in (
        ("--voice", "bd-p01", "--span", "0-3"),
        ("--voice", "bd-p01", "--voice-of", "1"),
        ("--join", "--voice", "bd-p01"),
        ("--split-at", "somewhere"),
    ):
        done = heard("correct", boat, "1", *wrong)
        assert done.code == 2, wrong
    assert heard("correct", boat, "1", "--voice", "nobody-known").code == 2


def test_a_turn_is_cut_given_away_and_joined_again(heard: Heard, boat: str) -> None:
    cut = heard("correct", boat, "1", "--split-at", "49", "--voice", "interviewer", "--json").json()
    assert (cut["version"], cut["withheld"]) == (2, 0)
    back = heard("correct", boat, "2", "--voice-of", "1")
    assert back.code == 0, back.err
    assert "Version 3" in back.out
    assert "Review the testimony again." in back.out
    assert heard("correct", boat, "1", "--join", "--json").json()["version"] == 4
    assert heard("audit", "verify").code == 0
