"""What a page says for the codes of the archive: purposes, roles, countries, languages, targets, drivers.

English only so far. A code without a name is shown as itself, so that nothing disappears from a page.
"""

from __future__ import annotations

from archive.access.policy.roles import PURPOSES
from archive.model import IdentifierType, RequestStanding, Role, Way
from consent.record import Purpose
from language.countries import NAMES
from taxonomies import drivers, sdg

PURPOSE_NAMES = {
    Purpose.STORE_SEALED: "keep the words sealed",
    Purpose.PROCESS_DEIDENTIFY: "take out what identifies people",
    Purpose.RESEARCH_PROJECT: "research in this project",
    Purpose.RESEARCH_REUSE: "research in another project of the coalition",
    Purpose.ADVOCACY_INTERNAL: "advocacy inside the coalition",
    Purpose.ADVOCACY_PUBLISH_QUOTE: "publish a quote",
    Purpose.AGGREGATE_SDG_REPORTING: "count in SDG reports",
    Purpose.MEDIA: "use by the media",
    Purpose.NAMED_ATTRIBUTION: "give the person's name",
    Purpose.SHARE_PARTNER: "share with a partner",
    Purpose.CROSS_BORDER: "send to another country",
    Purpose.RECONTACT: "be contacted again",
    Purpose.LEGAL_TESTIMONY: "use before a court",
    Purpose.MODEL_TRAINING: "train a model",
}

ROLE_NAMES = {
    Role.COLLECTOR: "collector",
    Role.RESEARCHER: "researcher",
    Role.ADVOCACY: "advocacy",
    Role.STEWARD: "steward",
    Role.DPO: "protection officer",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "auditor",
}

WAY_NAMES = {
    Way.PASSWORD: "by password",
    Way.PASSKEY: "by passkey",
    Way.TOTP: "by password and code",
    Way.RECOVERY: "by password and recovery code",
    Way.HALF: "by password, without the code that is missing",
}

IDENTIFIER_NAMES = {
    IdentifierType.PERSON: "a person's name",
    IdentifierType.KIN: "a relative",
    IdentifierType.NICKNAME: "a nickname",
    IdentifierType.PHONE: "a phone number",
    IdentifierType.ID: "a number of a document",
    IdentifierType.HANDLE: "an online name",
    IdentifierType.EMAIL: "an e-mail address",
    IdentifierType.LOC: "a place",
    IdentifierType.ORG: "an organisation",
    IdentifierType.DATETIME: "a day or time",
    IdentifierType.AGE: "an age",
    IdentifierType.DEM: "a group that narrows it down",
    IdentifierType.ROLE: "a role that one person holds",
    IdentifierType.OTHER: "something else",
}

STANDING_NAMES = {
    RequestStanding.ASKED: "Waits for an answer",
    RequestStanding.LAPSED: "Nobody answered in time",
    RequestStanding.REFUSED: "No",
    RequestStanding.OPEN: "Open",
    RequestStanding.ENDED: "Ended early",
    RequestStanding.OVER: "Over",
}

COUNTRIES = NAMES
LANGUAGES = {
    "en": "English",
    "bn": "Bengali",
    "hi": "Hindi",
    "ne": "Nepali",
    "sw": "Swahili",
    "vi": "Vietnamese",
    "mixed": "mixed",
}


def purpose_name(purpose: str) -> str:
    """A purpose as people say it."""
    try:
        return PURPOSE_NAMES[Purpose(purpose)]
    except ValueError:
        return plain(purpose)


def role_name(role: str) -> str:
    """A role as people say it."""
    return ROLE_NAMES[Role(role)]


def way_name(way: str) -> str:
    """How somebody came in."""
    return WAY_NAMES[Way(way)]


def standing_name(standing: str) -> str:
    """Where a request to read more is."""
    return STANDING_NAMES[RequestStanding(standing)]


def country_name(code: str) -> str:
    """A country of the coalition, else its code."""
    return COUNTRIES.get(code, code)


def language_name(code: str) -> str:
    """A language, else its code."""
    return LANGUAGES.get(code, code)


def identifier_name(kind: str) -> str:
    """What a finding is, in words."""
    return IDENTIFIER_NAMES[IdentifierType(kind)]


def plain(code: str) -> str:
    """A machine word as it is read: without underscores."""
    return code.replace("_", " ")


def code_label(code: str) -> str:
    """A target or driver with its short label: ``3.8 Health care for all without ruin``."""
    try:
        label = sdg.label(code) if code[:1].isdigit() else drivers.driver_label(code)
    except KeyError:
        return code
    return f"{code} {label}"


def code_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every target and driver for a form: group, then code and label."""
    goals = [
        (
            f"SDG {goal.number}: {sdg.label(str(goal.number))}",
            [(t.code, code_label(t.code)) for t in goal.targets],
        )
        for goal in sdg.framework().goals
    ]
    factors = [
        (
            f"Drivers: {drivers.driver_label(letter)}",
            [(d.code, code_label(d.code)) for d in drivers.drivers().values() if d.factor == letter],
        )
        for letter in drivers.factors()
    ]
    return [*factors, *goals]


def purposes_of(role: Role) -> list[tuple[str, str]]:
    """The purposes for which a role may read, each with its name, the usual one first."""
    return [(p.value, PURPOSE_NAMES[p]) for p in PURPOSE_NAMES if p in PURPOSES.get(role, frozenset())]
