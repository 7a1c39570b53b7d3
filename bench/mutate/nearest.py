"""Which tests are a module's own, where nobody names them: the tests mirror the tree.

A module's tests are the files named after it (``test_<module>.py``, ``test_<module>_<aspect>.py``), and the
files beside them that import it. Where there is neither, every file of tests that imports it; where nothing
does, all tests of the mirrored folder.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_TESTS = Path("tests")


def module_name(path: Path) -> str:
    """``archive/model/ids.py`` → ``archive.model.ids``; a package for its ``__init__.py``."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def nearest(path: Path, root: Path = Path()) -> list[Path]:
    """The tests of a module, relative to ``root``, sorted; none where there are none.

    ``path`` is relative to ``root`` too.
    """
    folder = _TESTS.joinpath(*path.parts[1 if path.parts[0] == "archive" else 0 : -1])
    name = module_name(path)
    stem = f"test_{name.rpartition('.')[2]}"
    of_folder = list(_files(root, folder, deep=False))
    mirrored = [p for p in of_folder if p.stem == stem or p.stem.startswith(f"{stem}_")]
    beside = [p for p in of_folder if _imports(root / p, name)]
    if mirrored:
        return sorted({*mirrored, *beside})
    return beside or [p for p in _files(root, _TESTS) if _imports(root / p, name)] or of_folder


def _files(root: Path, folder: Path, *, deep: bool = True) -> Iterator[Path]:
    pattern = "**/test_*.py" if deep else "test_*.py"
    yield from sorted(p.relative_to(root) for p in (root / folder).glob(pattern))


def _imports(file: Path, name: str) -> bool:
    """Whether a file imports a module, as ``import a.b``, ``from a.b import c`` or ``from a import b``."""
    parent, _, last = name.rpartition(".")
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import) and any(each.name == name for each in node.names):
            return True
        if isinstance(node, ast.ImportFrom):
            if node.module == name:
                return True
            if node.module == parent and any(each.name == last for each in node.names):
                return True
    return False
