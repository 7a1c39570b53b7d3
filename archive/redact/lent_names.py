"""Names known again by keyed forms: what the identity store lends is compared with a text, and says nothing.

Pure. A form is an HMAC under a key of the store over a folded name, a part of one, the digits of a phone or
an address. The words of a text are folded and hashed in the same way, run by run. A whole name, number or
address is a finding. A part of a name alone is a doubt, and so is a whole name of one word that is an
everyday word as well; an everyday word without a capital is passed over as a part. It refuses to hold a name
in clear: neither a form nor a span does.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from archive.model import IdentifierType as T
from archive.model.identities import IdentityDetails, KeyedForm, LentNames
from archive.redact.known_forms import endless, norm
from archive.redact.patterns.common import titles
from archive.redact.spans import Span
from language.words import Word, fold, is_indic, words

Ordinary = Callable[[str], bool]
WHOLE, PART = "known:lent", "lent:part"
"""The detectors that a finding names: a whole one is known, a part is a guess."""
_SURE, _DOUBT = 1.0, 0.5
_MARK_BYTES = 16
_LEAST_PART, _LEAST_INDIC_PART = 3, 2
"""Letters of the shortest part of a name that is lent by itself."""
_LEAST_DIGITS, _LOCAL_DIGITS = 7, 9
"""A contact with so many digits is a number; by so many last digits it is told without its country."""
_WIDEST_GAP = 8
"""Characters between two words of one name."""
_ADDRESS = regex.compile(r"[^\s<>(),;:\"“”‘’\[\]]+@[^\s<>(),;:\"“”‘’\[\]]+")
_DIGITS = regex.compile(r"\d(?:[ \u00a0().\-/–_,]{0,3}\d){6,40}")
_END_MARKS = ".!?'।"


@dataclass(frozen=True, slots=True)
class _Owned:
    """A form and whose it is; of several people it is nobody's."""

    form: KeyedForm = field(repr=False)
    entity: str


def keyed_forms(details: IdentityDetails, key: bytes) -> list[KeyedForm]:
    """The forms in which names and contacts are lent."""
    forms: dict[KeyedForm, None] = {}
    for name in details.names:
        forms.update(dict.fromkeys(_of_name(name, key)))
    for contact in details.contacts:
        forms.update(dict.fromkeys(_of_contact(contact, key)))
    whole = {(form.mark, form.kind) for form in forms if form.whole}
    return [form for form in forms if form.whole or (form.mark, form.kind) not in whole]


def find_lent(text: str, lent: LentNames, ordinary: Ordinary = lambda word: False) -> list[Span]:
    """Spans of every lent name, number and address in the text. ``ordinary`` tells everyday words."""
    index = _index(lent)
    if not index:
        return []
    kinds = {owned.form.kind for owned in index.values()}
    spans = [*_addresses(text, lent.key, index)] if T.EMAIL in kinds else []
    if T.PHONE in kinds:
        spans += _numbers(text, lent.key, index)
    return [*spans, *_Names(text, lent.key, index, ordinary).spans()]


def _of_name(name: str, key: bytes) -> Iterator[KeyedForm]:
    parts = [norm(word.text) for word in words(name)]
    if not parts:
        return
    yield KeyedForm(_mark(key, T.PERSON, " ".join(parts)), T.PERSON, True, len(parts))
    for part in dict.fromkeys(parts):
        least = _LEAST_INDIC_PART if is_indic(part) else _LEAST_PART
        if len(part) >= least and not part.isdigit() and part not in titles():
            yield KeyedForm(_mark(key, T.PERSON, part), T.PERSON, False, 1)


def _of_contact(contact: str, key: bytes) -> Iterator[KeyedForm]:
    address = _ADDRESS.search(contact)
    if address is not None:
        yield KeyedForm(_mark(key, T.EMAIL, _address(address.group())), T.EMAIL, True, 1)
        return
    digits = "".join(ch for ch in fold(contact) if ch.isdigit())
    if len(digits) >= _LEAST_DIGITS:
        for number in dict.fromkeys((digits, digits[-_LOCAL_DIGITS:], digits.lstrip("0"))):
            if len(number) >= _LEAST_DIGITS:
                yield KeyedForm(_mark(key, T.PHONE, number), T.PHONE, True, len(number))
        return
    parts = [norm(word.text) for word in words(contact)]
    if parts:
        kind = T.HANDLE if len(parts) == 1 else T.LOC
        yield KeyedForm(_mark(key, kind, " ".join(parts)), kind, True, len(parts))


def _index(lent: LentNames) -> dict[bytes, _Owned]:
    """Each mark once: a whole form wins over a part, and what two people share is nobody's."""
    index: dict[bytes, _Owned] = {}
    for person in lent.people:
        for form in person.forms:
            before = index.get(form.mark)
            shared = before is not None and before.entity != person.participant
            kept = before.form if before is not None and before.form.whole else form
            index[form.mark] = _Owned(kept, "" if shared else person.participant)
    return index


def _mark(key: bytes, kind: T, folded: str) -> bytes:
    return hmac.digest(key, f"{kind.value}\0{folded}".encode(), "sha256")[:_MARK_BYTES]


def _address(surface: str) -> str:
    return norm(surface.rstrip(_END_MARKS))


def _addresses(text: str, key: bytes, index: dict[bytes, _Owned]) -> Iterator[Span]:
    for match in _ADDRESS.finditer(text):
        owned = index.get(_mark(key, T.EMAIL, _address(match.group())))
        if owned is not None:
            end = match.start() + len(match.group().rstrip(_END_MARKS))
            yield Span(match.start(), end, T.EMAIL, _SURE, WHOLE, owned.entity)


def _numbers(text: str, key: bytes, index: dict[bytes, _Owned]) -> Iterator[Span]:
    """Numbers in any spacing and any digits: the known digits anywhere in a run of them."""
    lengths = sorted({o.form.units for o in index.values() if o.form.kind is T.PHONE}, reverse=True)
    low = fold(text)
    for match in _DIGITS.finditer(low):
        places = [at for at in range(*match.span()) if low[at].isdigit()]
        digits = "".join(low[at] for at in places)
        hit = _within(digits, lengths, key, index)
        if hit is not None:
            first, owned = hit
            start = match.start() if first <= _LOCAL_DIGITS else places[first]
            while start > 0 and low[start - 1] in "+(":
                start -= 1
            end = places[first + owned.form.units - 1] + 1
            yield Span(start, end, T.PHONE, _SURE, WHOLE, owned.entity)


def _within(
    digits: str, lengths: Sequence[int], key: bytes, index: dict[bytes, _Owned]
) -> tuple[int, _Owned] | None:
    """The first known number among the digits of a run, the longest first: where it begins, and whose."""
    for length in lengths:
        for first in range(len(digits) - length + 1):
            owned = index.get(_mark(key, T.PHONE, digits[first : first + length]))
            if owned is not None:
                return first, owned
    return None


class _Names:
    """The words of one text, read against the marks of names and addresses."""

    def __init__(self, text: str, key: bytes, index: dict[bytes, _Owned], ordinary: Ordinary) -> None:
        self._text = text
        self._key = key
        self._index = index
        self._ordinary = ordinary
        self._words = words(text)
        self._norms = [norm(word.text) for word in self._words]
        owned = index.values()
        self._kinds = sorted({o.form.kind for o in owned} - {T.EMAIL, T.PHONE})
        self._lengths = {
            kind: sorted({o.form.units for o in owned if o.form.kind is kind and o.form.whole}, reverse=True)
            for kind in self._kinds
        }

    def spans(self) -> Iterator[Span]:
        """Whole names first; a part that stands in one is not told again."""
        taken: set[int] = set()
        for at in range(len(self._words)):
            for span, last in self._runs(at):
                taken.update(range(at, last + 1))
                yield span
        for at, word in enumerate(self._words):
            if at not in taken and T.PERSON in self._kinds:
                yield from self._part(at, word)

    def _runs(self, at: int) -> Iterator[tuple[Span, int]]:
        """The longest whole name of each kind that begins at a word, and its last word."""
        for kind in self._kinds:
            for length in self._lengths[kind]:
                owned = self._run(at, length, kind)
                if owned is not None:
                    last = at + length - 1
                    first, end = self._words[at], self._words[last].end
                    doubt = length == 1 and self._everyday(first, self._norms[at])
                    score, detector = (_DOUBT, PART) if doubt else (_SURE, WHOLE)
                    yield Span(first.start, end, kind, score, detector, owned.entity), last
                    break

    def _run(self, at: int, length: int, kind: T) -> _Owned | None:
        last = at + length - 1
        if last >= len(self._words) or not all(self._beside(each) for each in range(at, last)):
            return None
        head = "".join(f"{form} " for form in self._norms[at:last])
        for form in endless(self._norms[last]):
            owned = self._index.get(_mark(self._key, kind, head + form))
            if owned is not None and owned.form.whole:
                return owned
        return None

    def _part(self, at: int, word: Word) -> Iterator[Span]:
        for form in endless(self._norms[at]):
            owned = self._index.get(_mark(self._key, T.PERSON, form))
            if owned is not None and not owned.form.whole and not self._passed_over(word, form):
                yield Span(word.start, word.end, T.PERSON, _DOUBT, PART, owned.entity)
                return

    def _passed_over(self, word: Word, form: str) -> bool:
        """An everyday word that nothing marks as a name."""
        return not is_indic(form) and not word.capital and self._ordinary(form)

    def _everyday(self, word: Word, form: str) -> bool:
        return self._ordinary(form) and (is_indic(form) or not word.capital or word.initial)

    def _beside(self, at: int) -> bool:
        """Whether little stands between the word at ``at`` and the next."""
        gap = self._text[self._words[at].end : self._words[at + 1].start]
        return len(gap) <= _WIDEST_GAP and "\n\n" not in gap
