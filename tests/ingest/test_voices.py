"""Consents give voices their participants, and files give away names of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from archive.ingest import attribute, read
from archive.ingest.voices import attribution
from archive.model import Draft, KnownKind
from consent.record import Capacity, ConsentRecord, Mode, Voice


def group_consent(participant: str, source: str) -> ConsentRecord:
    return replace(consent(participant, (source, "*")), capacity=Capacity.GROUP_REP)


def consent(participant: str, *voices: tuple[str, str]) -> ConsentRecord:
    return ConsentRecord(
        consent_id=f"c-{participant}",
        version=1,
        participant=participant,
        project="p",
        capacity=Capacity.ADULT,
        mode=Mode.WRITTEN,
        grants=(),
        collected_at=None,
        recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
        voices=tuple(Voice(source, label) for source, label in voices),
    )


def draft(raw: str, name: str = "FGD 3.txt") -> Draft:
    return read(name, raw.encode())[0]


def voices(made: Draft) -> list[tuple[str, str | None, str | None]]:
    return [(t.kind.value, t.label, t.participant) for t in made.turns]


GROUP = "M: Who starts?\nP1 (F, 34): I do.\np2: And I.\nSeveral: [laughter]\nP3: Hm.\nNT: rain\nM: Good."


def test_labels_are_compared_by_seat_and_sources_by_name() -> None:
    records = [
        consent("a", ("kenya/FGD 3.TXT", "P1")),
        consent("b", ("fgd 3", "FGD P2")),
        consent("x", ("FGD 4.txt", "P3")),
    ]
    assert voices(attribute(draft(GROUP), records)) == [
        ("question", "M", None),
        ("speech", "P1 (F, 34)", "a"),
        ("speech", "p2", "b"),
        ("several", "Several", None),
        ("speech", "P3", None),
        ("note", None, None),
        ("question", "M", None),
    ]


def test_the_group_stands_for_voices_without_a_consent_of_their_own() -> None:
    records = [consent("a", ("FGD 3.txt", "P1")), group_consent("g", "FGD 3.txt")]
    made = attribute(draft(GROUP), records)
    assert [p for _, _, p in voices(made)] == [None, "a", "g", "g", "g", None, None]
    assert attribute(made, records) == made


def test_numbered_answers_belong_to_the_one_who_answers() -> None:
    raw = "Q1: Who?\nA1: A cobbler.\nQ2: When?\nA2: Always."
    made = attribute(draft(raw, "kii.txt"), [consent("a", ("kii.txt", "A1"))])
    assert [p for _, _, p in voices(made)] == [None, "a", None, "a"]
    seats = attribute(draft("M: Who?\nP1: Me.\nP2: Me.\nM: Ha."), [consent("a", ("FGD 3.txt", "P1"))])
    assert [p for _, _, p in voices(seats)] == [None, "a", None, None]


def test_an_interpreter_renders_the_participants_words_but_keeps_questions() -> None:
    raw = "I: Ask her.\nT: Which year was it?\nR: ...\nT: She says the year of the flood.\nI: Thanks."
    made = attribute(draft(raw, "i.txt"), [consent("a", ("i.txt", "R"))])
    assert [(k, p) for k, _, p in voices(made)] == [
        ("question", None),
        ("question", None),
        ("speech", "a"),
        ("speech", "a"),
        ("question", None),
    ]


def test_staff_can_be_named_by_whoever_imports() -> None:
    raw = "radhika: tell it any way you like\nsanu: we walked\nradhika: stop any time ok\nsanu: we did"
    made = attribute(draft(raw, "c.txt"), [consent("a", ("c.txt", "sanu"))], staff=("radhika",))
    assert [(k, p) for k, _, p in voices(made)] == [("question", None), ("speech", "a")] * 2


def test_a_survey_row_is_its_participants() -> None:
    story = "we went there by night and nobody came to open the door"
    (made,) = read("s.csv", f"_id;What happened?\n77;{story}\n".encode())
    assert [t.participant for t in attribute(made, [consent("a", ("s.csv", "77"))]).turns] == [None, "a"]


def test_the_header_the_labels_and_the_files_name_give_names_away() -> None:
    raw = (
        "Date: 12 March\nVillage: Nayapara (old), near Boro Bazar\nModerator: Nusrat Jahan  NT: Sumon Dewan\n"
        "Phone: 01712 345678\n\nModerator: Who starts in Kalibari?\nMama Achieng: I do.\n"
        "Woman in red leso: No.\nMama Achieng: The clean street is mine.\nModerator: Good."
    )
    made = draft(raw, "FGD 3 Kalibari street clean.txt")
    found = {(k.kind, k.text) for k in made.known}
    assert found == {
        (KnownKind.LOC, "Nayapara"),
        (KnownKind.LOC, "near Boro Bazar"),
        (KnownKind.PERSON, "Nusrat Jahan"),
        (KnownKind.PERSON, "Sumon Dewan"),
        (KnownKind.PHONE, "01712 345678"),
        (KnownKind.PERSON, "Achieng"),
        (KnownKind.LOC, "Kalibari"),
    }


def test_a_turn_without_a_label_beside_labelled_ones_is_nobodys() -> None:
    raw = "Q: Who?\nAsha: Me.\n[noise]\nQ: And?\nAsha: Yes."
    made = draft(raw, "a.txt")
    unlabelled = replace(made, turns=tuple(replace(t, label=None) if t.index == 4 else t for t in made.turns))
    given = voices(attribute(unlabelled, [consent("a", ("a.txt", "Asha"))]))
    assert [p for kind, _, p in given if kind == "speech"] == [
        "a", None,
    ]  # fmt: skip
    alone = draft("We walked to the road and nobody came to meet us.", "a.txt")
    assert [t.participant for t in attribute(alone, [consent("a", ("a.txt", "Asha"))]).turns] == ["a"]
    two = [consent("a", ("a.txt", "Asha")), consent("b", ("a.txt", "Mina"))]
    assert [t.participant for t in attribute(alone, two).turns] == [None]


def test_a_row_of_a_table_is_never_the_only_person_of_another_row() -> None:
    story = "we went there by night and nobody came to open the door"
    rows = read("s.csv", f"_id;What happened?\n1-2;{story}\n12;{story}\n".encode())
    made = [attribute(row, [consent("a", ("s.csv", "1-2"))]) for row in rows]
    assert [[t.participant for t in row.turns] for row in made] == [[None, "a"], [None, None]]


def test_a_star_is_everybody_only_in_the_consent_of_a_group() -> None:
    assert {t.participant for t in attribute(draft(GROUP), [consent("a", ("FGD 3.txt", "*"))]).turns} == {
        None
    }
    one = attribute(draft("Q: Who?\nAsha: Me.\nQ: And?\nAsha: Yes.", "a.txt"), [consent("a", ("a.txt", "*"))])
    assert [t.participant for t in one.turns] == [None, "a", None, "a"]


def test_words_of_nobody_certain_ask_everybody_who_is_heard_in_the_file() -> None:
    records = [
        consent("a", ("FGD 3.txt", "P1")),
        consent("b", ("FGD 3.txt", "P2")),
        consent("c", ("FGD 3.txt", "P3")),
    ]
    whole = attribution(draft(GROUP), records)
    [several] = [t for t in whole.draft.turns if t.kind.value == "several"]
    assert whole.speakers(several) == {"a", "b", "c"}
    assert attribution(draft(GROUP), records[:2]).unnamed == ("P3",)
    for left_out in (records[:2], [*records, consent("d", ("FGD 3.txt", "P4"))]):
        partly = attribution(draft(GROUP), left_out)
        [several] = [t for t in partly.draft.turns if t.kind.value == "several"]
        assert partly.speakers(several) == frozenset()


def test_a_voice_that_falls_to_the_group_asks_whoever_was_named_and_not_found() -> None:
    records = [group_consent("g", "FGD 3.txt"), consent("x", ("FGD 3.txt", "Participant 9"))]
    made = attribution(draft(GROUP), records)
    assert made.unheard == {"x"}
    assert all(made.speakers(t) == {"g", "x"} for t in made.draft.turns if t.index in made.by_group)


def test_an_interpreter_beside_a_voice_without_consent_is_nobodys() -> None:
    raw = "I: Ask them.\nT: Where was it?\nR1: ...\nR2: ...\nT: They say the road was cut.\nI: Thanks."
    made = attribute(draft(raw, "i.txt"), [consent("a", ("i.txt", "R1"))])
    assert [(k, p) for k, _, p in voices(made)][4] == ("speech", None)
