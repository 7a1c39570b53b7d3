"""The layout that a person chose for the files of a command: by name, or as another file has it.

A layout is the way in which a document marks who speaks. A name holds for every file that is given. ``like``
holds for similar files alone: those that are in this layout, or could be read in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.source_files import content_of
from archive.errors import UsageError
from archive.ingest.confinement.sandbox import Sandbox
from archive.model import Draft

LayoutName = Annotated[
    str | None,
    typer.Option("--layout", help="Read the files in this layout, one that `heard inspect` names."),
]
Like = Annotated[
    Path | None, typer.Option("--like", help="Read files that are similar to this one in its layout.")
]


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout that a person chose, if any. ``similar_only`` leaves others as they are."""

    layout: str | None = None
    similar_only: bool = False

    def read(self, sandbox: Sandbox, name: str, content: bytes) -> list[Draft]:
        """The drafts of a file in the layout chosen. Raises ``Unreadable``."""
        if self.layout is None:
            return sandbox.read(name, content)
        if not self.similar_only:
            return sandbox.read(name, content, layout=self.layout)
        drafts = sandbox.read(name, content)
        if any(self.layout in (draft.layout, *draft.rivals) for draft in drafts):
            return sandbox.read(name, content, layout=self.layout)
        told = f"This file is not in the layout {self.layout}; it was read in its own."
        return [replace(draft, notices=(*draft.notices, told)) for draft in drafts]


def chosen_layout(sandbox: Sandbox, layout: str | None, like: Path | None) -> LayoutChoice:
    """What ``--layout`` and ``--like`` choose together.

    Raises ``UsageError`` where both are given, or where the file to follow has no layout that is certain.
    """
    if like is None:
        return LayoutChoice(layout)
    if layout is not None:
        raise UsageError("Give --layout or --like, not both.")
    if not like.is_file():
        raise UsageError(f"There is no file at {like}.")
    return LayoutChoice(layout_of(sandbox.read(like.name, content_of(like))), similar_only=True)


def layout_of(drafts: list[Draft]) -> str:
    """The one layout of a file's drafts. Raises ``UsageError``."""
    layouts = {draft.layout for draft in drafts if draft.layout and not draft.doubts}
    if len(layouts) != 1:
        raise UsageError("The layout of the file to follow is not certain; name the layout with --layout.")
    return layouts.pop()
