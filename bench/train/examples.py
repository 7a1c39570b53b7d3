"""Documents as what a trainer takes: features and labels, sentence by sentence.

The features are those of ``archive.redact.crf.features``, on the same stretches that the archive reads at
run time. Latin scripts are seen a second time in lower case without punctuation, as speech recognition and
chat write them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from archive.redact.crf.features import features
from archive.redact.crf.fitted_model import OUTSIDE
from archive.redact.crf.recogniser import Label, hints
from archive.redact.crf.tokens import Token, sentences, tokens
from archive.redact.detect import stretches
from bench.train.corpora import Document

Sentence = tuple[list[list[str]], list[str]]
"""Features and label of every token."""
_MARKS = regex.compile(r"[^\p{L}\p{M}\p{N}\s@+'’-]")


def sentences_of(document: Document) -> Iterator[Sentence]:
    """The sentences of a document as a trainer takes them."""
    for stretch in stretches(document.text, None):
        start = stretch.start
        piece = document.text[start : stretch.end]
        cut = tokens(piece)
        labels = labels_of(cut, start, document.gold)
        found = english(piece) if document.lang == "en" else ()
        given = hints(cut, found) if document.lang == "en" else ()
        rows = features(piece, cut, document.lang, given)
        for (first, last), row in zip(sentences(piece, cut), rows, strict=True):
            yield row, labels[first:last]


def labels_of(cut: Sequence[Token], shift: int, gold: Sequence[tuple[int, int, str]]) -> list[str]:
    """The label of every token: that of the gold it touches, else ``O``; the longest gold wins."""
    labels = [OUTSIDE] * len(cut)
    for start, end, label in sorted(gold, key=lambda g: g[1] - g[0]):
        for at, token in enumerate(cut):
            if token.start + shift < end and token.end + shift > start:
                labels[at] = label
    return labels


def english(piece: str) -> tuple[Label, ...]:
    """What the English spaCy model finds, as at run time."""
    from archive.redact.crf.recogniser import labels_of as labels
    from archive.redact.presidio_engine import analyzer

    return labels(analyzer().nlp_engine.process_text(piece, "en"))


def lowered(document: Document) -> Document:
    """The document as speech recognition writes it: no capitals and no punctuation; offsets stay."""
    text = "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in document.text)
    return replace(document, id=f"{document.id}/low", text=_MARKS.sub(" ", text))


def shuffled(found: list[Sentence], seed: int) -> list[Sentence]:
    """The sentences in an order that only the seed decides."""
    random.Random(seed).shuffle(found)  # noqa: S311 - an order, not a secret
    return found
