"""Numbers that identify, as people write and say them: ids, phones, dates, plates, positions.

Shapes follow the numbering plans of the five countries; checksums are right about half of the time, because
people misremember. Nobody's number is looked up: every digit is drawn. What is no identifier (wages,
counts, prices) is no business of this file.
"""

from __future__ import annotations

import random
from collections.abc import Callable

NATIVE_ZERO = {"bn": "০", "hi": "०", "ne": "०"}
YEAR_BS_AHEAD, YEAR_BN_BEHIND = 57, 593
FIRST_YEAR, LAST_YEAR = 1998, 2025

_VERHOEFF_D = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_P = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"

Draw = Callable[[random.Random], str]


def digits(draw: random.Random, count: int, first: str = "123456789") -> str:
    """So many digits, the first one of `first`."""
    return draw.choice(first) + "".join(draw.choice("0123456789") for _ in range(count - 1))


def grouped(draw: random.Random, number: str, *sizes: int) -> str:
    """The number as written (solid) or as spoken: in groups, with one kind of gap."""
    gap = draw.choice(("", "", " ", "-"))
    parts, rest = [], number
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    return gap.join((*parts, rest) if rest else parts)


def native(text: str, lang: str) -> str:
    """The same text with the digits of the language's script."""
    zero = NATIVE_ZERO.get(lang)
    if zero is None:
        return text
    return "".join(chr(ord(zero) + int(c)) if c in "0123456789" else c for c in text)


def _verhoeff(number: str) -> str:
    check = 0
    for place, digit in enumerate(reversed(number), start=1):
        check = int(_VERHOEFF_D[check][int(_VERHOEFF_P[place % 8][int(digit)])])
    return number + str(next(d for d in range(10) if _VERHOEFF_D[check][d] == "0"))


def _aadhaar(draw: random.Random) -> str:
    number = _verhoeff(digits(draw, 11, "23456789")) if draw.random() < 0.5 else digits(draw, 12, "23456789")
    return grouped(draw, number, 4, 4)


def _nid(draw: random.Random) -> str:
    length = draw.choice((10, 10, 13, 17))
    return (
        grouped(draw, digits(draw, length), 3, 3)
        if length == 10
        else grouped(draw, digits(draw, length), 4, 4, 4)
    )


def _letters(draw: random.Random, count: int) -> str:
    return "".join(draw.choice(_LETTERS) for _ in range(count))


def _ob(draw: random.Random) -> str:
    return f"{draw.randint(1, 99):02}/{_dmy(draw, '/')}"


def _dmy(draw: random.Random, gap: str) -> str:
    return gap.join((f"{draw.randint(1, 28):02}", f"{draw.randint(1, 12):02}", str(draw.randint(2008, 2025))))


def _citizenship(draw: random.Random) -> str:
    gap = draw.choice(("-", "-", "/", " "))
    return gap.join(digits(draw, size, "0123456789") for size in (2, 2, 2, 5))


def _phone_bd(draw: random.Random) -> str:
    lead = draw.choice(("0", "0", "0", "+880 ", "880"))
    return lead + "1" + grouped(draw, digits(draw, 9, "3456789"), 3, 3)


def _phone_in(draw: random.Random) -> str:
    return draw.choice(("", "", "+91 ", "+91-", "0")) + grouped(draw, digits(draw, 10, "6789"), 5)


def _phone_ke(draw: random.Random) -> str:
    return draw.choice(("0", "0", "0", "+254 ", "254")) + grouped(draw, digits(draw, 9, "71"), 3, 3)


def _phone_np(draw: random.Random) -> str:
    if draw.random() < 0.2:
        return f"0{draw.randint(10, 99)}-{digits(draw, 6, '456')}"
    return draw.choice(("", "", "+977 ", "+977-")) + "9" + grouped(draw, digits(draw, 9, "78"), 3, 3)


def _phone_vn(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return draw.choice(("0", "+84 ")) + grouped(draw, digits(draw, 9, "3579"), 2, 3)
    return "0" + grouped(draw, digits(draw, 9, "3579"), 3, 3)


def _gps(draw: random.Random) -> str:
    north, east = draw.uniform(-4.0, 29.0), draw.uniform(34.0, 109.0)
    return draw.choice((f"{north:.5f}, {east:.5f}", f"{abs(north):.4f} N {east:.4f} E"))


PHONES: dict[str, Draw] = {
    "bd": _phone_bd, "in": _phone_in, "ke": _phone_ke, "np": _phone_np, "vn": _phone_vn,
}  # fmt: skip
"""By country."""

NUMBERS: dict[str, Draw] = {
    "aadhaar": _aadhaar,
    "birthreg": lambda d: grouped(d, digits(d, 17, "12"), 4, 4, 4),
    "brn": lambda d: grouped(d, digits(d, 17, "12"), 4, 4, 4),
    "case": lambda d: f"{digits(d, d.choice((2, 3)))}/{d.randint(2009, 2025)}",
    "case_no": lambda d: f"{digits(d, d.choice((2, 3, 4)))}/{d.randint(2009, 2025)}",
    "cccd": lambda d: grouped(d, "0" + digits(d, 11), 3, 3, 3),
    "citizenship": _citizenship,
    "cmnd": lambda d: grouped(d, digits(d, 9, "0123"), 3, 3),
    "day": lambda d: str(d.randint(1, 29)),
    "digits1": lambda d: digits(d, 1),
    "digits3": lambda d: digits(d, 3),
    "digits4": lambda d: digits(d, 4),
    "digits6": lambda d: digits(d, 6),
    "dis_id": lambda d: f"{digits(d, 2)}-{digits(d, 3)}-{digits(d, 4)}",
    "digits7": lambda d: digits(d, 7),
    "disability": lambda d: f"{digits(d, 2)}-{digits(d, 3)}-{digits(d, 4)}",
    "dmy": lambda d: _dmy(d, d.choice(("/", "-", "."))),
    "epic": lambda d: _letters(d, 3) + digits(d, 7),
    "fcn": lambda d: digits(d, 6),
    "fir": lambda d: f"{digits(d, d.choice((2, 3)))}/{d.randint(2009, 2025)}",
    "fish_id": lambda d: f"{digits(d, 4)}-{digits(d, 6)}",
    "gd": lambda d: digits(d, d.choice((3, 4))),
    "gps": _gps,
    "huduma": lambda d: grouped(d, digits(d, 9), 3, 3),
    "initial": lambda d: _letters(d, 1),
    "jobcard": lambda d: f"{_letters(d, 2)}-{digits(d, 2)}-{digits(d, 3)}-{digits(d, 3)}/{digits(d, 3)}",
    "kenya_id": lambda d: grouped(d, digits(d, 8, "123"), 4),
    "khatian": lambda d: digits(d, d.choice((3, 4))),
    "kitta": lambda d: digits(d, d.choice((2, 3))),
    "n": lambda d: str(d.randint(1, 19)),
    "nagarikta": _citizenship,
    "ncpwd": lambda d: f"NCPWD/P/{digits(d, d.choice((5, 6)))}",
    "nid": _nid,
    "nn": lambda d: str(d.randint(20, 99)),
    "ob": _ob,
    "pan": lambda d: f"{_letters(d, 5)}{digits(d, 4)}{_letters(d, 1)}",
    "passport": lambda d: _letters(d, 2) + digits(d, 7),
    "patta": lambda d: f"{digits(d, 2)}/{digits(d, 3)}",
    "pin": lambda d: digits(d, 6, "12345678"),
    "plate_bd": lambda d: f"{d.choice(('Ga', 'Kha', 'Ka', 'Ha'))} {digits(d, 2)}-{digits(d, 4)}",
    "plate_in": lambda d: (
        f"{d.choice(('MH', 'BR', 'UP', 'OD', 'JH'))} {digits(d, 2)} {_letters(d, 2)} {digits(d, 4)}"
    ),
    "plate_ke": lambda d: f"K{_letters(d, 2)} {digits(d, 3)}{_letters(d, 1)}",
    "plate_vn": lambda d: f"{digits(d, 2)}{_letters(d, 1)}-{digits(d, 3)}.{digits(d, 2)}",
    "ration": lambda d: digits(d, d.choice((10, 12))),
    "roll": lambda d: digits(d, d.choice((2, 3))),
    "staff_id": lambda d: f"{_letters(d, 2)}-{digits(d, 4)}",
    "udid": lambda d: f"{_letters(d, 2)}{digits(d, 16)}",
    "year": lambda d: str(d.randint(FIRST_YEAR, LAST_YEAR)),
    "year_bn": lambda d: str(d.randint(FIRST_YEAR, LAST_YEAR) - YEAR_BN_BEHIND),
    "year_bs": lambda d: str(d.randint(FIRST_YEAR, LAST_YEAR) + YEAR_BS_AHEAD),
    "account": lambda d: digits(d, d.choice((10, 12, 13))),
    "age": lambda d: str(d.randint(18, 84)),
    "age_child": lambda d: str(d.randint(2, 17)),
}  # fmt: skip
"""By slot."""
