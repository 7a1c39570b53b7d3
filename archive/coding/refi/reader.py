"""An exchange file of NVivo, ATLAS.ti, MAXQDA, QualCoder or Heard, as plain data.

Reads what tools really write: any name of the project, folders in any case, paths with or without a scheme,
GUIDs in braces or capitals, positions in any unit, CR LF, a byte order mark. Document type declarations and
entities are refused. What has no text (media, a picture, a source left on the tool's machine) is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import regex
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from archive.coding.refi.package import Package
from archive.coding.refi.project import Case, Coded, CodeEntry, Note, Passage, Project, Source, User
from archive.coding.refi.units import Count, Ruler, way_of
from archive.errors import Unreadable

SELECTIONS = 1_000_000
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_MEDIA = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")
_UNKNOWN = ("Links", "Sets", "Graphs")


def read(content: bytes) -> Project:
    """The project in an exchange file. Raises ``Unreadable`` where it is none, is damaged, or attacks."""
    package = Package(content)
    try:
        root = fromstring(package.project(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as broken:
        raise Unreadable("The project inside the exchange file cannot be read safely.") from broken
    if _tag(root) != "Project":
        raise Unreadable("This is XML, but no REFI-QDA project.")
    if sum(1 for e in root.iter() if _tag(e) == "PlainTextSelection") > SELECTIONS:
        raise Unreadable(f"The exchange file has more than {SELECTIONS} selections; export it in parts.")
    notices: Counter[str] = Counter()
    sources = tuple(s for e in _below(root, "Sources") if (s := _source(e, package, notices)) is not None)
    for kind in _UNKNOWN:
        if len(_below(root, kind)):
            notices[f"{kind} were left out: Heard keeps none."] += 1
    return Project(
        name=root.get("name", ""),
        users=tuple(User(_guid(u.get("guid")), u.get("name", "")) for u in _below(root, "Users")),
        codes=tuple(_codes(root)),
        sources=sources,
        notes=tuple(n for e in _below(root, "Notes") if (n := _note(e, package)) is not None),
        cases=tuple(_cases(root)),
        description=_text(root, "Description"),
        origin=root.get("origin", ""),
        notices=tuple(f"{what} ({count})" if count > 1 else what for what, count in notices.items()),
    )


def settled(raw: bytes) -> str:
    """A source's bytes as Heard holds text: UTF-8 or what its mark says, NFC, LF, no byte order mark."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- sources ---------------------------------------------------------------------------------------


def _source(element: Element, package: Package, notices: Counter[str]) -> Source | None:
    kind = _tag(element)
    if kind in _MEDIA:
        notices["A picture, PDF, sound or film was left out: Heard codes text."] += 1
        return None
    if kind != "TextSource":
        return None
    raw = _content(element, package)
    if raw is None:
        notices["A source has no text in the file: export it again with its sources."] += 1
        return None
    text = settled(raw)
    selections = [(e, _number(e, "startPosition"), _number(e, "endPosition")) for e in _selections(element)]
    way = way_of(text, [(start, end, e.get("name", "")) for e, start, end in selections])
    if selections and way is None:
        notices["The words of selections could not be compared; positions were taken as characters."] += 1
    passages, text = _composed(text, _passages(text, selections, way or Count()))
    if len(passages) < len(selections):
        notices["Selections outside of their text were left out."] += len(selections) - len(passages)
    return Source(
        _guid(element.get("guid")), element.get("name", ""), text, passages,
        tuple(_codings(element)), _note_refs(element),
    )  # fmt: skip


def _content(element: Element, package: Package) -> bytes | None:
    inline = element.find("{*}PlainTextContent")
    if inline is not None and inline.text:
        return inline.text.encode("utf-8")
    path = element.get("plainTextPath")
    raw = package.source(path) if path else None
    return raw if raw and raw.strip() else None


def _selections(element: Element) -> list[Element]:
    return [e for e in element if _tag(e) == "PlainTextSelection"]


def _passages(text: str, selections: Iterable[tuple[Element, int, int]], way: Count) -> list[Passage]:
    ruler = Ruler(text, way)
    passages = []
    for element, first, last in selections:
        start, end = ruler.to_code_points(first), ruler.to_code_points(last)
        if first >= 0 and start < end:
            passages.append(
                Passage(
                    _guid(element.get("guid")),
                    start,
                    end,
                    tuple(_codings(element)),
                    element.get("name", ""),
                    _note_refs(element),
                )  # fmt: skip
            )
    return passages


def _composed(text: str, passages: list[Passage]) -> tuple[tuple[Passage, ...], str]:
    """The text in NFC with its selections moved along, grapheme cluster by grapheme cluster."""
    if unicodedata.is_normalized("NFC", text):
        return tuple(passages), text
    moved, out, length = [0] * (len(text) + 1), [], 0
    for cluster in regex.finditer(r"\X", text):
        written = unicodedata.normalize("NFC", cluster.group())
        out.append(written)
        moved[cluster.start()] = length
        length += len(written)
        for inside in range(cluster.start() + 1, cluster.end() + 1):
            moved[inside] = length
    return tuple(replace(p, start=moved[p.start], end=moved[p.end]) for p in passages), "".join(out)


def _codings(element: Element) -> list[Coded]:
    codings = []
    for coding in (e for e in element if _tag(e) == "Coding"):
        for ref in (r for r in coding if _tag(r) == "CodeRef"):
            codings.append(
                Coded(
                    _guid(coding.get("guid")),
                    _guid(ref.get("targetGUID")),
                    _guid(coding.get("creatingUser")),
                    _moment(coding.get("creationDateTime")),
                    _note_refs(coding),
                )  # fmt: skip
            )
    return codings


# --- the rest --------------------------------------------------------------------------------------


def _codes(root: Element) -> list[CodeEntry]:
    top = root.find("{*}CodeBook/{*}Codes")
    codes: list[CodeEntry] = []
    waiting: list[tuple[Element, str | None]] = [(e, None) for e in reversed(top if top is not None else [])]
    while waiting:
        element, parent = waiting.pop()
        if _tag(element) != "Code":
            continue
        colour = element.get("color", "").lower()
        entry = CodeEntry(
            _guid(element.get("guid")), element.get("name", ""), parent, _text(element, "Description"),
            colour if _COLOUR.fullmatch(colour) else "", element.get("isCodable", "true") != "false",
            _note_refs(element),
        )  # fmt: skip
        codes.append(entry)
        waiting += [(child, entry.guid) for child in reversed(element)]
    return codes


def _cases(root: Element) -> list[Case]:
    names = {_guid(v.get("guid")): v.get("name", "") for v in _below(root, "Variables")}
    cases = []
    for element in _below(root, "Cases"):
        values, sources = [], []
        for child in element:
            if _tag(child) == "VariableValue":
                values.append(_value(child, names))
            elif _tag(child) == "SourceRef":
                sources.append(_guid(child.get("targetGUID")))
        case = Case(_guid(element.get("guid")), element.get("name", ""), tuple(values), tuple(sources))
        cases.append(case)
    return cases


def _value(element: Element, names: dict[str, str]) -> tuple[str, str]:
    ref = element.find("{*}VariableRef")
    name = names.get(_guid(ref.get("targetGUID") if ref is not None else ""), "")
    content = next((e.text or "" for e in element if _tag(e).endswith("Value")), "")
    return name, content


def _note(element: Element, package: Package) -> Note | None:
    raw = _content(element, package)
    if raw is None:
        return None
    user = _guid(element.get("creatingUser"))
    return Note(_guid(element.get("guid")), element.get("name", ""), settled(raw), user)


def _note_refs(element: Element) -> tuple[str, ...]:
    return tuple(_guid(e.get("targetGUID")) for e in element if _tag(e) == "NoteRef")


def _below(root: Element, name: str) -> list[Element]:
    child = root.find(f"{{*}}{name}")
    return list(child) if child is not None else []


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").replace("\r\n", "\n")


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _guid(written: str | None) -> str:
    return (written or "").strip().strip("{}").lower()


def _number(element: Element, name: str) -> int:
    try:
        return int(element.get(name, "-1"))
    except ValueError:
        return -1


def _moment(written: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((written or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
