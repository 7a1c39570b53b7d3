"""Files that a person names on the command line: what cannot be opened is a wrong call, told before any work.

Their kind and size are looked at first; what is in them is parsed elsewhere, in the confined child.
"""

from __future__ import annotations

from pathlib import Path

from archive.errors import Unreadable, UsageError
from archive.ingest.bounds import MAX_BYTES, TOO_LARGE
from archive.ingest.confinement.file_opening import content_of


def given_file(path: Path, *, most: int = MAX_BYTES, too_large: str = TOO_LARGE) -> bytes:
    """The bytes of the file, at most ``most``. Raises ``UsageError``."""
    try:
        return content_of(path, most=most, too_large=too_large)
    except Unreadable as refusal:
        raise UsageError(str(refusal)) from None
