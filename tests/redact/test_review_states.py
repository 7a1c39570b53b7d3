"""The review asks the riskiest first, forgets nothing, and knows when it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.model import Decision, Finding, IdentifierType, Risk, Verdict
from archive.redact.effective_findings import effective_findings, latest_decisions
from archive.redact.missed import Sign, missed
from archive.redact.review_states import (
    Review,
    danger,
    open_risks,
    ready,
    same_everywhere,
)

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
    review = Review(FOUND).decide(decision("f1"))
    for one in same_everywhere(FOUND, decision("f2", 1, Verdict.REJECT)):
        review = review.decide(one)
    assert {d.finding for d in review.decisions} == {"f1", "f2", "f4"}
    back = review.undo(decision("", 2, Verdict.UNDO))
    assert [d.finding for d in back.decisions[3:]] == ["f2", "f4"]
    assert set(latest_decisions(back.decisions)) == {"f1"}
    assert len(back.decisions) == 5
    again = back.undo(decision("", 3, Verdict.UNDO))
    assert latest_decisions(again.decisions) == {}
    assert again.undo(decision("", 4, Verdict.UNDO)).decisions == again.decisions


def test_a_decision_reaches_sister_files_and_a_moved_span_does_not() -> None:
    sister = replace(FOUND[3], id="f9", testimony="t2")
    reached = same_everywhere([*FOUND, sister], decision("f2"))
    assert {(d.testimony, d.finding) for d in reached} == {("t", "f2"), ("t", "f4"), ("t2", "f9")}
    moved = replace(decision("f2"), verdict=Verdict.CHANGE, start=2, end=3)
    assert same_everywhere([*FOUND, sister], moved) == [moved]


def test_an_undone_rejection_masks_again_and_an_undone_addition_is_no_finding() -> None:
    own = finding("f7", KIND.PERSON, 1.0)
    every = (*FOUND, own)
    said = [decision("f1", 0, Verdict.REJECT), decision("f7", 1, Verdict.ADD)]
    assert [f.id for f in effective_findings(every, said)] == ["f2", "f3", "f4", "f5", "f7"]
    said += [decision("f1", 2, Verdict.UNDO), decision("f7", 3, Verdict.UNDO)]
    assert [f.id for f in effective_findings(every, said)] == ["f1", "f2", "f3", "f4", "f5"]
    assert "f7" in latest_decisions(said)


def test_a_change_moves_type_span_and_words() -> None:
    changed = replace(
        decision("f1", 0, Verdict.CHANGE), type=KIND.ORG, start=0, end=4, quote="abcd", research="[a clinic]"
    )
    (first, *_) = effective_findings(FOUND, [changed])
    assert (first.type, first.start, first.end, first.quote) == (KIND.ORG, 0, 4, "abcd")
    assert (first.research, first.public) == ("[a clinic]", FOUND[0].public)


MOVES = st.lists(st.tuples(st.sampled_from(["f1", "f2", "f3"]), st.sampled_from(list(Verdict))), max_size=12)


@given(MOVES)
def test_undo_is_the_inverse_of_what_came_before_it(moves: list[tuple[str, Verdict]]) -> None:
    """Whatever was decided: one more act and its undoing leave what stood as it stood."""
    made = [decision(name, n, verdict) for n, (name, verdict) in enumerate(moves)]
    before = effective_findings(FOUND, made)
    more = Review(FOUND, tuple(made)).decide(decision("f2", 50, Verdict.REJECT))
    after = more.undo(decision("", 51, Verdict.UNDO))
    assert effective_findings(FOUND, after.decisions) == before


def test_direct_doubts_and_rare_people_weigh_most() -> None:
    risk = Risk("t", 1, 0, 0, 3, "role", "", 3)
    assert danger([FOUND[1]], [], False) > danger([FOUND[0]], [], False) > danger([], [], False) == 0
    assert danger([], [risk], False) == 6 == danger([], [], True)


def test_a_risk_that_is_masked_whole_is_none_any_more() -> None:
    masked = [finding("f2", KIND.ROLE, 0.9)]
    inside, over = Risk("t", 1, 0, 2, 3, "role", ""), Risk("t", 1, 0, 2, 9, "role", "")
    assert open_risks([inside, over], masked) == [over]


def test_missed_words_come_once_the_likeliest_first_with_reasons() -> None:
    text = "We met Zubaida there. Water came. Zubaida and Otieno left. Xylophonic."
    covered = [Finding("f", "t", 1, 0, text.index("Otieno"), text.index("Otieno") + 6, KIND.PERSON, 1.0, "x")]
    found = missed(text, covered, lambda w: w in {"water", "came", "left", "there", "met"})
    assert [(text[m.start : m.end], m.sign, m.count) for m in found] == [
        ("Xylophonic", Sign.CAPITAL, 1),
        ("Zubaida", Sign.CAPITAL, 2),
    ]
    assert all(m.sign.sentence for m in found)


def test_in_a_script_without_capitals_names_come_before_words_that_no_list_holds() -> None:
    text = "তারপর রহিমা কিছমিছ গেল"
    found = missed(text, [], lambda w: w in {"তারপর", "গেল"})
    assert [(text[m.start : m.end], m.sign) for m in found] == [
        ("রহিমা", Sign.NAME),
        ("কিছমিছ", Sign.UNKNOWN),
    ]


def test_lower_cased_text_shows_unknown_words_and_known_names() -> None:
    text = "then zubaida went to the water and blorfed all day with the people of our long road"
    found = missed(text, [], lambda w: w not in {"zubaida", "blorfed"})
    assert [text[m.start : m.end] for m in found] == ["zubaida", "blorfed", "long"]
    assert found[-1].sign is Sign.BOTH  # Long is a name in Vietnam
