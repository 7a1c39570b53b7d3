"""Identifiers that a file gives away by itself: in its header, a table of people, its labels, its name.

They are known before the text is read, so that every mention of them can be masked. Nothing is guessed
from what people say; that is detection's work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from archive.ingest.labels import ascii_digits, is_name, name_in
from archive.ingest.lexicon import (
    ANSWER_WORDS,
    FIELD_WORDS,
    FILE_WORDS,
    QUESTION_WORDS,
    fold,
)
from archive.ingest.text import stemmed
from archive.model import Draft, Known, KnownKind, TurnKind

_PERSON_KEYS = (
    r"interviewers?|moderator|facilitator|co-facilitator|assistant|note[ -]?taker|notes|nt|interpreter|"
    r"translator|"
    r"enumerator|respondent|participant|name|names|guardian|written down by|written by|recorded by|"
    r"transcribed by|translated by|typed by|checked by|by|present|int\.?|interp\.?|"
    r"সাক্ষাৎকার নিয়েছেন|সাক্ষাৎকার গ্রহণকারী|সঞ্চালক|নোট|দোভাষী|নাম|উত্তরদাতা|অভিভাবক|"
    r"साक्षात्कारकर्ता|संचालक|सञ्चालक|सहजकर्ता|अन्तर्वार्ताकार|टिपोट|दोभाषे|दुभाषिया|नाम|अभिभावक|"
    r"mwezeshaji|mwandishi|mhoji|mkalimani|jina|"
    r"người phỏng vấn|người hỏi|nguoi hoi|điều hành|ghi chép|phiên dịch|họ tên|người trả lời"
)
_PLACE_KEYS = (
    r"place|venue|village|site|location|camp|ward|district|county|settlement|hamlet|school|address|"
    r"sitting place|স্থান|গ্রাম|জেলা|ঠিকানা|स्थान|जगह|गाँव|गाउँ|टोल|पता|ठेगाना|"
    r"mahali|kijiji|kata|địa điểm|chỗ họp|thôn|bản|xã"
)
_PHONE_KEYS = r"phone|mobile|tel|telephone|contact|ফোন|মোবাইল|फ़ोन|फोन|मोबाइल|simu|điện thoại|sđt"
_ID_KEYS = r"nid|id no|aadhaar|passport|citizenship no"
# A name may follow its role without a colon where capitals show it: "Moderator Rezaul Huq, notes …".
_MARK = r"(?:\s*\([^()]{0,30}\))?\s*[:：=\t]\s*"
_BARE = r"\s+(?=(?-i:[A-ZÀ-Ỹ])\w)"
_ROLE_KEYS = (
    r"interviewer|moderator|facilitator|note[ -]?taker|notes|interpreter|translator|enumerator|"
    r"người phỏng vấn|điều hành"
)
_KEYS: tuple[tuple[KnownKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{keys})(?:{mark})", re.IGNORECASE))
    for kind, keys, mark in (
        (KnownKind.PERSON, _PERSON_KEYS, _MARK),
        (KnownKind.PERSON, _ROLE_KEYS, _BARE),
        (KnownKind.LOC, _PLACE_KEYS, _MARK),
        (KnownKind.PHONE, _PHONE_KEYS, _MARK),
        (KnownKind.ID, _ID_KEYS, _MARK),
    )
)
_ANY_KEY = re.compile(r"(?:[;.,।]|\s{2,}|\t)\s*[^\s:：=][^:：=;,]{0,30}\s*[:：=](?:\s|$)|$")
_PEOPLE_SPLIT = re.compile(r"[,;/&।]|\s{2,}|\s(?:and|na|và|ও|এবং|र|और)\s|(?<=\w{3})\.\s", re.IGNORECASE)
_PLACE_SPLIT = re.compile(r"[,;।]|\s{2,}")
_ASIDE = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_COLUMNS: tuple[tuple[KnownKind, re.Pattern[str]], ...] = (
    (KnownKind.PERSON, re.compile(r"^(?:full )?(?:name|নাম|नाम|jina|họ tên|tên)$", re.IGNORECASE)),
    (
        KnownKind.LOC,
        re.compile(
            r"^(?:from|village|place|home|address|lives in|nơi ở|आवास|गाँव|गाउँ|टोल|গ্রাম|আগের বাড়ি|बाट|anatoka)$",
            re.IGNORECASE,
        ),
    ),
    (KnownKind.PHONE, re.compile(r"^(?:phone|mobile|tel|फोन|ফোন|simu|điện thoại)$", re.IGNORECASE)),
)
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
    found = [known for line in lines for known in _in_line(line)]
    found += _in_table(lines)
    labels = dict.fromkeys(t.label for t in draft.turns if t.label and draft.part == "")
    found += [Known(KnownKind.PERSON, name_in(label)) for label in labels if is_name(label)]
    found += _in_name(draft, lines, found)
    return tuple(dict.fromkeys(found))


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
            name = name_in(piece.strip(" .।-–")) if piece.strip(" .।-–") else ""
            if name and len(name.split()) <= _MAX_NAME_WORDS and _looks_named(name):
                yield Known(kind, name)
    elif kind is KnownKind.LOC:
        for piece in _PLACE_SPLIT.split(value):
            place = piece.strip(" .।")
            if len(place) > 1 and _looks_named(place):
                yield Known(kind, place)
    elif sum(c.isdigit() for c in ascii_digits(value)) >= 4:
        yield Known(kind, value.strip(" .।"))


def _looks_named(words: str) -> bool:
    """Whether a value has a capital letter, or comes from a script that has none."""
    return any(c.isupper() for c in words) or any(c.isalpha() and c.upper() == c.lower() for c in words)


def _in_table(lines: Sequence[str]) -> list[Known]:
    """Names, places and phones from the columns of a participant table in the header."""
    found: list[Known] = []
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
                found += _values(kind, _ASIDE.sub(" ", cells[n]))
    return found


def _in_name(draft: Draft, lines: Sequence[str], found: Sequence[Known]) -> list[Known]:
    """Words of the file's name that the text writes as names: always with a capital, never without.

    Words that stand together in both are one name. What is no person's is taken for a place, since a
    village in the name is the habit.
    """
    if draft.part:
        return []
    persons = {fold(w) for k in found if k.kind is KnownKind.PERSON for w in k.text.split()}
    written = set(_FILE_WORD.findall(draft.text))
    known = []
    for run in _runs(stemmed(draft.source), written, {w.strip(".") for x in lines for w in _WORD.findall(x)}):
        words = run if " ".join(run) in draft.text else []
        for name in [" ".join(words)] if len(words) > 1 else [w for w in run if len(w) >= _MIN_LETTERS]:
            person = any(fold(w) in persons for w in name.split())
            known.append(Known(KnownKind.PERSON if person else KnownKind.LOC, name))
    return known


def _runs(name: str, written: set[str], header: set[str]) -> list[list[str]]:
    """Neighbouring words of a file's name that the text has as names, as the text writes them."""
    runs: list[list[str]] = [[]]
    for word in _FILE_WORD.findall(unicodedata.normalize("NFC", name).replace("_", " ")):
        named = word[:1].upper() + word[1:].lower()
        uncased = named == word.lower()
        believed = word in header if uncased else named in written and word.lower() not in written
        if believed and fold(word) not in FILE_WORDS | FIELD_WORDS | QUESTION_WORDS | ANSWER_WORDS:
            runs[-1].append(named)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
