"""The review asks the riskiest first, forgets nothing, and knows when it is done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from archive.model import Decision, Finding, IdentifierType, Verdict
from archive.redact.review import Review, missed_names, ready

NOW = datetime(2025, 3, 1, tzinfo=UTC)
KIND = IdentifierType


def finding(name: str, kind: IdentifierType, score: float, entity: str = "") -> Finding:
    return Finding(
        name, "t", 1, 0, int(name[1:]), int(name[1:]) + 1, kind, score, "test", entity, "q" + entity
    )


def decision(name: str, minutes: int = 0, verdict: Verdict = Verdict.ACCEPT) -> Decision:
    return Decision(name, "t", verdict, "steward", NOW + timedelta(minutes=minutes))


FOUND = (
    finding("f1", KIND.LOC, 0.2), finding("f2", KIND.PERSON, 0.6, "e"), finding("f3", KIND.PERSON, 0.3),
    finding("f4", KIND.PERSON, 0.99, "e"), finding("f5", KIND.ROLE, 0.9),
)  # fmt: skip


def test_direct_and_unsure_come_first_and_sure_ones_do_not_wait() -> None:
    assert [f.id for f in Review(FOUND).doubts()] == ["f3", "f2", "f1", "f5"]


def test_ready_when_no_doubt_is_left() -> None:
    review = Review(FOUND)
    for doubt in review.doubts():
        assert not review.ready()
        review = review.decide(decision(doubt.id))
    assert review.ready()
    assert ready((), ())


def test_the_same_everywhere_decides_the_entity_and_undo_takes_all_of_it_back() -> None:
    review = Review(FOUND).decide(decision("f1")).everywhere(decision("f2", 1, Verdict.REJECT))
    assert {d.finding for d in review.decisions} == {"f1", "f2", "f4"}
    assert [d.finding for d in review.undo().decisions] == ["f1"]


def test_missed_names_are_uncovered_words_that_may_be_names() -> None:
    text = "We met Zubaida there. Water came. Zubaida and Otieno left."
    covered = [Finding("f", "t", 1, 0, text.index("Otieno"), text.index("Otieno") + 6, KIND.PERSON, 1.0, "x")]
    places = missed_names(text, covered, lambda w: w in {"water", "came", "left", "there"})
    assert [text[a:b] for a, b in places] == ["Zubaida"]
