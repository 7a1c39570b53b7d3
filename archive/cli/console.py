"""What is printed for a person: a terminal obeys the signs it is sent, so none of them is anybody's text.

Whatever a command prints goes through here, tables and sentences alike. A program that asked for JSON gets
the exact text, with such signs written as escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from language.visible import escaped, visible_lines


class VisibleConsole(Console):
    """A console that shows U+FFFD for each sign that shows nothing or changes how the rest is shown."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """See ``rich``; what rich itself sends to steer the terminal stays."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(visible_lines(segment.text), segment.style)


def as_line(value: object) -> str:
    """One line of JSON in which every sign can be seen: the others are escapes, for programs to read."""
    return escaped(json.dumps(value, ensure_ascii=False))
