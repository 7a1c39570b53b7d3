"""Which of many names can stand in a text at all, so that only those are looked for in earnest.

Pure, and generous: a name stays if one of its words sounds like a word of the text in any script, or if the
end of a number stands among the text's digits. It never says that a name is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import Known, KnownKind
from language.stems import CASE_ENDINGS
from language.transliteration import name_key
from language.words import (
    bare,
    fold,
    is_indic,
    words,
)

_DIGITS = frozenset({KnownKind.PHONE, KnownKind.ID})
_TAIL = 4


def nearby(text: str, names: Sequence[Known]) -> list[Known]:
    """Those of the names that may stand in the text, in their order."""
    sounds: set[str] = set()
    for word in words(text):
        for form in _forms(fold(bare(word.text))):
            sounds.add(_sound(form))
    digits = "".join(ch for ch in fold(text) if ch.isalnum())
    return [one for one in names if _near(one, sounds, digits)]


def _near(one: Known, sounds: set[str], digits: str) -> bool:
    if one.kind in _DIGITS:
        return "".join(ch for ch in fold(one.text) if ch.isalnum())[-_TAIL:] in digits
    return any(_sound(fold(bare(w.text))) in sounds for w in words(one.text))


def _forms(low: str) -> list[str]:
    """The word, and an Indic one without each case ending that it may carry."""
    if not is_indic(low):
        return [low, *(low[:-cut] for cut in (2, 3) if len(low) - cut >= 3)]
    return [low, *(low[: -len(e)] for e in CASE_ENDINGS if low.endswith(e) and len(low) - len(e) >= 2)]


def _sound(form: str) -> str:
    return name_key(form).rstrip("a") or form
