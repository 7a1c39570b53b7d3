"""CHAT transcripts (.cha), as TalkBank and CLAN keep them: main lines of speakers, tiers that hang on them.

Codes inside of words stay: they are how the transcriber heard them. Times leave the words. Dependent tiers
that translate belong to their line; the others (morphology, grammar) are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.ingest.documents.plain import decode
from archive.ingest.text import Line, Page, Region, flat, people
from archive.ingest.time_aligned.stretches import Stretch, page
from archive.ingest.time_aligned.tiers import TierRole, read_name
from archive.ingest.transcript.label_words import fold_label
from archive.ingest.word_lists import entries
from archive.model import Known, TurnKind

_BULLET = re.compile(r"\x15[^\x15\n]*?(?P<start>\d+)_(?P<end>\d+)\D*\x15")
_ANY_BULLET = re.compile(r"\x15[^\x15\n]*\x15|\x15")
_LINE = re.compile(r"^(?P<mark>[*@%])(?P<key>[^:\t]*):?[ \t]*(?P<rest>.*)$", re.DOTALL)
_TECHNICAL = frozenset({
    "utf8", "begin", "end", "id", "pid", "font", "window", "options", "media", "languages", "color words",
    "eg", "bg", "g", "blank", "new episode",
})  # fmt: skip
_NAME_AND_ROLE = 3
_EMPTY = "The CHAT file holds no line of a speaker: check that its main lines begin with *."


@dataclass(frozen=True, slots=True)
class _Participants:
    """The codes of those who interview, and the names that the file gives."""

    asking: frozenset[str] = field(repr=False)
    known: tuple[Known, ...] = field(repr=False)


def read(content: bytes) -> Page:
    """The canonical text of a CHAT file.

    Raises:
        Unreadable: no main line, or nothing spoken.
    """
    text, notices = decode(content)
    lines = [match for line in _whole_lines(text) if (match := _LINE.match(line))]
    participants = _participants([flat(m["rest"]) for m in lines if _is_head(m, "participants")])
    first = next((n for n, m in enumerate(lines) if m["mark"] == "*"), len(lines))
    head = [
        Line(flat(_spoken(m[0][1:])), Region.BODY)
        for m in lines[:first]
        if m["mark"] == "@" and m["key"].strip().casefold() not in _TECHNICAL
    ]
    stretches, dropped = list(_stretches(lines[first:], participants)), _dropped(lines)
    notices = (*notices, f"{dropped} dependent lines (%) were left out.") if dropped else notices
    return page(stretches, empty=_EMPTY, head=head, known=participants.known, notices=notices)


def _whole_lines(text: str) -> Iterator[str]:
    """Lines with what continues them: a line that begins with a tab belongs to the one above."""
    gathered: list[str] = []
    for line in text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.startswith(("\t", " ")) and gathered:
            gathered.append(line.strip())
            continue
        if gathered:
            yield " ".join(gathered)
        gathered = [line] if line.strip() else []
    if gathered:
        yield " ".join(gathered)


def _is_head(match: re.Match[str], name: str) -> bool:
    return match["mark"] == "@" and match["key"].strip().casefold() == name


def _participants(listed: Sequence[str]) -> _Participants:
    """``CHI Ruth Target_Child, INV Asha Investigator``: codes, names if there are any, roles."""
    roles = frozenset(map(fold_label, entries("asks") | entries("chat_asks")))
    listed_people = [entry.split() for entry in ",".join(listed).split(",")]
    names = [" ".join(w[1:-1]).replace("_", " ") for w in listed_people if len(w) >= _NAME_AND_ROLE]
    asking = frozenset(w[0] for w in listed_people if len(w) > 1 and fold_label(w[-1]) in roles)
    return _Participants(asking, people(names))


def _stretches(lines: Sequence[re.Match[str]], participants: _Participants) -> Iterator[Stretch]:
    """Main lines with their translations, and remarks that stand between them."""
    waiting: Stretch | None = None
    for match in lines:
        words, key = _spoken(match["rest"]), match["key"].strip()
        if match["mark"] == "%":
            if waiting and _translates(key):
                waiting = replace(waiting, translation=f"{waiting.translation} {words}".strip())
            continue
        if waiting:
            yield waiting
        waiting = None
        if match["mark"] == "*":
            waiting = _main_line(key, match["rest"], participants)
        elif key.casefold() not in _TECHNICAL:
            yield Stretch(None, f"@{key}: {words}" if words else f"@{key}", kind=TurnKind.NOTE)
    if waiting:
        yield waiting


def _main_line(key: str, rest: str, participants: _Participants) -> Stretch:
    bullets: Sequence[Mapping[str, str]] = [m.groupdict() for m in _BULLET.finditer(rest)]
    start = int(bullets[0]["start"]) / 1000 if bullets else None
    end = int(bullets[-1]["end"]) / 1000 if bullets else None
    kind = TurnKind.QUESTION if key in participants.asking else None
    return Stretch(key or None, _spoken(rest), start, end, kind=kind)


def _spoken(rest: str) -> str:
    return _ANY_BULLET.sub(" ", rest)


def _translates(key: str) -> bool:
    return read_name(key.removeprefix("x")).role is TierRole.TRANSLATION


def _dropped(lines: Sequence[re.Match[str]]) -> int:
    return sum(m["mark"] == "%" and not _translates(m["key"].strip()) for m in lines)
