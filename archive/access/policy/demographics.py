"""What the archive knows of each person in terms that two forms share: gender, age band, district, group…

Forms in six languages ask the same things under other headings; here their answers come into common
terms, so that people can be counted and a rare combination seen. It reads no testimony, and gives an age
as a band only. What a form did not ask is absent: nothing is guessed from a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

import regex

from archive.model import Scope, Testimony
from archive.ports import Archive, Attributes
from language.across import any_of, either, frames_of_all, searched

GENDER, AGE_BAND, DISTRICT, REGION = "gender", "age_band", "district", "region"
GROUP, JOB, DISABILITY, EDUCATION, COUNTRY = "group", "job", "disability", "education", "country"
TERMS = (COUNTRY, REGION, DISTRICT, GENDER, AGE_BAND, GROUP, JOB, DISABILITY, EDUCATION)
"""Every common term. ``country`` is a code, ``gender`` ``woman``, ``man`` or ``other``, ``age_band`` such as
``30–39``; the rest are the form's own words, folded."""

_TERM_OF_FRAME = ("age", GENDER, DISABILITY, GROUP, JOB, EDUCATION, DISTRICT, REGION)
_WORD_ENDS = r"(?![\p{L}\p{M}\p{N}_])"


@cache
def _fields() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """What a field of a form is about, in the order in which it is asked."""
    frames = frames_of_all("form_field")
    return tuple(
        (term, regex.compile(either(f for f in frames if f.name == term), regex.IGNORECASE))
        for term in _TERM_OF_FRAME
    )


@cache
def _questions() -> regex.Pattern[str]:
    return searched("form_question", regex.IGNORECASE)


@cache
def _says(answers: str) -> regex.Pattern[str]:
    """An answer that begins with a word of the list."""
    return regex.compile(rf"^(?:{any_of(answers)}){_WORD_ENDS}", regex.IGNORECASE)


def age_band(years: int) -> str:
    """Under 5, 5–9, 10–14, 15–17, 18–19, then tens, and 90 and over."""
    young = next(
        (f"{a}–{b}" for a, b in ((0, 4), (5, 9), (10, 14), (15, 17), (18, 19)) if a <= years <= b), None
    )
    return young or ("90+" if years >= 90 else f"{years // 10 * 10}–{years // 10 * 10 + 9}")


def terms(answers: Attributes) -> dict[str, str]:
    """The answers of one form in common terms. What is about other members of a household stays out."""
    by_term: dict[str, str] = {}
    for field, answer in answers.items():
        term = None if _questions().search(field) else _term(field)
        value = _value(term, answer) if term else ""
        if term and value:
            by_term.setdefault(AGE_BAND if term == "age" else term, value)
    return by_term


def _term(field: str) -> str | None:
    return next((term for term, words in _fields() if words.search(field)), None)


def _value(term: str, answer: str) -> str:
    folded = " ".join(answer.casefold().split())
    if term == "age":
        return _age(folded)
    if term == GENDER:
        if _says("woman_answers").search(folded):
            return "woman"
        return "man" if _says("man_answers").search(folded) else "other" if folded else ""
    return folded


def _age(answer: str) -> str:
    digits = re.search(r"\d{1,3}", answer)
    number = int("".join(str(unicodedata.digit(c)) for c in digits.group())) if digits else -1
    return age_band(number) if 0 <= number <= 120 else ""


def people(archive: Archive, projects: Collection[str]) -> dict[str, dict[str, str]]:
    """Common terms by participant, over these projects: from forms of one person, then from consents.

    The caller has asked ``access``. A participant of whom nothing is known is there with no term. Where
    two forms disagree the answer given more often counts, then the earlier.
    """
    mine = archive.store.testimonies.all(Scope.of(projects))
    forms = archive.store.attributes.of([t.id for t in mine])
    votes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    everyone: dict[str, dict[str, str]] = {}
    for testimony in mine:
        speakers = sorted(testimony.participants() - {testimony.group})
        everyone.update({who: {} for who in speakers if who not in everyone})
        for term, value in _of_testimony(testimony, forms.get(testimony.id, {}), len(speakers)).items():
            for who in speakers:
                votes[who][term][value] += 1
    for who, counted in votes.items():
        everyone[who] = {term: counts.most_common(1)[0][0] for term, counts in counted.items()}
    for who, known in _from_consents(archive, everyone).items():
        everyone[who] = {**known, **everyone[who]}
    return everyone


def _of_testimony(testimony: Testimony, answers: Mapping[str, str], speakers: int) -> dict[str, str]:
    """What a testimony tells of each who speaks: of one person all of it, of several only where it was."""
    values = terms(answers)
    if speakers != 1:
        values = {term: value for term, value in values.items() if term in (DISTRICT, REGION)}
    return {**values, COUNTRY: testimony.country} if testimony.country else values


def _from_consents(archive: Archive, wanted: Collection[str]) -> dict[str, dict[str, str]]:
    """Gender and age band as the consents tell them; the age is that on the day of the consent."""
    by_person: dict[str, dict[str, str]] = {who: {} for who in wanted}
    for one in archive.store.consents.known(sorted(wanted)):
        if one.participant in by_person and one.sex:
            by_person[one.participant].setdefault(GENDER, _value(GENDER, one.sex))
    for record in archive.store.consents.current(Scope.across("who may be counted"), sorted(wanted)):
        day = record.collected_at or record.recorded_at.date()
        if record.participant in by_person and record.born:
            by_person[record.participant].setdefault(AGE_BAND, age_band(_years(record.born, day)))
    return by_person


def _years(born: date, day: date) -> int:
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
