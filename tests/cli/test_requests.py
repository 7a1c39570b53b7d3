"""``heard requests``: asked after a hint of ``heard search``, answered by an officer's own account."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import NotFound, Refused, UsageError
from archive.model import Role
from tests.attacks.dying import Died, call
from tests.cli.command import PASSPHRASE, Heard, heard_in
from tests.reading.crowd import crowd
from tests.web.made import PASSWORD, account

pytestmark = pytest.mark.slow

WHY = "MARKREASON for the ministry"
FERRY = ["search", "ferry", "--purpose", "advocacy_internal"]
ASK = ["requests", "ask", "delta", "--purpose", "advocacy_internal"]


@pytest.fixture
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """Five people who say the same, an advocate and an officer."""
    made = heard_in(tmp_path_factory.mktemp("requests"))
    chosen = Settings(made.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as found:
        crowd(found.archive, 5, "The ferry sank.")
        for name, role in (("ada", Role.ADVOCACY), ("olga", Role.DPO)):
            account(found.archive, name, role, ["delta"])
    return made


def told(done: Died) -> Any:
    assert done.code == 0, done.said
    found: Any = json.loads(done.said)
    return found


def test_from_the_hint_to_the_end_by_command(heard: Heard) -> None:
    assert call(heard, ASK, stdin=WHY).code == Refused.exit_code, "no hint yet"
    searched = call(heard, FERRY)
    assert "In delta more matches than you may see." in searched.said
    assert "heard requests ask delta --purpose advocacy_internal" in searched.said
    assert told(call(heard, [*FERRY, "--json"]))["more_in"] == ["delta"]

    assert call(heard, ASK, stdin="\n").code == UsageError.exit_code
    assert call(heard, [*ASK, "--as", "ada"], stdin=f"{PASSWORD}\n{WHY}").code == Refused.exit_code
    one = told(call(heard, [*ASK, "--days", "9", "--json"], stdin=WHY))["request"]
    due = told(call(heard, ["consent", "due", "--json"]))
    assert [row["id"] for row in due if row["what"] == "access_request"] == [one]

    answering = ["requests", "answer", one, "--yes", "--as"]
    assert call(heard, [*answering, "ada"], stdin=f"{PASSWORD}\nyes").code == Refused.exit_code
    said = call(heard, [*answering, "olga"], stdin=f"{PASSWORD}\nfor the letter alone")
    assert said.code == 0, said.said
    opened = told(call(heard, [*FERRY, "--json"]))
    assert (len(opened["passages"]), opened["more_in"]) == (5, [])

    mine = f"{PASSWORD}\n"
    assert told(call(heard, ["requests", "list", "--as", "ada", "--json"], stdin=mine)) == []
    [row] = told(call(heard, ["requests", "list", "--as", "olga", "--json"], stdin=mine))
    assert (row["standing"], row["note"], row["reason"]) == ("open", "for the letter alone", WHY)
    assert call(heard, ["requests", "end", one, "--as", "ada"], stdin=mine).code == NotFound.exit_code
    assert call(heard, ["requests", "end", one, "--as", "olga"], stdin=mine).code == 0
    assert told(call(heard, [*FERRY, "--json"]))["passages"] == []
    assert "ended" in call(heard, ["requests", "list"]).said
    assert "MARKREASON" not in call(heard, ["audit", "show"]).said
