"""Recognising the voice of somebody who withdrew, without keeping how a document calls them.

A label can be a name, and so can a file's. When somebody withdraws, the voices of their consent are kept
as keyed marks alone: the document that comes again is known for what it is, and its words are refused, but
nobody can read from the archive what it called them.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from archive.ingest.transcript.labels import stem
from archive.ingest.voice_matching import voice_key
from archive.model import Draft
from consent.record import EVERYONE, MARK, ConsentRecord, Voice


def masked(voices: Iterable[Voice], secret: bytes) -> tuple[Voice, ...]:
    """The voices as marks; what is a mark already stays one. ``secret`` is 32 bytes of the key ring."""
    return tuple(v if is_mask(v) else _mask(v.source, v.label, secret) for v in voices)


def is_mask(voice: Voice) -> bool:
    """Whether this is a mark, that says nothing."""
    return voice.source.startswith(MARK)


def recalled(records: Sequence[ConsentRecord], draft: Draft, secret: bytes) -> list[ConsentRecord]:
    """The records, with each mark that is one of this draft's voices put back as that voice."""
    labels = {turn.label for turn in draft.turns if turn.label} | {draft.part, EVERYONE} - {""}
    marks = {_mask(draft.source, form, secret): label for label in sorted(labels) for form in _forms(label)}
    return [_put_back(record, draft.source, marks) for record in records]


def _put_back(record: ConsentRecord, source: str, marks: dict[Voice, str]) -> ConsentRecord:
    voices = tuple(Voice(source, marks[v]) if v in marks else v for v in record.voices)
    return record if voices == record.voices else replace(record, voices=voices)


def _forms(label: str) -> set[str]:
    """What a label may have been called in the consent: itself, or its number's stem."""
    return {voice_key(label), stem(label)} if label != EVERYONE else {label}


def _mask(source: str, label: str, secret: bytes) -> Voice:
    name = PurePosixPath(source.replace("\\", "/")).name
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).strip()
    place = PurePosixPath(plain).stem
    who = label.strip() if label.strip() == EVERYONE else voice_key(label)
    marks = (_mark(secret, b"source", place), _mark(secret, b"label", place + "\x00" + who))
    return Voice(*(MARK + mark for mark in marks))


def _mark(secret: bytes, use: bytes, text: str) -> str:
    return hmac.new(secret, use + b"\x00" + text.encode(), sha256).hexdigest()[:32]
