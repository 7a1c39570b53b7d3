"""What the styles of a Word document say of a paragraph or a run: bold, hidden, its font, its list.

A style takes from the style that it is based on. This module refuses to follow a circle of styles twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.ingest.documents.ooxml import Node, W, switched_on, value_of

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A list by its number in the document, and the level in it, from 0. Number ``0`` is no list."""

    number: str | None = None
    level: int | None = None

    def over(self, other: ListPlace) -> ListPlace:
        """This place, and what it leaves open taken from another."""
        return ListPlace(
            other.number if self.number is None else self.number,
            other.level if self.level is None else self.level,
        )


def list_place(properties: Node) -> ListPlace:
    """The list that the properties of a paragraph or of a style name."""
    place = properties.find(W["numPr"]) if properties is not None else None
    if place is None:
        return ListPlace()
    level = value_of(place, "ilvl")
    return ListPlace(value_of(place, "numId"), int(level) if level and level.isdigit() else None)


def font_of(properties: Node) -> str:
    """The font that run properties name for Latin letters, or nothing."""
    fonts = properties.find(W["rFonts"]) if properties is not None else None
    return "" if fonts is None else fonts.get(W["ascii"]) or fonts.get(W["hAnsi"]) or ""


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all that it takes from others."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str = ""
    place: ListPlace = field(default_factory=ListPlace)


_PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """The styles of one document, each worked out when it is first asked for."""

    nodes: dict[str, Node]
    usual: str | None = None
    base_font: str = ""
    worked_out: dict[str, Style] = field(default_factory=dict)

    def of(self, name: str | None) -> Style:
        """The style with an id; an empty one where there is none."""
        if name is None:
            return _PLAIN
        if name not in self.worked_out:
            self.worked_out[name] = self._work_out(name)
        return self.worked_out[name]

    def of_paragraph(self, properties: Node) -> Style:
        """The style of a paragraph, the document's usual one where it names none."""
        named = value_of(properties, "pStyle")
        return self.of(named if named is not None else self.usual)

    def _work_out(self, name: str) -> Style:
        bold: bool | None = None
        hidden: bool | None = None
        font, place = "", ListPlace()
        chain = name
        for _ in range(_DEEPEST):
            node = self.nodes.get(chain)
            if node is None:
                break
            runs = node.find(W["rPr"])
            bold = switched_on(runs, "b", "bCs") if bold is None else bold
            hidden = switched_on(runs, "vanish") if hidden is None else hidden
            font = font or font_of(runs)
            place = place.over(list_place(node.find(W["pPr"])))
            chain = value_of(node, "basedOn") or ""
        return Style(bold, hidden, font, place)


def styles_of(root: Node) -> Styles:
    """The styles of the part ``styles.xml``."""
    nodes = {node.get(W["styleId"]): node for node in root.iter(W["style"]) if node.get(W["styleId"])}
    usual = [
        name
        for name, node in nodes.items()
        if node.get(W["type"]) == "paragraph" and node.get(W["default"]) in {"1", "true", "on"}
    ]
    defaults = root.find(W["docDefaults"])
    properties = next(defaults.iter(W["rPr"]), None) if defaults is not None else None
    return Styles(nodes, usual[0] if usual else None, font_of(properties))
