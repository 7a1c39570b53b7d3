"""Finds thousands of phrases in one walk over the words: a trie over words, with stems and short gaps.

Pattern language: ``turn* away`` (``*`` ends a stem), ``_`` any one word, ``~`` up to three words between.
It knows phrases and labels only; what they mean is the lexicon's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taxonomies.tagger.sentence_words import (
    Word,
    fold_lexicon_word,
    words,
)

_GAP = 3


class Hit(NamedTuple):
    """A phrase was found: ``first`` to ``last`` are word numbers, ``last`` excluded."""

    label: str
    first: int
    last: int


class _Node:
    __slots__ = ("exact", "gap", "labels", "stems", "wild")

    def __init__(self) -> None:
        self.exact: dict[str, _Node] = {}
        self.stems: dict[int, dict[str, _Node]] = {}
        self.wild: _Node | None = None
        self.gap: _Node | None = None
        self.labels: tuple[str, ...] = ()

    def child(self, piece: str) -> _Node:
        """The node after one piece of a pattern, made if it is not there."""
        if piece == "_":
            self.wild = self.wild or _Node()
            return self.wild
        if piece == "~":
            self.gap = self.gap or _Node()
            return self.gap
        if piece.endswith("*"):
            stem = piece[:-1]
            return self.stems.setdefault(len(stem), {}).setdefault(stem, _Node())
        return self.exact.setdefault(piece, _Node())

    def after(self, form: str) -> Iterator[_Node]:
        """Nodes that one word leads to."""
        found = self.exact.get(form)
        if found is not None:
            yield found
        for length, stems in self.stems.items():
            found = stems.get(form[:length])
            if found is not None:
                yield found
        if self.wild is not None:
            yield self.wild


class Automaton:
    """Built once from ``(pattern, label)``, then only read; safe to share between threads."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        for pattern, label in patterns:
            pieces = _pieces(pattern)
            if not pieces:
                raise ValueError("A phrase of the lexicon has no word in it.")
            node = self._root
            for piece in pieces:
                node = node.child(piece)
            if label not in node.labels:
                node.labels = (*node.labels, label)

    def find(self, text: Sequence[Word]) -> list[Hit]:
        """Every phrase that occurs, in order of its first word; phrases may overlap."""
        hits: set[Hit] = set()
        for first in range(len(text)):
            self._walk(self._root, text, first, first, hits)
        return sorted(hits, key=lambda hit: (hit.first, hit.last, hit.label))

    def _walk(self, node: _Node, text: Sequence[Word], first: int, at: int, hits: set[Hit]) -> None:
        for label in node.labels:
            hits.add(Hit(label, first, at))
        if node.gap is not None:
            for skip in range(_GAP + 1):
                self._walk(node.gap, text, first, at + skip, hits)
        if at < len(text):
            for following in node.after(text[at].form):
                self._walk(following, text, first, at + 1, hits)


def _pieces(pattern: str) -> list[str]:
    pieces: list[str] = []
    for part in pattern.split():
        if part in {"_", "~"}:
            pieces.append(part)
            continue
        forms = [word.form for word in words(part)]
        if forms and part.endswith("*"):
            forms[-1] = fold_lexicon_word(forms[-1]) + "*"
        pieces.extend(forms)
    return pieces
