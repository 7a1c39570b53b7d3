"""The vocabulary of WordprocessingML (ECMA-376) that the readers of Word documents share.

Word can save the same document as "Strict Open XML", in which every namespace has another address. Such a
file is rewritten to the usual addresses before any parser opens it. Nothing here reads words.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

# lxml elements have no usable static type here: their tags are what the standard (ECMA-376) says.
Node = Any

W = {name: qn(f"w:{name}") for name in (
    "p", "tbl", "tr", "tc", "r", "t", "tab", "br", "cr", "noBreakHyphen", "sdt", "sdtContent", "del",
    "ins", "moveFrom", "moveTo", "author", "comment", "footnote", "endnote", "id", "type",
    "txbxContent", "vMerge", "val", "b", "bCs", "rPr", "pPr", "rStyle", "customXml", "tcPr", "trPr",
    "style", "styleId", "pStyle", "sym", "font", "char", "vanish", "specVanish", "fldChar",
    "fldCharType", "ruby", "rt", "rubyBase", "ptab", "numPr", "numId", "ilvl", "basedOn", "default",
    "rFonts", "ascii", "hAnsi", "hidden", "hMerge", "cellDel", "delText", "docDefaults", "abstractNum",
    "abstractNumId", "num", "lvl", "lvlOverride", "startOverride", "start", "numFmt", "format",
    "lvlText", "lvlRestart", "isLgl", "suff", "numStyleLink", "checkBox", "checked", "ddList",
    "listEntry", "result", "ffData",
)}  # fmt: skip
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_DELETED = frozenset({W["del"], W["moveFrom"]})
_OFF = frozenset({"0", "false", "off", "none"})
_STRICT = re.compile(rb"([\"'])http://purl\.oclc\.org/ooxml/([A-Za-z]+)(?=[/\"'])")
_STRICT_MARK = b"//purl.oclc.org/ooxml/"


def transitional(content: bytes) -> bytes:
    """The same container with the usual namespaces, if it is one of Strict Open XML.

    Only for content that ``container.inspect`` let pass.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        if "_rels/.rels" not in file.namelist() or _STRICT_MARK not in file.read("_rels/.rels"):
            return content
        parts = {info.filename: file.read(info) for info in file.infolist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, data in parts.items():
            usual = name.endswith((".xml", ".rels"))
            file.writestr(name, _STRICT.sub(_usual, data) if usual else data)
    return buffer.getvalue()


def _usual(match: re.Match[bytes]) -> bytes:
    return match[1] + b"http://schemas.openxmlformats.org/" + match[2] + b"/2006"


def switched_on(properties: Node, *tags: str) -> bool | None:
    """What properties say of a switch such as bold: on, off, or nothing. The first tag that stands counts."""
    for tag in tags if properties is not None else ():
        mark = properties.find(W[tag])
        if mark is not None:
            return mark.get(W["val"]) not in _OFF
    return None


def value_of(node: Node, tag: str) -> str | None:
    """The ``w:val`` of a child, if there is one."""
    child = node.find(W[tag]) if node is not None else None
    return None if child is None else child.get(W["val"])


def children(node: Node) -> Iterator[Node]:
    """The children that a reader of the document sees: nothing deleted, and alternate content once."""
    for child in node:
        if child.tag == _ALTERNATE:
            yield from children(_shown(child))
        elif child.tag not in _DELETED and isinstance(child.tag, str):
            yield child


def _shown(alternate: Node) -> Node:
    """The first choice that holds words, or else the fallback."""
    choices = [child for child in alternate if child.tag in {_CHOICE, _FALLBACK}]
    worded = (choice for choice in choices if any((t.text or "") for t in choice.iter(W["t"], MATH_TEXT)))
    return next(worded, choices[0] if choices else alternate)
