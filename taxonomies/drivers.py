"""What pushes people to the margin, and who they are: two schemes of our own.

Drivers answer *why* (five factors, 34 drivers), groups *who speaks*. A group is recorded by a person, never
inferred here from a name or from words. Sources: UNDP 2018 (five factors), OHCHR 2018 (grounds of
discrimination).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from taxonomies._data import read


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the five factors, such as ``V``, with its label in each language."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Driver:
    """One driver, such as ``V.ID``. ``sensitive``: reveals a special category of personal data."""

    code: str
    labels: Mapping[str, str]
    definition: str
    sensitive: bool

    @property
    def factor(self) -> str:
        """The factor's letter."""
        return self.code.partition(".")[0]

    @property
    def uri(self) -> str:
        """Concept URI within our scheme."""
        return f"urn:lnob:driver:{self.code}"


@dataclass(frozen=True, slots=True)
class Group:
    """A population group of one country's coalition."""

    country: str
    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LocalTerm:
    """A word of one country and the existing codes it points at: never a new concept."""

    term: str
    country: str
    meaning: str
    drivers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def scheme_version() -> str:
    """Version of the driver scheme."""
    return str(read("drivers.yaml")["version"])


@cache
def factors() -> Mapping[str, Factor]:
    """The five factors by letter, in the order D, G, V, S, F."""
    data = read("drivers.yaml")["factors"]
    return MappingProxyType({code: Factor(code, MappingProxyType(labels)) for code, labels in data.items()})


@cache
def drivers() -> Mapping[str, Driver]:
    """The 34 drivers by code, in the order of the scheme."""
    data = read("drivers.yaml")["drivers"]
    return MappingProxyType(
        {
            code: Driver(
                code,
                MappingProxyType(entry["labels"]),
                entry["define"],
                bool(entry.get("sensitive", False)),
            )
            for code, entry in data.items()
        }
    )


@cache
def groups(country: str) -> Mapping[str, Group]:
    """Population groups of one country (ISO 3166 alpha-2) by code; empty for an unknown country."""
    data = read("groups.yaml")["groups"].get(country, {})
    return MappingProxyType({code: Group(country, code, labels) for code, labels in data.items()})


@cache
def local_terms() -> tuple[LocalTerm, ...]:
    """Words of field notes that a reader from elsewhere would not know."""
    return tuple(
        LocalTerm(
            entry["term"],
            entry["country"],
            entry["meaning"],
            tuple(entry.get("drivers", ())),
            tuple(entry.get("groups", ())),
            tuple(entry.get("targets", ())),
        )
        for entry in read("local_terms.json")
    )


def driver_label(code: str, language: str = "en") -> str:
    """The label of a driver or factor, in English where the language lacks it. ``KeyError`` if unknown."""
    labels = drivers()[code].labels if "." in code else factors()[code].labels
    return labels.get(language) or labels["en"]
