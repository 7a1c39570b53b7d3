"""What each audience reads instead of an identifier: typed, readable, in the language of the text.

``research`` keeps what analysis needs: one pseudonym a person, the kind of place or body, a ten-year band
of age, month and year. ``public`` keeps less: a wide band, a year or a decade, "place", "service". Nothing
here keeps the identifier itself; a steward may, by changing the replacement.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from archive.model import IdentifierType as T
from archive.model import Known
from archive.redact.ladders import above, month_of, years
from archive.redact.patterns.common import merged, titles
from archive.redact.pseudonyms import PseudonymBook, seats
from archive.redact.replacement_words import (
    LABELS,
    ORGANISATION_KINDS,
    PLACE_KINDS,
    Kinds,
)
from archive.redact.spans import PERSONAL, Span
from language.across import any_of, words_of_all
from language.digits import ascii_digits
from language.identification import languages
from language.stems import stem
from language.words import (
    WORD,
    bare,
    fold,
    is_indic,
    words,
)

_FIXED = {
    T.PHONE: "phone",
    T.ID: "id",
    T.HANDLE: "account",
    T.EMAIL: "email",
    T.DEM: "community",
    T.ROLE: "role",
    T.OTHER: "other",
}
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def label(key: str, lang: str, within: str = "") -> str:
    """A bracketed word in the language of the text, with the larger place it lies in if one is given."""
    entry = LABELS[key]
    word = entry.get(lang, entry["en"])
    return f"[{word}, {within}]" if within else f"[{word}]"


def replacements(
    text: str,
    spans: Sequence[Span],
    entities: Sequence[str],
    book: PseudonymBook,
    known: Sequence[Known] = (),
) -> list[tuple[str, str]]:
    """``(research, public)`` for each span; people by ``entities``, one for each span."""
    sexes = {one.participant: one.sex for one in known if one.participant and one.sex}
    for span, entity in zip(spans, entities, strict=True):
        if span.type in PERSONAL and entity not in sexes and (sex := _sex_of(text, span)) is not None:
            sexes[entity] = sex
    full = _full_names(text, spans, entities)
    done: list[tuple[str, str]] = []
    for span, entity in zip(spans, entities, strict=True):
        lang = language_at(text, span)
        if span.type in PERSONAL:
            name = _name(text, span, entity, full, book, lang, sexes.get(entity))
            done.append((name, name))
        else:
            done.append(generalise(span.of(text), span.type, lang))
    return done


def language_at(text: str, span: Span) -> str:
    """The language to write a replacement in: by script, else by the words around."""
    around = text[max(0, span.start - 150) : span.end + 150]
    surface = span.of(text)
    if is_indic(surface):
        return languages(surface + " " + " ".join(filter(is_indic, WORD.findall(around))))[0]
    spoken = languages(around)[0]
    return spoken if spoken in {"sw", "vi"} else "en"


def _full_names(text: str, spans: Sequence[Span], entities: Sequence[str]) -> dict[str, list[str]]:
    """The longest mention of each person, as its words."""
    full: dict[str, list[str]] = {}
    for span, entity in zip(spans, entities, strict=True):
        if span.type in PERSONAL:
            parts = _name_words(span.of(text))
            if len(parts) > len(full.get(entity, ())):
                full[entity] = parts
    return full


def _name_words(surface: str) -> list[str]:
    return [bare(w.text) for w in words(surface) if w.text.casefold() not in titles()] or [surface]


def _name(
    text: str,
    span: Span,
    entity: str,
    full: dict[str, list[str]],
    book: PseudonymBook,
    lang: str,
    sex: str | None,
) -> str:
    parts = _name_words(span.of(text))
    count, last = seats(parts, full.get(entity, parts))
    count = 1 if span.type is T.NICKNAME else count
    return book.mention(entity, lang, count, last, sex) + _ending(
        span.of(text), full.get(entity, parts), lang
    )


def _ending(surface: str, full: Sequence[str], lang: str) -> str:
    """A possessive or a glued case ending is kept, so that the sentence still reads.

    A native ending counts only where the longest mention of the person holds the name without it.
    """
    if surface.endswith(("'s", "’s")):
        return surface[-2:]
    last = (_name_words(surface) or [surface])[-1]
    base = stem(last, lang)
    return last[len(base) :] if base != last and base in full else ""


_WOMEN, _MEN = words_of_all("women"), words_of_all("men")
_CLASS = regex.compile(any_of("class_signs"))


def _sex_of(text: str, span: Span) -> str | None:
    """What the two words on either side say of the sex of who is named; nothing where they disagree."""
    around = [w.text.casefold() for w in words(text[max(0, span.start - 24) : span.start])][-2:]
    around += [w.text.casefold() for w in words(text[span.end : span.end + 24])][:1]
    women, men = not _WOMEN.isdisjoint(around), not _MEN.isdisjoint(around)
    return "F" if women and not men else "M" if men and not women else None


def generalise(surface: str, kind: T, lang: str = "en") -> tuple[str, str]:
    """``(research, public)`` for one identifier that is not a person's name."""
    low = fold(surface)
    if kind is T.LOC:
        noun = "town" if low in merged("places") else _kind(low, PLACE_KINDS, "place")
        upper = above(surface, lang)
        return label(noun, lang, upper), label("place", lang)
    if kind is T.ORG:
        noun = _kind(low, ORGANISATION_KINDS, "organisation")
        return label(noun, lang), label(
            "health" if noun == "hospital" else noun if noun in {"school", "health"} else "organisation",
            lang,
        )
    if kind is T.AGE:
        return _age(low, lang)
    if kind is T.DATETIME:
        return _date(surface, low, lang)
    key = _FIXED.get(kind, "person")
    return label(key, lang), label(key, lang)


def _kind(low: str, kinds: Kinds, default: str) -> str:
    for kind, heads in kinds:
        if any(head in low for head in heads):
            return kind
    return default


def _age(low: str, lang: str) -> tuple[str, str]:
    if _CLASS.search(low):
        return label("class", lang), label("child", lang)
    number = years(low, lang)
    if number is None:
        return label("age", lang), label("age", lang)
    wide = "child" if number < 18 else "elder" if number >= 60 else "adult"
    return _band(number, lang), label(wide, lang)


def _band(number: int, lang: str) -> str:
    """Ten years for adults, under 5, 5–9, 10–14 and 15–17 for the young, 90 and over at the end."""
    if lang == "en" and 20 <= number < 90:
        return f"in their {_DECADES[number // 10 - 2]}"
    for low, high in ((0, 4), (5, 9), (10, 14), (15, 17), (18, 19)):
        if low <= number <= high:
            return f"[{LABELS['age'].get(lang, 'age')} {low}–{high}]"
    if number >= 90:
        return f"[{LABELS['age'].get(lang, 'age')} 90+]"
    tens = number // 10 * 10
    return f"[{LABELS['age'].get(lang, 'age')} {tens}–{tens + 9}]"


def _date(surface: str, low: str, lang: str) -> tuple[str, str]:
    """``(month and year, year)`` of a day; ``(year, decade)`` of a year alone; else only its kind."""
    figures = ascii_digits(low)
    year = _YEAR.search(figures)
    if year is None:
        key = "date" if any(ch.isdigit() for ch in figures) else "season"
        return label(key, lang), label("date", lang)
    written = surface[year.start() : year.end()]
    exact = figures.strip() != year.group()
    public = written if exact else f"{int(year.group()) // 10 * 10}s" if lang == "en" else label("date", lang)
    month = month_of(surface)
    return f"{month} {written}" if month else written, public
