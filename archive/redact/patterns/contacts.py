"""Ways to reach somebody: phones, e-mail, handles, links, money addresses, coordinates.

Phones are judged by libphonenumber for the five countries; native digits and any blanks are folded first.
Nothing here asks a network.
"""

from __future__ import annotations

from functools import lru_cache

import phonenumbers
import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.spelt_numbers import spelt_numbers
from archive.redact.spans import Span
from language.across import any_of, either, frames_of_all
from language.countries import COUNTRIES
from language.lists import read_words
from language.words import fold

_DIGIT_RUN = regex.compile(r"(?<![\p{L}\p{N}/])\+?\(?\d(?:[ \u00a0().–-]{0,3}\d){5,16}(?!\d)(?!/\d)")
_PHONE_CUE = regex.compile(either(frames_of_all("phone_cue")))
_SHAPES = read_words("language", "zxx")
_OWN_MOBILE = regex.compile(either(_SHAPES.frames_of("own_mobile")))
_CONTACTS = tuple(
    (regex.compile(frame.pattern), T(frame.fields["type"]), frame.fields["score"], frame.fields["cues"])
    for frame in _SHAPES.frames_of("contact")
)
_NAMED_HANDLE = regex.compile(
    rf"(?:{any_of('handle_services')})(?:,? (?:{any_of('handle_links')})){{0,6}}[ :,]{{1,3}}"
    r"([\w.]*[\d._][\w.]*\w)"
)


def contacts(text: str, lang: str) -> list[Span]:
    """E-mail, handles, links, coordinates and phones."""
    low = fold(text)
    spans: list[Span] = []
    for pattern, kind, score, cues in _CONTACTS:
        if not any(cue in low for cue in cues):
            continue
        spans.extend(Span(m.start(), m.end(), kind, score, "contacts") for m in pattern.finditer(low))
    spans.extend(Span(*m.span(1), T.HANDLE, 0.75, "contacts") for m in _NAMED_HANDLE.finditer(low))
    return spans + phones(low) + spelt_numbers(text, lang)


def phones(low: str) -> list[Span]:
    """Phone numbers in folded text, in any spacing. A cue word lifts a doubtful one."""
    spans: list[Span] = []
    for match in _DIGIT_RUN.finditer(low):
        digits = "".join(ch for ch in match.group() if ch.isdigit())
        if not 7 <= len(digits) <= 15:
            continue
        cue = _PHONE_CUE.search(low, max(0, match.start() - 40), match.start()) is not None
        score = _phone_score(match.group(), digits, cue)
        if score:
            spans.append(Span(match.start(), match.end(), T.PHONE, score, "phones"))
    return spans


def _phone_score(surface: str, digits: str, cue: bool) -> float:
    """How sure we are, 0 for not a phone."""
    if _OWN_MOBILE.fullmatch(("+" if surface.startswith("+") else "") + digits):
        return 0.9
    if _valid(surface if surface.startswith("+") else digits):
        return 0.85 if cue or surface.startswith("+") else 0.6
    return 0.6 if cue and 8 <= len(digits) <= 13 else 0.0


@lru_cache(maxsize=4096)
def _valid(number: str) -> bool:
    for region in (None,) if number.startswith("+") else COUNTRIES:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return True
    return False
