"""What the styles of a LibreOffice text say: bold, hidden, fonts, and how the levels of lists are numbered.

A style takes from its parent; a circle of parents is followed no further than twenty steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from odfdo import Element

from archive.ingest.documents.numbering import Level

_DEEPEST = 20
OUTLINE = "outline"
_LEVELS = frozenset({
    "text:list-level-style-number", "text:list-level-style-bullet", "text:list-level-style-image",
    "text:outline-level-style",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all that it takes from its parents."""

    bold: bool = False
    hidden: bool = False
    font: str = ""
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What one style says itself, and its parent."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str = ""
    list_style: str = ""
    parent: str = ""


@dataclass(slots=True)
class Styles:
    """The styles of one document, and the levels of its lists, from 0."""

    own: dict[str, Own] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    worked_out: dict[str, Style] = field(default_factory=dict)

    def of(self, name: str | None) -> Style:
        """The style with a name; an empty one where there is none."""
        if not name:
            return Style()
        if name not in self.worked_out:
            self.worked_out[name] = self._work_out(name)
        return self.worked_out[name]

    def _work_out(self, name: str) -> Style:
        bold: bool | None = None
        hidden: bool | None = None
        font = list_style = ""
        for _ in range(_DEEPEST):
            own = self.own.get(name)
            if own is None:
                break
            bold = own.bold if bold is None else bold
            hidden = own.hidden if hidden is None else hidden
            font = font or own.font
            list_style = list_style or own.list_style
            name = own.parent
        return Style(bool(bold), bool(hidden), font, list_style)


def styles_of(roots: Iterable[Element]) -> Styles:
    """The styles of the parts ``styles.xml`` and ``content.xml``, the later over the earlier."""
    styles = Styles()
    parts = list(roots)
    faces = {
        face.get_attribute_string("style:name") or "": face.get_attribute_string("svg:font-family") or ""
        for root in parts
        for face in root.get_elements("descendant::style:font-face")
    }
    for root in parts:
        for style in root.get_elements("descendant::style:style"):
            name = style.get_attribute_string("style:name")
            if name:
                styles.own[name] = _own(style, faces)
        for lists in root.get_elements("descendant::text:list-style"):
            styles.lists[lists.get_attribute_string("style:name") or ""] = _levels(lists)
        for outline in root.get_elements("descendant::text:outline-style"):
            styles.lists[OUTLINE] = _levels(outline)
    return styles


def _own(style: Element, faces: Mapping[str, str]) -> Own:
    bold: bool | None = None
    hidden: bool | None = None
    font = ""
    for properties in style.get_elements("descendant::style:text-properties"):
        weight = properties.get_attribute_string("fo:font-weight")
        display = properties.get_attribute_string("text:display")
        face = properties.get_attribute_string("style:font-name") or ""
        bold = bold if weight is None else weight == "bold"
        hidden = hidden if display is None else display == "none"
        font = faces.get(face, face) or properties.get_attribute_string("fo:font-family") or font
    return Own(
        bold,
        hidden,
        font.strip("'\" "),
        style.get_attribute_string("style:list-style-name") or "",
        style.get_attribute_string("style:parent-style-name") or "",
    )


def _levels(lists: Element) -> dict[int, Level]:
    levels = {}
    for node in lists.children:
        depth = node.get_attribute_string("text:level") or ""
        if node.tag in _LEVELS and depth.isdigit():
            levels[int(depth) - 1] = _level(node, int(depth))
    return levels


def _level(node: Element, depth: int) -> Level:
    followed = [
        alignment.get_attribute_string("text:label-followed-by")
        for alignment in node.get_elements("descendant::style:list-level-label-alignment")
    ]
    suffix = "" if "nothing" in followed else " "
    if node.tag.endswith(("bullet", "image")):
        return Level("bullet", node.get_attribute_string("text:bullet-char") or "", suffix=suffix)
    form = node.get_attribute_string("style:num-format") or ""
    if not form:
        return Level("none", "", suffix=suffix)
    shown = _whole(node.get_attribute_string("text:display-levels"), 1)
    places = ".".join(f"%{place}" for place in range(max(1, depth - shown + 1), depth + 1))
    before, after = (node.get_attribute_string(f"style:num-{end}") or "" for end in ("prefix", "suffix"))
    start = _whole(node.get_attribute_string("text:start-value"), 1)
    return Level(form, f"{before}{places}{after}", start, suffix=suffix)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else otherwise
