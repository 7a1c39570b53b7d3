"""Whether researchers' own texts repeat what a person said: texts of codes, and memos on codes.

Such a text stands outside any testimony and is sealed under the archive's key, so it would outlive the
person's. Five words running are taken for a repetition; fewer are anybody's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import regex

from archive import reading
from archive.ports import Archive
from archive.withdrawal.held_words import held_words
from taxonomies.codebook import Code

RUN = 5
"""Words in a row."""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Repetition:
    """A researcher's text that goes with the words it repeats: of a code, or a memo on one."""

    project: str
    code: str
    memo: str = ""
    text: str = field(default="", repr=False)


def runs(texts: Iterable[str]) -> Runs:
    """Every run of ``RUN`` words in these texts, case and composition left aside."""
    collected: set[tuple[str, ...]] = set()
    for text in texts:
        words = [unicodedata.normalize("NFC", w).casefold() for w in _WORD.findall(text)]
        collected.update(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return frozenset(collected)


def repetitions(
    archive: Archive, own: Collection[tuple[str, int]], projects: Iterable[str]
) -> tuple[Repetition, ...]:
    """Texts in any version of these projects' codebooks, and memos on codes, that repeat these turns.

    Where the words cannot be read any more (an older archive whose keys are gone), every example and every
    memo on a code counts as one: what cannot be compared is not kept.
    """
    spoken = _said(archive, own)
    repeats: list[Repetition] = []
    for project in projects:
        written = dict.fromkeys(
            (code.id, text)
            for book in archive.store.codebooks.versions(project)
            for code in book.codes.values()
            for text in (code.examples if spoken is None else _texts(code))
        )
        repeats += [Repetition(project, code, text=text) for code, text in written if _again(text, spoken)]
        memos = archive.store.memos.on_codes(project)
        repeats += [
            Repetition(project, m.object, memo=m.id, text=m.text) for m in memos if _again(m.text, spoken)
        ]
    return tuple(repeats)


def _texts(code: Code) -> tuple[str, ...]:
    return (code.label, code.definition, code.memo, *code.examples)


def _again(text: str, spoken: Runs | None) -> bool:
    return bool(text) and (spoken is None or not spoken.isdisjoint(runs([text])))


def _said(archive: Archive, own: Collection[tuple[str, int]]) -> Runs | None:
    """The person's runs of words, as spoken and as researchers read them; ``None`` if they are unreadable."""
    collected: Runs = frozenset()
    for held in held_words(archive, own):
        if len(held.words) < len(held.turns):
            return None
        testimony = held.testimony
        masked, mode = reading.masked_in(archive, testimony), reading.MODES.get(testimony.state)
        read = [reading.body(w, held.turns[i], masked, "research", mode).text for i, w in held.words.items()]
        collected |= runs([*held.words.values(), *read])
    return collected
