"""Turns as the tests of conventions compare them."""

from __future__ import annotations

from archive.ingest import parse_turns
from archive.ingest.text import Hints, Line, canonical

Shape = list[tuple[str, str | None, str]]


def shape(raw: str) -> Shape:
    """Kind, label and words of every turn."""
    text = canonical(raw)
    return [(t.kind.value, t.label, text[t.body : t.end].strip()) for t in parse_turns(text)]


def hinted(*lines: Line) -> Shape:
    """The same of lines of which the format told more than their words."""
    text = "".join(f"{line.text}\n" for line in lines)
    turns = parse_turns(text, Hints(lines))
    return [(t.kind.value, t.label, text[t.body : t.end].strip()) for t in turns]


def labels(raw: str) -> list[str | None]:
    return [label for _, label, _ in shape(raw)]


def kinds(raw: str) -> list[str]:
    return [kind for kind, _, _ in shape(raw)]
