"""The committed collection as data, read once for all tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "archive" / "demo" / "collection"

Lines = list[dict[str, Any]]


def lines_of(name: str) -> Lines:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def testimonies() -> dict[str, dict[str, Any]]:
    return {line["id"]: line for line in lines_of("identifiers.jsonl")}


@pytest.fixture(scope="session")
def turns() -> dict[str, Lines]:
    return {line["id"]: line["turns"] for line in lines_of("turns.jsonl")}


@pytest.fixture(scope="session")
def tags() -> Lines:
    return lines_of("tags.jsonl")


@pytest.fixture(scope="session")
def quotes() -> Lines:
    return lines_of("quotes.jsonl")


@pytest.fixture(scope="session")
def review() -> Lines:
    return lines_of("review.jsonl")


@pytest.fixture(scope="session")
def consents() -> Lines:
    return lines_of("consents.jsonl")
