"""What a second process brings to ``heard deidentify --jobs``: the whole command, its start left out.

The clock starts when the first fifth of the answers has come, so that loading counts for neither. What two
processes can bring depends on what else the machine does, so two empty loops are set beside one as well.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import cycle, islice
from threading import Thread
from typing import IO

from bench.deid.document import Document
from bench.deid.measure import ends

_LOOP = """
import sys, time
end, begun = time.monotonic() + float(sys.argv[1]), time.process_time()
while time.monotonic() < end:
    pass
print(time.process_time() - begun)
"""
_HEARD = "from archive.cli import main; main()"


def words_a_second(documents: Sequence[Document], jobs: int) -> float:
    """Words answered a second of wall time by the command with so many processes."""
    command = [sys.executable, "-c", _HEARD, "deidentify", "--jsonl", "--jobs", str(jobs)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        into, out = ends(process)
        feeding = Thread(target=_feed, args=(into, documents))
        feeding.start()
        started = len(documents) // 5
        for _ in islice(out, started):
            pass
        begun = time.perf_counter()
        answered = sum(1 for _ in out)
        seconds = time.perf_counter() - begun
        feeding.join()
    if answered != len(documents) - started:
        raise SystemExit("The command did not answer every line.")
    return sum(len(d.text.split()) for d in documents[started:]) / seconds


def _feed(where: IO[str], documents: Sequence[Document]) -> None:
    with suppress(BrokenPipeError), where:
        for number, document in enumerate(documents):
            where.write(json.dumps({"id": number, "text": document.text, "lang": document.lang}) + "\n")


def room(processes: int, seconds: float = 2.0) -> float:
    """Processor time a second that so many empty loops get together."""
    loops = [
        subprocess.Popen([sys.executable, "-c", _LOOP, str(seconds)], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
        for _ in range(processes)
    ]
    return sum(float(loop.communicate()[0]) for loop in loops) / seconds


def two_beside_one(documents: Sequence[Document], words: int) -> dict[str, float]:
    """The rates of one and of two processes over about so many words, their ratio, and that of empty loops.

    Both read in turn, and the median of three ratios counts.
    """
    each = sum(len(d.text.split()) for d in documents) / len(documents)
    many = list(islice(cycle(documents), max(50, int(words / each))))
    turns = [(words_a_second(many, 1), words_a_second(many, 2), room(2) / room(1)) for _ in range(3)]
    ratio = statistics.median(two / one for one, two, _ in turns)
    one, two, free = (statistics.median(turn[at] for turn in turns) for at in range(3))
    return {"one": one, "two": two, "ratio": ratio, "loops": free}
