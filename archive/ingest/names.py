"""Identifiers that a file gives away by itself: in its header, a table of people, its labels, its name.

They are known before the text is read, so that every mention of them can be masked. Nothing is guessed
from what people say; that is detection's work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from archive.ingest.text import stemmed
from archive.ingest.transcript.label_looks import is_phone
from archive.ingest.transcript.label_words import (
    ANSWER_WORDS,
    FIELD_WORDS,
    FILE_WORDS,
    QUESTION_WORDS,
    fold_label,
)
from archive.ingest.transcript.labels import ascii_digits, is_name, name_in
from archive.ingest.word_lists import any_entry, frames
from archive.model import Draft, Known, KnownKind, TurnKind

# A name may follow its role without a colon where capitals show it: "Moderator Rezaul Huq, notes …".
_MARK = r"(?:\s*\([^()]{0,30}\))?\s*[:：=\t]\s*"
_BARE = r"\s+(?=(?-i:[A-Z\u00c0-\u1ef8])\w)"
_KEYS: tuple[tuple[KnownKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{frames(role)})(?:{mark})", re.IGNORECASE))
    for kind, role, mark in (
        (KnownKind.PERSON, "person_key", _MARK),
        (KnownKind.PERSON, "role_key", _BARE),
        (KnownKind.LOC, "place_key", _MARK),
        (KnownKind.PHONE, "phone_key", _MARK),
        (KnownKind.ID, "id_key", _MARK),
    )
)
_ANY_KEY = re.compile("(?:[;.,\u0964]|\\s{2,}|\t)\\s*[^\\s:：=][^:：=;,]{0,30}\\s*[:：=](?:\\s|$)|$")
_PEOPLE_SPLIT = re.compile(
    rf"[,;/&\u0964]|\s{{2,}}|\s(?:{any_entry('and')})\s|(?<=\w{{3}})\.\s", re.IGNORECASE
)
_PLACE_SPLIT = re.compile(r"[,;\u0964]|\s{2,}")
_ASIDE = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_COLUMNS = tuple(
    (kind, re.compile(rf"^(?:{any_entry(name)})$", re.IGNORECASE))
    for kind, name in (
        (KnownKind.PERSON, "person_columns"),
        (KnownKind.LOC, "place_columns"),
        (KnownKind.PHONE, "phone_columns"),
    )
)
_EDGES = " .\u0964-–"
_MAX_NAME_WORDS = 5
_MIN_LETTERS = 3
# Letters of a word with the signs that Indic scripts hang on them.
_FILE_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd'’])*")


def header_known(draft: Draft) -> tuple[Known, ...]:
    """Identifiers that the file declares of itself, in order of finding, each once.

    Header lines (``Interviewer: …``, ``Village: …``), columns of a participant table, speaker labels
    that are names, and words of the file's name that the text knows as names.
    """
    header = [draft.text[t.start : t.end] for t in draft.turns if t.kind is TurnKind.HEADER]
    lines = [line for block in header for line in block.splitlines()]
    identifiers = [known for line in lines for known in _in_line(line)]
    identifiers += _in_table(lines)
    labels = dict.fromkeys(t.label for t in draft.turns if t.label and draft.part == "")
    identifiers += [Known(KnownKind.PERSON, name_in(label)) for label in labels if is_name(label)]
    identifiers += [Known(KnownKind.PHONE, label) for label in labels if is_phone(label)]
    identifiers += _in_name(draft, lines, identifiers)
    return tuple(dict.fromkeys(identifiers))


def _in_line(line: str) -> Iterable[Known]:
    """Each key of a line takes what stands up to the next key."""
    if line.count("\t") > 1:
        return
    keys = sorted((k.start(), k.end(), kind) for kind, pattern in _KEYS for k in pattern.finditer(line))
    for n, (_, begin, kind) in enumerate(keys):
        rest = line[begin : keys[n + 1][0] if n + 1 < len(keys) else len(line)]
        end = _ANY_KEY.search(rest)
        yield from _values(kind, _ASIDE.sub(" ", rest[: end.start()] if end else rest))


def _values(kind: KnownKind, value: str) -> Iterable[Known]:
    if kind is KnownKind.PERSON:
        for piece in _PEOPLE_SPLIT.split(value):
            name = name_in(piece.strip(_EDGES)) if piece.strip(_EDGES) else ""
            if name and len(name.split()) <= _MAX_NAME_WORDS and _looks_named(name):
                yield Known(kind, name)
    elif kind is KnownKind.LOC:
        for piece in _PLACE_SPLIT.split(value):
            place = piece.strip(" .\u0964")
            if len(place) > 1 and _looks_named(place):
                yield Known(kind, place)
    elif sum(c.isdigit() for c in ascii_digits(value)) >= 4:
        yield Known(kind, value.strip(" .\u0964"))


def _looks_named(words: str) -> bool:
    """Whether a value has a capital letter, or comes from a script that has none."""
    return any(c.isupper() for c in words) or any(c.isalpha() and c.upper() == c.lower() for c in words)


def _in_table(lines: Sequence[str]) -> list[Known]:
    """Names, places and phones from the columns of a participant table in the header."""
    identifiers: list[Known] = []
    columns: dict[int, KnownKind] = {}
    for line in lines:
        cells = [c.strip() for c in line.split("\t")]
        if len(cells) < 3:
            columns = {}
            continue
        heads = {n: kind for n, c in enumerate(cells) for kind, word in _COLUMNS if word.match(c)}
        if heads:
            columns = heads
            continue
        for n, kind in columns.items():
            if n < len(cells) and _looks_named(cells[n]):
                identifiers += _values(kind, _ASIDE.sub(" ", cells[n]))
    return identifiers


def _in_name(draft: Draft, lines: Sequence[str], identifiers: Sequence[Known]) -> list[Known]:
    """Words of the file's name that the text writes as names: always with a capital, never without.

    Words that stand together in both are one name. What is no person's is taken for a place, since a
    village in the name is the habit.
    """
    if draft.part:
        return []
    persons = {fold_label(w) for k in identifiers if k.kind is KnownKind.PERSON for w in k.text.split()}
    words = _FILE_WORD.findall(unicodedata.normalize("NFC", stemmed(draft.source)).replace("_", " "))
    written = _written(draft.text, words)
    known = []
    for run in _runs(words, written, {w.strip(".") for x in lines for w in _WORD.findall(x)}):
        together = run if " ".join(run) in draft.text else []
        for name in [" ".join(together)] if len(together) > 1 else [w for w in run if len(w) >= _MIN_LETTERS]:
            person = any(fold_label(w) in persons for w in name.split())
            known.append(Known(KnownKind.PERSON if person else KnownKind.LOC, name))
    return known


def _written(text: str, words: Sequence[str]) -> set[str]:
    """Words of the lines in which one of some words stands, with a capital or without."""
    sought = {form for word in words for form in (_capitalised(word), word.lower()) if form in text}
    if not sought:
        return set()
    lines = (line for line in text.split("\n") if any(form in line for form in sought))
    return {word for line in lines for word in _FILE_WORD.findall(line)}


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _runs(words: Sequence[str], written: set[str], header: set[str]) -> list[list[str]]:
    """Neighbouring words of a file's name that the text has as names, as the text writes them."""
    runs: list[list[str]] = [[]]
    for word in words:
        named = _capitalised(word)
        uncased = named == word.lower()
        believed = word in header if uncased else named in written and word.lower() not in written
        if believed and fold_label(word) not in FILE_WORDS | FIELD_WORDS | QUESTION_WORDS | ANSWER_WORDS:
            runs[-1].append(named)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
