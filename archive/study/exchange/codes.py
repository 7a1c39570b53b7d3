"""The codes of an exchange file as codes of the project: known again by GUID, by path, or by name.

Programs give codes new GUIDs and lose their groups, so a code is looked for by the names above it, and by its
own name alone only where no other code of the file or of the project has it. What is not found joins the
codebook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from archive.access.gate import UnitOfWork
from archive.coding.refi.project import Project
from archive.coding.refi.writer import guid
from archive.study.exchange.sending import MARK
from archive.study.notebook import change_codebook, codebook
from taxonomies.codebook import Code, Codebook, CodebookError
from taxonomies.codebook_exchange import code_guid


@dataclass(frozen=True, slots=True)
class FileCodes:
    """The project's codes for each GUID of the file, the file's own names for them, those that were added,
    and a sentence for each that the codebook refused."""

    current: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    added: tuple[str, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Path:
    """The names from the top down to a code of the file; ``shared`` if another of its codes has the last."""

    names: tuple[str, ...]
    shared: bool


def project_codes(work: UnitOfWork, project: str, came: Project) -> FileCodes:
    """The project's codes for each GUID of the file; codes that it lacks join the codebook."""
    book = codebook(work, project)
    by_guid = {code_guid(c): c for c in book.codes}
    by_name = _by_name(book)
    paths = _paths(came)
    known: dict[str, str] = {}
    new: list[Code] = []
    for entry in came.codes:
        path = paths[entry.guid]
        alone = None if path.shared else by_name.get(path.names[-1:])
        code_id = by_guid.get(entry.guid) or by_name.get(path.names) or alone
        if code_id is None:
            code_id = f"x-{guid('foreign code', entry.guid)[:8]}"
            if code_id not in book.codes:
                parent = known.get(entry.parent or "")
                new.append(
                    Code(
                        code_id,
                        entry.name.strip() or code_id,
                        parent if parent and not _retired(book, parent) else None,
                        entry.description,
                        (),
                        entry.colour or Code("", "").colour,
                    )  # fmt: skip
                )
        known[entry.guid] = code_id
    fitting, refused = _fitting(book, new)
    if fitting:
        book = change_codebook(work, project, partial(_grown, fitting))
    current = {one: book.current(code) for one, code in known.items() if code in book.codes}
    labels = {entry.guid: entry.name for entry in came.codes}
    return FileCodes(current, labels, tuple(c.id for c in fitting), refused)


def _fitting(book: Codebook, new: Sequence[Code]) -> tuple[list[Code], tuple[str, ...]]:
    """The new codes that the codebook takes, and why it refuses the others: one stops none of the rest."""
    with suppress(CodebookError):
        _grown(new, book)
        return list(new), ()
    fitting: list[Code] = []
    refused: list[str] = []
    for code in new:
        try:
            _grown([*fitting, code], book)
        except CodebookError as error:
            refused.append(f"Not in the codebook: {code.id}. {error}")
        else:
            fitting.append(code)
    return fitting, tuple(refused)


def _by_name(book: Codebook) -> dict[tuple[str, ...], str]:
    """Codes by the labels from the top down to them, and by their own where no other code has it."""
    every = book.codes.values()
    often = Counter(code.label.casefold() for code in every)
    names: dict[tuple[str, ...], str] = {
        (f"{code.id}{MARK}{code.label}".casefold(),): code.id for code in every
    }
    names |= {(c.label.casefold(),): c.id for c in every if often[c.label.casefold()] == 1}
    for code in every:
        path, above = [code.label.casefold()], code.parent
        while above is not None:
            path.insert(0, book.codes[above].label.casefold())
            above = book.codes[above].parent
        names[tuple(path)] = code.id
    return names


def _paths(came: Project) -> dict[str, _Path]:
    """The path of each code of the file, by its GUID."""
    by_guid = {entry.guid: entry for entry in came.codes}
    often = Counter(entry.name.casefold() for entry in came.codes)
    paths = {}
    for entry in came.codes:
        names, above, seen = [entry.name.casefold()], entry.parent, {entry.guid}
        while above is not None and above in by_guid and above not in seen:
            seen.add(above)
            names.insert(0, by_guid[above].name.casefold())
            above = by_guid[above].parent
        paths[entry.guid] = _Path(tuple(names), often[names[-1]] > 1)
    return paths


def _retired(book: Codebook, code: str) -> bool:
    return code in book.codes and book.codes[code].retired


def _grown(new: Sequence[Code], book: Codebook) -> Codebook:
    codes = {c.id: c for c in new}
    return book.with_codes(f"import {len(codes)} codes", codes)
