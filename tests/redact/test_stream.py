"""Lines in, lines out, in order; a bad line is told by its number and never by its words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice

import pytest

from archive.errors import UsageError
from archive.redact.stream import deidentify_lines

HEARD = [sys.executable, "-c", "from archive.cli import main; main()", "deidentify", "--jsonl", "--jobs"]
LINES = [
    json.dumps({"id": number, "text": text, "lang": lang})
    for number, (text, lang) in enumerate(
        [
            ("My name is Salma Begum, call 01712-345678.", "en"),
            ("मेरा नाम कमला देवी है।", "hi"),
            ("Jina langu ni Amina Wanjiru, naishi Kisauni.", "sw"),
        ]
        * 4
    )
]


def test_answers_come_in_order_with_spans_and_text() -> None:
    lines = [
        json.dumps({"id": "a", "text": "My name is Salma Begum."}),
        json.dumps({"id": 2, "text": "कमला ने कहा", "lang": "hi", "known": ["Kamla Devi"]}),
    ]
    first, second = [json.loads(line) for line in deidentify_lines(lines, secret=b"s" * 32)]
    assert first["id"] == "a"
    assert first["spans"] == [[11, 22, "PERSON"]]
    assert "Salma" not in first["text"]
    assert second["id"] == 2
    assert second["spans"][0][:2] == [0, 4]


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[]",
        "[" * 100_000 + "Salma",
        '{"text": "Salma"}',
        '{"id": true, "text": "Salma"}',
        '{"id": "a"}',
        '{"id": "a", "text": "Salma", "known": "Salma"}',
        '{"id": "a", "text": "Salma", "lang": 3}',
        '{"id": "a", "text": "Salma \\ud83d"}',
    ],
)
def test_a_bad_line_is_answered_without_its_text(line: str) -> None:
    told: list[str] = []
    good = json.dumps({"id": "b", "text": "nothing"})
    answers = [json.loads(a) for a in deidentify_lines([line, good], complain=told.append)]
    assert answers[0]["error"] == told[0]
    assert "Salma" not in told[0]
    assert "Salma" not in json.dumps(answers[0])
    assert answers[0]["spans"] == []
    assert answers[1]["id"] == "b"


def test_an_unknown_mode_is_refused_at_once() -> None:
    with pytest.raises(UsageError):
        deidentify_lines([], mode="fast")


def test_recall_first_masks_what_nobody_could_tell() -> None:
    line = json.dumps({"id": "a", "text": "she took it to QZX again", "lang": "en"})
    (reviewed,) = map(json.loads, deidentify_lines([line]))
    (careful,) = map(json.loads, deidentify_lines([line], mode="recall-first"))
    size = [sum(b - a for a, b, _ in r["spans"]) for r in (reviewed, careful)]
    assert size[0] < size[1]


def test_two_processes_answer_as_one_does_and_survive_a_bad_line() -> None:
    lines = [*LINES[:5], "{not json", *LINES[5:]]
    told: tuple[list[str], list[str]] = [], []
    one, two = (
        list(deidentify_lines(lines, jobs=jobs, complain=told[jobs - 1].append, secret=b"s" * 32))
        for jobs in (1, 2)
    )
    assert one == two
    assert told[0] == told[1]
    assert len(told[0]) == 1


def test_an_endless_stream_is_read_no_further_than_it_is_answered() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for read in count(1):  # noqa: B007 - counted for the assertion
            yield LINES[0]

    assert len(list(islice(deidentify_lines(endless()), 5))) == 5
    assert read == 5


def test_found_names_are_given_to_nobody_as_a_pseudonym() -> None:
    text = (
        "I am Maya Devi. My sisters are Asha Devi, Tara Devi, Usha Devi, Lata Devi, Mala Devi and Jyoti Devi."
    )
    for number in range(20):
        (answer,) = map(json.loads, deidentify_lines([json.dumps({"id": number, "text": text})]))
        spans = [text[a:b] for a, b, _ in answer["spans"]]
        assert len(spans) >= 7
        assert not {w for s in spans for w in s.split()} & set(answer["text"].replace(".", "").split())


def _listen_to_the_keyboard() -> None:
    """A shell that runs the tests in the background has its children ignore the keyboard."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(jobs: str) -> subprocess.Popen[bytes]:
    """The command after its first answer. It is sent lines that are no JSON: they are answered at once."""
    process = subprocess.Popen(
        [*HEARD, jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
        preexec_fn=_listen_to_the_keyboard,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"Salma\n")
    assert json.loads(process.stdout.readline())["line"] == 1
    return process


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_keyboard_stops_the_command_without_a_word_of_the_input(jobs: str) -> None:
    process = started(jobs)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert not out
    assert b"Traceback" not in err
    assert b"Salma" not in err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_ends_the_command_quietly(jobs: str) -> None:
    with started(jobs) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"Salma\n" * 3)
        assert process.wait(timeout=60) == 1
        err = process.stderr.read()
    assert b"Traceback" not in err
    assert b"Salma" not in err
