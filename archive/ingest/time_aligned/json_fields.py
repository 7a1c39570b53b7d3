"""What stands in the JSON of a transcript: values of any type, looked at before they are used.

Keys are names of programming interfaces, not words of a language. Nothing here raises for a value that is not
what it should be: it gives nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.ingest.time_aligned.cues import seconds as clock_seconds

Node = Any
"""A value of parsed JSON."""
TEXT = ("text", "transcript", "body", "sentence", "raw_text", "content", "utterance", "display", "words")
SPEAKER = (
    "speaker", "speaker_name", "speakerName", "speaker_label", "speakerLabel", "speaker_id", "speakerId",
    "speakerTag", "participant", "channel_tag",
)  # fmt: skip
START = (
    "start", "start_time", "startTime", "begin", "from", "timestamp", "ts", "offset", "offsetMilliseconds",
    "data_start",
)  # fmt: skip
END = ("end", "end_time", "endTime", "to", "endOffset")
WORD = ("punctuated_word", "word", "text", "value")


def mapping(node: Node) -> Mapping[str, Node]:
    """The node if it is an object, else an empty one."""
    return node if isinstance(node, dict) else {}


def items(node: Node) -> list[Node]:
    """The node if it is a list, else an empty one."""
    return node if isinstance(node, list) else []


def number(node: Node) -> float | None:
    """Seconds as a number, as digits, as Google writes them (``1.200s``), or as a clock (``00:01:02.5``)."""
    if isinstance(node, bool) or not isinstance(node, int | float | str):
        return None
    if isinstance(node, str) and ":" in node:
        return clock_seconds(node)
    try:
        seconds = float(node.removesuffix("s")) if isinstance(node, str) else float(node)
    except ValueError:
        return None
    return seconds if 0 <= seconds < 1e12 else None


def speaker(node: Node) -> str | None:
    """The label of a speaker that a program gives by name, by number or by letter; ``None`` for unknown."""
    if isinstance(node, dict):
        node = node.get("name") or node.get("id")
    if isinstance(node, bool) or not isinstance(node, int | str):
        return None
    words = str(node).strip()
    if not words or words in {"?", "-1"} or words.casefold() in {"unknown", "none", "null", "uu"}:
        return None
    return f"Speaker {words}" if words.isdigit() or len(words) == 1 else words


def first(node: Mapping[str, Node], keys: tuple[str, ...]) -> Node:
    """The value of the first key that has one."""
    return next((node[key] for key in keys if node.get(key) is not None), None)


def scaled(value: float | None, unit: float) -> float | None:
    """A time in seconds, given how many of its units make one."""
    return None if value is None else value / unit


def best_of(node: Node) -> Mapping[str, Node]:
    """The first of the alternatives that a recogniser offers: the one it believes most."""
    offered = items(node)
    return mapping(offered[0]) if offered else {}
