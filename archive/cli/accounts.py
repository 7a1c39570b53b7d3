"""``heard user`` and ``heard serve``: who may sign in, and the web application they sign in to."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.app.proving import proved_daily
from archive.app.wiring import Opened
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.cli.prompts import (
    As,
    prompt_secret,
    signed_in,
)
from archive.errors import UsageError
from archive.model import Role
from archive.oversight import accounts as oversight_accounts
from archive.oversight import invitations, returning
from archive.oversight.invitations import Invitation

_WAITS = "{0} waits for an officer: heard user countersign {0} --as OFFICER, or the page of accounts."

users = typer.Typer(help="Accounts of the web application.", no_args_is_help=True)
app.add_typer(users, name="user")


@users.command("add")
def add(
    name: Annotated[
        str, typer.Argument(help="A sign-in name; it stands in the log, so not a person's name.")
    ],
    role: Annotated[Role, typer.Option("--role", help="What they are there to do.")],
    project: Annotated[list[str] | None, typer.Option("--project", help="Repeat for several.")] = None,
    by_invitation: Annotated[
        bool, typer.Option("--invite", help="Print an invitation; its person chooses the password.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Propose an account.

    It opens once an officer has countersigned it (heard user countersign); the first officer's is open at
    once. The password is asked for on a terminal, or made and printed once; with --invite nobody but its
    person ever knows it.
    """
    if by_invitation:
        with open_archive() as opened:
            emit_invitation(
                opened, invitations.propose(_administrator(opened), name, role, project or []), as_json
            )
        return
    asked = getpass.getpass("Password for the new account (empty: make one): ") if sys.stdin.isatty() else ""
    password = asked or secrets.token_urlsafe(12)
    with open_archive() as opened:
        account = oversight_accounts.propose(
            _administrator(opened),
            name,
            role,
            project or [],
            password,
        )

    def show() -> None:
        out.print(f"Added {name} as {role}.", markup=False)
        if account.waits:
            out.print(
                f"It waits for an officer: heard user countersign {name} --as OFFICER, or the accounts page.",
                markup=False,
            )
        elif account.role is Role.DPO:
            out.print("Let the officer choose a password of their own now: heard user password", name)
        if not asked:
            out.print(f"Password, shown this once: {password}", markup=False)

    report = {
        "user": name,
        "role": role.value,
        "password": None if asked else password,
        "waits": account.waits,
    }
    emit(report, as_json, show)


def _administrator(opened: Opened) -> UnitOfWork:
    return UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR))


def emit_invitation(opened: Opened, invitation: Invitation, as_json: bool) -> None:
    """Print an invitation, this once: whoever has it chooses the password."""
    user, code, until = invitation.account.user, invitation.code, invitation.expires_at.date().isoformat()
    page = f"{opened.settings.origin or 'http://localhost:8000'}/invitation"

    def show() -> None:
        out.print(f"Proposed {user}. Give them this code in person; they open it at {page}.", markup=False)
        out.print(f"Invitation, shown this once, good until {until}: {code}", markup=False)
        out.print(f"Once they have: heard user countersign {user} --as OFFICER", markup=False)

    emit({"user": user, "invitation": code, "expires": until}, as_json, show)


@users.command("invite")
def invite(name: str, as_json: Json = False) -> None:
    """Print another invitation, in place of one that nobody opened."""
    with open_archive() as opened:
        emit_invitation(opened, invitations.invite_again(_administrator(opened), name), as_json)


@users.command("return")
def return_(
    name: str,
    anew: Annotated[
        bool, typer.Option("--anew", help="Invite its person again; what it was opened with is gone.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Propose that a closed account opens again.

    An officer countersigns. It keeps its password, passkeys and app, unless it begins anew.
    """
    with open_archive() as opened:
        invitation = returning.propose_return(_administrator(opened), name, anew=anew)
        if invitation is not None:
            emit_invitation(opened, invitation, as_json)
            return
    emit({"user": name, "waits": True}, as_json, lambda: out.print(_WAITS.format(name), markup=False))


@users.command("reset")
def reset(name: str, as_json: Json = False) -> None:
    """Propose that somebody's second factors go.

    For lost passkeys, app and recovery codes. An officer countersigns; the password stays. The only officer's
    own go at once, and the log says so.
    """
    with open_archive() as opened:
        done = returning.propose_reset(_administrator(opened), name)
    said = f"The second factors of {name} are gone; the log says so." if done else _WAITS.format(name)
    emit({"user": name, "waits": not done}, as_json, lambda: out.print(said, markup=False))


@users.command("countersign")
def countersign(name: str, officer: As, as_json: Json = False) -> None:
    """Open a proposed account, or carry out a proposed reset.

    An officer does, with a password that nobody else chose.
    """
    with open_archive() as opened:
        oversight_accounts.countersign(
            UnitOfWork(opened.archive, signed_in(opened, officer, (Role.DPO,))), name
        )
    emit({"user": name, "active": True}, as_json, lambda: out.print(f"{name} is open.", markup=False))


@users.command("password")
def password_(name: str) -> None:
    """Choose your own password in place of the one you were given.

    Every session of yours ends.
    """
    old, new = prompt_secret("Password you were given: "), prompt_secret("Your own password: ")
    if sys.stdin.isatty() and prompt_secret("Once more: ") != new:
        raise UsageError("The two were not the same; nothing was changed.")
    with open_archive() as opened:
        oversight_accounts.change_password(opened.archive, name, old, new)
    out.print("Changed.", markup=False)


@users.command("list")
def list_(as_json: Json = False) -> None:
    """List the accounts."""
    with open_archive() as opened:
        accounts = oversight_accounts.list_accounts(_administrator(opened))

    def show() -> None:
        for a in accounts:
            state = "active" if a.active else "waits" if a.waits else "closed"
            out.print(f"{a.user}\t{a.role}\t{state}\t{', '.join(sorted(a.projects))}", markup=False)

    emit(
        [
            {"user": a.user, "role": a.role.value, "active": a.active, "waits": a.waits,
             "projects": sorted(a.projects)}
            for a in accounts
        ],
        as_json,
        show,
    )  # fmt: skip


@users.command("deactivate")
def deactivate(name: str, as_json: Json = False) -> None:
    """Close an account and every session of it. The account stays, for the log."""
    with open_archive() as opened:
        oversight_accounts.deactivate(_administrator(opened), name)
    emit({"user": name, "active": False}, as_json, lambda: out.print("Closed.", markup=False))


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Start the web application on this archive."""
    from archive.web.application import create_app
    from archive.web.serving import addresses_of, serve_on
    from archive.web.sessions import Sessions

    if host not in ("127.0.0.1", "::1", "localhost"):
        raise UsageError(
            "Heard listens on this machine alone; put a TLS proxy in front of it to reach it from elsewhere."
        )
    with open_archive() as opened:
        settings, sessions = opened.settings, Sessions()
        origin = settings.origin or f"http://localhost:{port}"
        out.print(f"Heard is at {origin} (stop it with Ctrl-C).", markup=False)
        addresses = addresses_of(settings.hosts, settings.proxies, host)
        served = create_app(opened.archive, sessions, settings.contact, addresses, origin)
        try:
            with proved_daily(opened.archive):
                serve_on(served, addresses, host, port)
        finally:
            sessions.write_untried(opened.archive)
