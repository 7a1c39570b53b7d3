"""The interpreter's own rules for the parsing child: an allow-list of audit events.

It holds on every system, and only against Python code that does not mean to get around it: a fault in a
library of C passes it. Where the kernel has rules (``file_rules``, ``call_rules``) it is the second line;
on macOS and Windows it stands with the limits alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_ALLOWED = frozenset(
    {
        "import", "compile", "exec", "marshal.load", "marshal.loads", "code.__new__", "function.__new__",
        "object.__getattr__", "object.__setattr__", "object.__delattr__", "sys._getframe", "builtins.id",
        "array.__new__", "resource.setrlimit", "sqlite3.connect/handle", "sys.excepthook",
        "sys.unraisablehook", "cpython._PySys_ClearAuditHooks", "cpython.PyInterpreterState_Clear",
    }
)  # fmt: skip
_LISTING = frozenset({"os.listdir", "os.scandir"})


class EventRules:
    """The hook, with the resolved paths that may be read."""

    def __init__(self, readable: Iterable[Path]) -> None:
        paths = [str(path) for path in readable]
        self._paths = frozenset(paths)
        self._inside = tuple(path + os.sep for path in paths)

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        """Raise ``PermissionError`` for whatever is not on the list."""
        if event in _ALLOWED:
            return
        if event == "open":
            allowed = self._may_open(*(*args, None, None, None)[:3])
        elif event in _LISTING:
            allowed = self._inside_of_it(args[0])
        else:
            allowed = event == "sqlite3.connect" and args[0] == ":memory:"
        if not allowed:
            raise PermissionError("not while a document is read")

    def _may_open(self, path: object, mode: object, flags: object) -> bool:
        """An open descriptor may be used; a file is read, and only inside of the packages."""
        if isinstance(path, int):
            return True
        writes = isinstance(flags, int) and bool(flags & _WRITES)
        writes = writes or (isinstance(mode, str) and any(c in mode for c in "wax+"))
        return not writes and self._inside_of_it(path)

    def _inside_of_it(self, path: object) -> bool:
        """By where the path leads, links and ``..`` resolved; a relative path leads nowhere certain."""
        if not isinstance(path, (str, bytes)) or not os.path.isabs(path):  # noqa: PTH117 - may be bytes
            return False
        real = os.path.realpath(os.fsdecode(path))
        return real in self._paths or real.startswith(self._inside)


def refuse_events(readable: Iterable[Path]) -> None:
    """Add the hook to this interpreter, for good."""
    sys.addaudithook(EventRules(readable))
