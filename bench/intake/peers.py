"""The bare library of each format: how fast its text alone comes out, with nothing known of who speaks.

A plain text has no library. Its peer is what a script would do: ``charset_normalizer`` to find the encoding,
NFC, and a regular expression for the labels. ``python -m bench.intake.peers FORMAT < FILE`` prints seconds of
processor time, the words and the peak of memory, in a process of its own.
"""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_LABEL = re.compile(r"^(\w[^:\n]{0,40}):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Peer:
    """A library by its name, and its reading of a file to text."""

    name: str
    text: Callable[[bytes], str]


def _txt(content: bytes) -> str:
    from charset_normalizer import from_bytes

    text = unicodedata.normalize("NFC", str(from_bytes(content).best()))
    _LABEL.findall(text)
    return text


def _docx(content: bytes) -> str:
    from docx import Document

    return _joined(p.text for p in Document(io.BytesIO(content)).paragraphs)


def _odt(content: bytes) -> str:
    from odfdo import Document

    return _joined(p.text_recursive for p in Document(io.BytesIO(content)).body.paragraphs)


def _rtf(content: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(content.decode("ascii")))


def _pdf(content: bytes) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(io.BytesIO(content)))


def _vtt(content: bytes) -> str:
    import webvtt

    return _joined(caption.text for caption in webvtt.from_string(content.decode()))


def _srt(content: bytes) -> str:
    import pysubs2

    return _joined(event.text for event in pysubs2.SSAFile.from_string(content.decode(), format_="srt"))


def _csv(content: bytes) -> str:
    return _joined(" ".join(row.values()) for row in csv.DictReader(io.StringIO(content.decode())))


def _xlsx(content: bytes) -> str:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return _joined(" ".join(map(str, r)) for s in book.worksheets for r in s.iter_rows(values_only=True))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


PEERS = {
    "txt": Peer("charset_normalizer, NFC, re", _txt),
    "docx": Peer("python-docx", _docx),
    "odt": Peer("odfdo", _odt),
    "rtf": Peer("striprtf", _rtf),
    "pdf": Peer("pdfminer.six", _pdf),
    "vtt": Peer("webvtt-py", _vtt),
    "srt": Peer("pysubs2", _srt),
    "csv": Peer("csv", _csv),
    "xlsx": Peer("openpyxl", _xlsx),
}


def main() -> None:
    """Read one file from standard input and print what it cost."""
    format_, content = sys.argv[1], sys.stdin.buffer.read()
    peer = PEERS[format_]
    peer.text(
        b"" if format_ == "txt" else _small(format_)
    )  # what is loaded late is loaded before the clock runs
    begun = time.process_time()
    words = len(peer.text(content).split())
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "words": words, "peak_mib": peak / 1024}))  # noqa: T201


def _small(format_: str) -> bytes:
    from bench.intake.files import content

    return content(format_, 1_000)


if __name__ == "__main__":
    main()
