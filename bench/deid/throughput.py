"""What a second process brings to ``heard deidentify --jobs``: the whole command, its start left out.

The clock starts when the first fifth of the answers has come, so that loading counts for neither.
"""

from __future__ import annotations

import json
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


def two_beside_one(documents: Sequence[Document], words: int) -> dict[str, float]:
    """The rates of one and of two processes over about so many words, and their ratio.

    Both read in turn, and the best of three counts: whatever else the machine does can only take away.
    """
    each = sum(len(d.text.split()) for d in documents) / len(documents)
    many = list(islice(cycle(documents), max(50, int(words / each))))
    turns = [(words_a_second(many, 1), words_a_second(many, 2)) for _ in range(3)]
    one, two = max(turn[0] for turn in turns), max(turn[1] for turn in turns)
    return {"one": one, "two": two, "ratio": two / one}
