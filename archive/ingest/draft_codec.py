"""A draft as bytes, so that it can wait sealed for a consent and come back exactly as it was read.

Plain JSON: a sealed draft may be opened by a later version of the program, and nothing in it is ever
executed.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from archive.model import Draft, Kind, Known, KnownKind, Turn, TurnKind, TurnState


def pack(draft: Draft) -> bytes:
    """The whole draft as UTF-8 JSON."""
    return json.dumps(asdict(draft), ensure_ascii=False).encode()


def unpack(content: bytes) -> Draft:
    """The draft again; the inverse of ``pack``."""
    raw = json.loads(content)
    raw["kind"] = Kind(raw["kind"])
    raw["turns"] = tuple(
        Turn(**{**t, "kind": TurnKind(t["kind"]), "state": TurnState(t["state"])}) for t in raw["turns"]
    )
    raw["known"] = tuple(Known(**{**k, "kind": KnownKind(k["kind"])}) for k in raw["known"])
    raw["attributes"] = tuple((a, b) for a, b in raw["attributes"])
    for several in ("notices", "doubts", "rivals"):
        raw[several] = tuple(raw.get(several, ()))
    return Draft(**raw)
