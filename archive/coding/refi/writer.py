"""A project as a REFI-QDA 1.0 exchange file (.qdpx), in the order its schema asks for.

Texts are written as UTF-8 with LF and no byte order mark. Positions are written in the unit the caller names,
code points by default: the next program may count differently, so every selection carries its words as name,
with the blanks at their edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # only makes or names elements; defusedxml parses

from archive.coding.refi.package import packed
from archive.coding.refi.project import Case, Coded, CodeEntry, Passage, Project, Source
from archive.coding.refi.units import Count, Ruler, name_of

SPACE = "urn:QDA-XML:project:1.0"
_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(kind: str, name: str) -> str:
    """A GUID that is the same whenever the same thing is written."""
    return str(uuid5(NAMESPACE_URL, f"urn:heard:{kind}:{name}"))


def written(project: Project, at: datetime, way: Count | None = None) -> bytes:
    """The exchange file. ``at`` is when it was made; ``way`` how positions are counted."""
    way = way or Count()
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = Element("Project", {"xmlns": SPACE, "name": _plain(project.name), "origin": "Heard"})
    root.set("creationDateTime", stamp)
    if project.users:
        users = SubElement(root, "Users")
        for user in project.users:
            SubElement(users, "User", {"guid": user.guid, "name": _plain(user.name)})
    codebook = SubElement(SubElement(root, "CodeBook"), "Codes")
    _codes(codebook, project.codes, None)
    variables = _variables(root, project.cases)
    _cases(root, project.cases, variables)
    files: dict[str, bytes] = {}
    if project.sources:
        sources = SubElement(root, "Sources")
        for source in project.sources:
            files[f"{source.guid}.txt"] = source.text.encode("utf-8")
            _source(sources, source, way, stamp)
    if project.notes:
        notes = SubElement(root, "Notes")
        for note in project.notes:
            files[f"{note.guid}.txt"] = note.text.encode("utf-8")
            element = SubElement(notes, "Note", {"guid": note.guid, "name": _plain(note.name)})
            element.set("plainTextPath", f"internal://{note.guid}.txt")
            element.set("creationDateTime", stamp)
            if note.user:
                element.set("creatingUser", note.user)
    if project.description:
        SubElement(root, "Description").text = _plain(project.description)
    return packed(tostring(root, encoding="utf-8", xml_declaration=True), files)


def _codes(under: Element, codes: Iterable[CodeEntry], parent: str | None) -> None:
    known = list(codes)
    for code in known:
        if code.parent == parent:
            attributes = {"guid": code.guid, "name": _plain(code.name)}
            attributes["isCodable"] = "true" if code.codable else "false"
            if code.colour:
                attributes["color"] = code.colour
            element = SubElement(under, "Code", attributes)
            if code.description:
                SubElement(element, "Description").text = _plain(code.description)
            _notes(element, code.notes)
            _codes(element, known, code.guid)


def _variables(root: Element, cases: Iterable[Case]) -> dict[str, str]:
    names = sorted({name for case in cases for name, _ in case.values})
    if names:
        variables = SubElement(root, "Variables")
        for name in names:
            attributes = {"guid": guid("variable", name), "name": _plain(name), "typeOfVariable": "Text"}
            SubElement(variables, "Variable", attributes)
    return {name: guid("variable", name) for name in names}


def _cases(root: Element, cases: Iterable[Case], variables: dict[str, str]) -> None:
    every = list(cases)
    if not every:
        return
    under = SubElement(root, "Cases")
    for case in every:
        element = SubElement(under, "Case", {"guid": case.guid, "name": _plain(case.name)})
        for name, value in case.values:
            variable_value = SubElement(element, "VariableValue")
            SubElement(variable_value, "VariableRef", {"targetGUID": variables[name]})
            SubElement(variable_value, "TextValue").text = _plain(value)
        for source in case.sources:
            SubElement(element, "SourceRef", {"targetGUID": source})


def _source(under: Element, source: Source, way: Count, stamp: str) -> None:
    attributes = {"guid": source.guid, "name": _plain(source.name)}
    attributes["plainTextPath"] = f"internal://{source.guid}.txt"
    element = SubElement(under, "TextSource", {**attributes, "creationDateTime": stamp})
    ruler = Ruler(source.text, way)
    for passage in source.passages:
        _passage(element, source.text, passage, ruler, stamp)
    for coded in source.codes:
        _coding(element, coded, stamp)
    _notes(element, source.notes)


def _passage(under: Element, text: str, passage: Passage, ruler: Ruler, stamp: str) -> None:
    words = passage.name or text[passage.start : passage.end]
    attributes = {"guid": passage.guid, "name": name_of(_plain(words))}
    attributes["startPosition"] = str(ruler.from_code_points(passage.start))
    attributes["endPosition"] = str(ruler.from_code_points(passage.end))
    element = SubElement(under, "PlainTextSelection", {**attributes, "creationDateTime": stamp})
    for coded in passage.codes:
        _coding(element, coded, stamp)
    _notes(element, passage.notes)


def _coding(under: Element, coded: Coded, stamp: str) -> None:
    at = coded.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if coded.at else stamp
    element = SubElement(under, "Coding", {"guid": coded.guid, "creationDateTime": at})
    if coded.user:
        element.set("creatingUser", coded.user)
    SubElement(element, "CodeRef", {"targetGUID": coded.code})
    _notes(element, coded.notes)


def _notes(under: Element, guids: Iterable[str]) -> None:
    for note in guids:
        SubElement(under, "NoteRef", {"targetGUID": note})


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)
