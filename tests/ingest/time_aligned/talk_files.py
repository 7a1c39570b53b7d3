"""Talks of two to six voices, and how programs write them: captions, tiers, JSON and tables of turns.

Voices that speak once are drawn on purpose. A writer never looks at the reader. Nobody real is named.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

NAMES = (
    "Asha Rao",
    "Mina Das",
    "Lal Chand",
    "Tomas Ek",
    "Juma Bakari",
    "Grace Muthoni",
    "\u0986\u09b6\u09be \u09b0\u09be\u0993",
    "\u092e\u0940\u0928\u093e \u0926\u093e\u0938",
    "Tr\u1ea7n V\u0103n B\u00ecnh",
)
SENTENCES = (
    "They sent us away because we had no card.",
    "The guard. He had a stick.",
    "Who sent you away?",
    "I saw that too, from the tea stall.",
    "Tom & Ann said 2 < 3, and we left.",
    "At the office they said: come back later.",
    "Hatukupata dawa siku hiyo.",
    "\u0930\u093e\u0924 \u0925\u0940\u0964",
    "No.",
)


@dataclass(frozen=True)
class Said:
    """One turn: the voice by name, the words, when it begins in seconds. It lasts three."""

    name: str
    words: str
    at: int


Talk = tuple[Said, ...]
Writer = Callable[[Talk], str]


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    """Talks in which at least two voices speak more than once; no voice follows itself."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True))
    order = [names[0], names[1]] * draw(st.integers(2, 4))
    for once in names[2:]:
        order.insert(draw(st.integers(1, len(order))), once)
    order = [n for i, n in enumerate(order) if not i or order[i - 1] != n]
    words = draw(st.lists(st.sampled_from(SENTENCES), min_size=len(order), max_size=len(order)))
    return tuple(Said(n, w, 4 * i + 1) for i, (n, w) in enumerate(zip(order, words, strict=True)))


def clock(seconds: int, mark: str = ".") -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


def vtt_voices(talk: Talk) -> str:
    cues = (f"{clock(t.at)} --> {clock(t.at + 3)}\n<v {t.name}>{html.escape(t.words)}</v>\n\n" for t in talk)
    return "WEBVTT\n\n" + "".join(cues)


def _cues(pattern: str) -> Writer:
    def write(talk: Talk) -> str:
        cues = (
            f"{n}\n{clock(t.at, ',')} --> {clock(t.at + 3, ',')}\n"
            + pattern.format(t.name, html.escape(t.words))
            for n, t in enumerate(talk, 1)
        )
        return "\n\n".join(cues) + "\n"

    return write


def segments_json(talk: Talk) -> str:
    rows = [{"start": t.at, "end": t.at + 3, "text": f" {t.words}", "speaker": t.name} for t in talk]
    return json.dumps({"segments": rows})


def utterances_json(talk: Talk) -> str:
    rows = [
        {"start": 1000 * t.at, "end": 1000 * t.at + 3000, "text": t.words, "speaker": t.name} for t in talk
    ]
    return json.dumps({"utterances": rows})


def eaf(talk: Talk) -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="a{n}" TIME_VALUE="{1000 * t.at}"/>'
        f'<TIME_SLOT TIME_SLOT_ID="b{n}" TIME_VALUE="{1000 * t.at + 3000}"/>'
        for n, t in enumerate(talk)
    )
    tiers = "".join(
        f'<TIER TIER_ID="{name}" PARTICIPANT="{name}">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="n{n}" '
            f'TIME_SLOT_REF1="a{n}" TIME_SLOT_REF2="b{n}">'
            f"<ANNOTATION_VALUE>{html.escape(t.words)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, t in enumerate(talk)
            if t.name == name
        )
        + "</TIER>"
        for name in dict.fromkeys(t.name for t in talk)
    )
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


def textgrid(talk: Talk, *, long: bool = True) -> str:
    names = list(dict.fromkeys(t.name for t in talk))
    end = talk[-1].at + 3
    values = ['"ooTextFile"', '"TextGrid"', "0", str(end), "<exists>", str(len(names))]
    for name in names:
        mine = [t for t in talk if t.name == name]
        values += ['"IntervalTier"', f'"{name}"', "0", str(end), str(len(mine))]
        for t in mine:
            values += [str(t.at), str(t.at + 3), '"' + t.words.replace('"', '""') + '"']
    if not long:
        return "\n".join(values)
    return "\n".join(f"item [{n}]: value = {value}" for n, value in enumerate(values))


def short_textgrid(talk: Talk) -> str:
    return textgrid(talk, long=False)


def chat(talk: Talk) -> str:
    codes = {name: f"S{n:02}" for n, name in enumerate(dict.fromkeys(t.name for t in talk))}
    listed = ", ".join(f"{code} Participant" for code in codes.values())
    lines = "".join(
        f"*{codes[t.name]}:\t{t.words} \x15{1000 * t.at}_{1000 * t.at + 3000}\x15\n%mor:\tx|y\n" for t in talk
    )
    return f"@UTF8\n@Begin\n@Participants:\t{listed}\n{lines}@End\n"


def table(delimiter: str, *heads: str) -> Writer:
    """A table of turns with a row of heads, or without where none is given."""

    def write(talk: Talk) -> str:
        file = io.StringIO()
        rows = csv.writer(file, delimiter=delimiter)
        if heads:
            rows.writerow(heads)
        rows.writerows((clock(t.at)[:8], t.name, t.words) for t in talk)
        return file.getvalue()

    return write


FILES: dict[str, Writer] = {
    "voices.vtt": vtt_voices,
    "colon.srt": _cues("{0}: {1}"),
    "brackets.srt": _cues("[{0}] {1}"),
    "parens.srt": _cues("({0})\n{1}"),
    "arrows.srt": _cues("&gt;&gt; {0}: {1}"),
    "segments.json": segments_json,
    "utterances.json": utterances_json,
    "tiers.eaf": eaf,
    "long.TextGrid": textgrid,
    "short.TextGrid": short_textgrid,
    "talk.cha": chat,
    "english.csv": table(",", "Time", "Speaker", "Text"),
    "swahili.csv": table(";", "Muda", "Msemaji", "Maneno"),
    "bare.tsv": table("\t"),
}
