"""The parsing child: reads files from its standard input, one after the other, until it closes.

Started by ``sandbox``, never by hand. It has no environment to speak of, no place for errors to be
printed, and after ``confine`` no way to write, connect or start anything.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from archive.errors import HeardError
from archive.ingest import columns_in, read
from archive.ingest.confinement import messages
from archive.ingest.confinement.limits import allow_seconds, confine


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request with drafts or with a sentence."""
    while True:
        try:
            asked = messages.parse_request(messages.receive(requests))
            content = messages.receive(requests)
        except EOFError:
            return
        allow_seconds()
        try:
            reply = _reply(asked, content)
        except HeardError as refused:
            reply = messages.refusal(str(refused))
        except MemoryError:
            reply = messages.refusal("The file needs too much memory: split it in parts.")
        messages.send(answers, reply)


def _reply(asked: messages.ReadRequest, content: bytes) -> bytes:
    if asked.columns_only:
        return messages.columns_answer(columns_in(asked.name, content, asked.columns))
    return messages.answer(read(asked.name, content, columns=asked.columns, layout=asked.layout))


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
    confine()
    serve(requests, answers)


if __name__ == "__main__":
    main()
