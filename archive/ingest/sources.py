"""The name under which a file is kept, and by which consents name it: its own, without folders."""

from __future__ import annotations

import unicodedata

from language.visible import visible


def source_name(name: str) -> str:
    """The file's name in NFC, folders cut off, with U+FFFD for signs that nobody sees."""
    return visible(unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1]))
