"""One file read as Heard reads it, in a process of its own with a confined child that has started.

``python -m bench.intake.reading document|consents FILE`` prints what it cost: processor time of both
processes, seconds of the wall's clock, the peaks of memory of both, the words, and the sentence of a refusal.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from archive.errors import HeardError
from archive.ingest.confinement.file_opening import content_of
from archive.ingest.confinement.sandbox import Sandbox
from bench.intake.files import FORMATS, content


@dataclass(frozen=True, slots=True)
class Cost:
    """What one reading cost. ``seconds`` are of the processor, ``waited`` of the wall's clock."""

    seconds: float
    waited: float
    words: int
    child_mib: float
    parent_mib: float
    sentence: str


def cost(kind: str, path: Path) -> Cost:
    """Read one file; a refusal is no error here."""
    words, sentence = 0, ""
    with Sandbox() as sandbox:
        _warm(sandbox, path.suffix[1:])
        started = sum(psutil.Process().children()[0].cpu_times()[:2])
        own, begun = time.process_time(), time.monotonic()
        try:
            if kind == "consents":
                lines = sandbox.consent_lines(path.name, content_of(path))
                sentence = " ".join(problem.sentence for problem in lines.problems)
            else:
                words = sum(len(d.text.split()) for d in sandbox.read(path.name, content_of(path)))
        except HeardError as refused:
            sentence = str(refused)
        waited, own = time.monotonic() - begun, time.process_time() - own
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own + child.ru_utime + child.ru_stime - started
    parent = _peak_kib() / 1024
    return Cost(seconds, waited, words, child.ru_maxrss / 1024, parent, sentence)


def _warm(sandbox: Sandbox, format_: str) -> None:
    """Start the child, and let it load what it loads late, as the peer does before its clock runs."""
    if format_ in FORMATS:
        sandbox.read(f"small.{format_}", content(format_, 1_000))
    sandbox.layers()


def _peak_kib() -> int:
    """The peak of this process alone; ``getrusage`` counts the one that it came of as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    print(json.dumps(asdict(cost(sys.argv[1], Path(sys.argv[2])))))  # noqa: T201
