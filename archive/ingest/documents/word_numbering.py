"""The lists of a Word document (``numbering.xml``), and the number of each paragraph as it is read.

A paragraph names its list itself or by its style; a list takes its levels from an abstract one, may change
them, and may start anew. Nothing here reads the words of the paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archive.ingest.documents.numbering import Counters, Level
from archive.ingest.documents.ooxml import Node, W, switched_on, value_of
from archive.ingest.documents.word_styles import Styles, list_place

_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class List:
    """A list: what it is counted as, its levels, which style stands for a level, and where it starts anew."""

    key: str
    levels: Mapping[int, Level]
    by_style: Mapping[str, int]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far they have been counted."""

    lists: Mapping[str, List]
    styles: Styles
    counters: Counters = field(default_factory=Counters)
    begun: set[str] = field(default_factory=set)

    def before(self, properties: Node) -> str:
        """Count a paragraph by its properties: the number that stands before it, or nothing."""
        own, named = list_place(properties), value_of(properties, "pStyle")
        style = self.styles.of_paragraph(properties).place
        place = own.over(style)
        if place.number is None or place.number == _NO_LIST or place.number not in self.lists:
            return ""
        chosen = self.lists[place.number]
        level = place.level
        if own.number is None and named is not None and named in chosen.by_style:
            level = chosen.by_style[named]
        if place.number not in self.begun:
            self.begun.add(place.number)
            for at, start in chosen.starts.items():
                self.counters.restart(chosen.key, at, start)
        return self.counters.next(chosen.key, chosen.levels, level or 0)


def numbering_of(root: Node | None, styles: Styles) -> Numbering:
    """The lists of the part ``numbering.xml``, or none where a document lacks it."""
    if root is None:
        return Numbering({}, styles)
    abstract = {node.get(W["abstractNumId"]): node for node in root.iter(W["abstractNum"])}
    numbers = {node.get(W["numId"]): node for node in root.iter(W["num"])}
    lists = {number: _list(node, numbers, abstract, styles) for number, node in numbers.items()}
    return Numbering(lists, styles)


def _list(node: Node, numbers: Mapping[str, Node], abstract: Mapping[str, Node], styles: Styles) -> List:
    key = value_of(node, "abstractNumId") or ""
    base = abstract.get(key)
    linked = numbers.get(styles.of(value_of(base, "numStyleLink")).place.number or "")
    if linked is not None:
        key = value_of(linked, "abstractNumId") or ""
        base = abstract.get(key, base)
    levels: dict[int, Level] = {}
    by_style: dict[str, int] = {}
    for level in base.iter(W["lvl"]) if base is not None else ():
        _take(level, levels, by_style)
    starts: dict[int, int] = {}
    for change in node.iter(W["lvlOverride"]):
        at = _whole(change.get(W["ilvl"]), 0)
        for level in change.iter(W["lvl"]):
            _take(level, levels, by_style)
        start = value_of(change, "startOverride")
        if start is not None:
            starts[at] = _whole(start, 1)
            levels[at] = replace(levels.get(at, Level()), start=starts[at])
    return List(key, levels, by_style, starts)


def _take(node: Node, levels: dict[int, Level], by_style: dict[str, int]) -> None:
    at = _whole(node.get(W["ilvl"]), 0)
    levels[at] = _level(node)
    style = value_of(node, "pStyle")
    if style:
        by_style[style] = at


def _level(node: Node) -> Level:
    # A form that only newer programs know stands in alternate content, with a fallback after it.
    form = next(node.iter(W["numFmt"]), None)
    name = "decimal" if form is None else form.get(W["val"]) or "decimal"
    if name == "custom" and form is not None:
        name = form.get(W["format"]) or "decimal"
    restart = value_of(node, "lvlRestart")
    return Level(
        form=name,
        template=value_of(node, "lvlText") or "",
        start=_whole(value_of(node, "start"), 1),
        restart=None if restart is None else _whole(restart, 0),
        legal=bool(switched_on(node, "isLgl")),
        suffix="" if value_of(node, "suff") == "nothing" else " ",
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 10 else otherwise
