"""What each column of a survey is: a person must not become a story, nor a story an attribute.

A guess from the header (its last part, in six languages) and from the cells; whoever imports can say
otherwise with a ``ColumnMap``. Where it is unclear the stricter role wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from archive.model import KnownKind


class ColumnRole(StrEnum):
    """What intake does with a column.

    ``system`` and ``drop`` are not kept; ``direct`` becomes a known identifier, ``quasi`` and
    ``choice`` become attributes, ``story`` becomes text, ``consent`` an attribute that is looked at.
    """

    SYSTEM = "system"
    DIRECT = "direct"
    QUASI = "quasi"
    STORY = "story"
    CONSENT = "consent"
    CHOICE = "choice"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Roles that a person chose, by the header cell verbatim; ``kinds`` for direct columns."""

    roles: Mapping[str, ColumnRole] = field(default_factory=dict)
    kinds: Mapping[str, KnownKind] = field(default_factory=dict)


_SYSTEM = re.compile(
    r"^(?:start|end|today|deviceid|device_id|subscriberid|simserial|username|audit|instanceid|instancename|"
    r"key|parent_key|submissiondate|isvalidated|formdef_version|submitterid|submittername|attachments\w*|"
    r"reviewstate|edits|deviceinfo|set-of-.*|caseid|starttime|endtime|timestamp|meta/.*|_.*)$",
    re.IGNORECASE,
)
_DROP = re.compile(
    r"gps|latitude|longitude|altitude|geopoint|geotrace|photo|image|picture|signature|audio|video|recording|"
    r"attachment|ghi[_ ]?ch[uú]|enumerator.?s? (?:note|comment)|interviewer.?s? (?:note|comment)|^notes?$",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"consent|\bagree|_agree|đồng ý|dong_y|ridhaa|idhini|সম্মতি|राज़ी|सहमति|मञ्जुरी|मन्जुरी", re.IGNORECASE
)
_DIRECT: tuple[tuple[KnownKind, re.Pattern[str]], ...] = (
    (KnownKind.EMAIL, re.compile(r"e-?mail|\bupi\b", re.IGNORECASE)),
    (
        KnownKind.PHONE,
        re.compile(
            r"phone|mobile|\btel\b|telephone|whatsapp|bkash|m-?pesa|contact (?:no|number)|"
            r"dien_?thoai|điện thoại|"
            r"\bsđt\b|\bsdt\b|\bsimu\b|ফোন|মোবাইল|फ़ोन|फोन|मोबाइल",
            re.IGNORECASE,
        ),
    ),
    (
        KnownKind.ID,
        re.compile(
            r"\bnid\b|aadh?aar|\bcmnd\b|\bcccd\b|giay_to|passport|"
            r"national[_ ]id|id[_ ](?:no|number|card)|card[_ ]no|"
            r"ration[_ ](?:no|card)|citizenship|nagarikta|birth[_ ](?:reg|cert)|account|huduma|"
            r"kitambulisho|job[_ ]card|case[_ ]no|^id$|পরিচয়পত্র|आधार|नागरिकता|राशन",
            re.IGNORECASE,
        ),
    ),
    (
        KnownKind.NICKNAME,
        re.compile(r"nick_?name|alias|called at home|biệt danh|ডাকনাম|पुकार", re.IGNORECASE),
    ),
    (
        KnownKind.PERSON,
        re.compile(
            r"\bname\b|(?:^|_)name$|_name_|full_?name|^m_name|enumerator|interviewer|surveyor|guardian|caregiver|"
            r"ho_?ten|họ và tên|họ tên|\btên\b|\bjina\b|নাম|नाम|điều tra viên|respondent$",
            re.IGNORECASE,
        ),
    ),
    (
        KnownKind.LOC,
        re.compile(
            r"address|landmark|house no|house_no|household no|địa chỉ|dia_chi|anwani|ঠিকানা|पता|ठेगाना",
            re.IGNORECASE,
        ),
    ),
)
_QUASI = re.compile(
    r"\bage\b|(?:^|_)age$|years|sex|gender|district|division|county|state|province|ward|village|union|upazila|"
    r"block|tole|settlement|caste|tribe|ethnic|community|religion|disab|difficulty|occupation|work|job|"
    r"education|school|marital|household size|members|income|language|relation|nationality|group|"
    r"tuoi|tuổi|gioi_?tinh|giới|dan_?toc|dân tộc|tinh|tỉnh|xa_|xã|thôn|nghề|umri|jinsia|kabila|kijiji|kata|"
    r"বয়স|লিঙ্গ|জেলা|গ্রাম|ওয়ার্ড|পেশা|ধর্ম|उम्र|आयु|उमेर|लिंग|लिङ्ग|ज़िला|जिला|गाँव|गाउँ|वडा|जाति|पेशा|धर्म",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"village|ward|landmark|tole|settlement|hamlet|thôn|xa_thon|kijiji|গ্রাম|गाँव|गाउँ|टोल", re.IGNORECASE
)
_OTHER = re.compile(r"_other$|other.{0,12}specify|please specify|khác.{0,12}ghi|অন্যান্য|अन्य", re.IGNORECASE)
_REFUSAL = re.compile(r"^(?:no|n|0|false|refused|declined|khong|không|hapana|না|नहीं|होइन|छैन)\b", re.IGNORECASE)
_SPLIT_VALUES = frozenset({"0", "1", "true", "false", "yes", "no", ""})
_LONG = 12
_SEVERAL_WORDS = 4
_SHORT_HEADER = 8


def guess(header: str, cells: Sequence[str], headers: frozenset[str]) -> ColumnRole:
    """The role of a column from its header, its non-empty cells and the other headers."""
    last = _last(header)
    if _is_split(header, cells, headers):
        return ColumnRole.SYSTEM
    if _DROP.search(last):
        return ColumnRole.DROP
    if _SYSTEM.match(header) or _SYSTEM.match(last):
        return ColumnRole.SYSTEM
    filled = [c for c in cells if c]
    words = sum(len(c.split()) for c in filled) / max(1, len(filled))
    if _CONSENT.search(header) and words < _LONG:
        return ColumnRole.CONSENT
    if words >= _LONG or (_is_question(last) and words >= _SEVERAL_WORDS):
        return ColumnRole.STORY
    if kind_of(header) is not None:
        return ColumnRole.DIRECT
    if len(last.split()) <= _SHORT_HEADER and _QUASI.search(last):
        return ColumnRole.QUASI
    if _OTHER.search(header) or words >= _SEVERAL_WORDS:
        return ColumnRole.STORY
    return ColumnRole.CHOICE if _repeats(filled) else ColumnRole.QUASI


def kind_of(header: str) -> KnownKind | None:
    """What sort of identifier a direct column holds, ``None`` where the header names none."""
    last = _last(header)
    under = "/" in header and header.split("/", 1)[0].casefold() in {"id", "ids", "documents", "papers"}
    found = next((kind for kind, words in _DIRECT if words.search(last)), None)
    return KnownKind.ID if under and found is None else found


def is_place(header: str) -> bool:
    """Whether the cells of a column are places small enough to point at somebody."""
    return bool(_PLACE.search(_last(header)))


def refuses(cell: str) -> bool:
    """Whether a consent cell says no."""
    return bool(_REFUSAL.match(cell.strip()))


def _last(header: str) -> str:
    """The question's own name without its groups; a slash in a written-out question is no group."""
    return header if " " in header else header.rsplit("/", 1)[-1]


def _is_question(header: str) -> bool:
    return header.rstrip().endswith("?") or len(header.split()) > _SHORT_HEADER


def _is_split(header: str, cells: Sequence[str], headers: frozenset[str]) -> bool:
    """One 0/1 column of a select-multiple whose answers also stand in one cell."""
    parent = header.rsplit("/", 1)[0]
    return parent != header and parent in headers and all(c.casefold() in _SPLIT_VALUES for c in cells)


def _repeats(filled: Sequence[str]) -> bool:
    return len(set(filled)) * 2 <= len(filled)
