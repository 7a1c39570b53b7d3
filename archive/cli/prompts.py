"""Somebody by account, password and code, where a command takes two people: ``local`` is only ever one.

A command cannot ask for a passkey. Where an account has nothing else, a recovery code stands in for it.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Collection
from typing import Annotated

import typer

from archive.access import gate
from archive.app.wiring import Opened
from archive.errors import Refused
from archive.model import Role, Viewer
from archive.oversight import accounts, second_factors

As = Annotated[str, typer.Option("--as", help="Your own account; its password is asked for, and a code.")]


def prompt_secret(what: str) -> str:
    """What must not stand in a process list: asked for on a terminal, else one line of the input."""
    return getpass.getpass(what) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def prompt_text(what: str) -> str:
    """Sentences that must not stand in a process list: one line on a terminal, else the rest of the input."""
    return str(typer.prompt(what)) if sys.stdin.isatty() else sys.stdin.read().strip()


def signed_in(opened: Opened, user: str, roles: Collection[Role]) -> Viewer:
    """The person, in their own role. Raises ``Refused`` if the password, the code or the role does not fit.

    The code is asked for where the account has a second factor.
    """
    account = accounts.check_password(opened.archive, user, prompt_secret(f"Password of {user}: "))
    if account is None or account.role not in roles:
        told_roles = " or ".join(sorted(role.value for role in roles))
        raise Refused(f"This account and password are not those of an active {told_roles}.")
    if second_factors.factors(opened.archive, user).second:
        code = prompt_secret(f"Code of {user}'s app, or a recovery code: ")
        second_factors.prove(opened.archive, account, code)
    return gate.viewer_of(opened.archive, account)
