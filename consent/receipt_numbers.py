"""The number on a receipt: short enough to say over a telephone, and it means nothing.

Twelve digits in three groups. Eleven come from HMAC-SHA-256 over the consent's id under a secret of the
archive, so the number leads to the consent only there; the last is a Damm check digit (H. M. Damm, 2004),
which catches every single wrong digit and every two neighbours exchanged. A number stays the same through
all versions of a consent. Two consents could share one (one chance in ten million that a given
number among ten thousand is another's too): ``bearing`` gives both, and whoever asks decides.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from consent.record import ConsentRecord

_LENGTH = 12
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def receipt_number(consent_id: str, secret: bytes) -> str:
    """The number of a consent's receipt, as ``4821 0937 5516``. Raises ``ValueError`` without a secret."""
    if not secret:
        raise ValueError("A receipt number needs a secret of the archive.")
    digest = hmac.new(secret, b"heard receipt\0" + consent_id.encode(), sha256).digest()
    digits = str(int.from_bytes(digest) % 10 ** (_LENGTH - 1)).zfill(_LENGTH - 1)
    digits += str(_damm(digits))
    return " ".join(digits[i : i + 4] for i in range(0, _LENGTH, 4))


def heard_number(words: str) -> str | None:
    """A number as somebody wrote or said it, in the printed form; ``None`` if a digit must be wrong.

    Blanks, dots and dashes do not matter, and the digits may be of any script.
    """
    digits = []
    for char in words:
        if unicodedata.category(char) == "Nd":
            digits.append(str(unicodedata.decimal(char)))
        elif not (char.isspace() or char in ".-–—"):
            return None
    plain = "".join(digits)
    if len(plain) != _LENGTH or _damm(plain) != 0:
        return None
    return " ".join(plain[i : i + 4] for i in range(0, _LENGTH, 4))


def bearing(records: Sequence[ConsentRecord], words: str, secret: bytes) -> list[ConsentRecord]:
    """The records whose receipt bears this number: none, one, or by a rare chance several."""
    number = heard_number(words)
    if number is None:
        return []
    return [r for r in records if hmac.compare_digest(receipt_number(r.consent_id, secret), number)]


def _damm(digits: str) -> int:
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return row
