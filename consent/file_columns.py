"""Which column of a consent table says what, in six languages; and the odd shapes that tools export.

Tables come from people (a spreadsheet kept by the field office) and from KoboToolbox or ODK (groups
written with ``/``, a select-multiple question as one column and a 0/1 column per option). A column that
is not known is left alone; one that looks like a restriction and is not known is reported, because a
restriction must not be lost to a spelling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consent.record import Purpose
from consent.vocabulary import COLUMNS, GENERAL_CONSENT, PURPOSES, fold_form_word

"""Folded header → field of a line."""

_RESTRICTING = ("embargo", "valid", "expir", "withdraw", "refus", "restrict", "condition", "until", "review")
_SYSTEM = frozenset({"_id", "_uuid", "_submission_time", "KEY", "meta/instanceID", "_index"})


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column of one table says, by position.

    ``ticks`` are 0/1 columns of a select-multiple question, ``choices`` the question's own column,
    ``general`` a single question for everything. ``row_id`` is the column of a row's own id where the
    table is a survey export. ``lost`` counts columns that look like a restriction and are not known,
    ``doubled`` fields that stand in two columns.
    """

    fields: Mapping[int, str] = field(default_factory=dict)
    purposes: Mapping[int, Purpose] = field(default_factory=dict)
    ticks: Mapping[int, Purpose] = field(default_factory=dict)
    choices: frozenset[int] = frozenset()
    general: frozenset[int] = frozenset()
    row_id: int | None = None
    lost: int = 0
    doubled: int = 0

    @property
    def says_something(self) -> bool:
        """Whether this can be a table of consents at all."""
        return bool(self.purposes or self.ticks or self.general)


def layout(headers: Sequence[str]) -> Layout:
    """Understand a header row."""
    questions = {h.rsplit("/", 1)[0] for h in headers if "/" in h and _leaf(h) in PURPOSES}
    questions = {q for q in questions if q in headers}
    fields: dict[int, str] = {}
    purposes: dict[int, Purpose] = {}
    ticks: dict[int, Purpose] = {}
    choices, general, lost = set(), set(), 0
    for i, header in enumerate(headers):
        leaf = _leaf(header)
        if header in questions:
            choices.add(i)
        elif leaf in PURPOSES:
            table = ticks if header.rsplit("/", 1)[0] in questions else purposes
            table[i] = PURPOSES[leaf]
        elif leaf in GENERAL_CONSENT:
            general.add(i)
        elif leaf in COLUMNS:
            fields[i] = COLUMNS[leaf]
        elif any(stem in leaf for stem in _RESTRICTING):
            lost += 1
    doubled = sum(n > 1 for n in Counter(fields.values()).values())
    return Layout(
        fields, purposes, ticks, frozenset(choices), frozenset(general), _row_id(headers), lost, doubled
    )


def _leaf(header: str) -> str:
    return fold_form_word(header.rsplit("/", 1)[-1])


def _row_id(headers: Sequence[str]) -> int | None:
    if not _SYSTEM & set(headers):
        return None
    return next((headers.index(h) for h in ("_id", "KEY") if h in headers), None)
