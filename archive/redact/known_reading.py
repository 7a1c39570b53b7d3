"""One text read against the known names: whole, in part, misspelt, initialled, split, with kin terms around.

No list of words hides a known name. A word with a capital is the name. Without one an everyday word counts as
the name where a title or another part of it stands beside; else it is a doubt, and ``doubtful_parts`` has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive.model import IdentifierType as T
from archive.redact.everyday import composed, words_with_capitals
from archive.redact.known_forms import Forms, Part, endless, norm
from archive.redact.patterns.common import titles
from archive.redact.spans import PERSONAL, Span
from language.words import (
    Word,
    bare,
    is_indic,
    lower_cased,
    plain,
    words,
)

Ordinary = Callable[[str], bool]
_GAPS = frozenset({" ", "-", "\u00a0", "  ", ". ", ".", "_"})
_DOTTED = frozenset({". ", ".", " "})


class Reading:
    """One text read against the known forms: its words, and what each is of the names."""

    def __init__(self, text: str, forms: Forms, ordinary: Ordinary) -> None:
        self._text = text
        self._forms = forms
        self._ordinary = ordinary
        self._words = words(text)
        self._norms = [norm(w.text) for w in self._words]
        self._small = lower_cased(text)

    def phrases(self) -> Iterator[Span]:
        """Whole names, places and bodies, word by word, whatever their case, blanks and last ending."""
        for at, first in enumerate(self._norms):
            for phrase in self._forms.phrases.get(first, ()):
                end = self._phrase_end(at, phrase.forms)
                if end:
                    begin = self._words[at].start
                    last = self._words[end - 1].end
                    yield Span(begin, last, phrase.kind, 1.0, "known", phrase.entity)

    def _phrase_end(self, at: int, form: tuple[str, ...]) -> int:
        end = at + len(form)
        if end > len(self._words):
            return 0
        for place in range(1, len(form)):
            shown = self._norms[at + place]
            last = place == len(form) - 1
            if shown != form[place] and not (last and form[place] in endless(shown)):
                return 0
            if not self._beside(at + place - 1):
                return 0
        return end

    def _beside(self, at: int) -> bool:
        """Whether little parts the word at ``at`` from the next."""
        return self._text[self._words[at].end : self._words[at + 1].start].strip(" \n") in {
            "", ",", ".", "-", "'", "’", "_",
        }  # fmt: skip

    def parts(self) -> Iterator[Span]:
        """Single words of known names, and what an initial beside them adds."""
        for at, word in enumerate(self._words):
            part = self._match(at)
            if part is not None:
                yield self._span(at, at, part, 0.97 if part.kind is not T.LOC else 0.9)
                yield from self._with_initial(at, part)
            elif word.capital or is_indic(word.text) or self._small:
                yield from self._split(at)

    def _span(self, first: int, last: int, part: Part, score: float) -> Span:
        return Span(
            self._words[first].start, self._words[last].end, part.kind, score, "known:part", part.entity
        )

    def _match(self, at: int) -> Part | None:
        """What the word is of the known names; glued endings and kin terms are seen through."""
        word, shown = self._words[at], self._norms[at]
        for form in endless(shown):
            part = self._forms.exact.get(form)
            if part is not None and self._means(at, form, part):
                return part
        if len(shown) < 3 or self._ordinary(shown) or shown in titles():
            return None
        if not is_indic(shown) and not word.capital and len(shown) < 5:
            return None
        return self._alike(shown)

    def _means(self, at: int, form: str, part: Part) -> bool:
        """Whether the word, which spells a known part, stands for it."""
        word = self._words[at]
        if part.particle:
            return self._neighbour(at, part)
        shown = bare(word.text).casefold()
        marked = not is_indic(form) and plain(shown) != shown and plain(part.spelt) != part.spelt
        if marked and not shown.startswith(part.spelt):
            return False
        if self._another_word(form, shown, part) or self._may_be_a_word(at, form, part):
            return self._as_name(at, part)
        return True

    def _another_word(self, form: str, shown: str, part: Part) -> bool:
        """Whether an everyday word only looks like the name: without its diacritics, or with an ending."""
        if part.spelt not in composed(shown):
            return self._ordinary(shown) or self._ordinary(form)
        ended = form not in {shown, plain(shown)}
        return ended and self._ordinary(shown) and not self._ordinary(form)

    def _may_be_a_word(self, at: int, form: str, part: Part) -> bool:
        """Whether a word without a capital is an everyday word as well, a title, or very short.

        A word of a place or a body may be one with a capital too: "Community clinic" is no name.
        """
        word = self._words[at]
        if word.capital and not is_indic(word.text) and part.kind in PERSONAL:
            return False
        short = len(form) < 4 and not (self._small or is_indic(form))
        return short or form in titles() or self._ordinary(form) or self._ordinary(composed(bare(word.text)))

    def doubtful_parts(self) -> Iterator[Span]:
        """Everyday words that are a part of a known name, where nothing says which of the two they are.

        They have no entity, so that a decision on one of them is none on the person.
        """
        for at, word in enumerate(self._words):
            if self._match(at) is None and any(self._doubtful(word, f) for f in endless(self._norms[at])):
                yield Span(word.start, word.end, T.OTHER, 0.5, "known:word")

    def _doubtful(self, word: Word, form: str) -> bool:
        part = self._forms.exact.get(form)
        if part is None or part.particle or part.kind not in PERSONAL:
            return False
        shown = bare(word.text).casefold()
        return part.spelt in composed(shown) and not self._another_word(form, shown, part)

    def _neighbour(self, at: int, part: Part) -> bool:
        return any(self._same_person(at, side, part) for side in (-1, 1))

    def _alike(self, shown: str) -> Part | None:
        """The known part that the word spells otherwise: by sound in any script, by one letter in its own."""
        for form in endless(shown):
            part = self._forms.sounds_like(form)
            if part is not None and not self._ordinary(form):
                return part
        if len(shown) > 5:
            return self._forms.near(shown)
        return None

    def _as_name(self, at: int, part: Part) -> bool:
        """Whether an everyday word stands as a name: a capital inside a sentence, a title, another part."""
        word = self._words[at]
        if not is_indic(word.text) and word.capital and not word.initial and not self._shouted():
            return True
        return self._spoken_of(at) or self._neighbour(at, part)

    def _shouted(self) -> bool:
        return self._text.isupper()

    def _spoken_of(self, at: int) -> bool:
        """Whether a title or kin term stands beside the word, or it is a possessive with a capital."""
        if self._words[at].capital and self._words[at].text != bare(self._words[at].text):
            return True
        return any(self._titled(at, side) for side in (-1, 1))

    def _titled(self, at: int, side: int) -> bool:
        beside = at + side
        if not 0 <= beside < len(self._words) or self._gap(min(at, beside)) not in _GAPS:
            return False
        return any(form in titles() for form in endless(self._words[beside].text.casefold()))

    def _gap(self, at: int) -> str:
        return self._text[self._words[at].end : self._words[at + 1].start]

    def _same_person(self, at: int, side: int, part: Part) -> bool:
        beside = at + side
        if not 0 <= beside < len(self._words) or not self._beside(min(at, beside)):
            return False
        other = next((p for f in endless(self._norms[beside]) if (p := self._forms.exact.get(f))), None)
        return other is not None and other.form != part.form and bool(other.owners & part.owners)

    def _with_initial(self, at: int, part: Part) -> Iterator[Span]:
        """``R. Khatun``, ``Rahima K.``: the single letter beside a known part."""
        for side in (-1, 1):
            beside = at + side
            while 0 <= beside < len(self._words) and self._initial_of(part, beside, side):
                yield self._span(beside, beside, part, 0.9)
                beside += side

    def _initial_of(self, part: Part, at: int, side: int) -> bool:
        """Whether the word at ``at``, on one ``side`` of a known part, is an initial of its holder."""
        letter = self._words[at].text
        return (
            len(letter) == 1
            and letter.isupper()
            and plain(letter) in part.letters
            and self._gap(min(at, at - side)) in _DOTTED
            and (side < 0 or self._text[self._words[at].end :][:1] == ".")
        )

    def _split(self, at: int) -> Iterator[Span]:
        """``Dilmaya`` known, ``Dil Maya`` written."""
        if at + 1 < len(self._words) and self._gap(at) in {" ", "-"}:
            for second in endless(self._norms[at + 1]):
                whole = self._norms[at] + second
                part = self._forms.exact.get(whole) or (
                    self._forms.sounds_like(whole) if len(whole) > 6 else None
                )
                if part is not None and not self._ordinary(self._norms[at]):
                    yield self._span(at, at + 1, part, 0.9)
                    return

    def initials(self) -> Iterator[Span]:
        """``R.K.``, ``R. K.``, ``RK:`` for somebody called Rahima Khatun; the points may be blanks."""
        for at, word in enumerate(self._words):
            shown = word.text
            if shown.isupper() and 1 < len(shown) < 5 and shown.casefold() in self._forms.initials:
                if shown.casefold() not in words_with_capitals() and not self._shouted():
                    yield self._initials_span(at, at + 1, shown.casefold())
            elif len(shown) == 1 and shown.isupper() and (at == 0 or not self._letter(at - 1)):
                yield from self._dotted(at)

    def _letter(self, at: int) -> bool:
        return (
            len(self._words[at].text) == 1
            and self._words[at].text.isupper()
            and self._gap(at) in _DOTTED
            and not self._words[at + 1].initial
        )

    def _dotted(self, at: int) -> Iterator[Span]:
        end = at + 1
        while end < len(self._words) and end - at < 5 and self._letter(end - 1) and (
            len(self._words[end].text) == 1 and self._words[end].text.isupper()
        ):  # fmt: skip
            end += 1
        letters = "".join(plain(w.text) for w in self._words[at:end])
        shown = self._text[self._words[at].start : self._words[end - 1].end]
        if len(letters) > 1 and letters in self._forms.initials and (
            "." in shown or self._text[self._words[end - 1].end :][:1] in ".:"
        ):  # fmt: skip
            yield self._initials_span(at, end, letters)

    def _initials_span(self, at: int, end: int, letters: str) -> Span:
        return Span(
            self._words[at].start, self._words[end - 1].end, T.PERSON, 0.7, "known:initials",
            self._forms.initials[letters],
        )  # fmt: skip
