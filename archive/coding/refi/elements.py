"""The parts of an exchange file that need no source text: codes, cases, codings, and how values are written.

Tools write GUIDs in braces or capitals, give a code a colour that is none, put the groups of a code into its
name, and nest codes thousands deep. A bad colour costs that colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from xml.etree.ElementTree import Element  # nosec B405 # only makes or names elements; defusedxml parses

from archive.coding.refi.project import Case, Coded, CodeEntry
from taxonomies.colours import colour_of

_GROUP = "::"
"""Stands between a group and its code where a tool (ATLAS.ti) has no place for groups."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Codes, those above before those below, and the names of those whose colour could not be read."""

    codes: tuple[CodeEntry, ...]
    bad_colours: tuple[str, ...]


def codes_below(root: Element) -> CodeList:
    """The codes of a project or of a codebook."""
    top = root.find("{*}CodeBook/{*}Codes")
    codes: list[CodeEntry] = []
    bad: list[str] = []
    waiting: list[tuple[Element, str | None]] = [(e, None) for e in reversed(top if top is not None else [])]
    while waiting:
        element, parent = waiting.pop()
        if tag_of(element) != "Code":
            continue
        written = element.get("color", "")
        colour = colour_of(written)
        if written.strip() and colour is None:
            bad.append(element.get("name", ""))
        entry = CodeEntry(
            guid_of(element.get("guid")), element.get("name", ""), parent, text_below(element, "Description"),
            colour or "", element.get("isCodable", "true") != "false", note_refs(element),
        )  # fmt: skip
        codes.append(entry)
        waiting += [(child, entry.guid) for child in reversed(element)]
    return CodeList(tuple(codes), tuple(bad))


def with_groups(codes: tuple[CodeEntry, ...]) -> tuple[CodeEntry, ...]:
    """Codes whose names hold their groups (``Coke::diet Coke``), each under its group. A group that is no
    code of the file becomes a heading."""
    by_path = {code.name: code for code in codes}
    out: list[CodeEntry] = []
    headings: dict[str, CodeEntry] = {}
    for code in codes:
        groups, mark, own = code.name.rpartition(_GROUP)
        if not mark or not groups.strip(_GROUP) or not own or code.parent is not None:
            out.append(code)
            continue
        above = by_path.get(groups) or headings.get(groups)
        if above is None:
            above = CodeEntry(f"group {groups}", groups, codable=False)
            headings[groups] = above
            out.append(above)
        out.append(replace(code, name=own.strip(), parent=above.guid))
    return tuple(out)


def codings_on(element: Element) -> list[Coded]:
    """The codings of a selection or of a whole source."""
    return [
        Coded(
            guid_of(coding.get("guid")), guid_of(ref.get("targetGUID")), guid_of(coding.get("creatingUser")),
            moment_of(coding.get("creationDateTime")), note_refs(coding),
        )
        for coding in element
        if tag_of(coding) == "Coding"
        for ref in coding
        if tag_of(ref) == "CodeRef"
    ]  # fmt: skip


def cases_below(root: Element) -> list[Case]:
    """The cases with their values and sources."""
    names = {guid_of(v.get("guid")): v.get("name", "") for v in children(root, "Variables")}
    cases = []
    for element in children(root, "Cases"):
        values = tuple(_value(child, names) for child in element if tag_of(child) == "VariableValue")
        sources = tuple(guid_of(c.get("targetGUID")) for c in element if tag_of(c) == "SourceRef")
        cases.append(Case(guid_of(element.get("guid")), element.get("name", ""), values, sources))
    return cases


def _value(element: Element, names: dict[str, str]) -> tuple[str, str]:
    ref = element.find("{*}VariableRef")
    name = names.get(guid_of(ref.get("targetGUID") if ref is not None else ""), "")
    content = next((e.text or "" for e in element if tag_of(e).endswith("Value")), "")
    return name, content


def note_refs(element: Element) -> tuple[str, ...]:
    """The GUIDs of the memos on an element."""
    return tuple(guid_of(e.get("targetGUID")) for e in element if tag_of(e) == "NoteRef")


def children(root: Element, name: str) -> list[Element]:
    """What stands in the one child of that name."""
    child = root.find(f"{{*}}{name}")
    return list(child) if child is not None else []


def text_below(element: Element, name: str) -> str:
    """The text of the child of that name."""
    return (element.findtext(f"{{*}}{name}") or "").replace("\r\n", "\n")


def tag_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def guid_of(written: str | None) -> str:
    """A GUID without braces, in small letters."""
    return (written or "").strip().strip("{}").lower()


def number_of(element: Element, name: str) -> int:
    """An attribute as a whole number; -1 where it is none."""
    try:
        return int(element.get(name, "-1"))
    except ValueError:
        return -1


def moment_of(written: str | None) -> datetime | None:
    """A point in time; in UTC where the file names no zone."""
    try:
        moment = datetime.fromisoformat((written or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
