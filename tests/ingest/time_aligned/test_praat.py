"""TextGrids: both forms and encodings, translations, sounds, and what is cut off."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read

Tiers = dict[str, list[tuple[int, int, str]]]
TALK: Tiers = {"Asha": [(1, 3, "Tell me."), (7, 9, 'He said ""no"".')], "Mina": [(4, 6, "They sent us.")]}


def long_form(tiers: Tiers) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0", "xmax = 20"]
    lines += ["tiers? <exists>", f"size = {len(tiers)}", "item []:"]
    for n, (name, rows) in enumerate(tiers.items(), 1):
        lines += [f"    item [{n}]:", '        class = "IntervalTier"', f'        name = "{name}"']
        lines += ["        xmin = 0", "        xmax = 20", f"        intervals: size = {len(rows)}"]
        for m, (start, end, text) in enumerate(rows, 1):
            lines += [f"        intervals [{m}]:", f"            xmin = {start}", f"            xmax = {end}"]
            lines += [f'            text = "{text}"']
    return "\n".join(lines) + "\n"


def short_form(tiers: Tiers) -> str:
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "0",
        "20",
        "<exists>",
        str(len(tiers)),
    ]
    for name, rows in tiers.items():
        lines += ['"IntervalTier"', f'"{name}"', "0", "20", str(len(rows))]
        lines += [line for start, end, text in rows for line in (str(start), str(end), f'"{text}"')]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("write", [long_form, short_form])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_both_forms_say_the_same(write: object, encoding: str) -> None:
    assert callable(write)
    (draft,) = read("a.TextGrid", write(TALK).encode(encoding))
    assert draft.text == 'Asha: Tell me.\nMina: They sent us.\nAsha: He said "no".\n'
    assert [t.seconds for t in draft.turns] == [1, 4, 7]


def test_words_one_by_one_are_one_turn_and_sounds_are_left_out() -> None:
    tiers: Tiers = {
        "Mina - words": [(1, 2, "They"), (2, 3, "left.")],
        "Mina - phones": [(1, 2, "DH"), (2, 3, "L")],
        "Asha - words": [(4, 5, "When?")],
    }
    (draft,) = read("a.TextGrid", long_form(tiers).encode())
    assert draft.text == "Mina: They left.\nAsha: When?\n"
    assert draft.notices == ("1 tiers with sounds, glosses or codes were left out.",)


def test_a_tier_of_another_language_translates_what_begins_with_it() -> None:
    tiers: Tiers = {"Mina": [(1, 3, "Walitufukuza.")], "English": [(1, 3, "They sent us away.")]}
    (draft,) = read("a.TextGrid", short_form(tiers).encode())
    assert [(t.label, t.translates) for t in draft.turns] == [("Mina", None), ("Mina", 0)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("ooBinaryFile", "no TextGrid in text form"),
        (long_form(TALK)[:300], "broken or cut off"),
        (short_form({"A": []}), "no interval with words"),
        (short_form(TALK).replace("\n2\n", "\n900000000\n", 1), "broken or cut off"),
    ],
)
def test_what_is_no_textgrid_is_refused(content: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read("a.TextGrid", content.encode())
