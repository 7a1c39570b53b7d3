"""``heard keys``, ``heard backup``, ``heard restore``: what the administrator of an archive answers for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from archive import oversight
from archive.access.gate import UnitOfWork
from archive.app import backup as backups
from archive.app.settings import first_line
from archive.app.wiring import KEYS
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    passphrase,
    settings,
    viewer,
)
from archive.cli.prompts import prompt_secret
from archive.errors import UsageError
from archive.model import KeyStatus, Role
from archive.oversight import key_administration

keys = typer.Typer(help="The keys: their epochs, a new epoch, an old one's end.", no_args_is_help=True)
app.add_typer(keys, name="keys")


@keys.command("status")
def status(as_json: Json = False) -> None:
    """Count the keys and what a rotation has still to do. No key is shown."""
    with open_archive() as opened:
        state = key_administration.status(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)), opened.ring
        )
    _show(state, as_json)


@keys.command("rotate")
def rotate(as_json: Json = False) -> None:
    """Begin a new epoch and bring every key over.

    A rotation that was cut short goes on where it stopped.
    """
    with open_archive() as opened:
        state = key_administration.rotate(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)), opened.ring
        )
    _show(state, as_json)


@keys.command("retire")
def retire(
    epoch: Annotated[int, typer.Argument(min=1, help="The number of an old epoch on which nothing hangs.")],
    as_json: Json = False,
) -> None:
    """Destroy an old epoch's key.

    What was wrapped under it, in any old backup of the keys, dies with it, unless that backup holds the
    epoch too.
    """
    with open_archive() as opened:
        state = key_administration.retire(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR)), opened.ring, epoch
        )
    _show(state, as_json)


@keys.command("passphrase")
def change(
    new: Annotated[Path, typer.Option("--new-file", help="A file whose first line is the new passphrase.")],
) -> None:
    """Let the key ring open to another passphrase. Backups of the ring still open to the old one."""
    chosen = settings()
    old = passphrase(chosen)
    with open_archive() as opened:
        key_administration.record_passphrase_change(
            UnitOfWork(opened.archive, viewer(opened, Role.ADMINISTRATOR))
        )
    word = first_line(new, "--new-file")
    key_administration.change_passphrase(chosen.folder / KEYS, old, word, chosen.unlock_kib)
    out.print("Changed. Destroy the backups of the keys that open to the old one.", markup=False)


def _show(state: KeyStatus, as_json: bool) -> None:
    row: dict[str, Any] = {
        "epochs": [{"epoch": n, "keys": k} for n, k in state.epochs], "keys": state.keys,
        "escrowed": state.escrowed, "destroyed": state.destroyed, "rows_behind": state.rows_behind,
        "retirable": list(state.retirable),
    }  # fmt: skip

    def show() -> None:
        for number, hanging in state.epochs:
            out.print(f"epoch {number}: {hanging} key(s)", markup=False)
        out.print(
            f"{state.keys} in use, {state.escrowed} in escrow, {state.destroyed} destroyed; "
            f"{state.rows_behind} behind.",
            markup=False,
        )
        for number in state.retirable:
            out.print(
                f"Nothing hangs on epoch {number} any more. When the backups of the keys from its time are "
                f"gone: heard keys retire {number}",
                markup=False,
            )

    emit(row, as_json, show)


@app.command()
def backup(
    data: Annotated[Path, typer.Option("--data", help="A new file for the sealed data.")],
    ring: Annotated[Path, typer.Option("--keys", help="A new file for the keys, on another medium.")],
    names: Annotated[
        Path | None,
        typer.Option("--identities", help="A new file for the identity store, on a third medium."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Copy the archive into two files that are kept apart.

    The identity store goes into a third. None tells anything without the keys, and the keys not without the
    passphrase. Without --identities no copy is made of who people are.
    """
    with open_archive() as opened:
        size = backups.back_up(opened, viewer(opened, Role.ADMINISTRATOR), data, ring, names)
        answerable = backups.somebody_answers(opened.archive, opened.log)

    def show() -> None:
        out.print(f"Sealed rows in {data}, keys in {ring}; {size} entries of the log.", markup=False)
        out.print(
            f"The identity store in {names}."
            if names
            else "No copy was made of the identity store: if this folder is lost, so are the names.",
            markup=False,
        )
        out.print(
            "Keep the two apart. Keep the keys briefly: whoever withdraws from now on can be read from the "
            "older ones, so destroy the former backup of the keys now.",
            markup=False,
        )
        if not answerable:
            out.print(
                "Nobody could say after a loss that this backup is new enough: there is neither an officer's "
                "key nor an officer's account. A restore would let every consent wait. Appoint a key: heard "
                "keys officer FILE, then heard keys appoint FILE.pub.",
                markup=False,
            )

    row = {
        "data": str(data), "keys": str(ring), "identities": str(names) if names else None, "log_size": size,
    }  # fmt: skip
    emit(row, as_json, show)


@app.command()
def restore(  # noqa: PLR0913 - each option of the command is a parameter
    data: Annotated[Path | None, typer.Option("--data", help="The file of the sealed data.")] = None,
    ring: Annotated[Path | None, typer.Option("--keys", help="The file of the keys.")] = None,
    names: Annotated[
        Path | None, typer.Option("--identities", help="The file of the identity store, of the same backup.")
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", help="withdrawals.ledger, as it stood last.")
    ] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option("--checkpoint", help="The newest checkpoint that is kept, or a withdrawal's receipt."),
    ] = None,
    withdrawn: Annotated[
        list[str] | None, typer.Option("--withdrawn", help="A participant who withdrew since; repeat.")
    ] = None,
    none_withdrawn: Annotated[
        Path | None,
        typer.Option(
            "--none-withdrawn", help="The officer's signed note that nobody else did (audit vouch)."
        ),
    ] = None,
    officer: Annotated[
        str | None,
        typer.Option("--officer", help="An officer's account, where no key is appointed; asks its password."),
    ] = None,
    suspend: Annotated[
        bool,
        typer.Option("--suspend-consents", help="Nobody can say it: every consent waits to be asked anew."),
    ] = False,
    accepted: Annotated[
        Path | None,
        typer.Option(
            "--accepted", help="The officer's note that entries of the log are lost (audit accept)."
        ),
    ] = None,
    officer_lost: Annotated[
        bool, typer.Option("--officer-lost", help="Nobody can sign that: the officer's key is lost.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Put an archive back, with every withdrawal since the backup.

    They are carried out before it serves. The folder is a new one. Without --data and --keys: take what was
    put into the archive's folder by other means. One of --none-withdrawn, --officer and --suspend-consents
    has to say who answers for the time since the backup.
    """
    if (data is None) != (ring is None):
        raise UsageError("Name both files, --data and --keys.")
    if names is not None and data is None:
        raise UsageError("--identities goes with --data and --keys.")
    if (none_withdrawn is not None) + (officer is not None) + suspend > 1:
        raise UsageError("One answers: --none-withdrawn FILE, --officer NAME, or --suspend-consents.")
    evidence = backups.Evidence(
        ledger,
        oversight.text_of(checkpoint) if checkpoint else None,
        tuple(withdrawn or ()),
        oversight.text_of(none_withdrawn) if none_withdrawn else None,
        backups.Speaker(officer, prompt_secret(f"Password of {officer}: ")) if officer else None,
        suspend,
        oversight.text_of(accepted) if accepted else None,
        officer_lost,
    )
    chosen = settings()
    word = passphrase(chosen)
    if data is not None and ring is not None:
        done = backups.restore(chosen, word, data, ring, evidence, names)
    else:
        done = backups.accept(chosen, word, evidence)

    def show() -> None:
        out.print(f"Restored: {done.entries} entries, {done.testimonies} testimonies indexed.", markup=False)
        if done.lost:
            out.print(f"{done.lost} entries of the log are lost; an event says so.", markup=False)
        if data is not None and names is None:
            out.print("The identity store was not brought (--identities): it is empty.", markup=False)
        for participant in done.replayed:
            out.print(f"withdrawn again: {participant}", markup=False)
        if done.suspended:
            out.print(
                f"{done.suspended} consents wait: their words are closed until people were asked anew and a "
                "form of a later day was read in (heard ingest).",
                markup=False,
            )

    emit(
        {"entries": done.entries, "lost": done.lost, "replayed": list(done.replayed),
         "testimonies": done.testimonies, "suspended": done.suspended},
        as_json, show,
    )  # fmt: skip
