"""Building again gives what is committed."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from collection.build import SOURCES, build


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("collection") / "again"
    build(SOURCES, target)
    return target


def _names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def _opened(content: bytes) -> object:
    """A container as its members, so that another release of zlib makes no difference; else the bytes."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [(i.filename, i.date_time, archive.read(i)) for i in archive.infolist()]


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    build(SOURCES, tmp_path / "twice")
    assert _names(rebuilt) == _names(tmp_path / "twice")
    for name in _names(rebuilt):
        assert (rebuilt / name).read_bytes() == (tmp_path / "twice" / name).read_bytes(), name


def test_what_is_committed_is_what_the_sources_give(rebuilt: Path, folder: Path) -> None:
    assert _names(rebuilt) == _names(folder)
    for name in _names(rebuilt) - {"manifest.json"}:
        assert _opened((rebuilt / name).read_bytes()) == _opened((folder / name).read_bytes()), name


def test_the_manifest_holds_the_digest_of_every_file(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == _names(folder) - {"manifest.json"}
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest(), name
