"""What still points at one person after names are gone: for the steward's eye, with reasons.

Pure. Three signs: a description that fits one person only, a chain of kin ("my husband's elder brother's
wife"), and a combination of findings that few people in the material share. No flag changes a text; it
asks a person to look. Counting is over the archive's own people, so a small archive flags more, as it should.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from archive.model import Finding, IdentifierType
from archive.redact.patterns.groups import roles

K = 5
"""A combination shared by fewer people than this is rare."""
_KIN = (
    "husband|wife|mother|father|brother|sister|son|daughter|uncle|aunt|"
    "cousin|nephew|niece|grandmother|grandfather|"
    "mother-in-law|father-in-law|sister-in-law|brother-in-law|co-wife|stepmother|stepfather|widow|neighbour"
)
_CHAIN = regex.compile(
    rf"\b(?:my|his|her|their|our) (?:(?:elder|older|younger|eldest|youngest|"
    rf"late|first|second|twin) )?(?:{_KIN})['’]s "
    rf"(?:(?:elder|older|younger|eldest|youngest|late|first|second|twin) )?(?:{_KIN})",
    regex.IGNORECASE,
)
_OFFICE = regex.compile(
    r"\bthe (?:current |former |then |new |old )?(?:chairman|chairwoman|"
    r"chairperson|sarpanch|mukhiya|head ?teacher|headmaster|"
    r"imam|priest|pastor|chief|village head|ward member|midwife|veterinarian|"
    r"postmaster|councillor|mayor) (?:of|at|in) ",
    regex.IGNORECASE,
)
_COMBINED = frozenset({IdentifierType.AGE, IdentifierType.DEM, IdentifierType.LOC, IdentifierType.ORG})


@dataclass(frozen=True, slots=True)
class Flag:
    """A stretch of the original that may single somebody out, and why, in a sentence for the steward."""

    start: int
    end: int
    kind: str
    reason: str


def flags(text: str, findings: Sequence[Finding], turns: Iterable[tuple[int, int]] = ()) -> list[Flag]:
    """All flags of one testimony in order; ``turns`` are ``(start, end)`` of the turns."""
    described = {span.start: span.end for span in sorted(roles(text, "en"))}
    found = [Flag(a, b, "role", "This description may fit one person only.") for a, b in described.items()]
    found += [
        Flag(m.start(), m.end(), "kin", "A chain of kin tells who this is to whoever knows the family.")
        for m in _CHAIN.finditer(text)
    ]
    found += [
        Flag(m.start(), m.end(), "office", "An office in a named place is held by one person.")
        for m in _OFFICE.finditer(text)
    ]
    found += [flag for start, end in turns if (flag := _dense(findings, start, end)) is not None]
    return sorted(found, key=lambda f: (f.start, f.end))


def _dense(findings: Sequence[Finding], start: int, end: int) -> Flag | None:
    """A turn whose quasi-identifiers together are many kinds."""
    inside = [f for f in findings if start <= f.start and f.end <= end and f.type in _COMBINED]
    kinds = {f.type for f in inside}
    if len(kinds) < 3:
        return None
    names = ", ".join(sorted(kind.lower() for kind in kinds))
    return Flag(
        inside[0].start,
        inside[-1].end,
        "combination",
        f"Several details of one person stand together: {names}.",
    )


def rare_combinations(
    people: Mapping[str, Mapping[str, str]], fields: Sequence[str], k: int = K
) -> dict[str, str]:
    """People whose combination of ``fields`` fewer than ``k`` people share, with a reason for each.

    ``people`` maps a participant id to generalised attributes (an age band, a district, a group). Missing
    attributes count as a value of their own. The reason names fields and a count, never a value.
    """
    cells = {person: tuple(own.get(field, "") for field in fields) for person, own in people.items()}
    sizes = Counter(cells.values())
    wording = ", ".join(fields)
    return {
        person: f"Only {sizes[cell]} of {len(cells)} people share this combination of {wording}."
        for person, cell in cells.items()
        if sizes[cell] < k
    }
