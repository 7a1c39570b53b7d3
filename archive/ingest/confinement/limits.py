"""What the parsing child may do: so much memory and time, no file written, no connection, no program run.

The operating system's limits hold where there is ``resource`` (Linux, macOS; macOS ignores the one on
memory); the audit hook holds everywhere, against Python code. Neither replaces the counted inflation.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

MEMORY = 2 * 1024**3
SECONDS = 30
_OPEN_FILES = 64
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "os.remove", "os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.kill",
    "shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "winreg.", "sqlite3.",
    "pickle.find_class",
)  # fmt: skip


def confine() -> None:
    """Give up, for the rest of this process, all that reading a document does not need. Final."""
    _limit()
    roots = tuple({str(Path(p).resolve()) for p in (*sys.path, sys.prefix, sys.base_prefix) if p})
    sys.addaudithook(_guard(roots))


def allow_seconds(seconds: int = SECONDS) -> None:
    """Let this process use so many more seconds of processor time, where the platform can count them."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1, hard=False)


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        _set(resource.RLIMIT_CORE, 0)
        _set(resource.RLIMIT_FSIZE, 0)
        _set(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _set(resource.RLIMIT_AS, MEMORY)


if sys.platform != "win32":

    def _set(limit: int, value: int, *, hard: bool = True) -> None:
        """Lower one limit as far as the platform lets us; a platform that refuses keeps its own."""
        import resource

        try:
            ceiling = resource.getrlimit(limit)[1]
            lowered = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
            resource.setrlimit(limit, (lowered, lowered if hard else ceiling))
        except (ValueError, OSError):
            return


def _guard(roots: tuple[str, ...]) -> Callable[[str, tuple[object, ...]], None]:
    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            _judge_open(roots, args)
        elif event.startswith(_REFUSED):
            raise PermissionError("not while a document is read")

    return hook


def _judge_open(roots: tuple[str, ...], args: tuple[object, ...]) -> None:
    """Files of the installation may be read, since modules load late; nothing else, and nothing written."""
    path, mode, flags = (*args, None, None, None)[:3]
    writes = isinstance(flags, int) and bool(flags & _WRITING)
    writes = writes or (isinstance(mode, str) and any(c in mode for c in "wax+"))
    inside = isinstance(path, (str, bytes)) and os.fsdecode(path).startswith(roots)
    if isinstance(path, int):
        return
    if writes or not inside:
        raise PermissionError("not while a document is read")
