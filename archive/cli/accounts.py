"""``heard user`` and ``heard serve``: who may sign in, and the web application they sign in to."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.app.proving import proved_daily
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

users = typer.Typer(help="Accounts of the web application.", no_args_is_help=True)
app.add_typer(users, name="user")


@users.command("add")
def add(
    name: Annotated[
        str, typer.Argument(help="A sign-in name; it stands in the log, so not a person's name.")
    ],
    role: Annotated[Role, typer.Option("--role", help="What they are there to do.")],
    project: Annotated[list[str] | None, typer.Option("--project", help="Repeat for several.")] = None,
    as_json: Json = False,
) -> None:
    """Propose an account.

    It opens once an officer has countersigned it (heard user countersign); the first officer's is open at
    once. The password is asked for on a terminal, or made and printed once.
    """
    asked = getpass.getpass("Password for the new account (empty: make one): ") if sys.stdin.isatty() else ""
    password = asked or secrets.token_urlsafe(12)
    with open_archive() as opened:
        account = oversight_accounts.propose(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)),
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


@users.command("countersign")
def countersign(name: str, officer: As, as_json: Json = False) -> None:
    """Open an account that was proposed.

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
        accounts = oversight_accounts.list_accounts(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR))
        )

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
        oversight_accounts.deactivate(UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)), name)
    emit({"user": name, "active": False}, as_json, lambda: out.print("Closed.", markup=False))


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Start the web application on this archive."""
    import uvicorn

    from archive.web.application import create_app

    if host not in ("127.0.0.1", "::1", "localhost"):
        raise UsageError(
            "Heard listens on this machine alone; put a TLS proxy in front of it to reach it from elsewhere."
        )
    with open_archive() as opened:
        out.print(f"Heard is at http://{host}:{port} (stop it with Ctrl-C).", markup=False)
        served = create_app(opened.archive, contact=opened.settings.contact)
        with proved_daily(opened.archive):
            uvicorn.run(served, host=host, port=port, log_level="warning", access_log=False)
