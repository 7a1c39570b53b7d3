"""Short testimonies written for these tests, every identifier marked as ``[[words|TYPE]]``.

Nobody in them exists. They are made like transcripts: romanised speech, native digits, kin terms on both
sides, names misspelt the second time, and words that only look like identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import regex

_MARK = regex.compile(r"\[\[([^|\]]+)\|([A-Z]+)\]\]")

_FILE = Path(__file__).with_name("examples.txt")
_HEAD = regex.compile(r"^=== (\S+) (\S+)\n", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A plain text with its gold: ``(start, end, type)``."""

    id: str
    lang: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


def examples() -> list[Example]:
    """All examples of ``examples.txt``, unmarked. Each begins with ``=== id language``."""
    _, *parts = _HEAD.split(_FILE.read_text(encoding="utf-8"))
    return [_plain(*parts[i : i + 3]) for i in range(0, len(parts), 3)]


def _plain(name: str, lang: str, marked: str) -> Example:
    out: list[str] = []
    gold: list[tuple[int, int, str]] = []
    at = length = 0
    for match in _MARK.finditer(marked):
        before = marked[at : match.start()]
        length += len(before)
        gold.append((length, length + len(match.group(1)), match.group(2)))
        out += [before, match.group(1)]
        length += len(match.group(1))
        at = match.end()
    return Example(name, lang, "".join(out) + marked[at:], tuple(gold))
