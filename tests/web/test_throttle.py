"""Waits at sign-in: guesses wait, and whoever is guessed at comes in."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st
from limits import RateLimitItemPerMinute as PerMinute

from archive.web.failures import TooManyAttempts
from archive.web.throttle import FIRST_WAIT, LONGEST_WAIT, Attempt, HashingPlaces, Limits, Throttle


class Hand:
    """A clock moved by hand, ours and that of ``limits``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 1_000_000.0
        monkeypatch.setattr(time, "time", lambda: self.at)

    def wait(self, seconds: float) -> None:
        self.at += seconds

    def throttle(self, limits: Limits | None = None) -> Throttle:
        return Throttle(limits, lambda: self.at)


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    return Hand(monkeypatch)


def wrong(throttle: Throttle, attempt: Attempt) -> int:
    """A try that fails, if it may be made; the seconds to wait otherwise."""
    wait = throttle.admit(attempt)
    if not wait:
        throttle.failed(attempt)
    return wait


def test_a_stranger_guesses_five_times_a_minute(hand: Hand) -> None:
    throttle, stranger = hand.throttle(), Attempt("name", "here")
    assert [wrong(throttle, stranger) for _ in range(5)] == [0] * 5
    hand.wait(20)
    assert wrong(throttle, stranger) == 40
    hand.wait(40.5)
    assert wrong(throttle, stranger) == 0


def test_guesses_at_a_name_keep_no_known_device_of_it_waiting(hand: Hand) -> None:
    throttle = hand.throttle()
    for number in range(300):
        wrong(throttle, Attempt("name", f"from-{number % 50}"))
        hand.wait(0.2)
    assert throttle.admit(Attempt("name", "from-1", "device")) == 0


def test_a_device_has_tries_of_its_own_and_no_more(hand: Hand) -> None:
    throttle, device = hand.throttle(), Attempt("name", "here", "device")
    assert [wrong(throttle, device) for _ in range(11)] == [0] * 10 + [60]
    assert throttle.admit(replace(device, device="another")) == 0
    assert throttle.admit(replace(device, device="")) == 0, "its failures are nobody else's"


def test_an_address_that_tries_every_name_keeps_a_stranger_a_few_seconds_once(hand: Hand) -> None:
    throttle = hand.throttle()
    assert [wrong(throttle, Attempt(f"name-{n}", "here")) for n in range(60)] == [0] * 60
    colleague = Attempt("colleague", "here")
    assert throttle.admit(colleague) == FIRST_WAIT
    hand.wait(1.5)
    assert throttle.admit(colleague) == FIRST_WAIT - 1, "asking again does not make it longer"
    hand.wait(2.6)
    assert wrong(throttle, colleague) == 0
    assert wrong(throttle, colleague) == 0, "once"
    assert throttle.admit(Attempt("colleague", "elsewhere")) == 0


def test_a_name_that_is_guessed_at_from_everywhere_keeps_a_stranger_a_few_seconds(hand: Hand) -> None:
    throttle = hand.throttle()
    for number in range(30):
        assert wrong(throttle, Attempt("name", f"from-{number}")) == 0
    assert throttle.admit(Attempt("name", "home")) == FIRST_WAIT
    assert throttle.admit(Attempt("another", "home")) == 0
    hand.wait(FIRST_WAIT)
    assert throttle.admit(Attempt("name", "home")) == 0


def test_what_failed_long_ago_keeps_nobody_waiting(hand: Hand) -> None:
    throttle = hand.throttle()
    for number in range(40):
        wrong(throttle, Attempt("name", f"from-{number}"))
    hand.wait(15 * 60 + 1)
    assert throttle.admit(Attempt("name", "home")) == 0


def test_a_good_try_forgets_the_failures_of_its_own_place(hand: Hand) -> None:
    throttle, stranger = hand.throttle(), Attempt("name", "here")
    for _ in range(3):
        assert [wrong(throttle, stranger) for _ in range(4)] == [0] * 4
        assert throttle.admit(stranger) == 0
        throttle.succeeded(stranger)
    neighbour = Attempt("name", "there")
    assert [wrong(throttle, neighbour) for _ in range(5)] == [0] * 5
    throttle.succeeded(stranger)
    assert throttle.admit(neighbour) > 0


_ATTEMPTS = st.builds(
    Attempt, st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from(["", "", "", "d", "e"])
)
_STEPS = st.lists(st.tuples(_ATTEMPTS, st.floats(0, 30)), max_size=120)


@chosen(deadline=None, max_examples=60)
@given(_STEPS, _ATTEMPTS)
def test_whatever_went_before_whoever_waits_as_long_as_was_said_comes_in(
    steps: list[tuple[Attempt, float]], last: Attempt
) -> None:
    """Others may go on guessing elsewhere; the wait that was named is bounded and enough."""
    with pytest.MonkeyPatch.context() as patch:
        hand = Hand(patch)
        throttle = hand.throttle(replace(Limits(), name=PerMinute(3), source=PerMinute(4)))
        for attempt, pause in steps:
            assert 0 <= wrong(throttle, attempt) <= LONGEST_WAIT
            hand.wait(pause)
        waited = 0
        while seconds := throttle.admit(last):
            waited += seconds
            hand.wait(seconds + 0.01)
        assert waited <= LONGEST_WAIT + FIRST_WAIT


def test_tries_at_the_same_moment_do_not_share_one() -> None:
    throttle, admitted = Throttle(), []
    start = threading.Barrier(20)

    def attempt() -> None:
        start.wait()
        admitted.append(throttle.admit(Attempt("name", "here")) == 0)

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(admitted) == 5


def test_exchanges_that_are_begun_are_counted_by_address(hand: Hand) -> None:
    throttle = hand.throttle()
    assert [throttle.begin("here") for _ in range(60)] == [0] * 60
    assert 0 < throttle.begin("here") <= LONGEST_WAIT
    assert throttle.begin("there") == 0
    assert throttle.wrong_token("here") == 0, "counted apart"


def test_tokens_that_open_nothing_are_counted_by_address(hand: Hand) -> None:
    throttle = hand.throttle()
    assert [throttle.wrong_token("here") for _ in range(60)] == [0] * 60
    assert throttle.wrong_token("here") > 0
    assert throttle.wrong_token("there") == 0


def test_a_place_is_kept_for_known_devices() -> None:
    places = HashingPlaces(places=2, waiting=2, patience=0.01)
    with places.place(False):
        with pytest.raises(TooManyAttempts), places.place(False):
            pass
        with places.place(True):
            pass
    with places.place(False):
        pass


def test_no_more_wait_for_a_place_than_may() -> None:
    places = HashingPlaces(places=2, waiting=1, patience=60)
    with places.place(False):
        with pytest.raises(TooManyAttempts), places.place(False):
            pass
        with places.place(True), pytest.raises(TooManyAttempts), places.place(True):
            pass


def test_a_check_that_fails_gives_its_place_back() -> None:
    places = HashingPlaces(places=2, waiting=1, patience=0.01)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), places.place(False):
            raise ZeroDivisionError
    with places.place(False):
        pass
