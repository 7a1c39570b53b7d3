"""What the law of each country adds, as data: age, guardians, borders, the end after a withdrawal.

One line of law each, not legal advice: the sentences under ``unsure`` were not verified, and whoever runs
an archive asks a lawyer about them. Where several laws apply, the stricter word holds: the higher age, and
keeping sealed for as long as any of them demands. Where none is named, the highest age of the table
holds and withdrawn words are shredded at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from consent.record import Jurisdiction


class End(StrEnum):
    """What becomes of words whose consent was withdrawn."""

    SHREDDED = "shredded"
    SEALED_UNTIL = "sealed_until"


@dataclass(frozen=True, slots=True)
class Law:
    """One country's rules.

    ``majority`` is the age in years from which a person consents alone. ``keep_sealed_days`` is how long
    withdrawn words must still be kept, readable by nobody, from ``keep_sealed_from`` on; 0 means that
    they are shredded. ``crossing`` says under what the words may leave the country.
    """

    title: str
    majority: int
    guardian: str
    crossing: str
    keep_sealed_days: int = 0
    keep_sealed_from: date | None = None
    unsure: tuple[str, ...] = ()


LAWS: Mapping[Jurisdiction, Law] = {
    Jurisdiction.GDPR: Law(
        title="General Data Protection Regulation (EU) 2016/679",
        majority=18,
        guardian="The holder of parental responsibility agrees for a child (Art. 8 for online services).",
        crossing="Chapter V; here only under a grant of its own.",
        unsure=(
            "Member States set the age for online services between 13 and 16; 18 is used for all testimony.",
        ),
    ),
    Jurisdiction.BD: Law(
        title="Personal Data Protection Ordinance 2025 (No. 61), Bangladesh",
        majority=18,
        guardian="A guardian agrees for a person under 18.",
        crossing="Only under a grant of its own.",
        unsure=(
            "Whether the Ordinance was ratified or amended in 2026.",
            "Whether the exception for archives in section 13 reaches testimony.",
        ),
    ),
    Jurisdiction.IN: Law(
        title="Digital Personal Data Protection Act 2023 and Rules 2025, India",
        majority=18,
        guardian="A parent or lawful guardian agrees verifiably for a person under 18.",
        crossing="Only under a grant of its own.",
        keep_sealed_days=365,
        keep_sealed_from=date(2027, 5, 1),
        unsure=(
            "Rule 8(3) asks that personal data and logs be kept for at least a year once it applies, in May "
            "2027; the day of the month was not verified, so the first is used.",
            "Whether the exemption for research and archiving in section 17(2)(b) lifts that duty.",
        ),
    ),
    Jurisdiction.KE: Law(
        title="Data Protection Act 2019 and General Regulations 2021, Kenya",
        majority=18,
        guardian="A parent or guardian agrees for a child (section 33).",
        crossing="Only under a grant of its own.",
    ),
    Jurisdiction.NP: Law(
        title="Privacy Act 2075 (2018) and Regulation 2077, Nepal",
        majority=18,
        guardian="A parent or guardian agrees for a child.",
        crossing="Only under a grant of its own.",
        unsure=("No clear duty on logs of consent and no period of retention was found.",),
    ),
    Jurisdiction.VN: Law(
        title="Law 91/2025/QH15 on personal data and Decree 356/2025, Viet Nam",
        majority=18,
        guardian="A parent or guardian agrees for a child.",
        crossing="Only under a grant of its own; an impact assessment is filed.",
        unsure=("Whether the 72-hour deletion and the processing logs of Decree 13/2023 were carried over.",),
    ),
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How withdrawn words end: shredded now, or kept where nobody reads until ``until``, then shredded.

    ``because`` names the laws that demand keeping; ``unsure`` are sentences to check with a lawyer.
    """

    end: End
    until: date | None = None
    because: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def majority(jurisdictions: Collection[Jurisdiction]) -> int:
    """The age in years from which a person consents alone under all of these laws."""
    return max(LAWS[j].majority for j in jurisdictions or LAWS)


def of_age_on(born: date, jurisdictions: Collection[Jurisdiction]) -> date:
    """The day on which somebody born on ``born`` comes of age; born on 29 February: on 1 March."""
    year = born.year + majority(jurisdictions)
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def ending(jurisdictions: Collection[Jurisdiction], withdrawn_on: date) -> Ending:
    """What becomes of words withdrawn on that day, under all of these laws together."""
    applying = [LAWS[j] for j in sorted(jurisdictions)]
    unsure = tuple(sentence for law in applying for sentence in law.unsure)
    keeping = [
        law
        for law in applying
        if law.keep_sealed_days and (law.keep_sealed_from is None or withdrawn_on >= law.keep_sealed_from)
    ]
    if not keeping:
        return Ending(End.SHREDDED, unsure=unsure)
    days = max(law.keep_sealed_days for law in keeping)
    return Ending(
        End.SEALED_UNTIL, withdrawn_on + timedelta(days=days), tuple(law.title for law in keeping), unsure
    )
