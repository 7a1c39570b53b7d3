"""CHAT files: main lines, what continues them, times, roles, names, and dependent lines."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read

CHAT = (
    "@UTF8\n@Begin\n@Participants:\tINV Asha_Rao Investigator, MIN Mina_Das Participant, LAL Participant\n"
    "@ID:\teng|x|INV|||||Investigator|||\n@Location:\tChar Uria\n"
    "*INV:\twhat happened ? \x151000_2500\x15\n%mor:\tx|y\n"
    "*MIN:\twalitufukuza &=laughs (be)cause\n\thatukuwa na kadi . \x153000_6000\x15\n"
    "%eng:\tthey sent us away\n@Comment:\ta child cries\n*LAL:\tnimeona .\n@End\n"
)


def test_lines_are_turns_with_their_times_and_what_hangs_on_them() -> None:
    (draft,) = read("a.cha", CHAT.encode())
    head = "Participants: INV Asha_Rao Investigator, MIN Mina_Das Participant, LAL Participant"
    turns = [
        (t.kind.value, t.label, t.seconds, t.translates, draft.text[t.body : t.end].strip())
        for t in draft.turns
    ]
    assert turns == [
        ("header", None, None, None, f"{head}\nLocation: Char Uria"),
        ("question", "INV", 1, None, "what happened ?"),
        ("speech", "MIN", 3, None, "walitufukuza &=laughs (be)cause hatukuwa na kadi ."),
        ("speech", "MIN", 3, 2, "they sent us away"),
        ("note", None, None, None, "@Comment: a child cries"),
        ("speech", "LAL", None, None, "nimeona ."),
    ]  # fmt: skip
    assert draft.notices == ("1 dependent lines (%) were left out.",)


def test_names_in_the_list_of_participants_are_known() -> None:
    (draft,) = read("a.cha", CHAT.encode())
    assert {"Asha Rao", "Mina Das"} <= {known.text for known in draft.known}


def test_a_file_without_speakers_is_refused() -> None:
    with pytest.raises(Unreadable, match="no line of a speaker"):
        read("a.cha", b"@UTF8\n@Begin\n@Comment:\tnothing\n@End\n")
