"""Translations: each with its original, of the same person, and never counted as a further turn."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.draft_codec import pack, unpack
from archive.ingest.text import Declared, Line, assemble
from archive.ingest.transcript.translations import as_their_originals, paired, with_translations
from archive.ingest.transcript.turns import parse_turns
from archive.ingest.voices import attribute
from archive.model import Draft, Kind, Turn, TurnKind
from tests.ingest.test_voices import consent


def declared(*lines: tuple[str, str, bool]) -> tuple[str, tuple[Turn, ...]]:
    made = [
        Line(words, declared=Declared(TurnKind.SPEECH, voice, 0, 1.0, translation=translation))
        for voice, words, translation in lines
    ]
    text, hints = assemble(made)
    return text, paired(parse_turns(text, hints), hints)


@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), st.booleans()), min_size=1, max_size=8))
def test_every_word_stands_in_one_turn_or_in_its_translation(parts: list[tuple[str, bool]]) -> None:
    lines = [(voice, "maneno yetu.", False) for voice, _ in parts]
    pairs = [
        one
        for line, (voice, translated) in zip(lines, parts, strict=True)
        for one in ([line, (voice, "our words.", True)] if translated else [line])
    ]
    _, turns = declared(*pairs)
    spoken = with_translations(turns)
    assert [len(one.translations) for one in spoken] == [int(translated) for _, translated in parts]
    assert all(
        t.translates == one.turn.index and t.label == one.turn.label
        for one in spoken
        for t in one.translations
    )
    assert sum(1 + len(one.translations) for one in spoken) == len(turns)


def test_a_translation_is_of_whom_its_original_is() -> None:
    _, turns = declared(("A", "Nani?", False), ("A", "Who?", True))
    given = (replace(turns[0], participant="p-1", kind=TurnKind.QUESTION), turns[1])
    assert [(t.participant, t.kind) for t in as_their_originals(given)] == [("p-1", TurnKind.QUESTION)] * 2


def test_consent_for_a_voice_is_consent_for_its_translation() -> None:
    text, turns = declared(("A", "Nani.", False), ("A", "Who.", True), ("B", "Mimi.", False))
    draft = Draft("a.csv", "", "d", Kind.INTERVIEW, text, turns)
    attributed = attribute(draft, [consent("p-1", ("a.csv", "A"))])
    assert [t.participant for t in attributed.turns] == ["p-1", "p-1", None]


def test_a_turn_that_translates_nothing_stands_for_itself() -> None:
    _, turns = declared(("A", "Nani?", False), ("A", "Who?", True))
    astray = (turns[0], replace(turns[1], translates=7))
    assert [one.turn for one in with_translations(astray)] == list(astray)


def test_a_draft_keeps_its_translations_while_it_waits() -> None:
    text, turns = declared(("A", "Nani?", False), ("A", "Who?", True))
    draft = Draft("a.csv", "", "d", Kind.INTERVIEW, text, turns)
    assert unpack(pack(draft)) == draft
