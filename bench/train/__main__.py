"""Make the small models again: fit, choose thresholds, write weights, settings and cards.

    python -m bench.train --data FOLDER            every language
    python -m bench.train --data FOLDER --lang bn  one

FOLDER holds the marked sets that ``corpora`` names, as JSON lines; a set that is not there is left out and
the card says so. Of every set the test part is never read here. Thresholds are chosen on texts that the
model which reads them was not fitted to: the development part of a set, and each file of our own texts in
its turn. The weights that are written were fitted to all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from archive.model import IdentifierType as T
from archive.redact.crf.features import digest as inputs
from archive.redact.crf.fitted_model import Dials, Model, Settings
from bench.train import genre
from bench.train.borrowed import borrowed
from bench.train.cards import Fitted, write
from bench.train.choose import (
    DISMISS,
    DISMISS_ELSEWHERE,
    DISMISS_PRINT,
    DISMISS_PRINT_ELSEWHERE,
    DRAFT,
    EVEN,
    OWN,
    OWN_RECALL_FIRST,
    OWN_WIDEST,
    RECALL_FIRST,
    REVIEWED,
    WIDEST,
    Read,
    dials,
    no_narrower,
    read,
    scored,
)
from bench.train.corpora import FOLDS, INTERVIEWS, LANGUAGES, Document, documents, fold
from bench.train.examples import Sentence, lowered, sentences_of, shuffled
from bench.train.fit import OWN_RAREST, RAREST, digest, fitted
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
    given = parser.parse_args(arguments)
    missing = [lang for lang in given.lang or LANGUAGES if not train(lang, given.data, given.out)]
    for lang in missing:
        sys.stderr.write(f"No training text for {lang}; its model was not made.\n")
    return 1 if missing else 0


def train(lang: str, data: Path, out: Path) -> bool:
    """Fit, choose and write the model of one language; False where there is no text for it."""
    found = [d for d in documents(data, lang) if d.part != "test"]
    if not found:
        return False
    taught = _taught(lang, found)
    judged = _judged(found, taught)
    whole = {kind: [row for d, row in rows if not d.source.gappy] for kind, rows in judged.items()}
    widest = OWN_WIDEST.get(lang, WIDEST)
    reviewed = dials(whole, OWN.get(lang, REVIEWED), widest)
    wide = dials(whole, OWN_RECALL_FIRST.get(lang, RECALL_FIRST), widest)
    recall_first = no_narrower(wide, reviewed)
    sentences = shuffled([s for d in found for s in taught[d.id]] + taught[_LENT], 1)
    settings = Settings(
        "",
        reviewed,
        recall_first,
        DISMISS.get(lang, DISMISS_ELSEWHERE),
        JUDGES,
        genre.weights(found),
        inputs(lang),
        digest(sentences),
        DISMISS_PRINT.get(lang, DISMISS_PRINT_ELSEWHERE),
    )
    scores = {
        (kind, name): scored([row for _, row in rows], getattr(chosen, kind))
        for kind, rows in judged.items()
        for name, chosen in (
            ("best path", Dials(EVEN, EVEN)),
            ("reviewed", reviewed),
            ("recall-first", recall_first),
        )
    }
    weights = fitted(sentences, OWN_RAREST.get(lang, RAREST))
    write(Fitted(lang, weights, settings, found, scores), out)
    return True


_LENT = "borrowed"


def _taught(lang: str, found: Sequence[Document]) -> dict[str, list[Sentence]]:
    """The sentences of every document by its id, and all those that are borrowed under ``_LENT``.

    Written ones in Latin letters come once more in lower case; the gaps of gappy sets are filled.
    """
    taught: dict[str, list[Sentence]] = {}
    for document in found:
        small = document.source != INTERVIEWS and lang in LATIN
        forms = [document, lowered(document)] if small else [document]
        taught[document.id] = [sentence for form in forms for sentence in sentences_of(form)]
    if any(d.source.gappy for d in found):
        own = [d.id for d in found if d.genre == "written" and d.part == "train"]
        rows = iter(filled([sentence for name in own for sentence in taught[name]]))
        taught |= {name: [next(rows) for _ in taught[name]] for name in own}
    taught[_LENT] = [sentence for document in borrowed(lang) for sentence in sentences_of(document)]
    return taught


def _judged(
    found: Sequence[Document], taught: dict[str, list[Sentence]]
) -> dict[str, list[tuple[Document, Read]]]:
    """By genre the documents as models read them that were not fitted to them, nor to texts of their file."""
    judged: dict[str, list[tuple[Document, Read]]] = {}
    for turn in range(FOLDS):
        out = [d for d in found if (fold(d) == turn if d.source == INTERVIEWS else d.part == "dev")]
        left = {d.id for d in out}
        model = Model(
            fitted(shuffled([s for d in found if d.id not in left for s in taught[d.id]] + taught[_LENT], 1)),
            DRAFT,
        )
        asked = [d for d in out if d.source == INTERVIEWS or turn == 0]
        for document, row in zip(asked, read(model, asked), strict=True):
            judged.setdefault(document.genre, []).append((document, row))
    return judged


if __name__ == "__main__":
    sys.exit(main())
