"""What is refused before a zip container (.docx, .odt, .xlsx) is opened by any parser.

Inflated bytes are counted while they are read, since a header can lie about its size. What a part is decides
(``parts``), not how it is called. Nothing is ever written to disk, and no member is opened as an archive of
its own.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from archive.errors import Unreadable
from archive.ingest.confinement import parts

MAX_INFLATED = 50 * 1024 * 1024
"""Bytes of all parts together."""
MAX_MEMBERS = 2_000
MAX_RATIO = 100
"""How many times its packed size a part of XML may have, once it is larger than ``_UNJUDGED``: the words of
people come to some ten times, the same letter over and over to a thousand."""
_UNJUDGED = 4 * 1024 * 1024
_CHUNK = 1 << 16
_ARCHIVES = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0"
_TYPES = "[content_types].xml"
_MACROS = ("vbaproject", "macroenabled")
_RELATION = re.compile(rb"<Relationship\b[^>]*/>")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']+)[\"']")
_BROKEN = (
    "The file is cut off or damaged: open it in the program that made it, save it again and import that."
)
_HAS_MACROS = "The file holds macros: save it as a document without macros (.docx, .xlsx)."


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
        names = frozenset(file.namelist())
        relations = {name: file.read(name) for name in sorted(names) if name.endswith(".rels")}
        kept = {name: _related(name, data, names) for name, data in relations.items()}
        if kept == relations:
            return content
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
            for name in file.namelist():
                copy.writestr(name, kept[name] if name in kept else file.read(name))
    return buffer.getvalue()


def _related(name: str, data: bytes, parts: Collection[str]) -> bytes:
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
    for info in infos:
        _refuse_member(info)
    types = _content_types(file, infos)
    notices: dict[str, None] = {}
    total = 0
    for info in infos:
        data = _inflate(file, info, MAX_INFLATED - total)
        total += len(data)
        notices.update(dict.fromkeys(_judge(info.filename, data, types)))
    return Container(frozenset(names), tuple(notices))


def _content_types(file: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Mapping[str, str]:
    """What the container says that its parts are; nothing where it has no such list (.odt)."""
    for info in infos:
        if info.filename.casefold() == _TYPES:
            xml = parts.xml_in(_inflate(file, info, _UNJUDGED))
            types = parts.content_types(xml or b"")
            if any(mark in kind for kind in types.values() for mark in _MACROS):
                raise Unreadable(_HAS_MACROS)
            return types
    return {}


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
        raise Unreadable(_HAS_MACROS)


def _inflate(file: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    data = bytearray()
    most = max(_UNJUDGED, MAX_RATIO * info.compress_size)
    with file.open(info) as member:
        while chunk := member.read(_CHUNK):
            data += chunk
            if len(data) > left:
                raise Unreadable(
                    "The file grows beyond 50 MB when it is unpacked: remove its pictures, or split it in "
                    "parts."
                )
            if len(data) > most and parts.xml_in(bytes(data[:_CHUNK])) is not None:
                raise Unreadable(
                    "The file grows to more than a hundred times its size when it is unpacked, as no words "
                    "do: it was not opened."
                )
    return bytes(data)


def _judge(name: str, data: bytes, types: Mapping[str, str]) -> list[str]:
    """Refuse what is hidden in one part, or say what will be left unread."""
    xml = parts.xml_in(data)
    notices = []
    if xml is not None and not _is_picture(name, xml, types):
        parts.check_xml(xml)
        notices = _judge_relations(xml)
    embedded = "embeddings/" in name or name.startswith(("Object ", "./Object"))
    if data.startswith(_ARCHIVES) and not embedded:
        raise Unreadable("The file holds another archive inside: take it out and import it on its own.")
    if data.startswith(_OLE) or embedded:
        notices.append(
            "Embedded objects were left out: if they hold words, import them as files of their own."
        )
    return notices


def _is_picture(name: str, xml: bytes, types: Mapping[str, str]) -> bool:
    """Whether a part is a drawing and nothing that a reader takes for words: by its content type, or, in a
    format whose readers know their parts by name alone (.odt), by the folder for pictures."""
    if not parts.is_drawing(xml):
        return False
    if not types:
        return name.startswith("Pictures/")
    ending = name.rpartition(".")[2].casefold()
    return types.get(f"/{name.casefold()}", types.get(ending, "")).startswith("image/")


def _judge_relations(xml: bytes) -> list[str]:
    external = False
    for relation in parts.relations(xml):
        if relation.kind.casefold() == "afchunk":
            raise Unreadable(
                "The file includes another document: paste its text into this one and save again."
            )
        if relation.kind.casefold() == "vbaproject":
            raise Unreadable(_HAS_MACROS)
        external = external or (relation.external and relation.kind != "hyperlink")
    return ["Links to files elsewhere (pictures, templates) were not followed."] if external else []
