"""The forms that known names take: parts, sounds, initials, joined halves, and words without their endings.

Built once from what intake knows; a text is then read against it word by word. Nothing here sees a text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.model import Known, KnownKind
from archive.redact.everyday import named_too, particles
from archive.redact.patterns.common import latin_names, merged, titles
from language.across import words_of_all
from language.stems import CASE_ENDINGS, ROMAN_ENDINGS
from language.transliteration import name_key
from language.words import (
    bare,
    is_indic,
    plain,
    words,
)

TYPES = {
    KnownKind.PERSON: T.PERSON,
    KnownKind.NICKNAME: T.NICKNAME,
    KnownKind.PHONE: T.PHONE,
    KnownKind.ID: T.ID,
    KnownKind.LOC: T.LOC,
    KnownKind.ORG: T.ORG,
    KnownKind.EMAIL: T.EMAIL,
}
_PEOPLE = frozenset({KnownKind.PERSON, KnownKind.NICKNAME})
_BODIES = frozenset({KnownKind.LOC, KnownKind.ORG})
_SHORT_FORMS = words_of_all("short_forms")
_DOUBLE = regex.compile(r"(.)\1+")
_MUHAMMAD = name_key("Mohammad")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known identifier of several words, each folded by ``norm``; ``entity`` is whose it is."""

    forms: tuple[str, ...] = field(repr=False)
    kind: T
    entity: str


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a known identifier. ``owners`` are the places of its holders in the list of the known."""

    form: str = field(repr=False)
    spelt: str = field(repr=False)
    kind: T
    entity: str
    owners: frozenset[int]
    letters: frozenset[str] = field(repr=False)
    particle: bool = False


@dataclass(slots=True)
class Forms:
    """The index of every form: ``exact`` by folded word, ``sounds`` by key, ``phrases`` by first word."""

    exact: dict[str, Part] = field(default_factory=dict, repr=False)
    sounds: dict[str, list[Part]] = field(default_factory=dict, repr=False)
    letters: dict[str, list[Part]] = field(default_factory=dict, repr=False)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict, repr=False)
    initials: dict[str, str] = field(default_factory=dict, repr=False)
    addresses: list[tuple[str, str]] = field(default_factory=list, repr=False)

    @classmethod
    def of(cls, known: Sequence[Known]) -> Forms:
        """The forms of all that is known."""
        forms = cls()
        for place, one in enumerate(known):
            if one.kind is KnownKind.EMAIL:
                forms.addresses.append((one.text.strip().lower(), one.participant or ""))
            elif one.kind in _PEOPLE:
                forms._add_person(place, one)
            elif one.kind in _BODIES:
                forms._add_body(place, one)
        return forms

    def _add_person(self, place: int, one: Known) -> None:
        shown = [bare(w.text) for w in words(one.text)]
        named = [p for p in shown if len(p) > 1 and (p.casefold() not in titles() or _names(p))]
        names = named or [p for p in shown if len(p) > 1]
        letters = frozenset(letter for n in names for letter in (plain(n)[:1], name_key(n)[:1]))
        for name in names:
            self._add_part(name, TYPES[one.kind], one.participant or "", place, letters, len(shown) == 1)
        for first, second in zip(names, names[1:], strict=False):
            self._add_part(first + second, TYPES[one.kind], one.participant or "", place, letters)
        self._add_phrase(shown, one)
        lettered = [p for p in shown if len(p) == 1 and not is_indic(p)]
        if len(lettered) > 1 and names != lettered:
            self._add_phrase(lettered, one)
            self._add_part("".join(lettered), TYPES[one.kind], one.participant or "", place, letters)
        if len(names) > 1 and not is_indic(one.text):
            self.initials.setdefault("".join(plain(n)[:1] for n in names), one.participant or "")

    def _add_part(
        self, name: str, kind: T, entity: str, place: int, letters: frozenset[str], whole: bool = False
    ) -> None:
        """``whole``: the name has no other word, so that even a particle names somebody by itself."""
        form = norm(name)
        spelt = unicodedata.normalize("NFC", name.casefold())
        old = self.exact.get(form)
        owners = frozenset({place}) | (old.owners if old else frozenset())
        part = Part(
            form, spelt, old.kind if old else kind, old.entity if old else entity, owners,
            letters | (old.letters if old else frozenset()),
            spelt in particles() and not whole and (old is None or old.particle),
        )  # fmt: skip
        self.exact[form] = part
        if not part.particle:
            self._listen(part)

    def _add_body(self, place: int, one: Known) -> None:
        """A site or body as a whole and piece by piece; of its words, those that only it can mean."""
        for piece in one.text.split(","):
            shown = [w.text for w in words(piece)]
            self._add_phrase(shown, one)
            for word in shown:
                low = word.casefold()
                if len(low) > 3 and not low.isdigit() and low not in _heads():
                    owner = frozenset({place})
                    part = Part(norm(word), low, TYPES[one.kind], one.participant or "", owner, frozenset())
                    self._listen(self.exact.setdefault(part.form, part))

    def _listen(self, part: Part) -> None:
        """Make a part findable by its sound and, in Latin letters, by its first one."""
        for key in _sounds(part.form):
            self.sounds.setdefault(key, []).append(part)
        if len(part.form) > 4 and not is_indic(part.form):
            self.letters.setdefault(part.form[0], []).append(part)

    def _add_phrase(self, shown: Sequence[str], one: Known) -> None:
        form = tuple(norm(word) for word in shown)
        if len(form) > 1:
            self.phrases.setdefault(form[0], []).append(Phrase(form, TYPES[one.kind], one.participant or ""))

    def sounds_like(self, form: str) -> Part | None:
        """The part that sounds like ``form``: of about its length within a script, else of one skeleton."""
        for key in _sounds(form):
            for part in self.sounds.get(key, ()):
                if is_indic(part.form) != is_indic(form):
                    return part
                near = is_indic(form) or abs(len(part.form) - len(form)) <= 2 or form in _SHORT_FORMS
                if key[0] != "~" and near:
                    return part
        return None

    def near(self, form: str) -> Part | None:
        """The part that differs from a Latin ``form`` by one inner letter, unless that is a name too."""
        if is_indic(form) or form in latin_names():
            return None
        for part in self.letters.get(form[0], ()):
            ends = {part.form[-1], form[-1]}
            if (len(ends) == 1 or ends == {"o", "u"}) and distance(part.form, form) < 2:
                return part
        return None


def _names(title: str) -> bool:
    """Whether a title is a name to others: as a known name it counts. Muhammad is one in any spelling."""
    return named_too(title) or name_key(title) == _MUHAMMAD


def _sounds(form: str) -> tuple[str, ...]:
    """Its skeleton without u, and e as i or nothing; and, behind ``~``, each without a last a."""
    key = name_key(form).replace("u", "")
    if len(key) < 2 or (len(key) == 2 and len(form) < 4):
        return ()
    loose = dict.fromkeys(_DOUBLE.sub(r"\1", key.replace("e", e)) for e in ("i", ""))
    stripped = ("~" + one.rstrip("a") for one in loose if len(one.rstrip("a")) > 2)
    return (*loose, *stripped)


@cache
def _heads() -> frozenset[str]:
    """Head words of places and bodies, and titles: no site can be told by them."""
    fields = ("place_after", "place_before", "organisations")
    return titles() | frozenset(w for name in fields for head in merged(name) for w in head.split())


def norm(word: str) -> str:
    """A word as names are compared: lower case, no diacritics, joiners, apostrophes or possessive."""
    low = unicodedata.normalize("NFC", bare(word).casefold())
    if is_indic(low):
        return low.replace("\u200c", "").replace("\u200d", "")
    for mark in "’ʼ":
        low = low.replace(mark, "'")
    head, _, tail = low.rpartition("'")
    if head and tail in ROMAN_ENDINGS:
        low = head
    return plain(low).replace("'", "")


@cache
def _tails(indic: bool) -> tuple[str, ...]:
    """Endings and kin terms that are glued to names, longest first."""
    kin = {t for t in merged("after") if " " not in t and is_indic(t) == indic and len(t) > 2 - indic}
    endings = CASE_ENDINGS if indic else (*ROMAN_ENDINGS, *words_of_all("glued_terms"))
    return tuple(sorted({*endings, *kin}, key=lambda e: (-len(e), e)))


@cache
def _fronts() -> tuple[str, ...]:
    return tuple(words_of_all("glued_before"))


def endless(shown: str) -> Iterator[str]:
    """The word itself, then without each ending or kin term glued to it, then without two."""
    yield shown
    indic = is_indic(shown)
    least = 2 if indic else 4
    tails = _tails(indic)
    if shown.endswith(tails):
        for tail in tails:
            if shown.endswith(tail) and len(shown) - len(tail) >= least:
                cut = shown[: -len(tail)]
                yield cut
                if indic and cut.endswith(tails):
                    yield from (
                        cut[: -len(t)] for t in tails if cut.endswith(t) and len(cut) - len(t) >= least
                    )
    if shown.startswith(_fronts()):
        yield from (shown[len(f) :] for f in _fronts() if shown.startswith(f) and len(shown) - len(f) >= 4)


def distance(left: str, right: str) -> int:
    """Edits between two words (insert, drop, change, swap neighbours), told exactly up to one; else 2."""
    if left == right:
        return 0
    if abs(len(left) - len(right)) > 1:
        return 2
    start = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    a, b = left[start:], right[start:]
    swapped = len(a) > 1 and len(a) == len(b) and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return 1 if a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped else 2
