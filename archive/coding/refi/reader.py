"""An exchange file of NVivo, ATLAS.ti, MAXQDA, QualCoder or Heard, as plain data.

Reads what tools really write: any name of the project, folders in any case, paths with or without a scheme,
positions in any unit, CR LF, a byte order mark, texts that are only there as a formatted document. Document
type declarations and entities are refused. What has no text (media, a picture, a source left on the tool's
machine) is said, and every coding that has no place is listed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element  # nosec B405 # only makes or names elements; defusedxml parses

import regex
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from archive.coding.refi.elements import (
    cases_below,
    children,
    codes_below,
    codings_on,
    guid_of,
    note_refs,
    number_of,
    tag_of,
    text_below,
    with_groups,
)
from archive.coding.refi.package import Package
from archive.coding.refi.positions import Located, Selected, located
from archive.coding.refi.project import Note, Passage, Project, Source, Unplaced, User
from archive.coding.refi.source_names import told_apart
from archive.coding.refi.source_text import settled
from archive.errors import Unreadable

SELECTIONS = 1_000_000
_MEDIA = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")
_UNKNOWN = ("Links", "Sets", "Graphs")
_WORD = regex.compile(r"[\p{L}\p{N}]")

FormattedText = Callable[[str, bytes], str]
"""Reads a formatted document, by its name and bytes, as plain text. Raises ``Unreadable``."""


def read(content: bytes, formatted: FormattedText | None = None) -> Project:
    """The project in an exchange file. ``formatted`` reads the documents of sources that have no plain text.

    Raises ``Unreadable`` where it is none, is damaged, or attacks.
    """
    package = Package(content)
    try:
        root = fromstring(package.project(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as broken:
        raise Unreadable("The project inside the exchange file cannot be read safely.") from broken
    if tag_of(root) != "Project":
        raise Unreadable("This is XML, but no REFI-QDA project.")
    if sum(1 for e in root.iter() if tag_of(e) == "PlainTextSelection") > SELECTIONS:
        raise Unreadable(f"The exchange file has more than {SELECTIONS} selections; export it in parts.")
    reading = _Reading(package, formatted)
    sources = tuple(s for e in children(root, "Sources") if (s := reading.source(e)) is not None)
    without_text = tuple(reading.without_text)
    for kind in _UNKNOWN:
        if len(children(root, kind)):
            reading.notices[f"{kind} were left out: Heard keeps none."] += 1
    listed = codes_below(root)
    for name in listed.bad_colours:
        reading.notices[f"The colour of the code {name} cannot be read; it gets the default one."] += 1
    origin = root.get("origin", "")
    return Project(
        name=root.get("name", ""),
        users=tuple(User(guid_of(u.get("guid")), u.get("name", "")) for u in children(root, "Users")),
        codes=with_groups(listed.codes) if origin.casefold().startswith("atlas") else listed.codes,
        sources=told_apart(sources),
        without_text=without_text,
        notes=tuple(n for e in children(root, "Notes") if (n := _note(e, package)) is not None),
        cases=tuple(cases_below(root)),
        description=text_below(root, "Description"),
        origin=origin,
        notices=tuple(f"{what} ({count})" if count > 1 else what for what, count in reading.notices.items()),
    )


# --- sources ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """A package, what reads its formatted documents, and what is to be said."""

    package: Package = field(repr=False)
    formatted: FormattedText | None
    notices: Counter[str] = field(default_factory=Counter)
    without_text: list[Source] = field(default_factory=list)

    def source(self, element: Element) -> Source | None:
        """A source with its selections; ``None`` for one without a text."""
        kind = tag_of(element)
        if kind in _MEDIA:
            self.notices["A picture, PDF, sound or film was left out: Heard codes text."] += 1
            self._leave_out(element, "it stands on a picture, PDF, sound or film")
            return None
        if kind != "TextSource":
            return None
        raw = _content(element, self.package)
        document = None if raw and _WORD.search(settled(raw)) else self._from_document(element)
        text = document if document is not None or raw is None else settled(raw)
        if text is None:
            self.notices["A source has no text in the file: export it again with its sources."] += 1
            self._leave_out(element, "its source has no text in the file")
            return None
        elements = [e for e in element if tag_of(e) == "PlainTextSelection"]
        selections = [
            Selected(number_of(e, "startPosition"), number_of(e, "endPosition"), e.get("name", ""))
            for e in elements
        ]
        places = located(text, selections, plain=document is None)
        if selections and not places.compared and document is None:
            sentence = "The words of selections could not be compared; positions were taken as characters."
            self.notices[sentence] += 1
        passages, text = _composed(text, _passages(elements, places))
        return Source(
            guid_of(element.get("guid")), element.get("name", ""), text, passages,
            tuple(codings_on(element)), note_refs(element), _unplaced(elements, selections, places),
        )  # fmt: skip

    def _leave_out(self, element: Element, why: str) -> None:
        """Keep the codings of a source without a text, so that each of them can be named."""
        codings = tuple(
            Unplaced(coded.code, number_of(e, "startPosition"), number_of(e, "endPosition"), why)
            for e in element.iter()
            for coded in codings_on(e)
        )
        name = element.get("name", "").strip() or "a source without a name"
        self.without_text.append(Source(guid_of(element.get("guid")), name, "", unplaced=codings))

    def _from_document(self, element: Element) -> str | None:
        """The text of a source that is there as a formatted document: alone, or beside a plain text without
        words, as NVivo leaves it."""
        path = element.get("richTextPath")
        raw = self.package.source(path) if path else None
        if not raw or path is None or self.formatted is None:
            return None
        try:
            return self.formatted(PurePosixPath(path.replace("\\", "/")).name, raw)
        except Unreadable as refused:
            self.notices[f"The document of a source cannot be read: {refused}"] += 1
            return None


def _content(element: Element, package: Package) -> bytes | None:
    """The plain text of a source or memo."""
    inline = element.find("{*}PlainTextContent")
    if inline is not None and inline.text:
        return inline.text.encode("utf-8")
    path = element.get("plainTextPath")
    raw = package.source(path) if path else None
    return raw if raw and raw.strip() else None


def _passages(elements: Sequence[Element], places: Located) -> list[Passage]:
    return [
        Passage(
            guid_of(e.get("guid")), spot.start, spot.end,
            tuple(codings_on(e)), e.get("name", ""), note_refs(e),
        )
        for e, spot in zip(elements, places.spots, strict=True)
        if not spot.why
    ]  # fmt: skip


def _unplaced(
    elements: Sequence[Element], selections: Sequence[Selected], places: Located
) -> tuple[Unplaced, ...]:
    return tuple(
        Unplaced(coded.code, selection.start, selection.end, spot.why)
        for element, selection, spot in zip(elements, selections, places.spots, strict=True)
        if spot.why
        for coded in codings_on(element)
    )


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


def _note(element: Element, package: Package) -> Note | None:
    raw = _content(element, package)
    if raw is None:
        return None
    user = guid_of(element.get("creatingUser"))
    return Note(guid_of(element.get("guid")), element.get("name", ""), settled(raw), user)
