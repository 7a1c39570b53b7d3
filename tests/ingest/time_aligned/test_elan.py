"""ELAN files: who speaks in which tier, what belongs to whose words, what is left out."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read

SLOTS = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{1000 * n}"/>' for n in range(1, 9))


def aligned(number: int, text: str) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}" TIME_SLOT_REF1="t{number}" '
        f'TIME_SLOT_REF2="t{number + 1}"><ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def refers(number: int, to: int, text: str) -> str:
    return (
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="r{number}" ANNOTATION_REF="a{to}">'
        f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


def eaf(*tiers: str) -> bytes:
    body = f"<TIME_ORDER>{SLOTS}</TIME_ORDER>{''.join(tiers)}"
    return f'<?xml version="1.0"?><ANNOTATION_DOCUMENT>{body}</ANNOTATION_DOCUMENT>'.encode()


def tier(name: str, *annotations: str, parent: str = "", participant: str = "") -> str:
    more = f' PARENT_REF="{parent}"' * bool(parent) + f' PARTICIPANT="{participant}"' * bool(participant)
    return f'<TIER TIER_ID="{name}"{more} LINGUISTIC_TYPE_REF="x">{"".join(annotations)}</TIER>'


def test_tiers_are_voices_in_the_order_of_time() -> None:
    content = eaf(
        tier("A", aligned(1, "Tell me."), aligned(5, "Who?"), participant="Asha Rao"),
        tier("Mina Das", aligned(3, "They sent us away.")),
    )
    (draft,) = read("a.eaf", content)
    assert draft.text == "Asha Rao: Tell me.\nMina Das: They sent us away.\nAsha Rao: Who?\n"
    assert [t.seconds for t in draft.turns] == [1, 3, 5]


def test_a_translation_belongs_to_its_words_and_grammar_is_left_out() -> None:
    content = eaf(
        tier("Mina", aligned(1, "Walitufukuza wote."), aligned(3, "Tuliondoka usiku.")),
        tier("Mina_translation", refers(1, 1, "They sent us all away."), parent="Mina"),
        tier("pos@Mina", refers(2, 1, "v n"), parent="Mina"),
    )
    (draft,) = read("a.eaf", content)
    assert [(t.label, t.translates, draft.text[t.body : t.end].strip()) for t in draft.turns] == [
        ("Mina", None, "Walitufukuza wote."),
        ("Mina", 0, "They sent us all away."),
        ("Mina", None, "Tuliondoka usiku."),
    ]
    assert draft.notices == ("1 tiers with sounds, glosses or codes were left out.",)


def test_words_may_hang_on_a_tier_of_numbers() -> None:
    content = eaf(
        tier("ref@M", aligned(1, "M.001"), participant="Mina"),
        tier("tx@M", refers(1, 1, "They sent us away."), parent="ref@M", participant="Mina"),
        tier("ft@M", refers(2, 1, "Walitufukuza."), parent="ref@M", participant="Mina"),
    )
    (draft,) = read("a.eaf", content)
    assert [(t.label, t.translates, t.seconds) for t in draft.turns] == [("Mina", None, 1), ("Mina", 0, 1)]
    assert draft.text == "Mina: They sent us away.\nMina: Walitufukuza.\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<ANNOTATION_DOCUMENT>", "broken"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>', "entities"),
        (b"<OTHER/>", "no ELAN file"),
        (eaf(tier("A")), "no annotation with words"),
        (eaf(tier("A", aligned(1, "x y"), parent="B"), tier("B", aligned(2, "x y"), parent="A")), "ring"),
    ],
)
def test_what_is_no_elan_file_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read("a.eaf", content)
