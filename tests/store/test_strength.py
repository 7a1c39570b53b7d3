"""What is taken as a passphrase and what is not, and that the measure is bounded in what it is given."""

import string
from collections.abc import Iterable
from pathlib import Path

import pytest
import zxcvbn
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import LockedArchive
from archive.store import strength
from archive.store.officerfile import make_officer_file
from archive.store.passphrase import Cost, change_master, check_passphrase, new_master
from archive.store.strength import OFFLINE, ONLINE, guessing_score, weakness

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SEPARATORS = ["", " ", "-", "_", ".", " - "]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("word", ["password", "changeme", "correcthorsebatterystaple", "administrator"])
def test_a_word_that_everybody_tries_is_weak_however_it_is_spaced(word: str, separator: str) -> None:
    assert weakness(separator.join(word) + "2026", ONLINE) is not None
    assert weakness(separator.join(word).upper() + "2026", ONLINE) is not None


@pytest.mark.parametrize(
    "secret", ["\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11\uff12\uff13\uff14", "p@$$w0rd!2026"]
)
def test_other_signs_for_the_same_letters_change_nothing(secret: str) -> None:
    assert weakness(secret, ONLINE) is not None


def test_a_name_that_stands_around_the_secret_makes_it_weak() -> None:
    secret = "Brahmaputra-Voices-24"
    assert weakness(secret, OFFLINE) is None
    assert "easy to guess" in (weakness(secret, OFFLINE, ["brahmaputra voices"]) or "")
    assert weakness(secret, OFFLINE) is None, "the names of one archive are not kept for the next"


def test_the_sentence_says_what_to_do_and_not_what_was_typed() -> None:
    for secret in ("", "    ", "zebra", "zebrazebrazebra"):
        sentence = weakness(secret, OFFLINE)
        assert sentence is not None
        assert "four words" in sentence
        assert "zebra" not in sentence


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("4@8({[<369&#!1/|0$5+7%2" + string.ascii_letters), max_size=300))
def test_the_measure_is_given_few_characters_and_few_readings(secret: str) -> None:
    given_to_it: list[str] = []

    def measured(part: str, user_inputs: Iterable[str]) -> dict[str, int]:
        given_to_it.append(part)
        result: dict[str, int] = zxcvbn.zxcvbn(part, user_inputs=user_inputs)
        return result

    before, strength.zxcvbn = strength.zxcvbn, measured
    try:
        guessing_score(secret)
    finally:
        strength.zxcvbn = before
    assert all(len(part) <= 72 for part in given_to_it)
    assert all(not set(part) & set("@{[<!|$+") for part in given_to_it)


def test_what_is_measured_is_cut_and_what_is_used_is_not(tmp_path: Path) -> None:
    long = "seven quiet herons over the delta and " * 5
    master = new_master(tmp_path / "ring.json", long + "one", CHEAP)
    with pytest.raises(LockedArchive):
        change_master(tmp_path / "ring.json", long + "two", "nine slow ferries under the moon", CHEAP)
    assert len(master) == 32


def test_the_archives_and_the_officers_file_names_are_known(tmp_path: Path) -> None:
    check_passphrase("Brahmaputra-Voices-24")
    with pytest.raises(LockedArchive):
        check_passphrase("Brahmaputra-Voices-24", ("brahmaputra-voices",))
    with pytest.raises(LockedArchive):
        make_officer_file(tmp_path / "brahmaputra-voices.key", "Brahmaputra-Voices-24", CHEAP)
    assert not list(tmp_path.iterdir())
