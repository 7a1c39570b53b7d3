"""The layout that a person chose for the files of a command: by name, or as another file has it.

A layout is the way in which a document marks who speaks. A name holds for every file that is given. ``like``
holds for similar files alone: those that are in this layout, or could be read in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from archive.errors import UsageError
from archive.ingest.confinement.file_opening import content_of
from archive.ingest.confinement.sandbox import Sandbox
from archive.ingest.tables.survey_columns import ColumnMap
from archive.model import Draft

LayoutName = Annotated[
    str | None,
    typer.Option("--layout", help="Read the files in this layout, one that `heard inspect` names."),
]
Like = Annotated[
    Path | None, typer.Option("--like", help="Read files that are similar to this one in its layout.")
]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The drafts of a file, and the layout that a person chose for it, if one holds for it."""

    drafts: tuple[Draft, ...]
    layout: str | None


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout that a person chose, if any. ``similar_only`` leaves others as they are."""

    layout: str | None = None
    similar_only: bool = False

    @classmethod
    def of(cls, sandbox: Sandbox, layout: str | None, like: Path | None) -> LayoutChoice:
        """What ``--layout`` and ``--like`` choose together.

        Raises ``UsageError`` where both are given, or where the file to follow has no layout that is certain;
        ``Unreadable`` where it cannot be read.
        """
        if like is None:
            return cls(layout)
        if layout is not None:
            raise UsageError("Give --layout or --like, not both.")
        if not like.is_file():
            raise UsageError(f"There is no file at {like}.")
        return cls(layout_of(sandbox.read(like.name, content_of(like))), similar_only=True)

    def read(self, sandbox: Sandbox, name: str, content: bytes, columns: ColumnMap | None = None) -> ReadFile:
        """The drafts of a file, in the layout chosen where it holds for this file, its ``columns`` taken for
        what a person said. Raises ``Unreadable``."""
        if self.layout is None or self.similar_only:
            drafts = sandbox.read(name, content, columns=columns)
            if self.layout is None:
                return ReadFile(tuple(drafts), None)
            if not any(self.layout in (draft.layout, *draft.rivals) for draft in drafts):
                other = f"This file is not in the layout {self.layout}; it was read in its own."
                told = tuple(replace(draft, notices=(*draft.notices, other)) for draft in drafts)
                return ReadFile(told, None)
        return ReadFile(tuple(sandbox.read(name, content, columns=columns, layout=self.layout)), self.layout)


def layout_of(drafts: Sequence[Draft]) -> str:
    """The one layout of a file's drafts. Raises ``UsageError``."""
    layouts = {draft.layout for draft in drafts if draft.layout and not draft.doubts}
    if len(layouts) != 1:
        raise UsageError("The layout of the file to follow is not certain; name the layout with --layout.")
    return layouts.pop()
