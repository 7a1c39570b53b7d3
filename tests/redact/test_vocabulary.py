"""The words of the rules: every list and frame is read by a rule, and every example reaches its rule."""

from importlib.resources import files

import pytest
import regex

from archive.model import IdentifierType as T
from archive.redact.gazetteer import key
from archive.redact.patterns.groups import groups
from archive.redact.patterns.id_numbers import numbers
from archive.redact.patterns.located_latin import located_latin
from archive.redact.patterns.packs import CODES as COUNTRIES
from archive.redact.patterns.packs import _pack, packs
from archive.redact.patterns.unique_roles import roles
from archive.redact.risk import flags
from archive.redact.risk_details import details
from archive.redact.vocabulary import CODES, any_of, endings, entries, frames, values, words_of
from language.lists import Frame, parse_words, read_words

COUNTRY_FRAMES = [
    (code, frame) for code in COUNTRIES for frame in read_words("archive.redact", code.lower()).frames
]


def _of(role: str) -> list[tuple[str, Frame]]:
    return [(code, frame) for code in CODES for frame in words_of(code).frames_of(role)]


def _name(one: object) -> str:
    return one.name if isinstance(one, Frame) else str(one)


@pytest.mark.parametrize(("code", "frame"), COUNTRY_FRAMES, ids=_name)
def test_every_example_of_a_number_is_found_by_its_row(code: str, frame: Frame) -> None:
    for text in frame.examples:
        assert f"numbers:{frame.name}" in {span.detector for span in numbers(text, "en")}, text
    for text in frame.counterexamples:
        assert f"numbers:{frame.name}" not in {span.detector for span in numbers(text, "en")}, text


@pytest.mark.parametrize(("code", "frame"), _of("condition") + _of("native condition"), ids=_name)
def test_every_example_of_a_condition_is_a_group(code: str, frame: Frame) -> None:
    for text in frame.examples:
        assert T.DEM in {span.type for span in groups(text, code)}, text


@pytest.mark.parametrize(("code", "frame"), _of("landmark"), ids=_name)
def test_every_example_of_a_landmark_is_a_place(code: str, frame: Frame) -> None:
    for text in frame.examples:
        assert located_latin(text, code), text
    for text in frame.counterexamples:
        assert not located_latin(text, code), text


@pytest.mark.parametrize(("code", "frame"), _of("unique"), ids=_name)
def test_every_example_of_the_only_one_is_a_description(code: str, frame: Frame) -> None:
    for text in frame.examples:
        assert roles(text, code), text


@pytest.mark.parametrize(("code", "frame"), _of("risk"), ids=_name)
def test_every_example_of_a_risk_is_flagged_as_its_kind(code: str, frame: Frame) -> None:
    for text in frame.examples:
        assert frame.name in {flag.kind for flag in flags(text, [])}, text


@pytest.mark.parametrize(("code", "frame"), _of("lately"), ids=_name)
def test_every_example_of_a_time_is_a_detail(code: str, frame: Frame) -> None:
    for text in frame.examples:
        assert list(details(text, [0] * len(text))), text


def _source() -> str:
    root = files("archive.redact")
    places = [root, root.joinpath("patterns"), root.joinpath("patterns", "packs"), root.joinpath("crf")]
    return "\n".join(
        one.read_text(encoding="utf-8") for at in places for one in at.iterdir() if one.name.endswith(".py")
    )


def test_every_list_and_every_frame_is_read_by_a_rule() -> None:
    source = _source()
    for name in (*CODES, *(code.lower() for code in COUNTRIES)):
        text = files("archive.redact").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
        inserted = set(regex.findall(r"@\{(\w+)\}", text))
        for one in read_words("archive.redact", name).lists:
            assert one in inserted or regex.search(rf"""['"]{one}['"]""", source), f"{name}: {one}"
        for frame in read_words("archive.redact", name).frames:
            assert regex.search(rf"""['"]{frame.role}['"]""", source), f"{name}: {frame.role}"


def test_a_list_or_a_role_that_no_file_has_is_an_error() -> None:
    for ask in (entries, endings, any_of):
        with pytest.raises(KeyError, match="no_such_list"):
            ask("no_such_list")
    with pytest.raises(KeyError, match="no such role"):
        frames("no such role")
    with pytest.raises(KeyError, match="not_names"):
        entries("not_names", "vi")


def test_the_words_of_some_languages_are_part_of_those_of_all() -> None:
    assert entries("call", "hi") < entries("call")
    assert entries("call") == frozenset().union(*(words_of(code).entries("call") for code in CODES))
    assert set(values("place_kinds")) == {
        word for code in CODES for word in words_of(code).values("place_kinds")
    }
    lengths = [len(ending) for ending in endings("place_endings", "bn", "hi", "ne")]
    assert lengths == sorted(lengths, reverse=True)


ROW = {"name": "n", "role": "number", "pattern": "x", "examples": ["x"], "counterexamples": ["y"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"lists": {"given_names": {"role": "r", "entries": "X"}}},
        {"frames": [ROW | {"fields": {"check": "luhn"}}]},
        {"frames": [ROW | {"fields": {"alnoe": True}}]},
    ],
)
def test_a_country_with_a_misspelt_list_field_or_check_is_refused(wrong: dict) -> None:
    words = parse_words({"country": "BD", "languages": ["bn"], **wrong})
    with pytest.raises(ValueError, match=r"lists|fields|check"):
        _pack(words)


def test_every_country_has_its_words() -> None:
    for pack in packs():
        for words in (pack.given, pack.family, pack.places, pack.groups, pack.feasts, pack.numbers):
            assert words
        listed = {key(place) for place in pack.places}
        assert set(pack.short_places) <= listed, "a place that is short of nothing"
