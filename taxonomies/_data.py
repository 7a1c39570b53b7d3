"""Read the package's own data files: the one place that knows they are files.

Refuses to read anything outside the package.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("en", "bn", "hi", "ne", "sw", "vi")
"""Languages of the labels, English first: it is what a missing label falls back to."""


@cache
def read(name: str) -> Any:
    """The parsed content of ``data/<name>`` (``.json`` or ``.yaml``). Callers must not change it."""
    text = files("taxonomies").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.safe_load(text)


def content(name: str) -> bytes:
    """The bytes of ``data/<name>``, for a file that another program reads."""
    return files("taxonomies").joinpath("data", *name.split("/")).read_bytes()


def names(folder: str, suffix: str) -> list[str]:
    """Names of the data files in a folder, sorted."""
    items = files("taxonomies").joinpath("data", folder).iterdir()
    return sorted(f"{folder}/{item.name}" for item in items if item.name.endswith(suffix))
