"""The parsing child: reads files from its standard input, one after the other, until it closes.

Started by ``sandbox``, never by hand. It has no environment to speak of, no place for errors to be
printed, and after ``confine`` no way to write, connect, start anything, or open a file but the modules of
its own packages.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from typing import BinaryIO

from archive.errors import HeardError, Unreadable
from archive.ingest.confinement import messages
from archive.ingest.confinement.layers import Layers
from archive.ingest.confinement.limits import allow_seconds, confine
from archive.ingest.confinement.readers import READERS

_LOADED_LATE = ("lingua", "rdflib", "rdflib.plugins.parsers.notation3", "rdflib.plugins.parsers.jsonld")
"""Loaded by a reader only when a file asks for it, and not all of them installed everywhere. A package that
is not loaded before the rules hold cannot be read afterwards."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request in its reader's shape or with a sentence."""
    while True:
        try:
            asked = messages.parse_request(messages.receive(requests))
            content = messages.receive(requests)
        except EOFError:
            return
        allow_seconds()
        messages.send(answers, _answer(asked, content))


def _answer(asked: messages.Request, content: bytes) -> bytes:
    try:
        return messages.answer(READERS[asked.kind].answer(asked.name, content, asked.choices))
    except HeardError as refused:
        return messages.refusal(refused)
    except MemoryError:
        return messages.refusal(Unreadable("The file needs too much memory: split it in parts."))
    except RecursionError:
        return messages.refusal(Unreadable("The file is nested too deep: save it again as a plain document."))
    except Exception:  # a library answers a damaged file with whatever comes up, and may quote it
        return messages.refusal(
            Unreadable("The file is damaged: open it in the program that made it, and save it again.")
        )


def prepare() -> Layers:
    """Load what reading needs, then give up everything else. Which rules hold from here on."""
    load()
    return confine()


def load() -> None:
    """Load what is not loaded with the readers themselves."""
    for name in _LOADED_LATE:
        if find_spec(name.partition(".")[0]) is not None:
            import_module(name)
    if sys.platform != "win32":
        time.tzset()
    for reader in READERS.values():
        _ = reader.choices_shape, reader.answer_shape


def main() -> None:
    """Keep the pipes for ourselves: a library that prints must not be taken for an answer."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    messages.send(answers, messages.layers(prepare()))
    serve(requests, answers)


if __name__ == "__main__":
    main()
