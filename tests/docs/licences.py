"""Under which licence each package stands that runs with Heard, out of what the package itself declares.

``python -m tests.docs.licences`` prints the table of ``docs/licences.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from tests.docs.program import ROOT

LOCKED = ROOT / "requirements/run.txt"
ELSEWHERE = {"colorama": "BSD-3-Clause", "httpx2-jsfetch": "BSD-3-Clause"}
"""Packages for other systems, which are locked and not installed on Linux."""

UNDECLARED = {"sqlcipher3": "Zlib"}
"""What a package says in its licence file alone."""

CHOSEN = {"text-unidecode": "Artistic-1.0"}
"""The licence taken where a package leaves the choice."""

ALLOWED = frozenset(
    {
        "0BSD", "Apache-2.0", "Artistic-1.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC",
        "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Zlib",
    }
)  # fmt: skip
LESSER = frozenset({"psycopg", "psycopg-binary"})
"""Under the LGPL-3.0: used as they come, unchanged, and anybody can put another version in their place."""

_SPELLINGS = {
    "MIT License": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause", "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0", "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "ISC License": "ISC",
    "Apache License, Version 2.0": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Artistic License": "Artistic-1.0",
}  # fmt: skip
_LONGEST = 60


@dataclass(frozen=True)
class Licensed:
    """A package and the SPDX ids of its licences; ``none`` where it declares nothing."""

    name: str
    licence: str

    @property
    def parts(self) -> list[str]:
        """The ids, whether all of them hold or one may be chosen."""
        return re.split(r" (?:AND|OR) ", self.licence.strip("()"))

    @property
    def accepted(self) -> bool:
        """Whether Heard may be given on with it."""
        lesser = self.name in LESSER and self.parts == ["LGPL-3.0-only"]
        return lesser or all(part in ALLOWED for part in self.parts)


def locked() -> list[str]:
    """The names of every package that runs."""
    text = LOCKED.read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", text, re.MULTILINE)))


def licences() -> Iterator[Licensed]:
    """Every locked package with its licence."""
    for name in locked():
        yield Licensed(
            name, ELSEWHERE.get(name) or CHOSEN.get(name) or UNDECLARED.get(name) or declared(name)
        )


def declared(name: str) -> str:
    """What the package's own metadata says: the expression, else the classifiers, else the short field."""
    about = metadata.metadata(name)
    if expression := about.get("License-Expression"):
        return str(expression)
    field = str(about.get("License") or "").strip()
    first = field.partition("\n")[0]
    short = field if first == field and len(field) <= _LONGEST else first if first in _SPELLINGS else ""
    classified = [
        value.rpartition(" :: ")[2]
        for value in about.get_all("Classifier") or []
        if value.startswith("License :: ") and value.count(" :: ") > 1
    ]
    said = [short] if short else classified
    return " AND ".join(dict.fromkeys(_SPELLINGS.get(one, one) for one in said)) or "none"


def table() -> str:
    """The table of the page, in Markdown."""
    rows = "".join(f"| `{one.name}` | {one.licence} |\n" for one in licences())
    return f"| Package | Licence |\n|---|---|\n{rows}"


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201 - this is what it is for
