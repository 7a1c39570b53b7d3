"""The gloss bank: everyday sentences by code, and short tellings with every code they hold.

Versioned data (``data/glosses``), written for this project from no testimony and from no test text. A
coalition adds to it by adding a file of the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from taxonomies._data import read

_TELLINGS = ("glosses/stories.yaml", "glosses/causes.yaml", "glosses/losses.yaml")
_IN_OTHER_LANGUAGES = ("glosses/tongues.yaml", "glosses/voices.yaml")


@dataclass(frozen=True, slots=True)
class Gloss:
    """One sentence and the codes it tells; no code: talk that tells nothing."""

    text: str
    targets: frozenset[str]
    drivers: frozenset[str]
    language: str = "en"

    @property
    def tells(self) -> bool:
        """Whether it tells anything."""
        return bool(self.targets or self.drivers)


@cache
def glosses() -> tuple[Gloss, ...]:
    """The whole bank, in the order of the files."""
    empty: frozenset[str] = frozenset()
    bank = [
        Gloss(text, frozenset({code}), empty)
        for code, texts in read("glosses/targets.yaml").items()
        for text in texts
    ]
    bank += [
        Gloss(text, empty, frozenset({code}))
        for code, texts in read("glosses/drivers.yaml").items()
        for text in texts
    ]
    for line in (line for name in _TELLINGS for line in read(name)["stories"]):
        targets, drivers, text = line.split("|")
        bank.append(Gloss(text.strip(), frozenset(targets.split()), frozenset(drivers.split())))
    for line in (line for name in _IN_OTHER_LANGUAGES for line in read(name)["stories"]):
        language, targets, drivers, text = (part.strip() for part in line.split("|"))
        bank.append(Gloss(text, frozenset(targets.split()), frozenset(drivers.split()), language))
    return tuple(bank)
