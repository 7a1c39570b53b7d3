"""How hard a secret is to guess, as zxcvbn measures it (D. L. Wheeler, USENIX Security 2016).

Every passphrase and every password that a person chooses is asked here, so that there is one rule. zxcvbn
knows word lists, keyboards, dates and repeats; it is given the names that stand around the secret as well,
because whoever guesses tries them first. It knows no words but English ones: a famous line in another
language looks strong to it. The secret is never kept, shown or put into an exception.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable

from zxcvbn import zxcvbn  # type: ignore[import-untyped]

SHORTEST = 12
"""Characters of the shortest secret that is taken."""

OFFLINE = 4
"""The score for a secret that a stolen file can be tried against: 10^10 guesses and more."""

ONLINE = 3
"""The score for a secret that is tried at the door alone: 10^8 guesses and more."""

_LONGEST = 72  # zxcvbn takes time that grows with the square of the length, and refuses more than this
_ADVICE = "Choose at least four words that have nothing to do with each other, with you or with this archive."
_PLACEHOLDERS = frozenset(
    {
        "changeme", "changemeplease", "pleasechangeme", "changethis", "password", "passphrase", "mypassword",
        "yourpassword", "yourpassphrase", "heard", "heardarchive", "test", "testing", "secret", "default",
        "admin", "administrator", "letmein", "example", "placeholder", "insertpassphrasehere", "todo",
        "correcthorsebatterystaple", "qwertyuiop", "qwertyuiopasdf", "abcdefghijkl", "abcdefghijklmnop",
        "archive", "testimony", "consent",
    }
)  # fmt: skip
# Each sign becomes the digit that stands for the same letter. zxcvbn tries every reading of every sign, which
# took 13 s for 72 signs chosen to that end.
_ONE_SIGN_A_LETTER = str.maketrans("@{[<!|$+", "4(((1157")
_BETWEEN_WORDS = re.compile(r"[\s._-]+")
_one_at_a_time = threading.Lock()  # zxcvbn keeps the names it is given in a dictionary of its module


def weakness(secret: str, score: int, names: Iterable[str] = ()) -> str | None:
    """What is wrong with a secret and what to do about it; ``None`` if it reaches ``score`` (0 to 4).

    ``names`` are the account's and the archive's: what somebody who guesses would try first.
    """
    plain = unicodedata.normalize("NFKC", secret).strip()
    if not plain:
        return f"is empty. {_ADVICE}"
    if len(plain) < SHORTEST:
        return f"is shorter than {SHORTEST} characters. {_ADVICE}"
    if guessing_score(plain, names) < score:
        return f"is easy to guess. {_ADVICE}"
    return None


def guessing_score(secret: str, names: Iterable[str] = ()) -> int:
    """From 0 (guessed at once) to 4, of the secret as it is and without what stands between its words.

    The lower of the two counts: letters with blanks between them are no better than the word. A long secret
    is measured by its beginning.
    """
    known = [*_words(names), *sorted(_PLACEHOLDERS)]
    joined = _BETWEEN_WORDS.sub("", secret)
    measured = [part.translate(_ONE_SIGN_A_LETTER)[:_LONGEST] for part in (secret, joined) if part]
    with _one_at_a_time:
        return min((int(zxcvbn(part, user_inputs=known)["score"]) for part in measured), default=0)


def is_placeholder(secret: str) -> bool:
    """Whether this stands in examples and manuals, and so in every list of first tries."""
    plain = unicodedata.normalize("NFKC", secret).casefold().strip()
    letters = "".join(c for c in plain if c.isalpha())
    stem = letters[:-4] if letters.endswith("test") else letters
    return not _PLACEHOLDERS.isdisjoint((letters, stem, plain))


def _words(names: Iterable[str]) -> list[str]:
    words: dict[str, None] = {}
    for name in names:
        plain = unicodedata.normalize("NFKC", name).casefold()
        parts = re.findall(r"[^\W_]+", plain)
        words |= dict.fromkeys(part for part in (plain, "".join(parts), *parts) if len(part) > 2)
    return list(words)
