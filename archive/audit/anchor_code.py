"""A checkpoint short enough to be read out over the telephone: how many entries, and letters over their root.

``42-K7MQ-2ZTA-9XWD-H4`` says that the log had 42 entries with one root and no other: sixty bits of a digest
over origin, size and root, and ten bits that tell a slip of the tongue from another log. It says nothing
of what came later, and it is no secret.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from archive.errors import UsageError

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HEARD_AS = str.maketrans("OIL", "011")
_DIGEST, _CHECK = 12, 2
_FORM = re.compile(r"([0-9]{1,12})([0-9A-HJKMNP-TV-Z]{14})")


@dataclass(frozen=True, slots=True)
class AnchorCode:
    """The code of a log of ``size`` entries: ``letters`` stand for its origin and root."""

    size: int
    letters: str

    def __str__(self) -> str:
        body = self.letters
        groups = (body[at : at + 4] for at in range(0, _DIGEST, 4))
        return f"{self.size}-{'-'.join(groups)}-{_check(self.size, body)}"


def code_of(origin: str, size: int, root: bytes) -> AnchorCode:
    """The code of a log's first ``size`` entries."""
    return AnchorCode(size, _letters(f"heard code\n{origin}\n{size}\n".encode() + root, _DIGEST))


def read_code(spoken: str) -> AnchorCode:
    """The code as somebody read it out: letter case, blanks and hyphens do not count, O is 0, I and L are 1.

    Raises ``UsageError`` for one that was misread.
    """
    size, _, rest = spoken.strip().replace(" ", "-").partition("-")
    letters = "".join(rest.split("-")).upper().translate(_HEARD_AS)
    match = (
        _FORM.fullmatch(f"{size}{letters}") if size.isdecimal() and len(letters) == _DIGEST + _CHECK else None
    )
    if match is None or letters[_DIGEST:] != _check(int(size), letters[:_DIGEST]):
        raise UsageError("The code was misread: its last two letters do not fit the rest. Read it out again.")
    return AnchorCode(int(size), letters[:_DIGEST])


def _check(size: int, letters: str) -> str:
    return _letters(f"heard check\n{size}\n{letters}".encode(), _CHECK)


def _letters(data: bytes, count: int) -> str:
    number = int.from_bytes(sha256(data).digest()[:8], "big") >> (64 - 5 * count)
    return "".join(_LETTERS[number >> 5 * at & 31] for at in reversed(range(count)))
