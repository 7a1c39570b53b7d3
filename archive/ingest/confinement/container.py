"""What is refused before a zip container (.docx, .odt, .xlsx) is opened by any parser.

Inflated bytes are counted while they are read, since a header can lie about its size. Nothing is ever
written to disk, and no member is opened as an archive of its own.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from archive.errors import Unreadable

MAX_INFLATED = 50 * 1024 * 1024
MAX_MEMBERS = 2_000
_CHUNK = 1 << 16
_ARCHIVES = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0"
_ENTITIES = tuple(
    mark.encode(code)
    for mark in ("<!DOCTYPE", "<!doctype", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]+)")
_PLAIN_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*/>")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']+)[\"']")
_BROKEN = (
    "The file is cut off or damaged: open it in the program that made it, save it again and import that."
)


@dataclass(frozen=True, slots=True)
class Container:
    """The names of the members, and sentences on what was found and is left unread."""

    members: frozenset[str]
    notices: tuple[str, ...]


def inspect(content: bytes) -> Container:
    """Read every member once and refuse what no transcript needs.

    Raises:
        Unreadable: damaged, encrypted, too large when inflated (50 MiB, 2,000 members), path traversal,
            symlinks, nested archives, document type declarations, macros, embedded foreign documents.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return _inspect(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as broken:
        raise Unreadable(_BROKEN) from broken


def mended(content: bytes) -> bytes:
    """The same container without relations to parts that it lacks, as some programs leave behind.

    Only for content that ``inspect`` let pass.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    kept = {name: _related(name, data, parts) for name, data in parts.items()}
    if kept == parts:
        return content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, data in kept.items():
            file.writestr(name, data)
    return buffer.getvalue()


def _related(name: str, data: bytes, parts: Mapping[str, bytes]) -> bytes:
    if not name.endswith(".rels"):
        return data
    folder = posixpath.dirname(posixpath.dirname(name))

    def keep(relation: re.Match[bytes]) -> bytes:
        target = _TARGET.search(relation[0])
        if target is None or b"External" in relation[0]:
            return relation[0]
        path = unquote(target[1].decode("utf-8", "replace")).split("#")[0]
        whole = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        return relation[0] if whole in parts else b""

    return _RELATION.sub(keep, data)


def _inspect(file: zipfile.ZipFile) -> Container:
    infos = file.infolist()
    if len(infos) > MAX_MEMBERS:
        raise Unreadable("The file holds more than 2,000 parts: save it again as a plain document.")
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise Unreadable("The file holds two parts of the same name: save it again and import that.")
    notices: dict[str, None] = {}
    total = 0
    for info in infos:
        _refuse_member(info)
        data = _inflate(file, info, MAX_INFLATED - total)
        total += len(data)
        notices.update(dict.fromkeys(_judge(info.filename, data)))
    return Container(frozenset(names), tuple(notices))


def _refuse_member(info: zipfile.ZipInfo) -> None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in info.filename or "\x00" in info.filename:
        raise Unreadable(
            "The file holds a part whose name points outside of it: ask who sent it for a fresh copy."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable("The file holds a link instead of a part: ask who sent it for a fresh copy.")
    if info.flag_bits & 1:
        raise Unreadable("The file is protected by a password: save it without one and import that.")
    if path.name.casefold() == "vbaproject.bin":
        raise Unreadable("The file holds macros: save it as a document without macros (.docx, .xlsx).")


def _inflate(file: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    data = bytearray()
    with file.open(info) as member:
        while chunk := member.read(_CHUNK):
            data += chunk
            if len(data) > left:
                raise Unreadable(
                    "The file grows beyond 50 MB when it is unpacked: remove its pictures, or split it in "
                    "parts."
                )
    return bytes(data)


def _judge(name: str, data: bytes) -> list[str]:
    """Refuse what is hidden in one member, or say what will be left unread."""
    embedded = "embeddings/" in name or name.startswith(("Object ", "./Object"))
    if data.startswith(_ARCHIVES) and not embedded:
        raise Unreadable("The file holds another archive inside: take it out and import it on its own.")
    if data.startswith(_OLE) or embedded:
        return ["Embedded objects were left out: if they hold words, import them as files of their own."]
    if name.endswith((".xml", ".rels", ".rdf")):
        return _judge_xml(name, data)
    return []


def _judge_xml(name: str, data: bytes) -> list[str]:
    if any(mark in data for mark in _ENTITIES):
        raise Unreadable("The file declares entities, which no word processor writes: it was not opened.")
    encoding = _ENCODING.search(data[:512])
    if encoding and encoding[1].lower() not in _PLAIN_ENCODINGS:
        raise Unreadable("The file is written in an unusual encoding: save it again in your word processor.")
    if not name.endswith(".rels"):
        return []
    if b"/aFChunk" in data:
        raise Unreadable("The file includes another document: paste its text into this one and save again.")
    external = [m for m in _EXTERNAL.findall(data) if b"/hyperlink" not in m]
    return ["Links to files elsewhere (pictures, templates) were not followed."] if external else []
