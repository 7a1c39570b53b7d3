"""``heard audit anchor`` and ``heard audit code``: what finds a whole archive that was put back by hand."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from archive.access.gate import UnitOfWork
from archive.app.outside_anchors import code_now, named_by, write_and_read
from archive.audit.anchor_places import AnchorKind
from archive.cli.audit import audit
from archive.cli.command import Json, emit, open_archive, out, viewer
from archive.errors import UsageError
from archive.model import Action, Role
from archive.oversight.outside_anchors import appoint_anchor


@audit.command("anchor")
def anchor(
    place: Annotated[
        str | None, typer.Argument(help="The place; without it, the one that HEARD_ANCHOR names.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Appoint the anchor outside the folder.

    Each start then asks for it (HEARD_ANCHOR), and serves nothing without it. A next one takes its place;
    nothing takes it away.
    """
    with open_archive() as opened:
        chosen = opened.settings.changed(anchor=place or opened.settings.anchor)
        named = named_by(chosen)
        if named is None:
            raise UsageError(
                "Name the place: a file on the officer's machine, an https address, folder (with "
                "HEARD_LOG_FOLDER on another disk), or code."
            )
        by_code = named.kind is AnchorKind.CODE
        appoint_anchor(
            UnitOfWork(opened.archive, viewer(opened, Role.DPO)),
            named,
            None if by_code else partial(write_and_read, chosen),
        )
        code = code_now(opened.log) if by_code else ""
    sentence = f"Appointed: {named.kind.value}. From now on set HEARD_ANCHOR; each start asks for it."
    _show(sentence, named.kind.value, code, as_json)


@audit.command("code")
def code(as_json: Json = False) -> None:
    """Print the short code of the log as it is now.

    The officer writes it down and reads it out at the next start (HEARD_ANCHOR_CODE).
    """
    with open_archive() as opened:
        work = UnitOfWork(opened.archive, viewer(opened, Role.DPO))
        work.authorise(Action.LOG_CHECKPOINT)
        work.record(Action.LOG_CHECKPOINT, "log", form="code")
        now = code_now(opened.log)
    _show("", "code", now, as_json)


def _show(sentence: str, kind: str, now: str, as_json: bool) -> None:
    def show() -> None:
        if sentence:
            out.print(sentence, markup=False)
        if now:
            out.print(now, markup=False)

    emit({"kind": kind, "code": now or None}, as_json, show)
