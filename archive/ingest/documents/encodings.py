"""Bytes become text: which encoding they are in, what had to be guessed, and what could not be read.

UTF-8 with a few broken bytes stays UTF-8, and each broken byte is told with its line. Text that some program
read in a wrong encoding and saved again is mended where that is certain (``ftfy``). This module refuses to
drop what it cannot read: it stands as U+FFFD, and a notice says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

import ftfy
from charset_normalizer import from_bytes

from archive.errors import Unreadable
from archive.ingest.documents import vietnamese
from archive.ingest.documents.legacy_fonts import converted, notice_of, refuse_coded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows code pages of the languages in the archive, and what charset_normalizer may call them.
_LIKELY = ["cp1252", "cp1258", "utf-16-le", "utf-16-be", "latin-1", "mac_roman"]
_MOSTLY_CONTROLS = 0.05
_STRAY_NULS = 0.1
_LOST = "\ufffd"
_GOOD_FOR_ONE_BAD = 4
_LINES_TOLD = 5
_NULS = "The file held NUL characters, which stand for nothing; they were left out."
_NO_TEXT = "The file holds no readable text: save it as plain text in UTF-8 and import that."
_CUT_OFF = "The text file is cut off or damaged: save it again as UTF-8."
# Only the encoding is mended; letters that look odd but may be meant are left as they are.
_SUSPECT = re.compile(r"[\x80-\x9f\xc2-\xf4]")
"""What the first byte of a letter in UTF-8 looks like in a Western page, and bytes that are none there."""
_CAREFUL = ftfy.TextFixerConfig(unescape_html=False, explain=False)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and sentences on what was guessed, mended or lost."""

    text: str = field(repr=False)
    encoding: str
    notices: tuple[str, ...] = ()


def decoded(content: bytes) -> Decoded:
    """The text of a file in whatever encoding it was saved.

    Raises:
        Unreadable: the bytes are no text, or a text in codes from before Unicode that cannot be converted.
    """
    raw = _marked(content) or _utf8(content)
    if raw is None:
        raw = _coded(content) or _guessed(content)
    unicode = converted(raw.text)
    if unicode.encoding:
        return Decoded(unicode.text, unicode.encoding, (notice_of(unicode.encoding),))
    mended = mended_text(raw.text)
    lost = () if _LOST in raw.text and raw.notices else lost_letters(mended.text)
    return Decoded(mended.text, raw.encoding, (*raw.notices, *mended.notices, *lost))


def mended_text(text: str) -> Decoded:
    """A text whose letters had once been read in a wrong encoding, mended where that is certain."""
    if text.isascii():
        return Decoded(text, "")
    lines = text.split("\n")
    mended = [ftfy.fix_encoding(line, _CAREFUL) if _SUSPECT.search(line) else line for line in lines]
    changed = [number for number, (old, new) in enumerate(zip(lines, mended, strict=True), 1) if old != new]
    if not changed:
        return Decoded(text, "")
    sentence = (
        f"Letters on {_lines(changed)} had been read in a wrong encoding before and were mended: look "
        "whether accents and names are right."
    )
    return Decoded("\n".join(mended), "", (sentence,))


def lost_letters(text: str) -> tuple[str, ...]:
    """A sentence where letters had been replaced by U+FFFD before the file came here."""
    lines = _lines_with_losses(text)
    return (f"Letters on {_lines(lines)} were lost before; each stands as {_LOST}.",) if lines else ()


def _marked(content: bytes) -> Decoded | None:
    """Text that begins with a byte-order mark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return Decoded(content.decode(encoding), encoding)
            except UnicodeDecodeError as broken:
                damaged = _damaged(content) if encoding == "utf-8-sig" else None
                if damaged is None:
                    raise Unreadable(_CUT_OFF) from broken
                return damaged
    return None


def _utf8(content: bytes) -> Decoded | None:
    """UTF-8, whole or with a few broken bytes."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(content)
    if "\x00" not in text:
        return Decoded(text, "utf-8")
    # UTF-16 without its mark is often valid UTF-8 as well, full of NULs and other controls.
    if content.count(0) <= len(content) * _STRAY_NULS and _controls(text.replace("\x00", "")) == 0:
        return Decoded(text.replace("\x00", ""), "utf-8", (_NULS,))
    return None


def _damaged(content: bytes) -> Decoded | None:
    """UTF-8 in which whole letters outnumber broken bytes by far, so that it can be nothing else."""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    broken = text.count(_LOST) - content.count(_LOST.encode())
    whole = sum(not c.isascii() for c in text) - text.count(_LOST)
    if "\x00" in text or whole < broken * _GOOD_FOR_ONE_BAD:
        return None
    lines = _lines_with_losses(text)
    if text.count(_LOST) == 1:
        sentence = f"One byte on line {lines[0]} could not be read; it stands as {_LOST}."
    else:
        sentence = f"Bytes on {_lines(lines)} could not be read; each stands as {_LOST}."
    return Decoded(text, "utf-8", (sentence,))


def _coded(content: bytes) -> Decoded | None:
    """Text in one byte a letter that can only be codes from before Unicode."""
    if content.count(0):
        return None
    for page in ("latin-1", "cp1252"):
        text = content.decode(page, "replace")
        if vietnamese.recognised(text):
            return Decoded(text, page)
        refuse_coded(text)
    return None


def _guessed(content: bytes) -> Decoded:
    best = from_bytes(content, cp_isolation=_LIKELY).best()
    text = str(best) if best else ""
    if best is None or _controls(text) > len(text) * _MOSTLY_CONTROLS:
        raise Unreadable(_NO_TEXT)
    name = best.encoding.replace("_", "-")
    sentence = f"The encoding was guessed as {name}: look whether accents and names are right."
    return Decoded(text, name, (sentence,))


def _controls(text: str) -> int:
    return sum(c < " " and c not in "\n\r\t\f" for c in text)


def _lines_with_losses(text: str) -> list[int]:
    """The numbers, from 1, of the lines in which something could not be read."""
    return [number for number, line in enumerate(text.split("\n"), 1) if _LOST in line]


def _lines(numbers: list[int]) -> str:
    """``line 3``, ``lines 3, 5 and 9``, or the first few and how many there are."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    first = [str(number) for number in numbers[:_LINES_TOLD]]
    if len(numbers) > _LINES_TOLD:
        return f"{len(numbers)} lines (the first: {', '.join(first)})"
    return f"lines {', '.join(first[:-1])} and {first[-1]}"
