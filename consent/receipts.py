"""The receipt that a participant takes home: as JSON (Kantara Consent Receipt 1.1.0), text and HTML.

A receipt can be found by somebody else. So it holds no name, no file, no label of a speaker, no condition
in words and nothing of what was said: only a number, the answers, and how to take them back. Full
sentences in six languages stand in ``locale``; a language that is not there falls back to English.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from html import escape
from importlib.resources import files
from typing import TypedDict

from consent.jurisdictions import LAWS
from consent.policy import IN_FORCE
from consent.record import Audience, Capacity, ConsentRecord, Form, Grant, Purpose, State
from consent.serialise import JsonObject

LANGUAGES = ("en", "bn", "hi", "ne", "sw", "vi")
GROUPS = ("agreed", "refused", "withdrawn", "ended", "open")
_TAKEN_BACK = frozenset({State.WITHDRAWN})
_OVER = frozenset({State.EXPIRED, State.SUSPENDED, State.REVOKED, State.INVALIDATED})


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to tell: ``contact`` as it is printed (a telephone number, an address), ``policy`` a link."""

    contact: str
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a printable receipt: a heading and lines, or lines alone."""

    lines: tuple[str, ...]
    heading: str = ""


Locale = TypedDict(
    "Locale",
    {
        "code": str,
        "name": str,
        "digits": str,
        "months": list[str],
        "day": str,
        "title": str,
        "number": str,
        "given_on": str,
        "given": str,
        "no_name": str,
        "groups": dict[str, str],
        "purposes": dict[str, str],
        "forms": dict[str, str],
        "in_forms": str,
        "from": str,
        "until": str,
        "closed_until": str,
        "closed": str,
        "child": str,
        "conditions": str,
        "take_back": str,
        "how": str,
        "shredded": str,
        "kept_sealed": str,
        "printed": str,
        "controllers": str,
        "keep": str,
    },
)
"""A file of ``consent/locale``: the sentences of a receipt in one language, by key, and its code."""


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """The paragraphs of a receipt and the locale that they are written in."""

    words: Locale = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)


@cache
def locale(language: str) -> Locale:
    """The sentences of a language by its two-letter code; English for one that is not here."""
    code = language.casefold().replace("_", "-").split("-")[0]
    name = code if code in LANGUAGES else "en"
    text = files("consent").joinpath("locale", f"{name}.json").read_text(encoding="utf-8")
    sentences: Locale = json.loads(text) | {"code": name}
    return sentences


def group_of(grant: Grant, today: date) -> str:
    """Under which heading an answer stands (one of ``GROUPS``): what a grant *is* today, not its code."""
    if grant.state in IN_FORCE:
        over = grant.valid_until is not None and today > grant.valid_until
        return "ended" if over else "agreed"
    if grant.state is State.REFUSED:
        return "refused"
    if grant.state in _TAKEN_BACK:
        return "withdrawn"
    return "ended" if grant.state in _OVER else "open"


def receipt_parts(
    record: ConsentRecord, number: str, office: Office, today: date, language: str | None = None
) -> PrintedReceipt:
    """A printable receipt, in the record's language unless another is asked for."""
    words = locale(record.language if language is None else language)
    return PrintedReceipt(words, tuple(_parts(record, number, office, today, words)))


def receipt_text(
    record: ConsentRecord, number: str, office: Office, today: date, language: str | None = None
) -> str:
    """The receipt as plain text, to read aloud or to print."""
    printed = receipt_parts(record, number, office, today, language)
    return "\n\n".join("\n".join(_text_lines(part)) for part in printed.parts) + "\n"


def receipt_html(
    record: ConsentRecord, number: str, office: Office, today: date, language: str | None = None
) -> str:
    """The receipt as one HTML page without script, style sheet or image from elsewhere."""
    printed = receipt_parts(record, number, office, today, language)
    words = printed.words
    title = escape(words["title"])
    body = "\n".join(_html_part(part) for part in printed.parts[1:])
    return (
        f'<!doctype html>\n<html lang="{words["code"]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def receipt_json(record: ConsentRecord, number: str, office: Office, today: date) -> JsonObject:
    """The receipt in the fields of Kantara's Consent Receipt 1.1.0: what is agreed to today, and no name.

    ``consentTimestamp`` is in whole seconds since 1970 (UTC): the day of the consent, else of its record.
    """
    collected = record.collected_at
    at = record.recorded_at if collected is None else datetime.combine(collected, time(), UTC)
    agreed = [g for g in record.grants if group_of(g, today) == "agreed"]
    return {
        "version": "KI-CR-v1.1.0",
        "jurisdiction": ",".join(sorted(record.jurisdictions)) or "unknown",
        "consentTimestamp": int(at.timestamp()),
        "collectionMethod": record.mode.value,
        "consentReceiptID": number,
        "language": record.language or "und",
        "piiPrincipalId": record.participant,
        "piiControllers": [
            {"piiController": name, "contact": office.contact} for name in record.controllers or ("unknown",)
        ],
        "policyUrl": office.policy,
        "services": [{"service": "archive of testimony", "purposes": [_purpose(g) for g in agreed]}],
        "sensitive": True,
        "spiCat": ["testimony"],
    }


def _purpose(grant: Grant) -> JsonObject:
    """A ``purposes`` object of Kantara's Consent Receipt 1.1.0."""
    shared = sorted(a for a in grant.audiences if a in (Audience.COALITION, Audience.PUBLIC))
    purpose: JsonObject = {
        "purpose": grant.purpose.value,
        "purposeCategory": ["core" if grant.purpose is Purpose.STORE_SEALED else "contracted use"],
        "consentType": "EXPLICIT",
        "piiCategory": sorted(grant.forms),
        "primaryPurpose": grant.purpose is Purpose.STORE_SEALED,
        "termination": grant.valid_until.isoformat() if grant.valid_until else "until withdrawn",
        "thirdPartyDisclosure": bool(shared),
    }
    return purpose | ({"thirdPartyName": ", ".join(shared)} if shared else {})


def _parts(record: ConsentRecord, number: str, office: Office, today: date, words: Locale) -> Iterator[Part]:
    yield Part((words["title"],))
    yield Part((words["number"].format(number=number),))
    said = [words["given_on"].format(day=_day(record.collected_at, words))] if record.collected_at else []
    yield Part((*said, words["given"], words["no_name"]))
    for group in GROUPS:
        grants = sorted((g for g in record.grants if group_of(g, today) == group), key=_rank)
        if grants:
            dated = group == "agreed"
            lines = tuple(dict.fromkeys(_grant_line(g, words, today, dated) for g in grants))
            yield Part(lines, words["groups"][group])
    if record.conditions:
        yield Part((words["conditions"],))
    if record.capacity is Capacity.MINOR:
        yield Part((words["child"],))
    yield Part((words["take_back"], words["how"].format(contact=office.contact)))
    yield Part((*_endings(record, words), words["printed"]))
    if record.controllers:
        yield Part((words["controllers"].format(names=", ".join(record.controllers)),))
    yield Part((words["keep"],))


def _rank(grant: Grant) -> int:
    return list(Purpose).index(grant.purpose)


def _grant_line(grant: Grant, words: Locale, today: date, dated: bool) -> str:
    asides = []
    if grant.purpose is not Purpose.STORE_SEALED and grant.forms:
        forms = ", ".join(words["forms"][f.value] for f in Form if f in grant.forms)
        asides.append(words["in_forms"].format(forms=forms))
    if dated:
        asides += _days_of(grant, words, today)
    line: str = words["purposes"][grant.purpose.value]
    return f"{line} ({'; '.join(asides)})" if asides else line


def _days_of(grant: Grant, words: Locale, today: date) -> Iterator[str]:
    if grant.embargo_until is not None and grant.embargo_until > today:
        yield words["closed_until"].format(day=_day(grant.embargo_until, words))
    elif grant.embargoed and grant.embargo_until is None:
        yield words["closed"]
    if grant.valid_from is not None and grant.valid_from > today:
        yield words["from"].format(day=_day(grant.valid_from, words))
    if grant.valid_until is not None:
        yield words["until"].format(day=_day(grant.valid_until, words))


def _endings(record: ConsentRecord, words: Locale) -> Iterator[str]:
    """The strictest law that the record names and that makes an archive keep what was withdrawn."""
    keeping = [LAWS[j] for j in sorted(record.jurisdictions) if LAWS[j].keep_sealed_days]
    if not keeping:
        yield words["shredded"]
    for law in keeping:
        day = _day(law.keep_sealed_from or record.recorded_at.date(), words)
        yield words["kept_sealed"].format(day=day, days=_digits(law.keep_sealed_days, words))


def _day(on: date, words: Locale) -> str:
    day: str = words["day"].format(
        day=_digits(on.day, words), month=words["months"][on.month - 1], year=_digits(on.year, words)
    )
    return day


def _digits(number: int, words: Locale) -> str:
    return "".join(words["digits"][int(d)] for d in str(number))


def _text_lines(part: Part) -> Iterator[str]:
    if part.heading:
        yield part.heading
        yield from (f"  - {line}" for line in part.lines)
    else:
        yield from part.lines


def _html_part(part: Part) -> str:
    if part.heading:
        items = "".join(f"<li>{escape(line)}</li>" for line in part.lines)
        return f"<h2>{escape(part.heading)}</h2>\n<ul>{items}</ul>"
    return f"<p>{'<br>'.join(escape(line) for line in part.lines)}</p>"
