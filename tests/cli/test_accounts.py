"""Accounts by command: invitations, returns, resets, and a code beside the password."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyotp
import pytest

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import Refused, UsageError
from archive.model import Role, Viewer
from archive.oversight import accounts, invitations, second_factors
from tests.attacks.dying import Died, call
from tests.cli.command import PASSPHRASE, PROJECT, Heard, heard_in
from tests.web.made import FOUNDER, PASSWORD, account

pytestmark = pytest.mark.slow


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    """An archive with its first officer and another."""
    heard = heard_in(tmp_path)
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as found:
        account(found.archive, "olga", Role.DPO, [])
    return heard


def told(done: Died) -> Any:
    assert done.code == 0, done.said
    return json.loads(done.said)


def test_an_account_by_invitation_its_return_and_a_reset_by_command(heard: Heard) -> None:
    add = ["user", "add", "ines", "--role", "researcher", "--project", PROJECT, "--invite", "--json"]
    invited = told(call(heard, add))
    agree = ["user", "countersign", "ines", "--as", FOUNDER]
    officers = f"{PASSWORD}\n"
    early = call(heard, agree, stdin=officers)
    assert (early.code, "not opened the invitation" in early.said) == (UsageError.exit_code, True)
    again = told(call(heard, ["user", "invite", "ines", "--json"]))["invitation"]
    assert again != invited["invitation"]
    own = "four-of-her-own-words"
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        invitations.accept(found.archive, again, own)
    assert call(heard, ["user", "invite", "ines"]).code == UsageError.exit_code
    assert call(heard, agree, stdin=officers).code == 0
    assert call(heard, ["user", "reset", "ines"]).code == UsageError.exit_code, "there is nothing to reset"
    assert call(heard, ["user", "deactivate", "ines"]).code == 0
    assert told(call(heard, ["user", "return", "ines", "--json"])) == {"user": "ines", "waits": True}
    assert call(heard, agree, stdin=officers).code == 0
    assert call(heard, ["user", "deactivate", "ines"]).code == 0
    assert told(call(heard, ["user", "return", "ines", "--anew", "--json"]))["invitation"]
    assert call(heard, agree, stdin=officers).code == UsageError.exit_code
    assert own not in "".join(heard.said)


def test_whoever_has_an_app_is_asked_for_its_code_by_commands_too(heard: Heard) -> None:
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        account(found.archive, "rosa", Role.RESEARCHER, [PROJECT])
        account(found.archive, "omar", Role.DPO, [])
        accounts.change_password(found.archive, "omar", PASSWORD, "four-of-omars-words")
        work = UnitOfWork(found.archive, Viewer("omar", Role.DPO, frozenset()))
        app = pyotp.TOTP(second_factors.begin_app(work).secret)
        second_factors.confirm_app(work, app.now())
        codes = second_factors.make_codes(work)
    listing = ["emergency", "list", "--as", "omar", "--json"]
    password = "four-of-omars-words\n"
    assert call(heard, listing, stdin=password).code == Refused.exit_code, "a password alone"
    assert call(heard, listing, stdin=f"{password}000000\n").code == Refused.exit_code
    assert call(heard, listing, stdin=f"{password}{codes[0]}\n").code == 0
    assert call(heard, listing, stdin=f"{password}{codes[0]}\n").code == Refused.exit_code, "it was used"
    assert told(call(heard, ["user", "reset", "omar", "--json"])) == {"user": "omar", "waits": True}
    assert call(heard, ["user", "countersign", "omar", "--as", FOUNDER], stdin=f"{PASSWORD}\n").code == 0
    assert call(heard, listing, stdin=password).code == 0, "the second factor is gone"
    assert not {codes[0], app.secret} & set("".join(heard.said).split())
