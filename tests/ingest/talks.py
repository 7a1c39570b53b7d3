"""Talks of two to twelve voices, and how exporters and transcribers write them: one writer a shape.

A writer gives the text and the turns that a reader must find in it. Voices that speak once are drawn on
purpose. Who adds a format adds a writer to ``SHAPES``; a writer never looks at the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.ingest.talk_words import NAMES, QUESTIONS, SENTENCES


@dataclass(frozen=True)
class Said:
    """One turn: who by number, the words, when it begins in seconds."""

    voice: int
    words: str
    seconds: int


@dataclass(frozen=True)
class Talk:
    """A talk: the names by voice, and its turns. Voice 0 asks."""

    names: tuple[str, ...]
    turns: tuple[Said, ...]

    def name(self, turn: Said) -> str:
        return self.names[turn.voice]


@dataclass(frozen=True)
class Written:
    """A talk as a file's text; ``turns`` are the voice (``None``: unnamed) and the words of each turn."""

    text: str
    turns: tuple[tuple[int | None, str], ...]


Writer = Callable[[Talk], Written]


@st.composite
def talks(draw: st.DrawFn, most: int = 12) -> Talk:
    """Talks in one script or in all; from three voices on, some speak once."""
    script = draw(st.sampled_from((*NAMES, "mixed")))
    scripts = tuple(NAMES) if script == "mixed" else (script,)
    names = draw(
        st.lists(
            st.sampled_from([n for s in scripts for n in NAMES[s]]), min_size=2, max_size=most, unique=True
        )
    )
    asks = st.sampled_from([q for s in scripts for q in QUESTIONS[s]])
    tells = st.sampled_from([q for s in scripts for q in SENTENCES[s]])
    main = draw(st.integers(1, max(1, min(3, len(names) - 1))))
    order = []
    for _ in range(draw(st.integers(2, 5))):
        order += [0, draw(st.integers(1, main))]
    order += [v for v in range(1, main + 1) for _ in range(2)]
    for once in range(main + 1, len(names)):
        order.insert(draw(st.integers(1, len(order))), once)
    turns, clock = [], draw(st.integers(1, 9))
    for voice in order:
        words = draw(asks) if voice == 0 else " ".join(draw(st.lists(tells, min_size=1, max_size=2)))
        turns.append(Said(voice, words, clock))
        clock += draw(st.integers(3, 70))
    return Talk(tuple(names), tuple(turns))


def joined(talk: Talk) -> tuple[tuple[int | None, str], ...]:
    """The turns as they stand: each voice its own."""
    return tuple((t.voice, t.words) for t in talk.turns)


def clock(seconds: int) -> str:
    """``00:01:05``."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def short(seconds: int) -> str:
    """``1:05``, or ``1:01:05`` past the hour."""
    head = f"{seconds // 3600}:{seconds // 60 % 60:02d}" if seconds >= 3600 else f"{seconds // 60}"
    return f"{head}:{seconds % 60:02d}"


def day_time(seconds: int) -> str:
    """``10:01``: minutes after ten."""
    return f"{10 + seconds // 3600}:{seconds // 60 % 60:02d}"


def form(pattern: str, between: str = "\n", end: str = "\n", head: str = "") -> Writer:
    """A writer of a pattern with ``{name}``, ``{words}``, ``{clock}``, ``{short}`` and their like."""

    def write(talk: Talk) -> Written:
        pieces = [
            pattern.format(
                name=talk.name(t),
                capitals=talk.name(t).upper(),
                code=f"SPEAKER_{t.voice:02d}",
                s=f"S{t.voice:02d}",
                n=t.voice,
                one=t.voice + 1,
                role="I" if t.voice == 0 else f"B{t.voice}",
                words=t.words,
                clock=clock(t.seconds),
                until=clock(t.seconds + 2),
                short=short(t.seconds),
                teams=f"{t.seconds // 3600}:{t.seconds // 60 % 60}:{t.seconds % 60}",
                later=f"{t.seconds // 3600}:{t.seconds // 60 % 60}:{t.seconds % 60 + 2}",
                ms=t.seconds * 1000,
                seconds=float(t.seconds),
                ends=float(t.seconds + 2),
                day=day_time(t.seconds),
                number=index,
            )
            for index, t in enumerate(talk.turns, 1)
        ]
        return Written(head + between.join(pieces) + end, joined(talk))

    return write


def court(mark: str, between: str) -> Writer:
    """Court style: a letter for who asks and one for whoever answers."""

    def write(talk: Talk) -> Written:
        lines = [f"{'A' if t.voice else 'Q'}{mark}{t.words}" for t in talk.turns]
        return Written(between.join(lines) + "\n", tuple((min(t.voice, 1), t.words) for t in talk.turns))

    return write


def headed(talk: Talk) -> Written:
    """Questions stand alone, in blocks of their own; whoever answers is named."""
    asked = [t if t.voice else Said(0, f"{t.words.rstrip('.।? ')}?", t.seconds) for t in talk.turns]
    blocks = [f"{talk.name(t)}: {t.words}" if t.voice else t.words for t in asked]
    return Written("\n\n".join(blocks) + "\n", tuple((t.voice or None, t.words) for t in asked))


def shortened(talk: Talk) -> Written:
    """Whole names at first, their first words afterwards, where nobody else has that word."""
    firsts = [n.split()[0] for n in talk.names]
    alone = [sum(one in name.split() for name in talk.names) == 1 for one in firsts]
    met: set[int] = set()
    cut: set[int] = set()
    lines, last = [], -1
    for t in talk.turns:
        if t.voice in met and t.voice != last and alone[t.voice]:
            cut.add(t.voice)
        lines.append(f"{firsts[t.voice] if t.voice in cut else talk.name(t)}: {t.words}")
        met.add(t.voice)
        last = t.voice
    return Written("\n".join(lines) + "\n", joined(talk))


_CHAT = "{day} - {name}: {words}"
SHAPES: dict[str, Writer] = {
    "colon lines": form("{name}: {words}"),
    "colon blocks": form("{name}: {words}", "\n\n"),
    "colon under a title": form("{name}: {words}", head="Talk at the landing place\nDate: 3 June\n\n"),
    "colon capitals": form("{capitals}: {words}", "\n\n"),
    "colon glued": form("{role}:{words}"),
    "colon full width": form("{name}：{words}"),
    "colon with signs": form("\u200e{name}:\u200b {words}"),
    "colon indented": form("{name}:\t\t{words}\n\t\t(pause)"),
    "names get shorter": shortened,
    "roles": form("{role}: {words}"),
    "f4": form("{role}: {words} #{clock}-1#", "\n\n"),
    "f4 names": form("{name}: {words} #{clock}-4#"),
    "maxqda": form("{role}:\n{words}", "\n\n"),
    "noscribe": form("{s}: {words}", "\n\n"),
    "atrain": form("[{clock}] {code}: {words}"),
    "whisper.cpp": form("(speaker {n}) {words}"),
    "sonix": form("{name}: [{clock}] {words}", "\n\n"),
    "temi": form("{name}: {short} {words}", "\n\n"),
    "trint": form("[{clock}] {name}: {words}", "\n\n"),
    "rev": form("{name} ({short}):\n{words}", "\n\n"),
    "otter": form("{name}  {short} \n{words}", "\n\n"),
    "teams": form("{name}   {short}\n{words}", "\n\n"),
    "teams arrow": form("{teams}.100 --> {later}.200\n{name}\n{words}", "\n\n"),
    "meet": form("{name}: {words}", "\n", head="Talk (2025-03-12) - Transcript\n00:00:00\n\n"),
    "descript": form("**{name}:** [{clock}] {words}", "\n\n"),
    "descript before": form("[{clock}] **{name}:** {words}", "\n\n"),
    "bold": form("**{name}**: {words}", "\n\n"),
    "happy scribe": form("[{clock}] - {name}\n{words}", "\n\n"),
    "amberscript": form("{clock} {name}: \n{words}", "\n\n"),
    "fireflies": form("{name} - {short}\n{words}", "\n\n"),
    "grain": form("{name} | {short}\n{words}", "\n\n"),
    "riverside": form("{name} ({clock})\n{words}", "\n\n"),
    "turboscribe": form("[Speaker {one}] ({short} - {until})\n{words}", "\n\n"),
    "gong": form("{short} {name} {words}"),
    "dovetail": form("{name}\n{short}\n{words}", "\n\n"),
    "premiere": form("{clock}:12 - {until}:02\n{name}\n{words}", "\n\n"),
    "inqscribe": form("[{clock}.12] {name}: {words}"),
    "express scribe": form("{clock} {name}: {words}", "\n\n"),
    "transana": form("¤<{ms}>{name}: {words}"),
    "elan": form("{name}\t\t{clock}.000\t{seconds}\t{until}.000\t{ends}\t00:00:02.000\t2.0\t{words}"),
    "audacity": form("{seconds:.6f}\t{ends:.6f}\t{name}: {words}"),
    "ohms": form("{capitals}: {words}", "\n\n", head="Interview with a boatman\n\n"),
    "court dots": court(".  ", "\n\n"),
    "court brackets": court(") ", "\n"),
    "whatsapp": form(f"12/03/2025, {_CHAT}", head="12/03/2025, 10:00 - Messages are end-to-end encrypted.\n"),
    "whatsapp us": form("3/12/25, {day} AM - {name}: {words}"),
    "whatsapp iso": form("2025-03-12, {day} - {name}: {words}\n(so it was)"),
    "whatsapp ios": form("[12/03/25, {day}:11] {name}: {words}"),
    "zoom chat": form("{clock}\t From  {name} : {words}"),
    "zoom chat new": form("{clock} From {name} to Everyone:\n\t{words}"),
    "zoom brackets": form("[{name}] {clock}\n{words}", "\n\n"),
    "brackets": form("[{name}] {words}"),
    "angle": form("<{name}> {words}"),
    "time on a line": form("{clock}\n{name}: {words}", "\n\n"),
    "name on a line": form("{name}\n{words}", "\n\n"),
    "capitals on a line": form("{capitals}\n{words}", "\n\n"),
    "dash": form("{name} – {words}", "\n\n"),
    "dash lines": form("{name} — {words}"),
    "tab": form("{name}\t{words}"),
    "numbered lines": form("{number:4d}  {role}: {words}"),
    "headings": form("### {name} [{clock}]\n{words}", "\n\n"),
    "headings plain": form("## {name}\n\n{words}", "\n\n"),
    "questions as headings": headed,
}
"""Shapes in text files, by name."""
