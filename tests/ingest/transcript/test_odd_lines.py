"""Lines that begin like a label in another way than their file's are doubted, and in nobody's turn."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest import read
from archive.model import Draft
from tests.ingest.talk_words import NAMES, SENTENCES
from tests.ingest.talks import SHAPES, Said, Talk, talks

TALK = (
    "Asha: Tell me about the clinic.\n\nMina: They sent us away because we had no card.\n\n"
    "Asha: Who sent you away?\n\nMina: The guard. He had a stick.\n\n{block}\n\n"
    "Asha: What did you do then?\n\nMina: We walked home.\n"
)
CHATS = {shape for shape in SHAPES if shape.startswith("whatsapp")}
"""In an export of a chat a line without day and sender belongs to the message above it, whatever it says."""
SAME = {"colon under a title", "meet", "ohms", "questions as headings", *CHATS}
"""Shapes with a header of their own, whose turns are written as those of another shape are."""
WAYS = sorted(set(SHAPES) - SAME)
LABELLED = sorted(set(SHAPES) - CHATS - {"gong", "questions as headings"})
VOICE = 40
WORDS = "The ledger lay open on the table."
SHARE_OF_PROSE = 0.05
PROSE = (
    "No. They went away before noon.",
    "At 10:30 the office was still closed.",
    "There were three things that we needed: rice, oil and salt.",
    "He told me: go to the other window.",
    "We asked for https://example.org/list and nobody knew it.",
    "And then we waited: one day, two days, a week.",
    "Yes - it was like that.",
    "Well, the rain came again - and it did not stop.",
    "A sack was 40 taka; now it is 90.",
    "(laughs) That was a long night.",
    "2 sacks of rice, 1 of salt.",
    "The doctor (a young man) never came back.",
    "I mean, who would believe it?",
)


def drafted(text: str, name: str = "talk.txt") -> Draft:
    (draft,) = read(name, text.encode())
    return draft


def holder(draft: Draft, words: str) -> str | None:
    """The label of the turn that holds these words."""
    at = draft.text.index(words)
    return next(t.label for t in draft.turns if t.start <= at < t.end)


@pytest.mark.parametrize(
    "block",
    [
        "[Eve] they had the ledger.",
        "<Eve> they had the ledger.",
        "Eve - They had the ledger.",
        "Eve | They had the ledger.",
        "Eve; They had the ledger.",
        "Eve = They had the ledger.",
        "Eve:They had the ledger.",
        "eve: they had the ledger.",
        "R?: They had the ledger.",
        "??: They had the ledger.",
        "EVE They had the ledger.",
        "Eve (neighbour) They had the ledger.",
        "Eve\nThey had the ledger.",
        "- They had the ledger.",
        "0:35 They had the ledger.",
        "the old woman from the stall who came by: They had the ledger.",
    ],
)
def test_another_way_of_labelling_is_doubted_in_a_regular_file(block: str) -> None:
    draft = drafted(TALK.format(block=block))
    assert draft.doubts
    assert holder(draft, "had the ledger") not in {"Asha", "Mina"}


@pytest.mark.parametrize(
    "block",
    [
        *PROSE,
        "Yes.\nThat is how it was.",
        "We took:\n\n- a pot\n\n- a mat",
        "[laughter]",
        "1) rice\n2) oil",
    ],
)
def test_prose_goes_on_with_its_turn(block: str) -> None:
    assert not drafted(TALK.format(block=block)).doubts


def is_of(label: str, added: str) -> bool:
    """Whether a label is the one of the block that was added."""
    return label.strip("#@ ").casefold() in " ".join(added.split()).casefold()


def blocks_of(text: str) -> tuple[list[str], str]:
    between = "\n\n" if "\n\n" in text.strip() else "\n"
    return text.strip("\n").split(between), between


@settings(max_examples=300)
@given(
    talk=talks(most=6),
    shape=st.sampled_from(LABELLED),
    way=st.sampled_from(WAYS),
    name=st.sampled_from([n for names in NAMES.values() for n in names]),
    at=st.integers(2, 7),
)
def test_words_of_a_voice_in_another_way_are_in_no_other_turn(
    talk: Talk, shape: str, way: str, name: str, at: float
) -> None:
    other = "Esther Nyaga" if name in talk.names else name
    one = Talk((*["-"] * VOICE, other), (Said(VOICE, WORDS, 41),))
    added = SHAPES[way](one).text.strip("\n")
    blocks, between = blocks_of(SHAPES[shape](talk).text)
    each, head = divmod(len(blocks), len(talk.turns))
    place = head + each * min(at, len(talk.turns))
    text = between.join([*blocks[:place], added, *blocks[place:]]) + "\n"
    draft = drafted(text, "talk.md" if "**" in text or text.startswith("#") else "talk.txt")
    held = holder(draft, WORDS)
    assert draft.doubts or held is None or is_of(held, added)


@settings(max_examples=3)
@given(data=st.data())
def test_prose_that_goes_on_is_hardly_ever_doubted(data: st.DataObject) -> None:
    doubted: Counter[bool] = Counter()
    prose = st.sampled_from((*PROSE, *(s for some in SENTENCES.values() for s in some)))
    for shape in ("colon blocks", "roles", "trint", "otter", "bold", "brackets", "dash", "sonix", "rev"):
        for _ in range(4):
            blocks, between = blocks_of(SHAPES[shape](data.draw(talks(most=5))).text)
            for place in data.draw(st.lists(st.integers(2, len(blocks)), min_size=1, max_size=4)):
                blocks[place - 1] += f"\n\n{data.draw(prose)}"
            text = between.join(blocks) + "\n"
            doubted[bool(drafted(text, "talk.md" if "**" in text else "talk.txt").doubts)] += 1
    assert doubted[True] <= SHARE_OF_PROSE * doubted.total()
