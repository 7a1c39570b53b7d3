"""Transcripts in JSON: each program's form, whose words they are, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.errors import Unreadable
from archive.ingest import read

Spoken = list[tuple[str | None, str, float | None]]
EXPECTED = [("Tell me about it.", 1.0), ("They sent us away.", 5.0), ("I saw that.", 9.0)]


def spoken(root: Any) -> Spoken:
    (draft,) = read("a.json", json.dumps(root).encode())
    return [(t.label, draft.text[t.body : t.end].strip(), t.seconds) for t in draft.turns]


def words(key: str = "word", **more: Any) -> list[dict[str, Any]]:
    """The words of the talk one by one, with their speaker by number."""
    return [
        {key: word, "start": at + n * 0.2, "end": at + n * 0.2 + 0.1, "speaker": voice} | more
        for voice, (text, at) in enumerate(EXPECTED)
        for n, word in enumerate(text.split())
    ]


def amazon() -> dict[str, Any]:
    items, segments = [], []
    for voice, (text, at) in enumerate(EXPECTED):
        *head, last = text.split()
        times = [str(at + n * 0.2) for n in range(len(head) + 1)]
        items += [
            {"start_time": t, "alternatives": [{"content": w}], "type": "pronunciation"}
            for t, w in zip(times, [*head, last.rstrip(".")], strict=True)
        ]
        items.append({"alternatives": [{"content": "."}], "type": "punctuation"})
        segments.append(
            {
                "speaker_label": f"spk_{voice}",
                "items": [{"start_time": t, "speaker_label": f"spk_{voice}"} for t in times],
            }
        )
    return {"results": {"items": items, "speaker_labels": {"segments": segments}}}


FORMS: dict[str, Any] = {
    "whisperx": {
        "segments": [
            {"start": at, "end": at + 2, "text": f" {text}", "speaker": f"SPEAKER_0{n}"}
            for n, (text, at) in enumerate(EXPECTED)
        ]
    },
    "whisper.cpp": {
        "transcription": [
            {
                "offsets": {"from": int(at * 1000), "to": int(at * 1000) + 2000},
                "text": f" {text}",
                "speaker": str(n),
            }
            for n, (text, at) in enumerate(EXPECTED)
        ]
    },
    "assemblyai": {
        "text": "x",
        "utterances": [
            {"speaker": "ABC"[n], "text": text, "start": int(at * 1000), "end": int(at * 1000) + 2000}
            for n, (text, at) in enumerate(EXPECTED)
        ],
    },
    "deepgram": {"results": {"channels": [{"alternatives": [{"transcript": "x", "words": words()}]}]}},
    "amazon": amazon(),
    "google": {
        "results": [
            {"alternatives": [{"transcript": "x"}]},
            {
                "alternatives": [
                    {
                        "words": [
                            {"word": w["word"], "startTime": f"{w['start']}s", "speakerTag": w["speaker"] + 1}
                            for w in words()
                        ]
                    }
                ]
            },
        ]
    },
    "azure": {
        "recognizedPhrases": [
            {"speaker": n + 1, "offsetInTicks": at * 10_000_000, "nBest": [{"display": text}]}
            for n, (text, at) in enumerate(EXPECTED)
        ]
    },
    "rev": {
        "monologues": [
            {"speaker": n, "elements": [{"type": "text", "value": text, "ts": at}]}
            for n, (text, at) in enumerate(EXPECTED)
        ]
    },
    "speechmatics": {
        "results": [
            {
                "start_time": w["start"],
                "alternatives": [{"content": w["word"], "speaker": f"S{w['speaker']}"}],
            }
            for w in words()
        ]
    },
    "elevenlabs": {
        "words": [
            {"text": w["word"], "type": "word", "start": w["start"], "speaker_id": f"speaker_{w['speaker']}"}
            for w in words()
        ]
    },
    "list": [
        {"speaker_name": f"Name {n}", "sentence": text, "start_time": f"00:00:0{int(at)}.000"}
        for n, (text, at) in enumerate(EXPECTED)
    ],
    "gong": {
        "callTranscripts": [
            {
                "transcript": [
                    {"speakerId": f"77{n}", "sentences": [{"start": int(at * 1000), "text": text}]}
                    for n, (text, at) in enumerate(EXPECTED)
                ]
            }
        ]
    },
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_turns_voices_and_times(form: str) -> None:
    turns = spoken(FORMS[form])
    assert [(words, at) for _, words, at in turns] == EXPECTED
    assert len({voice for voice, _, _ in turns if voice}) == len(EXPECTED)


def test_segments_that_name_no_speaker_are_nobodys() -> None:
    segments = [{"start": n, "end": n + 1, "text": t} for n, t in enumerate(["Tell me.", "No.", "Go on."])]
    segments[0]["speaker"] = segments[2]["speaker"] = "S1"
    assert spoken({"segments": segments}) == [("S1", "Tell me.", 0), (None, "No.", 1), ("S1", "Go on.", 2)]


def test_words_that_name_another_speaker_than_their_segment_are_believed() -> None:
    named = [{"word": w, "speaker": s} for w, s in [("Who?", "S1"), ("The", "S2"), ("guard.", "S2")]]
    segment = {"start": 0, "end": 2, "text": "Who? The guard.", "speaker": "S1", "words": named}
    assert [(v, w) for v, w, _ in spoken({"segments": [segment]})] == [("S1", "Who?"), ("S2", "The guard.")]


def test_a_transcript_without_speakers_is_one_unknown_voice_by_sentences() -> None:
    parts = ["They sent us", "away. Then", "we left.", "It was night."]
    segments = [{"start": 2 * n, "end": 2 * n + 2, "text": t} for n, t in enumerate(parts)]
    turns = spoken({"text": "x", "segments": segments, "language": "en"})
    assert turns == [(None, "They sent us\naway. Then\nwe left.", 0), (None, "It was night.", 6)]


def test_names_that_the_file_gives_to_ids_are_the_labels() -> None:
    root = {
        "speakers": [{"id": 7, "name": "Asha Rao"}, {"id": 8, "name": "Mina Das"}],
        "transcripts": [
            {"speaker_id": 7, "transcript": "Who?"},
            {"speaker_id": 8, "transcript": "The guard."},
        ],
    }
    assert [voice for voice, _, _ in spoken(root)] == ["Asha Rao", "Mina Das"]


def test_speakers_by_letter_never_look_like_a_role() -> None:
    parts = [{"speaker": letter, "text": "We left.", "start": n} for n, letter in enumerate("QIM")]
    (draft,) = read("a.json", json.dumps({"utterances": parts}).encode())
    assert [(t.kind.value, t.label) for t in draft.turns] == [
        ("speech", "Speaker Q"),
        ("speech", "Speaker I"),
        ("speech", "Speaker M"),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"segments": [', "broken"),
        (b'{"name": "x", "fields": [1, 2]}', "no transcript that is known"),
        (b'[{"_id": 1, "village": "Kwale", "text": "We left."}]', "no transcript that is known"),
        (b'{"transcription": [{"text": " "}]}', "no words"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_other_json_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read("a.json", content)
