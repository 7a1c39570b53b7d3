"""Identifiers that intake already knows, found in every form the text may give them.

The consent form is the best detector there is: names, parts of names, initials, nicknames, relatives,
phones and numbers are known before the first line is read. Pure: text in, spans out. Ordinary words that
are also a part of a known name ("Will", "মন") are masked only where they are written as a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import regex

from archive.model import IdentifierType as T
from archive.model import Known, KnownKind
from archive.redact.patterns.common import titles
from archive.redact.spans import Span
from archive.redact.translit import name_key
from archive.redact.words import Word, bare, fold, fold_digits, is_indic, plain, words

_TYPES = {
    KnownKind.PERSON: T.PERSON,
    KnownKind.NICKNAME: T.NICKNAME,
    KnownKind.PHONE: T.PHONE,
    KnownKind.ID: T.ID,
    KnownKind.LOC: T.LOC,
    KnownKind.ORG: T.ORG,
    KnownKind.EMAIL: T.EMAIL,
}
CASE_ENDINGS = (
    "দেরকে",
    "গুলো",
    "দের",
    "ের",
    "এর",
    "কে",
    "রা",
    "রে",
    "টা",
    "টি",
    "তে",
    "র",
    "ও",
    "ই",
    "য়",
    "ে",
    "েরা",
    "हरूलाई",
    "हरूले",
    "हरूको",
    "हरू",
    "लाई",
    "लाइ",
    "सँग",
    "बाट",
    "द्वारा",
    "ने",
    "को",
    "का",
    "की",
    "के",
    "से",
    "में",
    "ले",
    "मा",
    "जी",
)
"""Glued case endings of Bangla, Hindi and Nepali, longest of a kind first."""
_SHORT_FORMS = frozenset({"md", "mohd", "mst"})
_LATIN_ENDINGS = (
    "'s",
    "’s",
    "s'",
    "'r",
    "’r",
    "er",
    "ke",
    "le",
    "lai",
    "ko",
    "ji",
    "bhai",
    "apa",
    "di",
    "da",
    "jaan",
    "bai",
)
_NUMBER_GAP = r"[ \u00a0().\-/–]{0,3}"

Ordinary = Callable[[str], bool]


@dataclass(slots=True)
class _Names:
    """Parts of known names by folded form and by key; each maps to (type, entity, whole name)."""

    exact: dict[str, list[tuple[T, str]]] = field(default_factory=dict)
    keys: dict[str, list[tuple[T, str, str]]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)


def find_known(text: str, known: Sequence[Known], ordinary: Ordinary = lambda word: False) -> list[Span]:
    """Spans of every known identifier. ``ordinary`` tells everyday words, so that they are not swept up."""
    found: list[Span] = []
    index = _Names()
    for one in known:
        if one.kind in {KnownKind.PHONE, KnownKind.ID}:
            found += _numbers(text, one)
        elif one.kind in {KnownKind.PERSON, KnownKind.NICKNAME}:
            found += _phrases(text, one)
            _add(index, one)
        else:
            found += _phrases(text, one)
    if index.exact:
        found += _parts(text, index, ordinary)
    return found


def entity_of(one: Known) -> str:
    """The participant it belongs to, else nothing: propagation names the rest."""
    return one.participant or ""


def _numbers(text: str, one: Known) -> list[Span]:
    """A number in any spacing and in any digits; phones also without their country code."""
    signs = [ch for ch in fold(one.text) if ch.isalnum()]
    forms = ["".join(signs)]
    if one.kind is KnownKind.PHONE and len(signs) > 9:
        forms += [f[cut:] for f in forms[:1] for cut in range(1, len(signs) - 7)]
    found: list[Span] = []
    low = fold(text)
    for form in forms:
        if len(form) < 4:
            continue
        pattern = _NUMBER_GAP.join(map(regex.escape, form))
        for match in regex.finditer(
            rf"(?<![\p{{L}}\p{{N}}])\+?(?:\d{{1,4}}{_NUMBER_GAP})?{pattern}(?!\d)", low
        ):
            found.append(Span(match.start(), match.end(), _TYPES[one.kind], 1.0, "known", entity_of(one)))
    return found


def _phrases(text: str, one: Known) -> list[Span]:
    """The whole identifier, whatever its case, blanks and diacritics, with a glued ending."""
    pieces = [w.text for w in words(one.text)]
    if not pieces or sum(map(len, pieces)) < 2:
        return []
    gap = r"[ \u00a0.,'’-]{1,3}"
    pattern = gap.join(regex.escape(fold(p)) for p in pieces)
    endings = "|".join(map(regex.escape, CASE_ENDINGS))
    rule = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){pattern}(?:{endings})?(?![\p{{L}}\p{{M}}\p{{N}}])")
    kind = _TYPES[one.kind]
    found = [Span(m.start(), m.end(), kind, 1.0, "known", entity_of(one)) for m in rule.finditer(fold(text))]
    flat = _flat(text)
    if not found and flat is not None and any(ord(ch) > 127 for ch in one.text) and not is_indic(one.text):
        bare_rule = regex.compile(
            rf"(?<![\p{{L}}\p{{N}}]){gap.join(regex.escape(plain(p)) for p in pieces)}(?![\p{{L}}\p{{N}}])"
        )
        found = [
            Span(m.start(), m.end(), kind, 0.9, "known", entity_of(one)) for m in bare_rule.finditer(flat)
        ]
    return found


def _flat(text: str) -> str | None:
    """The text without diacritics if that keeps every offset, else ``None``."""
    flat = "".join(p if len(p := plain(ch)) == 1 else ch for ch in text)
    return flat if len(flat) == len(text) else None


def _add(index: _Names, one: Known) -> None:
    kind, entity = _TYPES[one.kind], entity_of(one)
    parts = [bare(w.text) for w in words(one.text)]
    names = [p for p in parts if (p.casefold() not in titles() or _is_muhammad(p)) and len(p) > 1]
    for part in names or parts:
        index.exact.setdefault(fold_digits(part.casefold()), []).append((kind, entity))
        key = name_key(part)
        if len(key) > 2 or (len(key) == 2 and len(part) > 3):
            index.keys.setdefault(key, []).append((kind, entity, part))
            if is_indic(part) or key.endswith("a"):
                index.keys.setdefault("~" + key.rstrip("a"), []).append((kind, entity, part))
            else:
                index.keys.setdefault("~" + key, []).append((kind, entity, part))
    if len(names) > 1 and not is_indic(one.text):
        letters = [n[0].upper() for n in names]
        index.initials.setdefault("".join(letters), entity)


def _is_muhammad(part: str) -> bool:
    """Muhammad in any spelling is a title to some and a name to others: as a known name it counts."""
    return name_key(part) == name_key("Mohammad")


def _parts(text: str, index: _Names, ordinary: Ordinary) -> list[Span]:
    found: list[Span] = []
    for word in words(text):
        hit = _match(word, index, ordinary)
        if hit is not None:
            kind, entity, end = hit
            found.append(Span(word.start, end, kind, 0.97, "known:part", entity))
    for letters, entity in index.initials.items():
        dotted = r"\.? ?".join(map(regex.escape, letters))
        for match in regex.finditer(rf"(?<![\p{{L}}\p{{N}}.]){dotted}(?![\p{{L}}\p{{N}}])", text):
            if "." in match.group() and len(letters) > 1:
                found.append(Span(match.start(), match.end(), T.PERSON, 0.7, "known:initials", entity))
    return found


def _match(word: Word, index: _Names, ordinary: Ordinary) -> tuple[T, str, int] | None:
    """What the word is of the known names, with the end of the mask; glued endings are masked along."""
    low = fold(word.text)
    for form in _stems(low):
        if form in index.exact:
            if ordinary(form) and not _written_as_name(word):
                return None
            kind, entity = index.exact[form][0]
            return kind, entity, word.end
    if len(low) < 3 or ordinary(low) or (not is_indic(low) and not word.capital and len(low) < 5):
        return None
    for form in _stems(low):
        found = _by_key(form, index)
        if found is not None and not ordinary(form):
            return found[0], found[1], word.end
    return None


def _by_key(form: str, index: _Names) -> tuple[T, str] | None:
    key = name_key(form)
    if len(key) < 2:
        return None
    for kind, entity, part in index.keys.get(key, ()):
        if _alike(form, part):
            return kind, entity
    for kind, entity, part in index.keys.get("~" + key.rstrip("a"), ()):
        if is_indic(part) != is_indic(form) and len(key.rstrip("a")) > 2:
            return kind, entity
    return None


def _alike(form: str, part: str) -> bool:
    """A guard against short keys: names of one script must also be of about one length."""
    if is_indic(form) != is_indic(part) or plain(form) in _SHORT_FORMS:
        return True
    return (
        abs(len(form) - len(part)) <= 2 and plain(form)[:1] == plain(part)[:1] if not is_indic(form) else True
    )


def _stems(low: str) -> Iterable[str]:
    """The word itself, then without each ending it carries."""
    yield low
    endings = CASE_ENDINGS if is_indic(low) else _LATIN_ENDINGS
    for ending in endings:
        if low.endswith(ending) and len(low) - len(ending) >= 3 - is_indic(low):
            yield low[: -len(ending)]


def _written_as_name(word: Word) -> bool:
    return word.capital and not word.initial
