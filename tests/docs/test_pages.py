"""All pages: every link leads somewhere, and no file names the host of a registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.program import ROOT

PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "consent/README.md",
)
# Written in parts, so that this file does not name what it forbids.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("crates", "io"),
        ("repo", "maven", "apache", "org"), ("repo1", "maven", "org"), ("proxy", "golang", "org"),
        ("huggingface", "co"),
    )
)  # fmt: skip
LEFT_OUT = {"heard-demo", "build", "dist", "__pycache__", "node_modules"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _files(folder: Path = ROOT) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in LEFT_OUT or (path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    local = [link.partition("#") for link in links if not re.match(r"[a-z]+:", link)]
    lost = [
        f"{name}{mark}{anchor}"
        for name, mark, anchor in local
        if not (page.parent / name).exists()
        or (anchor and anchor not in anchors(page.parent / name if name else page))
    ]
    assert lost == []


def test_no_file_names_the_host_of_a_registry() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in _files()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert named == []
