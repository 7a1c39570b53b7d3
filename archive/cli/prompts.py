"""Somebody by account and password, where a command takes two people: ``local`` is only ever one."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Collection
from typing import Annotated

import typer

from archive.app.wiring import Opened
from archive.errors import Refused
from archive.model import Role, Viewer
from archive.oversight import accounts
from archive.oversight.sessions import viewer_of

As = Annotated[str, typer.Option("--as", help="Your own account; its password is asked for.")]


def prompt_secret(what: str) -> str:
    """What must not stand in a process list: asked for on a terminal, else one line of the input."""
    return getpass.getpass(what) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def prompt_text(what: str) -> str:
    """Sentences that must not stand in a process list: one line on a terminal, else the rest of the input."""
    return str(typer.prompt(what)) if sys.stdin.isatty() else sys.stdin.read().strip()


def signed_in(opened: Opened, user: str, roles: Collection[Role]) -> Viewer:
    """The person, in their own role. Raises ``Refused`` if the password or the role does not fit."""
    account = accounts.check_password(opened.archive, user, prompt_secret(f"Password of {user}: "))
    if account is None or account.role not in roles:
        told_roles = " or ".join(sorted(role.value for role in roles))
        raise Refused(f"This account and password are not those of an active {told_roles}.")
    return viewer_of(opened.archive, account)
