"""Organisations by command: opened, a project shared by two officers and ended, and nothing beyond a wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import NotFound, Refused, UsageError
from archive.model import Role
from archive.oversight import invitations
from tests.attacks.dying import call
from tests.cli.command import PASSPHRASE, Heard, heard_in
from tests.cli.test_accounts import told
from tests.web import made
from tests.web.made import FOUNDER, PASSWORD

pytestmark = pytest.mark.slow
OFFICER = f"{PASSWORD}\n"


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    """An archive with a name, its first officer and a project."""
    heard = heard_in(tmp_path)
    chosen = Settings(heard.archive, unlock_kib=1024, organisation_name="Delta Union")
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as unlocked:
        made.take(unlocked.archive, "a.txt", "delta")
        made.account(unlocked.archive, "rita", Role.RESEARCHER, ["delta"])
    return heard


def test_a_project_is_shared_by_command(heard: Heard) -> None:
    new = ["organisations", "open", "hills", "--name", "Hills", "--officer", "hills.hoa"]
    opened = told(call(heard, [*new, "--administrator", "hills.ada", "--json"]))
    assert [one["user"] for one in opened["invitations"]] == ["hills.hoa", "hills.ada"]
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as unlocked:
        for one in opened["invitations"]:
            invitations.accept(unlocked.archive, one["invitation"], PASSWORD)
    day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    share = ["organisations", "share", "delta", "--with", "hills", "--until", day, "--as"]
    assert call(heard, [*share, "hills.hoa"], stdin=OFFICER).code == NotFound.exit_code
    one = told(call(heard, [*share, FOUNDER, "--json"], stdin=OFFICER))["share"]
    agree = ["organisations", "agree", one, "--as"]
    assert call(heard, [*agree, FOUNDER], stdin=OFFICER).code == Refused.exit_code
    assert told(call(heard, [*agree, "hills.hoa", "--json"], stdin=OFFICER))["project"] == "delta"
    theirs = told(call(heard, ["--organisation", "hills", "organisations", "list", "--json"]))
    assert (theirs["name"], theirs["projects"], theirs["organisations"]) == ("Hills", [], [])
    assert [m["user"] for m in theirs["members"]] == ["hills.ada", "hills.hoa"]
    assert [(s["project"], s["standing"]) for s in theirs["shares"]] == [("delta", "shared")]
    ours = told(call(heard, ["organisations", "list", "--json"]))
    assert ours["name"] == "Delta Union"
    assert [o["organisation"] for o in ours["organisations"]] == ["own", "hills"]
    assert "hills.hoa" not in [m["user"] for m in ours["members"]]
    assert call(heard, ["organisations", "end", one]).code == 0
    assert call(heard, ["organisations", "end", one]).code == UsageError.exit_code


def test_the_machine_works_for_one_organisation_at_a_time(heard: Heard) -> None:
    new = ["organisations", "open", "hills", "--name", "Hills", "--officer", "hills.hoa"]
    assert call(heard, [*new, "--administrator", "hills.ada"]).code == 0
    for_hills = ["--organisation", "hills"]
    assert told(call(heard, ["consent", "list", "--json"]))
    assert told(call(heard, [*for_hills, "consent", "list", "--json"])) == []
    assert [u["user"] for u in told(call(heard, [*for_hills, "user", "list", "--json"]))] == [
        "hills.ada", "hills.hoa",
    ]  # fmt: skip
    assert call(heard, [*for_hills, "keys", "status"]).code == Refused.exit_code
    assert call(heard, ["--organisation", "plains", "user", "list"]).code == NotFound.exit_code
