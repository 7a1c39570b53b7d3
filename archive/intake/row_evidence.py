"""Whether a row that comes is one that came before: by what both say, beside the id that they share.

Pure. An id that no two submissions of the world share is enough. One that somebody counted up is not: another
form, or the next round of the same, may count from 1 again, and one person's words would come under another's
consent. So a counted id is believed only where names or answers agree as well; where they do not, nothing is
decided here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from archive.ingest.tables.identity import SAYS, identity_of, is_whole_uuid, mark
from archive.ingest.text import flat
from archive.model import Draft, TurnKind

_ENOUGH_WORDS = 8
"""Words of all answers from which two rows that say the very same are one, whatever their columns are
called."""


class Verdict(StrEnum):
    """What a row is to one that came before."""

    SAME = "same"
    CHANGED = "changed"
    OTHER = "other"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a row is compared by, as marks: the columns that its table keeps, its ``answers`` as pairs of
    question and answer, its ``stories``, the ``people`` it names, how many ``words`` it tells, which twin it
    is, and the stories of its ``earlier`` versions."""

    columns: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    stories: tuple[str, ...] = field(default=(), repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)
    words: int = 0
    twin: int = 1
    earlier: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    def written(self) -> str:
        """As JSON, to be sealed; the inverse of ``evidence_in``."""
        return json.dumps(asdict(self))


def evidence_in(written: str) -> Evidence:
    """The evidence again."""
    raw = json.loads(written)
    return Evidence(
        tuple(raw["columns"]), tuple((q, a) for q, a in raw["answers"]), tuple(raw["stories"]),
        tuple(raw["people"]), int(raw["words"]), int(raw["twin"]),
        tuple(tuple(stories) for stories in raw["earlier"]),
    )  # fmt: skip


def evidence_of(draft: Draft) -> Evidence:
    """What a draft is compared by."""
    identity = identity_of(draft.identity)
    told = stories_of(draft)
    answers = [(mark(question), mark(answer)) for question, answer in (*told, *draft.attributes)]
    return Evidence(
        columns=identity.columns,
        answers=tuple(sorted(answers)),
        stories=tuple(sorted(mark(answer) for _, answer in told)),
        people=tuple(sorted({mark(known.text) for known in draft.known})),
        words=sum(len(answer.split()) for _, answer in told),
        twin=identity.twin,
    )


def stories_of(draft: Draft) -> list[tuple[str, str]]:
    """Question and answer of everything that a row tells, in order."""
    pairs, question = [], ""
    for turn in draft.turns:
        words = flat(draft.text[turn.body : turn.end])
        if turn.kind is TurnKind.QUESTION:
            question = words
        elif turn.kind is TurnKind.SPEECH:
            pairs.append((question, words))
    return pairs


def compared(before: Evidence | None, now: Evidence, shared: Sequence[str]) -> Verdict:
    """What a row is to one that came before and shares the keys ``shared``.

    Without evidence (its key is destroyed) it counts as the same, so that nothing of it comes in anew.
    """
    if before is None:
        return Verdict.SAME
    if all(key.startswith(f"{SAYS}:") for key in shared):
        return Verdict.SAME if _is_same_row(before, now) else Verdict.OTHER
    same_words = now.stories in (before.stories, *before.earlier)
    if any(map(is_whole_uuid, shared)):
        return Verdict.SAME if same_words else Verdict.CHANGED
    return _by_counted_id(before, now, same_words)


def _by_counted_id(before: Evidence, now: Evidence, same_words: bool) -> Verdict:
    """A row under an id that others may bear too."""
    if same_words and now.words >= _ENOUGH_WORDS:
        return Verdict.SAME
    if not is_same_form(before, now):
        return Verdict.OTHER
    same_people = set(before.people) & set(now.people)
    strangers = before.people and now.people and not same_people
    if same_words and not strangers:
        return Verdict.SAME
    if same_people or (set(before.stories) & set(now.stories) and not strangers):
        return Verdict.CHANGED
    return Verdict.DOUBTFUL


def is_same_form(before: Evidence, now: Evidence) -> bool:
    """Whether half of the smaller form's questions stand in the other one too."""
    one, other = set(before.columns), set(now.columns)
    return 2 * len(one & other) >= min(len(one), len(other))


def is_alike_form(before: Evidence, now: Evidence) -> bool:
    """Whether half of all questions of both forms are in both."""
    one, other = set(before.columns), set(now.columns)
    return 2 * len(one & other) >= len(one | other)


def _is_same_row(before: Evidence, now: Evidence) -> bool:
    """Whether rows without ids say the same in every column that both tables have, and one says no more than
    the other in the rest."""
    if before.twin != now.twin or not set(before.stories) & set(now.stories):
        return False
    common = set(before.columns) & set(now.columns)
    was, now_is = Counter(before.answers), Counter(now.answers)
    if {a: n for a, n in was.items() if a[0] in common} != {
        a: n for a, n in now_is.items() if a[0] in common
    }:
        return False
    earlier = Counter(answer for question, answer in before.answers if question not in common)
    later = Counter(answer for question, answer in now.answers if question not in common)
    return earlier <= later or later <= earlier
