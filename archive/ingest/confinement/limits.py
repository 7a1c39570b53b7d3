"""What the parsing child may do: so much memory and time, no file written, no connection, no program run.

The order matters: what is needed is loaded first, then the system's limits, the kernel's rules, and the
interpreter's own. None of them replaces the counted inflation, and which of them hold is said at the start.
"""

from __future__ import annotations

import sys

from archive.ingest.confinement.call_rules import call_rules
from archive.ingest.confinement.event_rules import refuse_events
from archive.ingest.confinement.file_rules import restrict_files
from archive.ingest.confinement.layers import Layers
from archive.ingest.confinement.readable import readable_paths

MEMORY = 2 * 1024**3
SECONDS = 30
"""Seconds of the processor for one file."""
PATIENCE = 120
"""Seconds of the wall's clock for one file: a busy machine gives the processor's slowly."""
_OPEN_FILES = 64


def confine() -> Layers:
    """Give up, for the rest of this process, all that reading a document does not need. Final."""
    readable, restrict_calls = readable_paths(), call_rules()
    limits = _limit()
    landlock = restrict_files(readable)
    seccomp = restrict_calls()
    refuse_events(readable)
    return Layers(landlock, seccomp, limits, hook=True)


def allow_seconds(seconds: int = SECONDS) -> None:
    """Let this process use so many more seconds of processor time, where the platform can count them."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1, hard=False)


def _limit() -> bool:
    """Lower every limit; whether the one on memory holds."""
    if sys.platform == "win32":
        return False
    import resource

    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_NOFILE, _OPEN_FILES)
    return _set(resource.RLIMIT_AS, MEMORY) and sys.platform == "linux"


if sys.platform != "win32":

    def _set(limit: int, value: int, *, hard: bool = True) -> bool:
        """Lower one limit; whether the platform did. One that refuses keeps its own."""
        import resource

        try:
            ceiling = resource.getrlimit(limit)[1]
            lowered = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
            resource.setrlimit(limit, (lowered, lowered if hard else ceiling))
        except (ValueError, OSError):
            return False
        return True
