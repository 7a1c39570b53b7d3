"""Every file of words that the program reads: its form, its letters, its repetitions, its names, its frames.

A linguist who mends a list learns from here what is wrong, by file, list and word.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
import yaml

from archive.redact.patterns.packs import packs
from language.lists import SCRIPTS, Words, parse_words

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for pattern in ("language/data/*.yaml", "archive/*/data/*.yaml", "consent/data/*.yaml")
    for path in ROOT.glob(pattern)
)
LETTER = regex.compile(r"[\p{L}\p{M}]")
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def _words(path: Path) -> Words:
    return parse_words(yaml.safe_load(path.read_text(encoding="utf-8")))


def _texts(words: Words) -> Iterator[tuple[str, str]]:
    """Every entry and what it stands for, with the name of its list; a value in ASCII is a term of ours."""
    for name, one in words.lists.items():
        yield from ((name, entry) for entry in one.entries)
        said = (value for value in one.values.values() if isinstance(value, str))
        yield from ((name, value) for value in said if not value.isascii())


def test_there_is_a_file_for_every_language_and_country() -> None:
    codes = {_words(path).code for path in FILES}
    assert codes >= {"en", "bn", "hi", "ne", "sw", "vi", "xx"}


@each_file
def test_it_has_the_known_form_and_no_key_twice(path: Path) -> None:
    words = _words(path)
    assert set(words.scripts) <= set(SCRIPTS)
    assert all(one.role and one.entries for one in words.lists.values())
    assert all(set(one.scripts) <= set(SCRIPTS) for one in words.lists.values())
    twice: list[str] = []

    def look(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = Counter(str(key.value) for key, _ in node.value)
            twice.extend(key for key, times in keys.items() if times > 1)
            for _, value in node.value:
                look(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                look(item)

    look(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    assert not twice


@each_file
def test_it_is_in_normal_form_c(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wrong = [line for line in text.splitlines() if unicodedata.normalize("NFC", line) != line]
    assert not wrong


@each_file
def test_every_letter_is_of_a_declared_script(path: Path) -> None:
    words = _words(path)
    foreign: list[tuple[str, str]] = []
    for name, text in _texts(words):
        scripts = words.lists[name].scripts
        foreign.extend((name, text) for letter in LETTER.findall(text) if not _of(letter, scripts))
    assert not foreign


@each_file
def test_every_letter_of_a_frame_is_of_a_script_of_the_file_or_latin(path: Path) -> None:
    words = _words(path)
    foreign = [
        (frame.name, letter)
        for frame in words.frames
        for text in (frame.pattern, *frame.examples, *frame.counterexamples)
        for letter in LETTER.findall(text)
        if not _of(letter, (*words.scripts, "Latn"))
    ]
    assert not foreign


def _of(letter: str, scripts: tuple[str, ...]) -> bool:
    allowed = "".join(rf"\p{{Script={SCRIPTS[code]}}}" for code in scripts)
    return regex.fullmatch(rf"[{allowed}\p{{Script=Common}}\p{{Script=Inherited}}]", letter) is not None


@each_file
def test_no_list_says_a_word_twice(path: Path) -> None:
    words = _words(path)
    twice = {
        name: again
        for name, one in words.lists.items()
        if (again := [word for word, times in Counter(map(str.casefold, one.entries)).items() if times > 1])
    }
    assert not twice


def test_words_that_are_names_of_people_as_well_are_listed_as_such() -> None:
    people = {name.casefold() for pack in packs() for name in pack.given | pack.family}
    unlisted = [
        (str(path.relative_to(ROOT)), name, entry)
        for path in FILES
        for name, one in _words(path).lists.items()
        if not {"given", "family"} & {name}
        for entry in one.entries
        if entry.casefold() in people and entry not in one.names
    ]
    assert not unlisted


@each_file
def test_what_is_listed_as_a_name_is_an_entry(path: Path) -> None:
    assert not [
        (name, entry) for name, one in _words(path).lists.items() for entry in one.names - set(one.entries)
    ]


@each_file
def test_every_frame_matches_its_examples_and_no_counterexample(path: Path) -> None:
    wrong: list[tuple[str, str]] = []
    for frame in _words(path).frames:
        assert frame.examples, frame.name
        assert frame.counterexamples, frame.name
        pattern = regex.compile(frame.pattern)
        wrong.extend((frame.name, text) for text in frame.examples if not pattern.search(text))
        wrong.extend((frame.name, text) for text in frame.counterexamples if pattern.search(text))
    assert not wrong


def test_a_letter_of_another_script_is_seen() -> None:
    assert _of("ক", ("Beng",))
    assert not _of("क", ("Beng",))
    assert _of("\u200c", ("Beng",))
