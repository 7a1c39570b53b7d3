"""What a process does before it holds a key: it lets nobody have its memory or its files.

A core dump would hold keys and words in clear, and so would another program of the same user that attaches
to this one. It cannot keep the pages from being swapped out: encrypt the swap, or have none.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def close_files() -> None:
    """Let whatever this process makes be readable by its owner alone, whatever the system says."""
    os.umask(0o077)


def close_memory() -> None:
    """Forbid core dumps and, on Linux, attaching to this process. Where a platform knows neither: nothing."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
