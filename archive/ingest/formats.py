"""Which reader a file gets: its extension and its first bytes must agree.

Whatever a parser throws becomes ``Unreadable`` with a sentence of ours: a library's message could
quote the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.errors import HeardError, Unreadable
from archive.ingest.bounds import MAX_BYTES, TOO_LARGE, check_cues, check_length
from archive.ingest.documents import opendocument, plain, portable, rich, word
from archive.ingest.tables import spreadsheets
from archive.ingest.text import Page
from archive.ingest.time_aligned import captions, chat, elan, json_transcripts, praat, web_pages

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    _ZIP, _OLE, b"%PDF-", b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b",     b"OggS", b"ID3", b"RIFF", b"fLaC", b"{\\rtf", b"SQLite format 3",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: what it must begin with (``None``: readable text), and its reader."""

    name: str
    magic: bytes | None
    read: Callable[[bytes], Page] | None = None
    table: Callable[[bytes], spreadsheets.Book] | None = None


FORMATS: dict[str, Format] = {
    ".txt": Format("text", None, plain.read),
    ".md": Format("text", None, plain.read),
    ".docx": Format("Word document", _ZIP, word.read),
    ".odt": Format("LibreOffice text", _ZIP, opendocument.read),
    ".rtf": Format("rich text", b"{\\rtf", rich.read),
    ".pdf": Format("PDF", b"%PDF-", portable.read),
    ".vtt": Format("captions", None, captions.read_vtt),
    ".srt": Format("captions", None, captions.read_srt),
    ".json": Format("transcript", None, json_transcripts.read),
    ".eaf": Format("ELAN file", None, elan.read),
    ".textgrid": Format("Praat file", None, praat.read),
    ".cha": Format("CHAT file", None, chat.read),
    ".html": Format("web page", None, web_pages.read),
    ".htm": Format("web page", None, web_pages.read),
    ".otr": Format("oTranscribe file", None, web_pages.read_otr),
    ".csv": Format("table", None, table=spreadsheets.read_csv),
    ".tsv": Format("table", None, table=spreadsheets.read_csv),
    ".xlsx": Format("workbook", _ZIP, table=spreadsheets.read_xlsx),
}
SUPPORTED: frozenset[str] = frozenset(FORMATS)
_OLDER = {
    ".doc": ".docx",
    ".xls": ".xlsx",
    ".docm": ".docx",
    ".xlsm": ".xlsx",
    ".dot": ".docx",
    ".ods": ".xlsx",
}
_MEDIA = frozenset({".mp3", ".wav", ".m4a", ".mp4", ".ogg", ".opus", ".mov", ".amr", ".3gp", ".aac"})


def extension(name: str) -> str:
    """The extension in lower case with its dot, empty where there is none."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return f".{base.rsplit('.', 1)[1].strip().lower()}" if "." in base else ""


def format_of(name: str, content: bytes) -> Format:
    """The format of a file.

    Raises:
        Unreadable: unknown or older format, empty, too large, or content that is not what the name says.
    """
    suffix = extension(name)
    if suffix in _OLDER:
        raise Unreadable(
            f"Files of the type {suffix} are not read: save it as {_OLDER[suffix]} and import that."
        )
    if suffix in _MEDIA:
        raise Unreadable("Recordings are not read: transcribe it, and import the transcript.")
    declared = FORMATS.get(suffix)
    if declared is None:
        known = ", ".join(sorted(SUPPORTED))
        raise Unreadable(f"This type of file is not known: import one of {known}.")
    if not content.strip():
        raise Unreadable("The file is empty: check that it was copied whole, and import it again.")
    if len(content) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    _agree(suffix, declared, content)
    return declared


def _agree(suffix: str, declared: Format, content: bytes) -> None:
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:16] if declared.magic != _ZIP else content[:16]
    wrong = head.startswith(_BINARY) if declared.magic is None else not head.startswith(declared.magic)
    if wrong and head.startswith(_OLE) and declared.magic == _ZIP:
        raise Unreadable(
            "The file is protected by a password, or is an older type under a new name: save it without "
            f"a password as {suffix} and import that."
        )
    if wrong:
        raise Unreadable(
            f"The file's content is not what its name says ({suffix}): open it, save it as {suffix} "
            "and import that."
        )


def guarded(declared: Format, content: bytes) -> Page | spreadsheets.Book:
    """Run the reader; any failure of a library becomes a sentence without its message.

    Raises:
        Unreadable: as above.
    """
    try:
        if declared.name == "captions":
            check_cues(content)
        if declared.read:
            page = declared.read(content)
            check_length(page.text)
            return page
        if declared.table:
            return declared.table(content)
    except HeardError:
        raise
    except MemoryError:
        raise Unreadable("The file needs too much memory: split it in parts.") from None
    except RecursionError:
        raise Unreadable("The file is nested too deep: save it again as a plain document.") from None
    except Exception:
        raise Unreadable(
            f"The {declared.name} is damaged: open it in the program that made it, save it again "
            "and import that."
        ) from None
    raise Unreadable("This type of file has no reader.")
