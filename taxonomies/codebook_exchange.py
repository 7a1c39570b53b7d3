"""Codebooks in and out: CSV for a spreadsheet, REFI-QDA codebook (.qdc) for qualitative tools.

REFI-QDA 1.0 has a name, a colour and one description for each code; id, examples and memo are written into
name and description so that they come back. What is read is checked as any other act is. Entities and
external references in XML are refused.
"""

from __future__ import annotations

import csv
import io
import re
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from taxonomies.cells import plain_cell, safe_cell
from taxonomies.codebook import Code, Codebook, CodebookError

_SPACE = "urn:QDA-XML:codebook:1.0"
_COLUMNS = ("id", "label", "parent", "definition", "examples", "colour", "memo", "retired", "became")
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


def codes_in_csv(content: str) -> list[Code]:
    """The codes of a table, whatever their parents. Raises ``CodebookError`` where a column is missing."""
    rows = csv.DictReader(io.StringIO(content.removeprefix("\ufeff")))
    if not {"id", "label"} <= set(rows.fieldnames or ()):
        raise CodebookError("The first row must name the columns id and label.")
    codes = []
    for row in rows:
        cell = {key: plain_cell(row.get(key) or "") for key in _COLUMNS}
        codes.append(
            Code(
                cell["id"],
                cell["label"],
                cell["parent"] or None,
                cell["definition"],
                tuple(line for line in cell["examples"].split("\n") if line),
                cell["colour"] or Code("", "").colour,
                cell["memo"],
                cell["retired"] == "yes",
                tuple(cell["became"].split()),
            )
        )
    return codes


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


def codes_in_qdc(content: bytes) -> list[Code]:
    """The codes of a REFI-QDA codebook. Raises ``CodebookError`` if it is none."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise CodebookError("This is not a REFI-QDA codebook that can be read safely.") from None
    top = root.find(f"{{{_SPACE}}}Codes")
    if root.tag != f"{{{_SPACE}}}CodeBook" or top is None:
        raise CodebookError("This is XML, but not a REFI-QDA 1.0 codebook.")
    codes: list[Code] = []

    def take(under: Element, parent: str | None) -> None:
        for element in under.findall(f"{{{_SPACE}}}Code"):
            code = _read(element, parent)
            codes.append(code)
            take(element, code.id)

    take(top, None)
    return codes


def _read(element: Element, parent: str | None) -> Code:
    whole = element.get("name", "")
    own, mark, label = whole.partition(_MARK)
    lines = (element.findtext(f"{{{_SPACE}}}Description") or "").split("\n")
    memo = "\n".join(line.removeprefix(_MEMO) for line in lines if line.startswith(_MEMO))
    return Code(
        own if mark else element.get("guid", whole),
        label if mark else whole,
        parent,
        "\n".join(line for line in lines if not line.startswith((_EXAMPLE, _MEMO))),
        tuple(line.removeprefix(_EXAMPLE) for line in lines if line.startswith(_EXAMPLE)),
        (element.get("color") or Code("", "").colour).lower(),
        memo,
    )


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)
