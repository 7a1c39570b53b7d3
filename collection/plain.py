"""Transcripts as plain text, RTF and captions."""

from __future__ import annotations

from collection.extras import EXTRAS, Extras
from collection.gold import document_gold
from collection.source import Document, SourceTurn

_CUE = 84
"""About how many characters a caption shows at once."""
_LAST_SECONDS = 6.0


def text_file(doc: Document) -> bytes:
    """Plain text in the encoding and with the line ends that this file happens to have."""
    extras = EXTRAS.get(doc.id, Extras())
    words = document_gold(doc).text.replace("\n", extras.newline)
    if extras.encoding == "utf-16":
        return b"\xff\xfe" + words.encode("utf-16-le")
    return words.encode(extras.encoding)


def rtf_file(doc: Document) -> bytes:
    """Rich text with every letter beyond ASCII as a ``\\u`` escape, as old word processors save it."""
    lines = document_gold(doc).text.split("\n")[:-1]
    body = "".join(f"{_escaped(line)}\\par\n" for line in lines)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}" + "\n" + r"\pard\uc1\f0\fs24 "
    return f"{head}{body}}}\n".encode("ascii")


def _escaped(line: str) -> str:
    pieces = []
    for letter in line:
        if letter in "\\{}":
            pieces.append(f"\\{letter}")
        elif letter == "\t":
            pieces.append("\\tab ")
        elif ord(letter) < 128:
            pieces.append(letter)
        else:
            units = letter.encode("utf-16-le")
            codes = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
            pieces += [f"\\u{code}?" for code in codes]
    return "".join(pieces)


def vtt_file(doc: Document) -> bytes:
    """WebVTT: a voice tag on every cue, the header as a NOTE."""
    blocks = ["WEBVTT"]
    if doc.header:
        blocks.append("NOTE\n" + "\n".join(line.text for line in doc.header))
    for number, (turn, begin, end, words, _) in enumerate(_cues(doc), 1):
        label = _markup_safe(turn.label.text)
        blocks.append(
            f"{number}\n{_stamp(begin, '.')} --> {_stamp(end, '.')}\n<v {label}>{_markup_safe(words)}</v>"
        )
    return ("\n\n".join(blocks) + "\n").encode()


def srt_file(doc: Document) -> bytes:
    """SubRip: the label opens the first cue of a turn only."""
    blocks = []
    for number, (turn, begin, end, words, opens) in enumerate(_cues(doc), 1):
        shown = f"{turn.label.text}: {words}" if opens else words
        blocks.append(f"{number}\n{_stamp(begin, ',')} --> {_stamp(end, ',')}\n{shown}")
    return ("\n\n".join(blocks) + "\n").encode()


def _markup_safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float, point: str) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{thousandths:03}"


def _seconds(time: str) -> float:
    total = 0.0
    for piece in time.split(":"):
        total = total * 60 + float(piece)
    return total


def _cues(doc: Document) -> list[tuple[SourceTurn, float, float, str, bool]]:
    """Each turn cut into captions, its time shared among them by length."""
    turns = [item for item in doc.items if isinstance(item, SourceTurn)]
    if len(turns) != len(doc.items):
        raise ValueError(f"{doc.id}: captions hold no notes.")
    cues = []
    for place, turn in enumerate(turns):
        begin = _seconds(turn.time)
        words = " ".join(p.text for p in turn.paragraphs)
        last = place + 1 == len(turns)
        end = begin + _LAST_SECONDS if last else _seconds(turns[place + 1].time)
        pieces = _pieces(words)
        step, done = (end - begin) / len(words), 0
        for number, piece in enumerate(pieces):
            start, done = done, min(len(words), done + len(piece) + 1)
            shown = piece if len(piece) < _CUE // 2 else _two_lines(piece)
            cues.append((turn, begin + start * step, begin + done * step, shown, number == 0))
    return cues


def _pieces(words: str) -> list[str]:
    """Words cut at single blanks, never before something that looks like a label."""
    pieces = [""]
    for word in words.split(" "):
        longer = f"{pieces[-1]} {word}" if pieces[-1] else word
        if len(longer) > _CUE and ":" not in longer[-_CUE // 2 :]:
            pieces.append(word)
        else:
            pieces[-1] = longer
    return pieces


def _two_lines(piece: str) -> str:
    at = piece.find(" ", len(piece) // 2)
    return piece if at < 0 else f"{piece[:at]}\n{piece[at + 1 :]}"
