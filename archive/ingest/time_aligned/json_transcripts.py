"""Transcripts that speech recognition writes as JSON: which program's form it is, and what it says.

A form is known by its keys. Where a stretch names no speaker, its words are nobody's; where single words
name other speakers than their stretch does, the words are believed. JSON of another form is refused with a
sentence: a tree of unknown keys must not become testimony by chance.
"""

from __future__ import annotations

import json
from dataclasses import replace

from archive.errors import Unreadable
from archive.ingest.documents.plain import decode
from archive.ingest.text import Page
from archive.ingest.time_aligned.json_fields import Node, items, mapping, number, scaled, speaker
from archive.ingest.time_aligned.json_stretches import any_list
from archive.ingest.time_aligned.speech_services import SERVICES
from archive.ingest.time_aligned.stretches import Stretch, page

_READ = (
    "Whisper, WhisperX, whisper.cpp, AssemblyAI, Deepgram, Amazon Transcribe, Google Speech-to-Text, Azure "
    "Speech, Rev AI, Speechmatics, ElevenLabs, and lists of segments with text, times and speakers"
)
_EMPTY = "The transcript holds no words: check that the recording was transcribed, and export it again."


def read(content: bytes) -> Page:
    """The canonical text of a transcript in JSON.

    Raises:
        Unreadable: no JSON, a form that is not known, or nothing spoken.
    """
    text, notices = decode(content)
    try:
        root = json.loads(text)
    except json.JSONDecodeError as broken:
        raise Unreadable("The JSON is broken or cut off: export the transcript again.") from broken
    for form in (_whisper_cpp, *SERVICES, any_list):
        stretches = form(root)
        if stretches is not None:
            return page(_named(root, stretches), empty=_EMPTY, notices=notices)
    raise Unreadable(f"This JSON is no transcript that is known here. What is read: {_READ}.")


def _whisper_cpp(root: Node) -> list[Stretch] | None:
    parts = mapping(root).get("transcription")
    if not isinstance(parts, list):
        return None
    stretches, begins = [], None
    for part in map(mapping, parts):
        times = mapping(part.get("offsets"))
        start, end = (scaled(number(times.get(key)), 1000) for key in ("from", "to"))
        stretches.append(Stretch(speaker(part.get("speaker")), str(part.get("text", "")), start, end, begins))
        begins = True if part.get("speaker_turn_next") is True else None
    return stretches


def _named(root: Node, stretches: list[Stretch]) -> list[Stretch]:
    """Stretches under the names that the file itself gives to the ids of its speakers."""
    listed = [mapping(s) for s in items(mapping(root).get("speakers"))]
    names = {speaker(s.get("id")): speaker(s.get("name")) for s in listed if s.get("name") and "id" in s}
    return [replace(one, voice=names.get(one.voice, one.voice)) for one in stretches]
