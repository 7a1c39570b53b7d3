"""``heard quarantine``: what came in and waits, for a consent or for somebody to choose how it is read."""

from __future__ import annotations

import typer

from archive.access.gate import UnitOfWork
from archive.cli.command import Json, app, emit, open_archive, out, viewer
from archive.intake import quarantine as waiting_files
from archive.model import Role

quarantine = typer.Typer(help="What waits for a consent, or for a choice.", no_args_is_help=True)
app.add_typer(quarantine, name="quarantine")


@quarantine.command("list")
def list_(as_json: Json = False) -> None:
    """List what waits, why, and until when.

    `doubtful` waits until somebody has said how the file is to be read: look at it with `heard inspect`, and
    import it again with `--layout`. Everything else waits for a consent.
    """
    with open_archive() as opened:
        items = waiting_files.waiting(UnitOfWork(opened.archive, viewer(opened, Role.DPO)))

    def show() -> None:
        for item in items:
            out.print(
                f"{item.id}\t{item.project}\t{item.reason}\tuntil {item.expires.isoformat()}", markup=False
            )
        out.print(f"{len(items)} waiting.", markup=False)
        if any(item.reason == waiting_files.DOUBTFUL for item in items):
            out.print("Doubtful: heard inspect FILE, then heard ingest FILE --layout NAME.", markup=False)

    emit(
        [
            {"id": i.id, "project": i.project, "reason": i.reason, "expires": i.expires.isoformat()}
            for i in items
        ],
        as_json,
        show,
    )


@quarantine.command("expire")
def expire(as_json: Json = False) -> None:
    """Destroy what has waited past its day."""
    with open_archive() as opened:
        gone = waiting_files.expire(UnitOfWork(opened.archive, viewer(opened, Role.DPO)))
    emit({"destroyed": gone}, as_json, lambda: out.print(f"{gone} destroyed.", markup=False))
