"""The anchor outside the folder: which one the settings name, and that it is asked for at each start.

A folder that was put back whole agrees with itself in everything. Only something that stands elsewhere can
say that it was once newer. Where such an anchor was ever appointed, the log says so, and nothing is served
without it. A folder from before the appointment knows of none: then only the settings of the machine ask.
"""

from __future__ import annotations

from pathlib import Path

from archive.app.settings import Settings
from archive.audit.anchor_code import code_of, read_code
from archive.audit.anchor_places import (
    AnchorKind,
    AnchorPlace,
    FileAnchor,
    HttpAnchor,
    kind_of,
    place_mark,
)
from archive.audit.anchors import CheckpointFolder
from archive.audit.log import AppointedAnchor, SqlAuditLog
from archive.errors import LockedArchive, LogBroken, Unavailable, UsageError

_NAMES = {
    AnchorKind.FILE: "a file on another machine or medium; set HEARD_ANCHOR to its path",
    AnchorKind.FOLDER: "the log's folder on another disk; set HEARD_ANCHOR to folder, and HEARD_LOG_FOLDER",
    AnchorKind.HTTP: "an address; set HEARD_ANCHOR to it",
    AnchorKind.CODE: "a code that the officer reads out; set HEARD_ANCHOR to code, HEARD_ANCHOR_CODE to it",
}


def place_of(settings: Settings) -> AnchorPlace | None:
    """The place that the settings name and that checkpoints are written to. Raises ``UsageError``."""
    if settings.anchor is None:
        return None
    kind = kind_of(settings.anchor)
    if kind is AnchorKind.HTTP:
        return HttpAnchor(settings.anchor, settings.anchor_token)
    return FileAnchor(_path(settings.anchor)) if kind is AnchorKind.FILE else None


def named_by(settings: Settings) -> AppointedAnchor | None:
    """The anchor that the settings name, as an appointment in the log has it. Raises ``UsageError``."""
    if settings.anchor is None:
        return None
    kind = kind_of(settings.anchor)
    return AppointedAnchor(kind, place_mark(kind, _place_word(settings, kind)))


def ask_for_anchor(settings: Settings, log: SqlAuditLog) -> None:
    """Compare the log with its anchor outside. Call it before anything is served.

    Raises ``LockedArchive`` where the anchor is not there, ``LogBroken`` where it knows of a newer log.
    """
    appointed, named = log.anchor(), named_by(settings)
    if appointed is not None and appointed != named:
        raise LockedArchive(
            f"For this archive an anchor was appointed: {_NAMES[appointed.kind]}. This start does not name "
            "it, so nothing is served. If it is lost, put the archive back with `heard restore`, which asks "
            "an officer."
        )
    if named is None:
        return
    must = appointed is not None
    if named.kind is AnchorKind.CODE:
        _compare_code(settings, log, must=must)
        return
    note = _note(settings, named.kind)
    if note is not None:
        log.check_note(note)
    elif must:
        raise LockedArchive(
            "The anchor that was appointed for this archive holds nothing, so nobody can tell whether this "
            "is its newest state. Bring the medium or the address back; if it is lost, `heard restore` asks "
            "an officer. Nothing is served."
        )


def write_and_read(settings: Settings, note: str) -> str | None:
    """Put a checkpoint where the settings say and read what then stands there; for a folder it is there."""
    place = place_of(settings)
    if place is not None:
        place.write(note)
    return brought_note(settings)


def brought_note(settings: Settings) -> str | None:
    """What the anchor knows, for a restore: an anchor that does not answer says nothing there."""
    named = named_by(settings)
    if named is None or named.kind is AnchorKind.CODE:
        return None
    try:
        return _note(settings, named.kind)
    except LockedArchive:
        return None


def code_now(log: SqlAuditLog) -> str:
    """The code of the log as it is, for the officer."""
    size = log.size()
    return str(code_of(log.origin, size, log.root(size)))


def _note(settings: Settings, kind: AnchorKind) -> str | None:
    if kind is AnchorKind.FOLDER:
        return CheckpointFolder(_log_folder(settings)).latest()
    place = place_of(settings)
    try:
        return place.read() if place is not None else None
    except Unavailable as error:
        raise LockedArchive(f"{error} The archive was not opened.") from None


def _compare_code(settings: Settings, log: SqlAuditLog, *, must: bool) -> None:
    if not settings.anchor_code:
        if must:
            raise LockedArchive(
                "At each start the officer reads out the newest code that they have (heard audit code): set "
                "HEARD_ANCHOR_CODE to it. Nothing is served without it."
            )
        return
    code = read_code(settings.anchor_code)
    size = log.size()
    if code.size > size or code_of(log.origin, code.size, log.root(code.size)) != code:
        raise LogBroken(
            f"The officer's code is of a log of {code.size} entries, and this one has {size} or is another "
            "one: an older archive was put back, or the log was rewritten. Nothing is served."
        )


def _place_word(settings: Settings, kind: AnchorKind) -> str:
    if kind is AnchorKind.FOLDER:
        return str(_log_folder(settings))
    if kind is AnchorKind.FILE:
        path = _path(settings.anchor or "")
        if settings.folder in path.parents:
            raise UsageError("The anchor lies in the archive's own folder and goes with it; name another.")
        return str(path)
    return settings.anchor or ""


def _log_folder(settings: Settings) -> Path:
    folder = settings.log_folder
    if folder is None or folder == settings.folder or settings.folder in folder.parents:
        raise UsageError("Set HEARD_LOG_FOLDER to a folder on another disk, apart from the archive's own.")
    return folder


def _path(word: str) -> Path:
    return Path(word).expanduser().absolute()
