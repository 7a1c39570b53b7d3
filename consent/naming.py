"""Ids that say nothing: of a participant and of a consent.

Decision. Participants' ids stand in the log, in the index and in file names, so an id that could be
somebody's name, phone or card number must not pass. What passes is what cannot be one: short codes such
as ``bd-p01``, ``KE-CD-P07`` or ``part-12`` (ASCII, at least one digit, at most six digits, no run of
letters longer than two unless it is a known word of studies, and no name of that very person in it).
Everything else is replaced by ``p-`` and 16 hexadecimal digits of HMAC-SHA-256 over the project and the
id. The same project, secret and id always give the same result, so an import can be repeated.

Without a ``secret`` the digest keeps a name out of sight but not from somebody who can guess the name and
try it; an archive passes a secret of its key ring and closes that too.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from consent.vocabulary import fold_form_word

_CODE = re.compile(r"[A-Za-z0-9](?:[ ._/-]?[A-Za-z0-9])*")
_OURS = re.compile(r"p-[0-9a-f]{16}")
_LETTERS = re.compile(r"[A-Za-z]+")
_STUDY_WORDS = frozenset(
    {"case", "code", "dialogue", "fgd", "file", "group", "household", "idi", "informant", "interview", "kii"}
    | {"member", "part", "participant", "resp", "respondent", "row", "seat", "speaker", "story", "survey"}
    | {"ward"}
)
_MAX_DIGITS = 6


def participant_id(raw: str, project: str, names: Iterable[str] = (), secret: bytes = b"") -> str:
    """``raw`` if it is a meaningless code, otherwise a pseudonymous id derived from it.

    ``names`` are the names and numbers that the same form holds; a code that contains one is replaced.
    """
    code = unicodedata.normalize("NFC", raw).strip()
    if _OURS.fullmatch(code) or (_meaningless(code) and not _tells(code, names)):
        return code
    return f"p-{_digest(secret, 'participant', project, fold_form_word(code))}"


def consent_id(participant: str, project: str, ordinal: int) -> str:
    """The id of a participant's consent in a project; ``ordinal`` counts those in one file, from 0.

    Unkeyed: the participant's id that goes in is meaningless already.
    """
    return f"c-{_digest(b'', 'consent', project, participant, str(ordinal))}"


def _meaningless(code: str) -> bool:
    digits = sum(c.isdigit() for c in code)
    return (
        code.isascii()
        and len(code) <= 40
        and _CODE.fullmatch(code) is not None
        and 1 <= digits <= _MAX_DIGITS
        and all(len(run) <= 2 or run.casefold() in _STUDY_WORDS for run in _LETTERS.findall(code))
    )


def _tells(code: str, names: Iterable[str]) -> bool:
    runs = {run.casefold() for run in _LETTERS.findall(code)}
    words = {word for name in names for word in fold_form_word(name).split()}
    solid = "".join(c for c in code if c.isalnum()).casefold()
    numbers = {"".join(c for c in name if c.isalnum()).casefold() for name in names}
    return bool(runs & words) or solid in numbers


def _digest(secret: bytes, *parts: str) -> str:
    message = b"".join(len(p.encode()).to_bytes(4, "big") + p.encode() for p in parts)
    return hmac.new(secret or b"heard consent", message, sha256).hexdigest()[:16]
