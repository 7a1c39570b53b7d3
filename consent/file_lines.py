"""Consent files as lines: JSON, JSON lines, CSV and XLSX brought to one shape, with line numbers.

A line is a mapping in the form of the bundled collection. Nothing is decided here about consent; what
cannot be read is a sentence with a line number and without a word of the content.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consent.file_columns import Layout, layout
from consent.file_formats import (
    MAX_BYTES,
    MAX_LINES,
    TOO_LONG,
    NotReadable,
    Problem,
    Table,
    csv_table,
    text_of,
    xlsx_table,
)
from consent.record import EVERYONE
from consent.serialise import JsonObject
from consent.vocabulary import NOTHING, PURPOSES, STATES, fold_form_word

_LISTS = frozenset(
    {
        "names",
        "nicknames",
        "relatives",
        "phones",
        "ids",
        "places",
        "conditions",
        "community_labels",
        "jurisdictions",
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a consent file. ``general`` is the answer to a single question for everything."""

    number: int
    values: dict[str, Any]
    general: str | None = None

    def __repr__(self) -> str:
        return f"Line(number={self.number})"


def lines_from(name: str, content: bytes) -> tuple[list[Line], list[Problem]]:
    """Every line of a consent file and what could not be read. Raises ``NotReadable`` for the whole."""
    if len(content) > MAX_BYTES:
        raise NotReadable("This file is larger than 50 MB; split it.")
    name = unicodedata.normalize("NFC", name)
    suffix = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    if suffix == "json":
        return _json(content)
    if suffix in ("jsonl", "ndjson"):
        return _json_lines(content)
    if suffix in ("csv", "tsv"):
        return _rows(csv_table(content), name)
    if suffix == "xlsx":
        return _rows(xlsx_table(content, _fits), name)
    raise NotReadable("Consents are read from .json, .jsonl, .csv or .xlsx files; save it as one of these.")


class _Twice(ValueError):
    pass


def _once(pairs: list[tuple[str, object]]) -> JsonObject:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _Twice
    return fields


def _json(content: bytes) -> tuple[list[Line], list[Problem]]:
    text = text_of(content)
    try:
        parsed = json.loads(text, object_pairs_hook=_once)
    except _Twice:
        raise NotReadable("A key stands twice in this file; keep the one that is meant.") from None
    except (ValueError, RecursionError):
        raise NotReadable("This is not JSON; check its commas and brackets.") from None
    if isinstance(parsed, dict):
        inner = next((parsed[k] for k in ("consents", "records") if isinstance(parsed.get(k), list)), None)
        parsed = [parsed] if inner is None else inner
    if not isinstance(parsed, list):
        raise NotReadable("This JSON holds no list of consents.")
    return _objects(list(enumerate(parsed, start=1)))


def _json_lines(content: bytes) -> tuple[list[Line], list[Problem]]:
    numbered: list[tuple[int, Any]] = []
    problems = []
    for number, text in enumerate(text_of(content).split("\n"), start=1):
        if not text.strip():
            continue
        try:
            numbered.append((number, json.loads(text, object_pairs_hook=_once)))
        except _Twice:
            problems.append(Problem(number, "A key stands twice on this line; nothing of it was read."))
        except (ValueError, RecursionError):
            problems.append(Problem(number, "This line is not JSON; nothing of it was read."))
    lines, others = _objects(numbered)
    return lines, problems + others


def _objects(numbered: Sequence[tuple[int, Any]]) -> tuple[list[Line], list[Problem]]:
    lines, problems = [], []
    if len(numbered) > MAX_LINES:
        raise NotReadable(TOO_LONG)
    for number, value in numbered:
        if isinstance(value, dict):
            lines.append(Line(number, value))
        else:
            problems.append(Problem(number, "This line is no consent; nothing of it was read."))
    return lines, problems


def _fits(headers: Sequence[str]) -> bool:
    return layout(headers).says_something


def _rows(table: Table, name: str) -> tuple[list[Line], list[Problem]]:
    head = next(table, None)
    if head is None:
        raise NotReadable("This file is empty.")
    plan = layout(head[1])
    if not plan.says_something:
        raise NotReadable("No column of this file is a purpose; see the list of columns.")
    problems = _plan_problems(plan, head[0])
    rows = []
    for number, cells in table:
        if number > MAX_LINES:
            raise NotReadable(TOO_LONG)
        if any(cells):
            rows.append((number, cells))
    coded = {i for i in plan.purposes if {r[i] for _, r in rows if i < len(r)} - {"0", "1", ""}}
    return [_line(plan, number, row, name, coded) for number, row in rows], problems


def _plan_problems(plan: Layout, number: int) -> list[Problem]:
    problems = []
    if plan.lost:
        problems.append(
            Problem(number, f"{plan.lost} column(s) look like a restriction and are not known; rename them.")
        )
    if plan.doubled:
        problems.append(Problem(number, "A field stands in two columns; every value was read."))
    return problems


def _line(plan: Layout, number: int, row: Sequence[str], name: str, coded: set[int]) -> Line:
    cells = {i: c for i, c in enumerate(row) if c.strip() == EVERYONE or fold_form_word(c) not in NOTHING}
    values: dict[str, Any] = {}
    for i, key in plan.fields.items():
        if i in cells:
            parts = _parts(cells[i]) if key in _LISTS | {"file", "speaker"} else [cells[i]]
            values.setdefault(key, []).extend(parts)
    values = {k: v if k in _LISTS | {"file", "speaker"} else v[0] for k, v in values.items()}
    chosen = {i: c for i, c in cells.items() if i in plan.general and _is_choice(c)}
    values["grants"] = _answers(plan, cells, coded) + [g for c in chosen.values() for g in _choices(c)]
    _survey(plan, values, cells, name)
    answers = [cells.get(i, "") for i in sorted(plan.general) if i not in chosen]
    return Line(number, values, _worst(answers) if answers else None)


def _parts(cell: str) -> list[str]:
    return [p for p in (q.strip() for q in cell.replace("\n", ";").replace("|", ";").split(";")) if p]


def _answers(plan: Layout, cells: dict[int, str], coded: set[int]) -> list[dict[str, str]]:
    """0 and 1 are no and yes only where a column holds nothing else: 1 and 2 may be a code list."""
    binary = {"1": "given", "0": "refused"}
    answers = []
    for i, purpose in plan.purposes.items():
        if i in cells:
            answer = cells[i] if i in coded else binary.get(cells[i], cells[i])
            answers.append({"purpose": purpose.value, "state": answer})
    for i, purpose in plan.ticks.items():
        if i in cells:
            answers.append({"purpose": purpose.value, "state": binary.get(cells[i], cells[i])})
    return answers


def _worst(answers: Sequence[str]) -> str:
    """Of several general questions the one that is not a clear yes."""
    return next(
        (a for a in answers if STATES.get(fold_form_word(a)) is not STATES[fold_form_word("yes")]), answers[0]
    )


def _survey(plan: Layout, values: dict[str, Any], cells: dict[int, str], name: str) -> None:
    """A survey export is its own source: the file and the row's id are where this person speaks."""
    if plan.row_id is None or "file" in values or plan.row_id not in cells:
        return
    values["file"], values["speaker"] = [name], [cells[plan.row_id]]
    values.setdefault("mode", "digital")


def _is_choice(cell: str) -> bool:
    """Whether a cell lists purposes (``research_project media``), as a select-multiple question does."""
    return all(fold_form_word(word) in PURPOSES for word in cell.split())


def _choices(cell: str) -> list[dict[str, str]]:
    return [{"purpose": PURPOSES[fold_form_word(word)].value, "state": "given"} for word in cell.split()]
