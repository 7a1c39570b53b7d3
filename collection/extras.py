"""What makes some files as untidy as real ones: encodings, blank lines, tracked changes, comments.

Nothing here adds a word to what a participant says. ``inserted`` is a stretch of the source's own text
that the file shows as a tracked insertion, ``deleted`` a slip that it shows as struck out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change in the first paragraph of a turn: ``deleted`` gave way to ``inserted``."""

    turn: int
    deleted: str
    inserted: str
    author: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or a footnote on the first paragraph of a turn."""

    turn: int
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Extras:
    """How one file differs from a tidy one."""

    encoding: str = "utf-8"
    newline: str = "\n"
    spaced: bool = False
    author: str = ""
    footer: str = ""
    decomposed: bool = False
    changes: tuple[Change, ...] = ()
    comments: tuple[Remark, ...] = ()
    footnotes: tuple[Remark, ...] = ()


EXTRAS: Mapping[str, Extras] = {
    "bd-story-01": Extras(spaced=True),
    "in-idi-02": Extras(newline="\r\n", spaced=True),
    "ke-cd-02": Extras(encoding="cp1252", newline="\r\n"),
    "ke-cd-05": Extras(encoding="utf-16", newline="\r\n"),
    "np-story-01": Extras(encoding="utf-8-sig"),
    "vn-idi-05": Extras(encoding="utf-8-sig", newline="\r\n", spaced=True),
    "vn-idi-03": Extras(decomposed=True, footer="Bản gỡ băng, không sao chép"),
    "bd-kii-01": Extras(
        author="Farzana Yasmin",
        changes=(Change(3, "Sixty-two", "Sixty-three", "Farzana Yasmin"),),
    ),
    "in-kii-01": Extras(
        author="Farhan Quraishi",
        footnotes=(Remark(1, "Checked against the second recorder."),),
        comments=(Remark(3, "Numbers as she said them, not yet checked.", "Farhan Quraishi"),),
    ),
    "vn-kii-01": Extras(
        author="Nguyễn Bảo Ngọc",
        comments=(Remark(5, "Tape jumps here for two seconds.", "Nguyễn Bảo Ngọc"),),
    ),
}
