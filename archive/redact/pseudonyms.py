"""One invented name for one person, all over a project, in the script of the text.

Names are words of nature and of good wishes that families of every faith and caste use, as far as names
can be neutral at all. Which name a person gets is decided by a keyed hash, so it says nothing of the real
one; nobody gets the name of somebody known, and no two people get the same.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from language.countries import HOME
from language.lists import language_words
from language.transliteration import name_key
from language.words import bare, words


class Name(NamedTuple):
    """A name in three scripts; empty where it is not written in one. Kept as a list in JSON, and picked by
    the number of the script, so its order is part of its form."""

    latin: str
    bengali: str = ""
    devanagari: str = ""


_LISTS = {"F": "pseudonyms_women", "M": "pseudonyms_men", "second": "pseudonyms_second"}


def _plain(lang: str) -> dict[str, tuple[Name, ...]]:
    """The pools of a language in Latin letters: for women, for men, second names."""
    words = language_words(lang)
    return {kind: tuple(Name(name) for name in words.entries(list_)) for kind, list_ in _LISTS.items()}


def _written_thrice() -> dict[str, tuple[Name, ...]]:
    """The pools of South Asia, each name in all three scripts."""
    bengali, devanagari = language_words("bn"), language_words("hi")
    return {
        kind: tuple(
            Name(name, str(word), str(devanagari.values(list_)[name]))
            for name, word in bengali.values(list_).items()
        )
        for kind, list_ in _LISTS.items()
    }


SOUTH_ASIA, KENYA, VIETNAM = _written_thrice(), _plain("sw"), _plain("vi")
POOLS = {"bn": SOUTH_ASIA, "hi": SOUTH_ASIA, "ne": SOUTH_ASIA, "sw": KENYA, "vi": VIETNAM, "en": SOUTH_ASIA}
BY_COUNTRY = {country: POOLS[lang] for lang, country in HOME.items()}
_SCRIPT = {"bn": 1, "hi": 2, "ne": 2}


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A given name and a second one, each in three scripts; ``turn`` tells people of one given name apart."""

    given: Name
    second: Name
    turn: int = 1

    def shown(self, script: int, parts: int, last: bool) -> str:
        """As many parts as the mention has: the given name, the second one alone, or both."""
        given = self.given[script] or self.given[0]
        second = self.second[script] or self.second[0]
        if self.turn > 1:
            given = f"{given} {self.turn}"
        if parts > 1:
            return f"{given} {second}"
        return second if last and self.turn == 1 else given


class PseudonymBook:
    """The pseudonyms of one project. Not safe for threads; each detector holds its own."""

    def __init__(self, secret: bytes, project: str) -> None:
        self._secret = secret
        self._project = project
        self._given: dict[str, Pseudonym] = {}
        self._taken: set[tuple[str, int]] = set()
        self._avoid: set[str] = set()

    def __repr__(self) -> str:
        return f"PseudonymBook({len(self._given)} people)"

    def avoid(self, names: Iterable[str]) -> None:
        """Real names that nobody may be given, in any spelling."""
        for name in names:
            self._avoid.update(key for w in words(name) if (key := name_key(bare(w.text)).rstrip("a")))

    def kept(self) -> dict[str, str]:
        """Entity → its pseudonym as it is kept: the name in each script, so that a change of lists moves
        nobody's name."""
        return {
            entity: json.dumps([one.given, one.second, one.turn], ensure_ascii=False)
            for entity, one in self._given.items()
        }

    def take_back(self, kept: Mapping[str, str]) -> None:
        """The inverse of ``kept``; what is given from now on stays clear of it."""
        for entity, packed in kept.items():
            given, second, turn = json.loads(packed)
            one = Pseudonym(Name(*given), Name(*second), int(turn))
            self._given[entity] = one
            self._taken.add((one.given[0], one.turn))

    def person(self, entity: str, lang: str, sex: str | None = None) -> Pseudonym:
        """The pseudonym of ``entity``; made on first asking and kept."""
        if entity not in self._given:
            self._given[entity] = self._choose(entity, POOLS.get(lang, SOUTH_ASIA), sex)
        return self._given[entity]

    def mention(
        self, entity: str, lang: str, parts: int = 1, last: bool = False, sex: str | None = None
    ) -> str:
        """What stands in the text for a mention of ``parts`` words; ``last`` for a family name alone."""
        return self.person(entity, lang, sex).shown(_SCRIPT.get(lang, 0), parts, last)

    def _choose(self, entity: str, pool: dict[str, tuple[Name, ...]], sex: str | None) -> Pseudonym:
        names = pool["F"] if sex == "F" else pool["M"] if sex == "M" else (*pool["F"], *pool["M"])
        order = sorted(names, key=lambda name: self._draw(entity, name[0]))
        for turn in range(1, len(self._given) + 3):
            for name in order:
                clash = any(name_key(w).rstrip("a") in self._avoid for w in name[0].split())
                if (name[0], turn) not in self._taken and not (clash and turn < 50):
                    self._taken.add((name[0], turn))
                    return Pseudonym(name, self._second(pool, entity), turn)
        raise AssertionError("turns outnumber the people, so a free name was passed over")

    def _second(self, pool: dict[str, tuple[Name, ...]], entity: str) -> Name:
        free = [
            n for n in pool["second"] if not any(name_key(w).rstrip("a") in self._avoid for w in n[0].split())
        ]
        return min(free or list(pool["second"]), key=lambda name: self._draw(entity, name[0]))

    def _draw(self, entity: str, name: str) -> bytes:
        return hmac.digest(self._secret, f"{self._project}\0{entity}\0{name}".encode(), "sha256")


def seats(mention: Sequence[str], full: Sequence[str]) -> tuple[int, bool]:
    """How many parts a mention has of a person's full name, and whether it is the last part alone."""
    if len(mention) > 1 or len(full) < 2:
        return len(mention), False
    return 1, name_key(mention[0]).rstrip("a") == name_key(full[-1]).rstrip("a") != name_key(full[0]).rstrip(
        "a"
    )
