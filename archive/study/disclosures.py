"""What a reader of figures may be shown beside what they were shown before.

Each answer is remembered, sealed, and the next one is compared with those of the same reader and with
everything that left the archive. Two rules:

- The people behind figures are an edition. Two editions that one reader sees are the same or differ by as
  many people as a group needs: else one person who came, left or was coded anew would be the difference.
- Within an edition a new answer is withheld as far as it would tell of a small number together with the
  earlier ones (``archive.statistics.differencing``).

An answer that is asked for again is the one that was given. Where nothing can be shown, a sentence says so.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from archive.access.gate import UnitOfWork, Use
from archive.coding.figure_questions import (
    Asking,
    Codings,
    Question,
    groups,
    records,
    table_of,
    told_by,
    told_by_silence,
)
from archive.coding.saturation import Silence, Silences, silences
from archive.errors import Unavailable
from archive.model.disclosures import Disclosure, Place
from archive.statistics.cross_tables import EXPORT_K, SCREEN_K, Table, as_data, from_data
from archive.statistics.differencing import also_withheld
from archive.statistics.group_sizes import People, Told

Answer = Table | Silences
SOME = (
    "Some numbers are withheld because, together with figures that were shown before, they would tell of "
    "fewer than {k} people."
)
NONE = (
    "This answer is withheld: together with figures that were shown before it would tell of fewer than {k} "
    "people. The earlier figures can be asked for again."
)
CHANGED = (
    "This answer is withheld: since figures were last shown, fewer than {k} people were added, left or were "
    "coded anew, and the difference would tell of them. Ask again when more has changed."
)
EARLIER = (
    "These are the figures of {day}: since then fewer than {k} people were added or coded anew, and the "
    "difference would tell of them."
)
AGREED = "Only people who agreed to be counted are in these figures, as in those that were shown before."


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer on its way out: what to remember of it, unless it is remembered already or tells nothing."""

    answer: Answer
    keep: Disclosure | None
    remembered: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one reader, and what was shown to them before."""

    work: UnitOfWork
    project: str
    question: Question
    place: Place

    @property
    def k(self) -> int:
        """The smallest group that may be shown here."""
        return EXPORT_K if self.place is Place.EXPORT else SCREEN_K

    def answer(self, uses: Sequence[Use], count: Callable[[Use], Codings]) -> Shown:
        """The answer over the people whom the first of ``uses`` lets count, or else the next: only one that
        makes an edition which the reader may see. ``keep_shown`` has to follow."""
        remembered = self.work.store.disclosures.count(self.project)
        before = self._before()
        for use in uses:
            codings = count(use)
            people = groups(codings, [self.question, *(Question.read(d.question) for d in before)])
            edition = _edition(self.work, records(codings, people))
            if _may_follow(edition, before, self.k):
                answer, keep = self._within(codings, people, edition, before)
                if use is not uses[0]:
                    answer = replace(answer, note=f"{AGREED} {answer.note}".strip())
                return Shown(answer, keep, remembered)
        return Shown(self._earlier(edition, before), None, remembered)

    def keep_shown(self, result: Shown) -> None:
        """Remember the answer, in the transaction of its event. Raises ``Unavailable`` where another answer
        was shown meanwhile, that this one was not compared with."""
        if self.work.store.disclosures.count(self.project) != result.remembered:
            raise Unavailable("Figures were asked for twice at one moment. Nothing was shown; ask again.")
        if result.keep is not None:
            self.work.store.disclosures.add(result.keep)

    def _before(self) -> list[Disclosure]:
        kept = self.work.store.disclosures
        if self.place is Place.EXPORT:
            return kept.exports(self.project)
        return kept.seen_by(self.project, self.work.viewer.user)

    def _same(self, before: Sequence[Disclosure]) -> list[Disclosure]:
        """The earlier answers to this very question, as they were shown in this place."""
        written = self.question.written()
        return [d for d in before if d.question == written and d.place is self.place]

    def _within(
        self, codings: Codings, people: People, edition: Mapping[str, str], before: Sequence[Disclosure]
    ) -> tuple[Answer, Disclosure | None]:
        """The answer beside those of the same edition."""
        here = [d for d in before if d.edition == edition]
        if same := self._same(here):
            return _read(same[-1]), None
        earlier = [_told(codings, d) for d in here]
        answer, told = self._alone(codings)
        hidden = also_withheld(people, earlier, told, self.k)
        if hidden is None:
            return _nothing(answer, NONE.format(k=self.k)), None
        if hidden and isinstance(answer, Table):
            answer = replace(answer.without(hidden), note=SOME.format(k=self.k))
        if not (told.exact - hidden or told.bounds):
            return answer, None
        return answer, self._disclosure(answer, edition)

    def _alone(self, codings: Codings) -> tuple[Answer, Told]:
        """The answer as it would be if nothing had been shown before."""
        if self.question.asks is not Asking.SILENCE:
            table = table_of(codings, self.question, self.k)
            return table, told_by(codings, self.question, table)
        wanted = self.question.codes or sorted({t.code for t in codings.coded})
        quiet = silences(
            codings.coded,
            codings.known,
            self.question.terms[0],
            wanted,
            planned=self.question.planned,
            k=self.k,
        )
        return quiet, told_by_silence(codings, self.question, quiet, self.k)

    def _earlier(self, edition: Mapping[str, str], before: Sequence[Disclosure]) -> Answer:
        """The answer of an earlier edition, if this question was asked of it and nobody in it has left."""
        for one in reversed(self._same(before)):
            if one.edition.keys() <= edition.keys():
                return replace(_read(one), note=EARLIER.format(day=one.at.date(), k=self.k))
        sentence = CHANGED.format(k=self.k)
        if self.question.asks is Asking.SILENCE:
            return Silences((), True, sentence)
        return Table((), (), (), (), (), None, self.k, sentence)

    def _disclosure(self, answer: Answer, edition: Mapping[str, str]) -> Disclosure:
        written = json.dumps(as_data(answer) if isinstance(answer, Table) else asdict(answer))
        return Disclosure(
            self.project,
            self.place,
            self.work.viewer.user,
            self.work.clock.now(),
            self.question.written(),
            written,
            edition,
        )


def _edition(work: UnitOfWork, written: Mapping[str, str]) -> dict[str, str]:
    """Who is counted, and with what, in keyed digests."""
    key = work.keys.secret("figures")

    def digest(text: str) -> str:
        return hmac.digest(key, text.encode(), "sha256")[:16].hex()

    return {digest(f"person {who}"): digest(f"record {who} {record}") for who, record in written.items()}


def changed(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """How many people are in one edition alone, or in both with another record."""
    return sum(one.get(who) != other.get(who) for who in one.keys() | other.keys())


def _may_follow(edition: Mapping[str, str], before: Sequence[Disclosure], k: int) -> bool:
    earlier = [d.edition for d in before]
    return edition in earlier or all(changed(edition, one) >= k for one in earlier)


def _read(one: Disclosure) -> Answer:
    data = json.loads(one.answer)
    if "rows" in data:
        return from_data(data)
    return Silences(tuple(Silence(**each) for each in data["quiet"]), data["known"], data["note"])


def _told(codings: Codings, one: Disclosure) -> Told:
    """What an earlier answer told, read again beside the data that it was made of."""
    answer, question = _read(one), Question.read(one.question)
    if isinstance(answer, Table):
        return told_by(codings, question, answer)
    k = EXPORT_K if one.place is Place.EXPORT else SCREEN_K
    return told_by_silence(codings, question, answer, k)


def _nothing(answer: Answer, sentence: str) -> Answer:
    if isinstance(answer, Table):
        return Table((), (), (), (), (), None, answer.k, sentence)
    return Silences((), answer.known, sentence)
