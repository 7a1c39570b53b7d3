"""What holds inside of one group of an RTF file, and what is known of a font.

A group inside of another begins with what holds there. Nothing here changes by itself: control words do.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.documents.rtf_flow import Flow


@dataclass(slots=True)
class Font:
    """A font of the document: its name, and the code page of the bytes that it draws."""

    name: str = ""
    page: int | None = None
    is_symbol: bool = False


@dataclass(slots=True)
class State:
    """What holds inside of one group. ``skipping`` says that it is no text."""

    flow: Flow
    font: int | None = None
    fallback: int = 1
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    in_cell: bool = False
    skipping: bool = False
    outer_skipping: bool = False
    in_number: bool = False
    in_fonts: bool = False
    fresh: bool = True
    optional: bool = False
