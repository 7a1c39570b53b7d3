"""Text files (.txt) in whatever encoding they were saved."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from archive.errors import Unreadable
from archive.ingest.text import Page, canonical

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows code pages of the languages in the archive, and what charset_normalizer may call them.
_LIKELY = ["cp1252", "cp1258", "utf-16-le", "utf-16-be", "latin-1", "mac_roman"]
# Kruti Dev and Bijoy draw Hindi and Bangla with Latin codes: capitals and signs stand inside words.
_LEGACY = re.compile(r"\b[a-z_]+[A-Z]\w*|[A-Za-z][¡¢£¤¥§¨©ª¬®¯°±²³´µ¶·¸¹º¼½¾¿†‡ˆ‰Š~+=;\[\]\\|^][A-Za-z¡†‡]")
_LEGACY_SHARE = 0.1
_MIN_WORDS = 12
_MOSTLY_CONTROLS = 0.05
_STRAY_NULS = 0.1
_NULS = "The file held NUL characters, which stand for nothing; they were left out."


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes to text, and a notice where the encoding had to be guessed.

    Raises:
        Unreadable: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError as broken:
                raise Unreadable("The text file is cut off or damaged: save it again as UTF-8.") from broken
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content)
    if "\x00" not in text:
        return text, ()
    # UTF-16 without its mark is often valid UTF-8 as well, full of NULs and other controls.
    if content.count(0) <= len(content) * _STRAY_NULS and _controls(text.replace("\x00", "")) == 0:
        return text.replace("\x00", ""), (_NULS,)
    return _guess(content)


def _controls(text: str) -> int:
    return sum(c < " " and c not in "\n\r\t\f" for c in text)


def _guess(content: bytes) -> tuple[str, tuple[str, ...]]:
    best = from_bytes(content, cp_isolation=_LIKELY).best()
    text = str(best) if best else ""
    if best is None or _controls(text) > len(text) * _MOSTLY_CONTROLS:
        raise Unreadable("The file holds no readable text: save it as plain text in UTF-8 and import that.")
    name = best.encoding.replace("_", "-")
    return text, (f"The encoding was guessed as {name}: look whether accents and names are right.",)


def legacy_notice(text: str) -> tuple[str, ...]:
    """A notice where the text looks like Hindi or Bangla typed in a pre-Unicode font."""
    words = text.split()
    share = len(_LEGACY.findall(text)) / max(1, len(words))
    if len(words) < _MIN_WORDS or share < _LEGACY_SHARE or any("\u0900" <= c <= "\u09ff" for c in text):
        return ()
    return (
        "The text looks typed in a pre-Unicode font (such as Kruti Dev or Bijoy): convert it to Unicode, "
        "since names in it cannot be recognised.",
    )


def read(content: bytes) -> Page:
    """The canonical text of a text file."""
    text, notices = decode(content)
    return Page(canonical(text), notices=notices)
