"""The forms in which services of speech recognition answer: Deepgram, Amazon, Google, Azure and their kin.

Each function looks whether the keys are those of its form, and gives ``None`` where they are not. A word
without a speaker is nobody's; of several channels each is a voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from archive.errors import Unreadable
from archive.ingest.time_aligned.json_fields import (
    WORD,
    Node,
    best_of,
    first,
    items,
    mapping,
    number,
    scaled,
    speaker,
)
from archive.ingest.time_aligned.json_stretches import listed
from archive.ingest.time_aligned.recognised_words import SpokenWord, stretches_of
from archive.ingest.time_aligned.stretches import Stretch, in_order

Form = Callable[[Node], list[Stretch] | None]


def _deepgram(root: Node) -> list[Stretch] | None:
    results = mapping(mapping(root).get("results"))
    if "channels" not in results:
        return None
    spoken = listed(results.get("utterances"), unit=1)
    channels = [best_of(mapping(c).get("alternatives")) for c in items(results["channels"])]
    if spoken or len(channels) == 1:
        return spoken or _paragraphs(channels[0])
    return in_order(
        replace(one, voice=one.voice or f"Channel {number}")
        for number, best in enumerate(channels, 1)
        for one in _paragraphs(best)
    )


def _paragraphs(best: Mapping[str, Node]) -> list[Stretch]:
    paragraphs = items(mapping(best.get("paragraphs")).get("paragraphs"))
    if paragraphs:
        return [
            Stretch(speaker(mapping(p).get("speaker")), str(s.get("text", "")), number(s.get("start")))
            for p in paragraphs
            for s in map(mapping, items(mapping(p).get("sentences")))
        ]
    words = [
        SpokenWord(str(first(w, WORD) or ""), speaker(w.get("speaker")), number(w.get("start")))
        for w in map(mapping, items(best.get("words")))
    ]
    return stretches_of(words) or [Stretch(None, str(best.get("transcript", "")))]


def _amazon(root: Node) -> list[Stretch] | None:
    results = mapping(mapping(root).get("results"))
    if "items" not in results:
        return None
    spoken = listed(results.get("audio_segments"), unit=1)
    if any(one.voice for one in spoken):
        return spoken
    by_start = {
        str(item.get("start_time")): speaker(item.get("speaker_label"))
        for segment in map(mapping, items(mapping(results.get("speaker_labels")).get("segments")))
        for item in map(mapping, items(segment.get("items")))
    }
    return stretches_of(
        SpokenWord(
            str(best_of(item.get("alternatives")).get("content", "")),
            speaker(item.get("speaker_label")) or by_start.get(str(item.get("start_time"))),
            number(item.get("start_time")),
            glued=item.get("type") == "punctuation",
        )
        for item in map(mapping, items(results["items"]))
    )


def _google_or_speechmatics(root: Node) -> list[Stretch] | None:
    results = mapping(root).get("results")
    if not isinstance(results, list):
        return None
    best = [(r, best_of(mapping(r).get("alternatives"))) for r in results]
    if any("content" in one for _, one in best):
        return stretches_of(
            SpokenWord(
                str(one.get("content", "")),
                speaker(one.get("speaker")),
                number(mapping(result).get("start_time")),
                glued=mapping(result).get("attaches_to") == "previous",
            )
            for result, one in best
        )
    if not any("transcript" in one for _, one in best):
        return None
    words = [list(_google_words(one)) for _, one in best]
    if words and any(word.voice for word in words[-1]):
        return stretches_of(words[-1])
    return [
        Stretch(None, str(one.get("transcript", "")), spoken[0].seconds if spoken else None, begins=True)
        for (_, one), spoken in zip(best, words, strict=True)
    ]


def _google_words(best: Mapping[str, Node]) -> Iterator[SpokenWord]:
    for word in map(mapping, items(best.get("words"))):
        tag = word.get("speakerLabel") or word.get("speakerTag") or word.get("speaker_tag") or None
        start = number(first(word, ("startTime", "startOffset", "start_time")))
        yield SpokenWord(str(word.get("word", "")), speaker(tag), start)


def _azure(root: Node) -> list[Stretch] | None:
    phrases = mapping(root).get("recognizedPhrases")
    if not isinstance(phrases, list):
        return None
    return [
        Stretch(
            speaker(part.get("speaker")),
            str(best_of(part.get("nBest")).get("display", "")),
            scaled(number(part.get("offsetInTicks")), 10_000_000),
            begins=True,
        )
        for part in map(mapping, phrases)
    ]


def _rev(root: Node) -> list[Stretch] | None:
    parts = mapping(root).get("monologues")
    if not isinstance(parts, list):
        return None
    stretches = []
    for part in map(mapping, parts):
        elements = [mapping(e) for e in items(part.get("elements"))]
        start = next((s for e in elements if (s := number(e.get("ts"))) is not None), None)
        words = "".join(str(e.get("value", "")) for e in elements)
        stretches.append(Stretch(speaker(part.get("speaker")), words, start))
    return stretches


def _elevenlabs(root: Node) -> list[Stretch] | None:
    words = [mapping(w) for w in items(mapping(root).get("words"))]
    if not words or not any("speaker_id" in w for w in words):
        return None
    return stretches_of(
        SpokenWord(str(w.get("text", "")), speaker(w.get("speaker_id")), number(w.get("start")))
        for w in words
        if w.get("type") != "spacing"
    )


def _gong(root: Node) -> list[Stretch] | None:
    calls = items(mapping(root).get("callTranscripts"))
    if len(calls) > 1:
        raise Unreadable("The file holds the transcripts of several calls: export each as a file of its own.")
    if not calls:
        return None
    return [
        Stretch(speaker(part.get("speakerId")), str(s.get("text", "")), scaled(number(s.get("start")), 1000))
        for part in map(mapping, items(mapping(calls[0]).get("transcript")))
        for s in map(mapping, items(part.get("sentences")))
    ]


SERVICES: tuple[Form, ...] = (
    _deepgram,
    _amazon,
    _google_or_speechmatics,
    _azure,
    _rev,
    _elevenlabs,
    _gong,
)
