"""Column maps and column readings as plain JSON values: between the archive and its reader, and in the store.

Plain values only; what does not fit raises, and nothing in it is ever executed.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from archive.ingest.tables.column_readings import ColumnReading, TableReading, Why
from archive.ingest.tables.survey_columns import ColumnMap, ColumnRole, SourceFile
from archive.model import KnownKind
from archive.model.json_object import JsonObject


def packed_map(columns: ColumnMap) -> JsonObject:
    """A column map as JSON values; files as base64."""
    return {
        "roles": dict(columns.roles),
        "kinds": dict(columns.kinds),
        "labels": dict(columns.labels),
        "choices": {header: dict(labels) for header, labels in columns.choices.items()},
        "files": [{"name": f.name, "content": b64encode(f.content).decode()} for f in columns.files],
    }


def unpacked_map(raw: Mapping[str, Any]) -> ColumnMap:
    """The inverse of ``packed_map``. Raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    return ColumnMap(
        {str(h): ColumnRole(r) for h, r in raw["roles"].items()},
        {str(h): KnownKind(k) for h, k in raw["kinds"].items()},
        {str(h): str(label) for h, label in raw.get("labels", {}).items()},
        {str(h): {str(k): str(v) for k, v in c.items()} for h, c in raw.get("choices", {}).items()},
        tuple(SourceFile(str(f["name"]), b64decode(f["content"])) for f in raw.get("files", ())),
    )


def packed_reading(reading: TableReading) -> JsonObject:
    """What a table's columns are taken for, as JSON values."""
    return {
        "notices": list(reading.notices),
        "columns": [
            {
                "sheet": c.sheet, "header": c.header, "role": c.role.value, "why": c.why.value,
                "filled": c.filled, "rows": c.rows, "label": c.label,
                "kind": c.kind.value if c.kind else None, "choices": dict(c.choices),
            }
            for c in reading.columns
        ],
    }  # fmt: skip


def unpacked_reading(raw: Mapping[str, Any]) -> TableReading:
    """The inverse of ``packed_reading``. Raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    columns = tuple(
        ColumnReading(
            str(c["sheet"]), str(c["header"]), ColumnRole(c["role"]), Why(c["why"]), int(c["filled"]),
            int(c["rows"]), str(c["label"]), KnownKind(c["kind"]) if c["kind"] else None,
            {str(k): str(v) for k, v in c["choices"].items()},
        )
        for c in raw["columns"]
    )  # fmt: skip
    return TableReading(columns, tuple(map(str, raw["notices"])))
