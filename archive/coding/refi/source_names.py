"""Sources told apart by name: those that the file does not name, and those that it names alike.

A name says which consents a text comes under when it is taken in, so no two texts may share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive.coding.refi.project import Source


def told_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources in their order, each with a name of its own: ``text 3`` for the third where it has none,
    ``talk (2)`` for the second of that name. An ending stays at the end."""
    known = list(sources)
    given = {source.name.strip().casefold() for source in known}
    used: set[str] = set()
    out = []
    for number, source in enumerate(known, 1):
        name = source.name.strip() or f"text {number}"
        stem, dot, ending = name.rpartition(".")
        if not stem or len(ending) > 5 or " " in ending:
            stem, dot, ending = name, "", ""
        copy = 1
        while name.casefold() in used or (copy > 1 and name.casefold() in given):
            copy += 1
            name = f"{stem} ({copy}){dot}{ending}"
        used.add(name.casefold())
        out.append(replace(source, name=name))
    return tuple(out)
