"""Column maps as plain JSON values, as the store keeps them.

Plain values only; what does not fit raises, and nothing in it is ever executed.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

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
