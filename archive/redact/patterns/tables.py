"""Rows of a table whose header says what stands in each column: ``Seat, Name, Age, Sex, Work, From``.

Readers hand a table on as lines with tabs. A cell under "Age" is an age though it is a bare number.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.patterns.packs import lines
from archive.redact.spans import Span

_COLUMNS: tuple[tuple[T, frozenset[str]], ...] = (
    (
        T.PERSON,
        lines(
            "name, names, full name, respondent, participant name, jina, họ tên, "
            "tên, họ và tên, নাম, नाम, नाम थर"
        ),
    ),
    (T.AGE, lines("age, years, age (years), umri, tuổi, বয়স, उम्र, आयु, उमेर")),
    (
        T.LOC,
        lines(
            "from, village, place, address, residence, home, ward, lives, lives "
            "in, anatoka, kijiji, makazi, quê, nơi ở, địa chỉ, thôn, ঠিকানা, "
            "গ্রাম, गाँव, गांव, पता, ठेगाना, घर, गाउँ, district, block, area"
        ),
    ),
    (
        T.DEM,
        lines(
            "work, occupation, job, caste, tribe, community, ethnicity, religion, "
            "group, disability, kazi, kabila, nghề, nghề nghiệp, dân tộc, পেশা, "
            "কাজ, काम, पेशा, जाति, जात, category, status"
        ),
    ),
    (
        T.PHONE,
        lines(
            "phone, mobile, contact, phone no, phone number, simu, điện thoại, sđt, ফোন, মোবাইল, फोन, मोबाइल"
        ),
    ),
    (T.ID, lines("nid, id, id no, id number, national id, card no, kitambulisho, cccd, cmnd, aadhaar")),
    (T.ORG, lines("school, organisation, organization, employer, workplace, shule, trường, স্কুল, विद्यालय")),
)
_EMPTY = regex.compile(r"[\s\-–—.?/]*|none|n/?a|no|yes|nil|unknown|refused", regex.IGNORECASE)


def tables(text: str, lang: str) -> list[Span]:
    """Cells of tables whose header names at least two columns that we know."""
    found: list[Span] = []
    kinds: list[T | None] = []
    at = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 2 and sum(k is not None for k in _header(cells)) >= 2:
            kinds = _header(cells)
        elif len(cells) == len(kinds) and len(cells) > 2:
            found += _row(cells, kinds, at)
        elif line.strip():
            kinds = []
        at += len(line) + 1
    return found


def _header(cells: list[str]) -> list[T | None]:
    names = [cell.strip().casefold() for cell in cells]
    return [next((kind for kind, known in _COLUMNS if name in known), None) for name in names]


def _row(cells: list[str], kinds: list[T | None], at: int) -> list[Span]:
    found: list[Span] = []
    for cell, kind in zip(cells, kinds, strict=True):
        whole = cell.split("(")[0] if kind is T.PERSON else cell
        if kind is not None and whole.strip() and not _EMPTY.fullmatch(whole):
            found.append(Span(at, at + len(whole), kind, 0.85 if kind is not T.DEM else 0.6, "tables"))
        at += len(cell) + 1
    return found
