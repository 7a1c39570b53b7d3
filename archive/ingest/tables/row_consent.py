"""A row's own word on consent, from all the questions that ask for it.

A no to taking part keeps the row out. A no to one use alone narrows, and is told. Where a required question
has no clear answer the row waits: neither silence nor a doubtful answer is a yes. Sentences name a row by its
number and repeat no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.ingest.tables.column_readings import ColumnReading
from archive.ingest.tables.consent_answers import Answer, Scope, answer_of, asks_for_refusal, scope_of


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """How a row answers: whether it says no as a whole, what is blank or unclear, and which uses it
    denies."""

    refused: bool = False
    blank: int = 0
    unclear: int = 0
    narrowed: tuple[str, ...] = ()
    open_uses: tuple[str, ...] = ()

    def doubts(self, number: int) -> tuple[str, ...]:
        """Why the row waits, unless it says no."""
        if self.refused:
            return ()
        if self.unclear:
            return (
                f"Row {number} answers its own question of consent with neither a clear yes nor a clear "
                "no: it waits until that is clear in the table.",
            )
        if self.blank:
            return (
                f"Row {number} does not answer its own question of consent, and silence is no yes: it "
                "waits until the answer stands in the table.",
            )
        return ()

    def notices(self, number: int) -> Iterable[str]:
        """What a person is told: the row's own no first, then what to see to although it may be taken."""
        if self.refused:
            yield (
                f"Row {number} answered with no to its own question of consent, so nothing of it is kept, "
                "whatever a consent file says."
            )
            return
        for question in self.narrowed:
            yield (f"Row {number} says no to “{question}”: see that its consent on record does not allow it.")
        for question in self.open_uses:
            yield f"Row {number} gives no clear yes to “{question}”: see that its consent does not allow it."


def own_answers(asked: Sequence[tuple[str, str, str, ColumnReading]]) -> OwnAnswers:
    """The answers together. ``asked`` holds the question as people read it, the answer in words, the cell as
    it stands, and the column."""
    whole: list[tuple[Answer, ColumnReading]] = []
    narrowed, open_uses = [], []
    for question, words, cell, column in asked:
        names = (question, column.header)
        refusal = any(map(asks_for_refusal, names))
        answer = answer_of(words, refusal=refusal)
        if answer is Answer.UNCLEAR:
            answer = answer_of(cell, refusal=refusal)
        if refusal and answer is Answer.BLANK:
            continue
        if refusal or Scope.WHOLE in (scope_of(question), scope_of(column.header)):
            whole.append((answer, column))
        elif answer is Answer.NO:
            narrowed.append(question)
        elif answer is not Answer.YES:
            open_uses.append(question)
    agreed = any(answer is Answer.YES for answer, _ in whole)
    blank = sum(a is Answer.BLANK and not (agreed and _is_optional(c)) for a, c in whole)
    unclear = sum(answer is Answer.UNCLEAR for answer, _ in whole)
    refused = any(answer is Answer.NO for answer, _ in whole)
    return OwnAnswers(refused, blank, unclear, tuple(narrowed), tuple(open_uses))


def _is_optional(column: ColumnReading) -> bool:
    """Whether half of the rows or more leave a question out, as one that is asked of some people alone."""
    return column.filled * 2 <= column.rows
