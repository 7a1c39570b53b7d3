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
from archive.redact.words import fold

_COUNTRIES = ("BD", "IN", "KE", "NP", "VN")
_DIGIT_RUN = regex.compile(r"(?<![\p{L}\p{N}/])\+?\(?\d(?:[ \u00a0().–-]{0,3}\d){5,16}(?!\d)(?!/\d)")
_PHONE_CUE = regex.compile(
    r"phone|mobile|call|number|whats ?app|cell|contact|tel\b|simu|namba|"
    r"nambari|piga|mobail|zalo|sdt|sđt|điện thoại|dien thoai|số|gọi|"
    r"fon|bkash|imo|মোবাইল|ফোন|নম্বর|নাম্বার|কল|फोन|फ़ोन|मोबाइल|नंबर|नम्बर|"
    r"काल|कॉल|viber|reach|text me|dial|m-?pesa|ring"
)
_OWN_MOBILE = regex.compile(
    r"(?:\+?88)?01[3-9]\d{8}|(?:\+?91|0)?[6-9]\d{9}|(?:\+?254|0)[17]\d{8}|"
    r"(?:\+?977)?9[678]\d{8}|(?:\+?84|0)[35789]\d{8}|0[1-9]\d{7,9}"
)
_EMAIL = regex.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SPOKEN_EMAIL = regex.compile(r"[\w.]{2,40} at (?:gmail|yahoo|hotmail|outlook)(?: dot com|\.com)")
_UPI = regex.compile(
    r"[\w.-]{2,64}@(?:ok(?:axis|icici|sbi|hdfcbank)|ybl|upi|paytm|ibl|"
    r"axl|apl|sbi|hdfcbank|icici|freecharge|airtel)\b"
)
_HANDLE = regex.compile(r"(?<![\w@.])@[\p{L}_][\w.]{2,38}\w")
_NAMED_HANDLE = regex.compile(
    r"(?:insta(?:gram)?|facebook|fb|tik ?tok|twitter|telegram|youtube|"
    r"messenger|zalo|ig|imo|youtube|channel|handle|username|फेसबुक|इंस्टा|इन्स्टा|ফেসবুক|ইনস্টা)"
    r"(?:,? (?:id|account|page|handle|name|is|as|:|nick|it|my|our|user|username|called|ni|la|là|है|हो|ki|"
    r"ka|ko)){0,6}[ :,]{1,3}"
    r"([\w.]*[\d._][\w.]*\w)"
)
_URL = regex.compile(
    r"(?:https?://|www\.)[^\s<>\"]{3,200}|\b(?:facebook|fb|instagram|tiktok|t)\.(?:com|me)/[^\s<>\"]{2,100}"
)
_GPS = regex.compile(
    r"[-+]?\d{1,3}\.\d{3,8}°? ?[ns]?,? {0,2}[-+]?\d{1,3}\.\d{3,8}°? ?[ew]?\b|"
    r"\d{1,3}°\s?\d{1,2}['′]\s?[\d.]{0,8}[\"″]?\s?[ns],?\s{0,2}\d{1,3}°\s?\d{1,2}['′]\s?[\d.]{"
    r"0,8}[\"″]?\s?[ew]"
)


def contacts(text: str, lang: str) -> list[Span]:
    """E-mail, handles, links, coordinates and phones."""
    low = fold(text)
    found: list[Span] = []
    for pattern, kind, score, cues in (
        (_EMAIL, T.EMAIL, 0.95, ("@",)),
        (_SPOKEN_EMAIL, T.EMAIL, 0.85, (" at ",)),
        (_UPI, T.HANDLE, 0.9, ("@",)),
        (_HANDLE, T.HANDLE, 0.9, ("@",)),
        (_URL, T.HANDLE, 0.7, ("http", "www", ".com/", ".me/")),
        (_GPS, T.LOC, 0.95, (".", "°")),
    ):
        if not any(cue in low for cue in cues):
            continue
        found.extend(Span(m.start(), m.end(), kind, score, "contacts") for m in pattern.finditer(low))
    found.extend(Span(*m.span(1), T.HANDLE, 0.75, "contacts") for m in _NAMED_HANDLE.finditer(low))
    return found + phones(low) + spelt_numbers(text, lang)


def phones(low: str) -> list[Span]:
    """Phone numbers in folded text, in any spacing. A cue word lifts a doubtful one."""
    found: list[Span] = []
    for match in _DIGIT_RUN.finditer(low):
        digits = "".join(ch for ch in match.group() if ch.isdigit())
        if not 7 <= len(digits) <= 15:
            continue
        cue = _PHONE_CUE.search(low, max(0, match.start() - 40), match.start()) is not None
        score = _phone_score(match.group(), digits, cue)
        if score:
            found.append(Span(match.start(), match.end(), T.PHONE, score, "phones"))
    return found


def _phone_score(shown: str, digits: str, cue: bool) -> float:
    """How sure we are, 0 for not a phone."""
    if _OWN_MOBILE.fullmatch(("+" if shown.startswith("+") else "") + digits):
        return 0.9
    if _valid(shown if shown.startswith("+") else digits):
        return 0.85 if cue or shown.startswith("+") else 0.6
    return 0.6 if cue and 8 <= len(digits) <= 13 else 0.0


@lru_cache(maxsize=4096)
def _valid(number: str) -> bool:
    for region in (None,) if number.startswith("+") else _COUNTRIES:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return True
    return False
