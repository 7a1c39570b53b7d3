"""The bytes of a source as text, before anything in it is counted.

Nothing is dropped: a byte that stands for no letter becomes U+FFFD.
"""

from __future__ import annotations


def settled(raw: bytes) -> str:
    """A source's bytes as Heard holds text: UTF-8 or what its mark says, LF, no byte order mark."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
