"""The consents of all countries in the form in which an archive imports them.

A source names a testimony and a purpose's state; an import names the file, and the forms and audiences
that the form's wording covers. Those stand here once, by purpose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collection.source import Document
from collection.tables import Table, speaker_cell

_ALL = ("audio", "image", "video", "raw_text", "deid_text", "quote", "tag", "aggregate")
SCOPE: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "store_sealed": (_ALL, ("archive",)),
    "process_deidentify": (("deid_text", "tag"), ("archive",)),
    "research_project": (("deid_text", "quote", "tag"), ("project",)),
    "research_reuse": (("deid_text", "tag"), ("project", "coalition")),
    "advocacy_internal": (("deid_text", "quote"), ("project", "coalition")),
    "advocacy_publish_quote": (("quote",), ("coalition", "public")),
    "aggregate_sdg_reporting": (("tag", "aggregate"), ("project", "coalition", "public")),
    "media": (("quote",), ("public",)),
    "named_attribution": (("quote",), ("public",)),
    "share_partner": (("deid_text", "tag"), ("coalition",)),
    "cross_border": (("deid_text", "tag"), ("project",)),
    "recontact": ((), ("project",)),
    "legal_testimony": (("quote",), ("coalition",)),
    "model_training": (("deid_text",), ("project",)),
}
"""Purpose → the forms and audiences that the printed form asks for."""

EMBARGOED = frozenset({"advocacy_publish_quote", "media", "named_attribution", "research_reuse"})
"""What an embargo on the form holds back: everything that leaves the coalition."""

_IDENTITY = ("names", "nicknames", "relatives", "phones", "ids", "places")
_KEPT = (
    "participant", "group", "capacity", "mode", "language", "interpreter", "witness", "supporter", "guardian",
    "born", "collected_at", "valid_until", "conditions", "risk",
)  # fmt: skip


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of one country's ``consents.jsonl`` or ``quotes.jsonl``."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def importable(
    raw: Mapping[str, Any], sources: Mapping[str, Document | Table], country: str
) -> dict[str, object]:
    """One consent in the form of an import. Raises ``KeyError`` where it names an unknown testimony."""
    spoken = raw["speaks_in"]
    voices: list[dict[str, str]] = []
    for entry in spoken:
        source = sources[entry["testimony"]]
        voice = {"source": source.file, "label": _label(source, entry["label"], str(raw["participant"]))}
        if voice not in voices:
            voices.append(voice)
    kept = {key: raw[key] for key in _KEPT if raw.get(key) not in (None, "", [])}
    if raw["capacity"] == "minor_assent_guardian":
        kept["assent"] = True
    return {
        **kept,
        "project": next(sources[e["testimony"]].project for e in spoken),
        "jurisdictions": [country],
        "voices": voices,
        "identity": {**{key: raw.get(key, []) for key in _IDENTITY}, "sex": raw.get("sex")},
        "grants": _grants(raw),
    }


def _label(source: Document | Table, label: str, participant: str) -> str:
    """The label as the file shows it: a scorecard's voices carry a code, its meetings the ward."""
    if isinstance(source, Table) and source.format == "scorecard":
        return speaker_cell(participant) or label
    return label


def _grants(raw: Mapping[str, Any]) -> list[dict[str, object]]:
    states = raw["grants"]
    return [
        {
            "purpose": purpose,
            "state": state,
            "forms": list(SCOPE[purpose][0]),
            "audiences": list(SCOPE[purpose][1]),
            "valid_until": raw.get("valid_until"),
            "embargo_until": raw.get("embargo_until") if purpose in EMBARGOED else None,
        }
        for purpose, state in states.items()
    ]
