"""A coalition's codebook: codes with a hierarchy, a definition, examples, a colour and a memo, in versions.

A version never changes; every act (add, change, merge, split, retire) makes the next one and names itself.
A code is never deleted: it is retired, and says what stands in its place, so that old codings stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from taxonomies import drivers, sdg

_COLOUR = re.compile(r"#[0-9a-f]{6}")


class CodebookError(ValueError):
    """The act does not fit the codebook; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``became`` are the codes that stand in its place once it is retired."""

    id: str
    label: str
    parent: str | None = None
    definition: str = ""
    examples: tuple[str, ...] = field(default=(), repr=False)
    colour: str = "#777777"
    memo: str = field(default="", repr=False)
    retired: bool = False
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of a codebook. ``act`` says how it came from the version before."""

    name: str
    version: int = 1
    codes: Mapping[str, Code] = field(default_factory=dict)
    act: str = "start"

    def add(self, code: Code) -> Codebook:
        """A new code. Raises ``CodebookError`` for a taken id, an unknown parent or a bad colour."""
        if code.id in self.codes:
            raise CodebookError("There is a code of this id already, perhaps a retired one; choose another.")
        return self.with_codes(f"add {code.id}", {code.id: code})

    def change(self, code: Code) -> Codebook:
        """Another label, parent, definition, examples, colour or memo for a code that is in use."""
        self.in_use(code.id)
        if code.retired or code.became:
            raise CodebookError("A code is retired by merge, split or retire, not by change.")
        return self.with_codes(f"change {code.id}", {code.id: code})

    def merge(self, ids: tuple[str, ...], into: str) -> Codebook:
        """Retire ``ids`` in favour of ``into``, which takes over their children."""
        self.in_use(into)
        if into in ids or not ids:
            raise CodebookError("Name the codes to merge, and another one to keep.")
        return self._retire(ids, (into,), into, f"merge {' '.join(ids)} into {into}")

    def split(self, old: str, parts: tuple[Code, ...]) -> Codebook:
        """Retire ``old`` in favour of new codes. Raises ``CodebookError`` for fewer than two parts."""
        if len({part.id for part in parts}) < 2:
            raise CodebookError("A split needs two new codes or more.")
        grown = self
        for part in parts:
            grown = grown.add(part)
        renewed = replace(grown, version=self.version)
        became = tuple(part.id for part in parts)
        return renewed._retire(
            (old,), became, self.in_use(old).parent, f"split {old} into {' '.join(became)}"
        )

    def retire(self, old: str) -> Codebook:
        """Take a code out of use with nothing in its place; its children move up."""
        return self._retire((old,), (), self.in_use(old).parent, f"retire {old}")

    def take(self, came: Iterable[Code]) -> Codebook:
        """Add codes that came in a file, and change those that are here. Nothing is taken away; what is
        retired on either side stays as it is here. Raises ``CodebookError`` where nothing is left to do."""
        changed: dict[str, Code] = {}
        for code in came:
            here = self.codes.get(code.id)
            if code.retired or (here and here.retired):
                continue
            above = self.codes.get(code.parent or "")
            heirs = self.current(above.id) if above else ()
            wanted = replace(code, parent=next(iter(heirs), None)) if above else code
            if wanted != here:
                changed[code.id] = wanted
        if not changed:
            raise CodebookError("Every code of this file stands in the codebook already.")
        return self.with_codes(f"take {len(changed)}", changed)

    def in_use(self, code: str) -> Code:
        """A code that is in use. Raises ``CodebookError`` for an unknown or a retired one."""
        entry = self.codes.get(code)
        if entry is None or entry.retired:
            raise CodebookError("There is no such code in use in this codebook.")
        return entry

    def current(self, code: str) -> tuple[str, ...]:
        """The codes in use that a code stands for today: itself, its successors, or none."""
        entry = self.codes.get(code)
        if entry is None:
            raise CodebookError("There is no such code in this codebook.")
        if not entry.retired:
            return (code,)
        return tuple(dict.fromkeys(successor for after in entry.became for successor in self.current(after)))

    def children(self, parent: str | None) -> tuple[Code, ...]:
        """Codes in use right under a code, or the top ones."""
        return tuple(c for c in self.codes.values() if c.parent == parent and not c.retired)

    def tree(self, parent: str | None = None, depth: int = 0) -> Iterator[tuple[int, Code]]:
        """Codes in use, each with how deep it stands, right after the one above it."""
        for code in self.children(parent):
            yield depth, code
            yield from self.tree(code.id, depth + 1)

    def _retire(self, ids: tuple[str, ...], became: tuple[str, ...], heir: str | None, act: str) -> Codebook:
        changed = {code: replace(self.in_use(code), retired=True, became=became) for code in ids}
        for child in self.codes.values():
            if child.parent in ids and child.id not in changed:
                changed[child.id] = replace(child, parent=None if child.id == heir else heir)
        return self.with_codes(act, changed)

    def with_codes(self, act: str, changed: Mapping[str, Code]) -> Codebook:
        """The next version with these codes put in. Raises ``CodebookError`` if one does not fit."""
        codes = {**self.codes, **changed}
        for code in changed.values():
            _check(code, codes)
        return Codebook(self.name, self.version + 1, MappingProxyType(codes), act)


def standard(language: str = "en") -> Codebook:
    """The codebook a new project starts with: goals and targets, factors and drivers."""
    codes: dict[str, Code] = {}
    for goal in sdg.framework().goals:
        codes[str(goal.number)] = Code(str(goal.number), sdg.label(str(goal.number), language))
        for target in goal.targets:
            codes[target.code] = Code(target.code, sdg.label(target.code, language), str(goal.number))
    for factor in drivers.factors():
        codes[factor] = Code(factor, drivers.driver_label(factor, language))
    for driver in drivers.drivers().values():
        label = drivers.driver_label(driver.code, language)
        codes[driver.code] = Code(driver.code, label, driver.factor, driver.definition)
    return Codebook("SDG targets and drivers", 1, MappingProxyType(codes))


def _check(code: Code, codes: Mapping[str, Code]) -> None:
    if not code.id.strip() or not code.label.strip():
        raise CodebookError("A code needs an id and a label.")
    if not _COLOUR.fullmatch(code.colour):
        raise CodebookError("A colour is written as # and six hexadecimal digits, in small letters.")
    above, seen = code.parent, {code.id}
    while above is not None:
        if above in seen or above not in codes:
            raise CodebookError("The parent is unknown, or the code would be under itself.")
        seen.add(above)
        above = codes[above].parent
    if code.parent is not None and codes[code.parent].retired and not code.retired:
        raise CodebookError("The parent is retired; choose one that is in use.")
