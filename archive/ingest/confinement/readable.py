"""What the parsing child may still read: the parts of the interpreter and of the packages that it has loaded.

A module or a table of letters may be loaded late. Whatever stands beside a package is not readable: a
passphrase, an archive, the rest of a checkout.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

_FOREIGN = frozenset({"site-packages", "dist-packages"})
"""Folders within that of the standard library that belong to whoever installs packages."""


def readable_paths() -> frozenset[Path]:
    """Folders and files, resolved: loaded packages, and the standard library piece by piece."""
    packages = {
        Path(folder).resolve()
        for name, module in list(sys.modules.items())
        if "." not in name
        for folder in getattr(module, "__path__", ())
    }
    return frozenset(path for path in packages | _standard_library() if path.exists())


def _standard_library() -> set[Path]:
    folders = {Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")}
    return {
        entry.resolve()
        for folder in folders
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.name not in _FOREIGN
    }
