"""What a part of a container is, by its bytes, its content type and its relations, never by its name.

A document's words may stand in ``word/document.dat``. A gate that asked for ``.xml`` let a document type
declaration pass there, and the parser then left out what the declaration stood for, without a word.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405 # only makes or names elements; defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from archive.errors import Unreadable
from archive.ingest.bounds import MAX_CODE_POINTS, TOO_LONG

MAX_ELEMENTS = 4_000_000
"""Opening and closing marks of one part: a text of 20 million characters has a tenth of them."""
_BLANKS = b" \t\r\n"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OTHER_HEADS = (b"\x4c\x6f\xa7\x94", b"+ADw", b"+/v8", b"+/v9")
"""How XML begins in EBCDIC and in UTF-7."""
_DECLARATIONS = (b"<!DOCTYPE", b"<!doctype", b"<!ENTITY")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_LONGEST_DECLARATION = 256
_TAG = re.compile(rb"<[^>]*>")
_REFERENCE = re.compile(rb"&[^;&<\s]{1,12};")
_FIRST_ELEMENT = re.compile(rb"<(?:[\w.\-]+:)?([A-Za-z_][\w.\-]*)")
_PROLOGUE = 4096
_UNUSUAL = "The file is written in an unusual encoding: save it again in your word processor."
_ENTITIES = "The file declares entities, which no word processor writes: it was not opened."
_DAMAGED = (
    "The file is cut off or damaged: open it in the program that made it, save it again and import that."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation between parts: its kind (the end of its type), and whether it leads out of the file."""

    kind: str
    external: bool


def xml_in(data: bytes) -> bytes | None:
    """A part as XML in UTF-8 without its mark, or ``None`` where it is something else.

    Raises:
        Unreadable: it begins like XML in an encoding that no office program writes.
    """
    if data.startswith(_WIDE) and not data.startswith(_WIDER):
        return _narrowed(data)
    plain = _unmarked(data)
    head = plain[:_PROLOGUE].lstrip(_BLANKS)
    if not head and plain.strip(_BLANKS):
        head = plain.lstrip(_BLANKS)[:_PROLOGUE]
    if head.startswith(b"<") and b"\x00" not in head[:4]:
        _check_declaration(head)
        return plain
    if head.startswith(_OTHER_HEADS) or data.startswith(_WIDER) or _is_wide(head):
        raise Unreadable(_UNUSUAL)
    return None


def _narrowed(data: bytes) -> bytes | None:
    try:
        plain = _unmarked(data.decode("utf-16").encode("utf-8"))
    except UnicodeDecodeError:
        return None
    head = plain.lstrip(_BLANKS)[:_PROLOGUE]
    if not head.startswith(b"<"):
        return None
    _check_declaration(head, b"utf-16")
    return plain


def _unmarked(data: bytes) -> bytes:
    while data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    return data


def _is_wide(head: bytes) -> bool:
    """Whether these are the first letters of XML, two or four bytes each, without a mark."""
    return b"\x00" in head[:4] and head.replace(b"\x00", b"").lstrip(_BLANKS).startswith(b"<")


def _check_declaration(head: bytes, *besides: bytes) -> None:
    if not head.startswith(b"<?xml"):
        return
    declaration = head[: head.find(b"?>") + 2]
    if not 2 < len(declaration) <= _LONGEST_DECLARATION:
        raise Unreadable(_UNUSUAL)
    encoding = _ENCODING.search(declaration)
    if encoding and encoding[1].lower() not in {*_ENCODINGS, *besides}:
        raise Unreadable(_UNUSUAL)


def check_xml(xml: bytes) -> None:
    """Raise ``Unreadable`` for declarations of entities, and for more elements or words than one may have.

    Nothing is built of the XML for that.
    """
    if any(mark in xml for mark in _DECLARATIONS):
        raise Unreadable(_ENTITIES)
    if len(xml) > MAX_ELEMENTS and xml.count(b"<") > MAX_ELEMENTS:
        raise Unreadable("The document is built of more than 4 million pieces: split it in parts.")
    if len(xml) > MAX_CODE_POINTS and _length(xml) > MAX_CODE_POINTS:
        raise Unreadable(TOO_LONG)


def _length(xml: bytes) -> int:
    """Code points of what stands between the marks; a reference to a letter is one."""
    return len(_REFERENCE.sub(b".", _TAG.sub(b"", xml)).decode("utf-8", "ignore"))


def is_drawing(xml: bytes) -> bool:
    """Whether the first element is that of a drawing (SVG), which may have a document type."""
    first = _FIRST_ELEMENT.search(xml)
    return first is not None and first[1] == b"svg"


def relations(xml: bytes) -> Iterator[Relation]:
    """The relations that a part lists; none if it lists none. Raises ``Unreadable``."""
    if b"Relationships" not in xml[:_PROLOGUE]:
        return
    root = _parsed(xml)
    if _local(root) == "Relationships":
        for each in root:
            kind = each.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
            yield Relation(kind, each.get("TargetMode", "").casefold() == "external")


def content_types(xml: bytes) -> dict[str, str]:
    """Content types by the part's name (``/word/document.xml``) or by its ending (``xml``), in lower case.

    Raises:
        Unreadable: this is no list of content types.
    """
    types = {}
    for each in _parsed(xml):
        name = each.get("PartName") or each.get("Extension") or ""
        types[name.casefold()] = each.get("ContentType", "").casefold()
    return types


def _parsed(xml: bytes) -> Element:
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        raise Unreadable(_DAMAGED) from None
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
