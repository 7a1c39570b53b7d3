"""Codebooks in and out: CSV for a spreadsheet, REFI-QDA codebook (.qdc) for qualitative tools.

REFI-QDA 1.0 has a name, a colour and one description for each code; id, examples and memo are written into
name and description so that they come back. What is read is checked as any other act is. Entities and
external references in XML are refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # only makes or names elements; defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from taxonomies.cells import plain_cell, safe_cell
from taxonomies.codebook import Code, Codebook, CodebookError
from taxonomies.colours import colour_of

_SPACE = "urn:QDA-XML:codebook:1.0"
_COLUMNS = ("id", "label", "parent", "definition", "examples", "colour", "memo", "retired", "became")
_NAMES = {
    "label": ("tag", "code", "code name", "codename", "code_name", "name", "path", "title", "theme"),
    "parent": ("category", "parent code", "supercategory", "category name", "group", "folder"),
    "definition": ("description", "desc", "comment"),
    "colour": ("color", "hex"),
    "memo": ("memos", "note", "notes"),
    "id": ("guid", "code id", "cid"),
}
"""What other programs call these columns."""
_DELIMITERS = (",", ";", "\t", "|")
_MARK = " · "
_EXAMPLE, _MEMO = "Example: ", "Memo: "
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_csv(book: Codebook) -> str:
    """One row a code. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for code in book.codes.values():
        row = [code.id, code.label, code.parent or "", code.definition, "\n".join(code.examples), code.colour]
        row += [code.memo, "yes" if code.retired else "", " ".join(code.became)]
        writer.writerow(map(safe_cell, row))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class CodesRead:
    """The codes of a file, and sentences on what of it could not be taken over."""

    codes: tuple[Code, ...]
    notices: tuple[str, ...] = ()


def codes_in_csv(content: str) -> CodesRead:
    """The codes of a table, whatever their parents: Heard's own, Taguette's, QualCoder's, or a spreadsheet's,
    with the columns in any order. Raises ``CodebookError`` where no column names the codes.

    A code without an id is known by its label, so that the same table twice gives the same codes.
    """
    table = content.removeprefix("\ufeff").lstrip("\r\n")
    rows = csv.reader(io.StringIO(table), delimiter=_delimiter(table))
    columns = _columns([cell.strip().casefold() for cell in next(rows, [])])
    if "label" not in columns:
        raise CodebookError("The first row must name the columns: id and label, or tag, code or name.")
    notices: list[str] = []
    codes: list[Code] = []
    for row in rows:
        cell = {name: plain_cell(row[at]) for name, at in columns.items() if at < len(row)}
        if any(value.strip() for value in cell.values()):
            codes.append(_code_in(cell, notices))
    return CodesRead(tuple(_under_labels(codes, "id" in columns)), tuple(notices))


def _delimiter(table: str) -> str:
    """What stands between the cells of the first row."""
    first = re.sub(r'"[^"]*"', "", table.split("\n", 1)[0])
    return max(_DELIMITERS, key=first.count)


def _columns(header: list[str]) -> dict[str, int]:
    """Where each column that Heard keeps stands, by the names that programs give it."""
    columns: dict[str, int] = {}
    for name in _COLUMNS:
        known = [name, *_NAMES.get(name, ())]
        places = [header.index(written) for written in known if written in header]
        if places and places[0] not in columns.values():
            columns[name] = places[0]
    return columns


def _code_in(cell: Mapping[str, str], notices: list[str]) -> Code:
    own = cell.get("id", "").strip()
    label = cell.get("label", "") if own else cell.get("label", "").strip()
    return Code(
        own or f"x-{uuid5(NAMESPACE_URL, f'urn:heard:code in a table:{label.casefold()}').hex[:8]}",
        label,
        cell.get("parent", "").strip() or None,
        cell.get("definition", ""),
        tuple(line for line in cell.get("examples", "").split("\n") if line),
        _colour(cell.get("colour", ""), label, notices),
        cell.get("memo", ""),
        cell.get("retired", "") == "yes",
        tuple(cell.get("became", "").split()),
    )


def _colour(written: str, label: str, notices: list[str]) -> str:
    """The colour, or the default one and a notice."""
    colour = colour_of(written)
    if colour is None and written.strip():
        notices.append(f"The colour of the code {label} cannot be read; it gets the default one.")
    return colour or Code("", "").colour


def _under_labels(codes: Sequence[Code], with_ids: bool) -> list[Code]:
    """Codes whose parents are named by label, as tables without ids do: a parent that is no row of the table
    is made a code too."""
    if with_ids:
        return list(codes)
    by_label = {code.label.casefold(): code.id for code in codes}
    out: list[Code] = []
    for code in codes:
        above = code.parent
        if above and above.casefold() not in by_label:
            heading = _code_in({"label": above}, [])
            by_label[above.casefold()] = heading.id
            out.append(heading)
        parent = by_label[above.casefold()] if above else None
        out.append(replace(code, parent=parent if parent != code.id else None))
    return out


def to_qdc(book: Codebook) -> bytes:
    """A REFI-QDA 1.0 codebook with the codes in use; a code's GUID is made from its id and stays the same."""
    root = Element("CodeBook", {"xmlns": _SPACE, "origin": "Heard"})
    codes = SubElement(root, "Codes")

    def write(under: Element, parent: str | None) -> None:
        for code in book.children(parent):
            attributes = {"guid": code_guid(code.id)}
            attributes |= {"name": _plain(f"{code.id}{_MARK}{code.label}"), "isCodable": "true"}
            element = SubElement(under, "Code", {**attributes, "color": code.colour})
            lines = [code.definition, *(_EXAMPLE + e for e in code.examples), _MEMO + code.memo]
            text = "\n".join(line for line in lines if line not in {"", _MEMO})
            if text:
                SubElement(element, "Description").text = _plain(text)
            write(element, code.id)

    write(codes, None)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def code_guid(code: str) -> str:
    """The GUID under which exchange files name a code: made of its id, so that it stays the same."""
    return str(uuid5(NAMESPACE_URL, f"urn:lnob:code:{code}"))


def codes_in_qdc(content: bytes) -> CodesRead:
    """The codes of a REFI-QDA codebook, with or without its namespace. Raises ``CodebookError``."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise CodebookError("This is not a REFI-QDA codebook that can be read safely.") from None
    top = root.find("{*}Codes")
    if root.tag.rpartition("}")[2] != "CodeBook" or top is None:
        raise CodebookError("This is XML, but not a REFI-QDA 1.0 codebook.")
    codes: list[Code] = []
    notices: list[str] = []
    waiting: list[tuple[Element, str | None]] = [(e, None) for e in reversed(top.findall("{*}Code"))]
    while waiting:
        element, parent = waiting.pop()
        code = _read(element, parent, notices)
        codes.append(code)
        waiting += [(child, code.id) for child in reversed(element.findall("{*}Code"))]
    return CodesRead(tuple(codes), tuple(notices))


def _read(element: Element, parent: str | None, notices: list[str]) -> Code:
    whole = element.get("name", "")
    own, mark, label = whole.partition(_MARK)
    lines = (element.findtext("{*}Description") or "").split("\n")
    memo = "\n".join(line.removeprefix(_MEMO) for line in lines if line.startswith(_MEMO))
    guid = element.get("guid", "").strip().strip("{}").lower()
    return Code(
        own if mark else guid or whole,
        label if mark else whole,
        parent,
        "\n".join(line for line in lines if not line.startswith((_EXAMPLE, _MEMO))),
        tuple(line.removeprefix(_EXAMPLE) for line in lines if line.startswith(_EXAMPLE)),
        _colour(element.get("color", ""), label if mark else whole, notices),
        memo,
    )


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)
