"""Make the small models again: fit, choose thresholds, write weights, settings and cards.

    python -m bench.train --data FOLDER            every language
    python -m bench.train --data FOLDER --lang bn  one

FOLDER holds the marked sets that ``corpora`` names, as JSON lines; a set that is not there is left out and
the card says so. Of every set the test part is never read here; the development part chooses thresholds,
and is then fitted to as well.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from archive.model import IdentifierType as T
from archive.redact.crf.model import Dials, Model, Settings
from bench.train.cards import Fitted, write
from bench.train.choose import (
    DISMISS,
    DISMISS_ELSEWHERE,
    DRAFT,
    EVEN,
    OWN,
    RECALL_FIRST,
    REVIEWED,
    Read,
    dials,
    read,
    scored,
)
from bench.train.corpora import LANGUAGES, Document, documents
from bench.train.examples import Sentence, lowered, sentences_of, shuffled
from bench.train.fit import fitted
from bench.train.gaps import filled

WEIGHTS = Path(__file__).parents[2] / "archive" / "redact" / "crf" / "weights"
LATIN = frozenset({"en", "sw", "vi", "xx"})
JUDGES = frozenset({T.PERSON, T.KIN, T.LOC, T.ORG, T.ROLE})
"""Types of weak rules that a model may take back: those that its training text marks."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train what is asked for; 1 where a language has no text at all."""
    parser = argparse.ArgumentParser(prog="python -m bench.train", description="Make the small models.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the marked sets")
    parser.add_argument("--lang", action="append", choices=LANGUAGES, help="only this language")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--draft", action="store_true", help="do not fit the development part: to look at it")
    given = parser.parse_args(arguments)
    missing = [
        lang for lang in given.lang or LANGUAGES if not train(lang, given.data, given.out, given.draft)
    ]
    for lang in missing:
        sys.stderr.write(f"No training text for {lang}; its model was not made.\n")
    return 1 if missing else 0


def train(lang: str, data: Path, out: Path, only_draft: bool = False) -> bool:
    """Fit, choose and write the model of one language; False where there is no text for it."""
    found = [d for d in documents(data, lang) if d.part != "test"]
    if not found:
        return False
    begun = time.monotonic()
    parts = {part: [d for d in found if d.part == part] for part in ("train", "dev")}
    examples = {part: _examples(lang, documents_) for part, documents_ in parts.items()}
    if any(d.source.gappy for d in found):
        examples["train"] = filled(examples["train"])
    first = fitted(shuffled([*examples["train"]], 1))
    judged = read(Model(first, DRAFT), parts["dev"])
    genres = sorted({d.genre for d in parts["dev"]})
    whole = {genre: _of(genre, parts["dev"], judged, gappy=False) for genre in genres}
    reviewed, recall_first = dials(whole, OWN.get(lang, REVIEWED)), dials(whole, RECALL_FIRST)
    weights = first if only_draft else fitted(shuffled(examples["train"] + examples["dev"], 1))
    settings = Settings("", reviewed, recall_first, DISMISS.get(lang, DISMISS_ELSEWHERE), JUDGES)
    by_genre = {genre: _of(genre, parts["dev"], judged) for genre in genres}
    scores = {
        (genre, name): scored(rows, getattr(chosen, genre))
        for genre, rows in by_genre.items()
        for name, chosen in (
            ("best path", Dials(EVEN, EVEN)),
            ("reviewed", reviewed),
            ("recall-first", recall_first),
        )
    }
    write(Fitted(lang, weights, settings, found, scores, time.monotonic() - begun), out)
    return True


def _examples(lang: str, found: Sequence[Document]) -> list[Sentence]:
    """The sentences of the documents; written ones in Latin letters once more in lower case."""
    more = [lowered(d) for d in found if d.genre == "written"] if lang in LATIN else []
    return [sentence for document in (*found, *more) for sentence in sentences_of(document)]


def _of(genre: str, found: Sequence[Document], judged: Sequence[Read], gappy: bool = True) -> list[Read]:
    """What was read of one genre; without ``gappy``, of the sets whose gold is whole."""
    return [
        row
        for document, row in zip(found, judged, strict=True)
        if document.genre == genre and (gappy or not document.source.gappy)
    ]


if __name__ == "__main__":
    sys.exit(main())
