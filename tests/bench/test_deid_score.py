"""What the bench counts, on texts small enough to count by hand."""

from __future__ import annotations

from bench.deid.document import Document, document
from bench.deid.score import count, shares, tokens
from bench.deid.systems import SYSTEMS

TEXT = "Asha of Rampur called Asha's son. রহিমার ঘর।"


def made(*gold: tuple[str, str, str, str]) -> Document:
    """A document whose mentions are found by their words, each after the last."""
    rows, at = [], 0
    for words, kind, how, entity in gold:
        at = TEXT.index(words, at)
        rows.append({"start": at, "end": at + len(words), "type": kind, "identifier_type": how})
        rows[-1]["entity_id"] = entity
        at += len(words)
    return document({"id": "d", "lang": "en", "text": TEXT, "gold": rows})


GOLD = made(
    ("Asha", "PERSON", "DIRECT", "p"),
    ("Rampur", "LOC", "QUASI", "l"),
    ("Asha", "PERSON", "DIRECT", "p"),
    ("রহিমা", "PERSON", "DIRECT", "q"),
)


def span(words: str, nth: int = 0) -> tuple[int, int]:
    """Where words stand for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def test_vowel_signs_belong_to_their_word() -> None:
    assert [TEXT[a:b] for a, b in tokens(TEXT)][-2:] == ["রহিমার", "ঘর"]


def test_a_mention_counts_only_if_all_of_it_is_masked() -> None:
    start, end = span("Rampur")
    tally = count(GOLD, [span("Asha"), (start, end - 1)])
    assert (tally["direct full"], tally["direct n"]) == (1, 3)
    assert (tally["quasi full"], tally["quasi n"]) == (0, 1)
    assert (tally["direct entity full"], tally["direct entity n"]) == (0, 2)


def test_an_entity_counts_only_if_every_mention_is_masked() -> None:
    assert count(GOLD, [span("Asha"), span("Asha", 1)])["direct entity full"] == 1


def test_a_case_suffix_beside_the_mark_is_no_mistake_either_way() -> None:
    for words in ("রহিমা", "রহিমার"):
        tally = count(GOLD, [span(words)])
        assert (tally["masked"], tally["right"], tally["over"]) == (1, 1, 0)


def test_other_words_that_are_masked_cost_precision() -> None:
    tally = count(GOLD, [span("Asha"), span("called Asha"), span("son")])
    assert (tally["masked"], tally["right"], tally["over"]) == (4, 2, 2)
    assert tally["outside"] == 5


def test_a_document_is_clean_when_no_direct_identifier_can_be_read() -> None:
    every = [span("Asha"), span("Asha", 1), span("রহিমার")]
    assert count(GOLD, every)["clean"] == 1
    assert count(GOLD, every[1:])["clean"] == 0


def test_a_flag_helps_the_reviewer_and_masks_nothing() -> None:
    tally = count(GOLD, [], [span("Rampur called")])
    assert (tally["quasi full"], tally["quasi seen"], tally["flagged outside"]) == (0, 1, 1)


def test_closed_class_words_inside_a_mention_may_stay() -> None:
    wide = made(("Asha of Rampur", "ROLE", "QUASI", "r"))
    assert count(wide, [span("Asha"), span("Rampur")])["quasi full"] == 1


def test_a_mention_that_need_not_be_masked_counts_for_nobody() -> None:
    free = made(("Rampur", "LOC", "NO_MASK", "l"))
    tally = count(free, [span("Rampur")])
    assert (tally["over"], tally["right"], tally["masked"], tally["outside"]) == (0, 0, 1, 8)


def test_shares_lie_inside_their_intervals() -> None:
    counts = [count(GOLD, [span("Asha")]), count(GOLD, [span("Rampur")]), count(GOLD, [(0, len(TEXT))])]
    for share, low, high in shares(counts, 200).values():
        assert low <= share <= high
    assert shares(counts, 200)["direct"][0] == 4 / 9


def test_the_rule_of_one_line_masks_capitals_and_digits() -> None:
    marks = SYSTEMS["capitals and digits"]()({"text": "Will May call 07 or m4?"})
    assert [("Will May call 07 or m4?")[a:b] for a, b, _ in marks] == ["Will", "May", "07", "m4"]
