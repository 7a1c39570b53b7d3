"""Zip containers that are the same bytes on every run: fixed times, no clock inside."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

DAY = datetime(2025, 11, 3, 9, 0, 0)  # noqa: DTZ001 - office files keep local time without a zone
"""What every file of the collection says of when it was made."""

_CLOCKS = re.compile(
    rb"(<(?:dcterms:(?:created|modified)[^>]*|meta:creation-date|dc:date|meta:date-string)>)[^<]*(</)"
)
_LEFT_OUT = "Thumbnails/"


def repacked(content: bytes) -> bytes:
    """The same container with every time set to one day and its members in the order they had."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            if member.filename.startswith(_LEFT_OUT) or member.is_dir():
                continue
            words = old.read(member)
            if member.filename in {"docProps/core.xml", "meta.xml", "word/comments.xml"}:
                words = _CLOCKS.sub(rb"\g<1>" + DAY.isoformat().encode() + rb"Z\g<2>", words)
            info = zipfile.ZipInfo(member.filename, DAY.timetuple()[:6])
            info.compress_type = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            new.writestr(info, words)
    return out.getvalue()
