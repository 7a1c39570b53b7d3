"""A second proof is needed once it is there, fits once, and is guessed by nobody."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Factors, Role, Tries, Way
from archive.oversight import accounts, second_factors, sessions
from archive.oversight.second_factors import CODES, FREE_TRIES, LONGEST_WAIT, TooSoon, prove, seconds_left
from tests.oversight.staff import OWN, Staffed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_code_fits_once_in_its_own_step_and_the_one_beside_it(staff: Staffed) -> None:
    app, sam = staff.app("sam"), staff.account("sam")
    assert prove(staff.archive, sam, staff.code(app, -1)) is Way.TOTP
    assert prove(staff.archive, sam, staff.code(app)) is Way.TOTP
    assert prove(staff.archive, sam, staff.code(app, 1)) is Way.TOTP
    for steps in (-2, -1, 0, 1, 2):
        with pytest.raises(Refused):
            prove(staff.archive, sam, staff.code(app, steps))
        staff.archive.store.second_factors.forgive("sam")


def test_the_code_that_set_an_app_up_opens_nothing(staff: Staffed) -> None:
    new = second_factors.begin_app(staff.work("sam"))
    with pytest.raises(UsageError, match="not the app's"):
        second_factors.confirm_app(staff.work("sam"), "000000")
    code = staff.code(pyotp.TOTP(new.secret))
    second_factors.confirm_app(staff.work("sam"), code)
    with pytest.raises(Refused):
        prove(staff.archive, staff.account("sam"), code)
    with pytest.raises(UsageError, match="No app is being set up"):
        second_factors.confirm_app(staff.work("sam"), code)


@pytest.mark.parametrize("written", ["{0} {1}", " {0}{1} ", "{0}-{1}", "{0}\u00a0{1}\u200b", "native"])
def test_how_a_code_is_written_makes_it_no_other_code(staff: Staffed, written: str) -> None:
    app, sam = staff.app("sam"), staff.account("sam")
    code = staff.code(app)
    bengali = "".join(chr(0x09E6 + int(digit)) for digit in code)
    typed = bengali if written == "native" else written.format(code[:3], code[3:])
    assert prove(staff.archive, sam, typed) is Way.TOTP
    for again in (code, typed):
        with pytest.raises(Refused):
            prove(staff.archive, sam, again)


def test_of_many_at_the_same_moment_one_comes_in(staff: Staffed) -> None:
    app, sam = staff.app("sam"), staff.account("sam")
    code = staff.code(app)

    def attempt(_: int) -> bool:
        try:
            return prove(staff.archive, sam, code) is Way.TOTP
        except Refused:
            return False

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(attempt, range(4))) == 1


def test_a_recovery_code_opens_once_and_is_told(staff: Staffed) -> None:
    staff.app("sam")
    sam, codes = staff.account("sam"), second_factors.make_codes(staff.work("sam"))
    assert len(set(codes)) == CODES
    assert second_factors.own_codes(staff.work("sam"), codes) == codes
    typed = codes[3].upper().replace("-", " ")
    assert prove(staff.archive, sam, typed) is Way.RECOVERY
    for again in (codes[3], typed):
        with pytest.raises(Refused):
            prove(staff.archive, sam, again)
    assert second_factors.factors(staff.archive, "sam").codes_left == CODES - 1
    assert {"kind": "codes", "step": "use", "left": "9"} in staff.details(Action.USER_FACTOR)
    with pytest.raises(UsageError, match="not your recovery codes"):
        second_factors.own_codes(staff.work("sam"), codes)
    with pytest.raises(UsageError, match="not your recovery codes"):
        second_factors.own_codes(staff.work("olga"), codes[:1])


def test_recovery_codes_come_and_go_with_what_they_stand_in_for(staff: Staffed) -> None:
    staff.open("rita", Role.RESEARCHER)
    with pytest.raises(UsageError, match="stand in for"):
        second_factors.make_codes(staff.work("rita"))
    staff.app("rita")
    second_factors.make_codes(staff.work("rita"))
    second_factors.remove_app(staff.work("rita"))
    assert second_factors.factors(staff.archive, "rita") == Factors(0, False, 0)


def test_the_last_factor_of_a_role_that_takes_one_stays(staff: Staffed) -> None:
    staff.app("sam")
    with pytest.raises(UsageError, match="last second factor"):
        second_factors.remove_app(staff.work("sam"))
    assert second_factors.factors(staff.archive, "sam").app


def test_a_password_opens_half_a_session_where_there_is_more(staff: Staffed) -> None:
    bare = sessions.open_session(staff.archive, staff.account("sam"))
    before = sessions.find_session(staff.archive, bare)
    assert before is not None
    assert before.lacks_factor, "a steward with a password alone"
    app = staff.app("sam")
    account = accounts.check_password(staff.archive, "sam", OWN)
    assert account is not None
    token = sessions.open_session(staff.archive, account)
    assert sessions.find_session(staff.archive, token) is None, "it lets nobody in"
    half = sessions.find_half(staff.archive, token)
    assert half is not None
    with pytest.raises(Refused):
        sessions.complete(staff.archive, half, "000000")
    whole = sessions.complete(staff.archive, half, staff.code(app))
    assert whole != token
    present = sessions.find_session(staff.archive, whole)
    assert present is not None
    assert (present.session.way, present.lacks_factor) == (Way.TOTP, False)
    assert sessions.find_half(staff.archive, token) is None
    with pytest.raises(Refused):
        sessions.complete(staff.archive, half, staff.code(app, 1))


def test_half_a_session_is_soon_over(staff: Staffed) -> None:
    staff.app("sam")
    token = sessions.open_session(staff.archive, staff.account("sam"))
    staff.clock.later(seconds=sessions.HALF_LASTS.total_seconds())
    assert sessions.find_half(staff.archive, token) is None
    assert staff.details(Action.SESSION_CLOSE)[-1] == {"reason": "expired"}


def test_a_session_from_before_the_factor_is_worth_nothing_after_it(staff: Staffed) -> None:
    """Whoever knew the password alone and waited must not be let further by what its owner sets up."""
    waiting = sessions.open_session(staff.archive, staff.account("sam"))
    staff.app("sam")
    still = sessions.find_session(staff.archive, waiting)
    assert still is not None
    assert still.lacks_factor
    sessions.renew(staff.archive, staff.account("sam"), Way.TOTP)
    assert sessions.find_session(staff.archive, waiting) is None


def test_wrong_codes_wait_and_the_right_one_waits_with_them(staff: Staffed) -> None:
    app, sam = staff.app("sam"), staff.account("sam")
    for _ in range(FREE_TRIES):
        with pytest.raises(Refused, match="does not fit"):
            prove(staff.archive, sam, "12345")
    with pytest.raises(TooSoon) as waiting:
        prove(staff.archive, sam, staff.code(app))
    staff.clock.later(seconds=waiting.value.seconds)
    assert prove(staff.archive, sam, staff.code(app)) is Way.TOTP
    assert staff.archive.store.second_factors.tries("sam") is None


@given(st.integers(0, 10_000), st.integers(0, 100_000))
def test_waits_grow_end_and_never_go_below_nothing(failures: int, passed: int) -> None:
    wait = seconds_left(Tries(failures, NOON), NOON + timedelta(seconds=passed))
    assert 0 <= wait <= LONGEST_WAIT.total_seconds()
    assert wait >= seconds_left(Tries(failures, NOON), NOON + timedelta(seconds=passed + 1))
    assert wait <= seconds_left(Tries(failures + 1, NOON), NOON + timedelta(seconds=passed))
    if failures < FREE_TRIES or passed >= LONGEST_WAIT.total_seconds():
        assert wait == 0


def test_no_secret_is_told_by_the_log_a_repr_or_an_error(staff: Staffed) -> None:
    new = second_factors.begin_app(staff.work("sam"))
    app = staff.app("sam")
    codes = second_factors.make_codes(staff.work("sam"))
    kept = staff.archive.store.second_factors.authenticator("sam")
    with pytest.raises(Refused) as refused:
        prove(staff.archive, staff.account("sam"), "wrong-" + codes[0])
    told = "".join(traceback.format_exception(refused.value)) + repr((new, kept)) + str(refused.value)
    told += "".join(staff.archive.log.export())
    for secret in (new.secret, app.secret, *codes, codes[0].replace("-", "")):
        assert secret not in told


def test_a_change_of_how_one_comes_in_takes_a_fresh_session(staff: Staffed) -> None:
    token = sessions.open_session(staff.archive, staff.account("sam"))
    present = sessions.find_session(staff.archive, token)
    assert present is not None
    sessions.ask_fresh(staff.work("sam"), present)
    staff.clock.later(seconds=sessions.FRESH.total_seconds())
    with pytest.raises(Refused, match="Sign out and in again"):
        sessions.ask_fresh(staff.work("sam"), present)
    assert staff.details(Action.USER_FACTOR)[-1] == {"reason": "stale"}


def test_sessions_are_listed_and_ended_by_their_owner_alone(staff: Staffed) -> None:
    mine = [sessions.open_session(staff.archive, staff.account("sam")) for _ in range(3)]
    foreign = sessions.open_session(staff.archive, staff.account("olga"))
    present = sessions.find_session(staff.archive, mine[0])
    assert present is not None
    work = staff.work("sam")
    listed = sessions.own_sessions(work, present)
    assert sorted(s.this for s in listed) == [False, False, True]
    other = sessions.find_session(staff.archive, foreign)
    assert other is not None
    strange = sessions.own_sessions(staff.work("olga"), other)[0].handle
    with pytest.raises(NotFound, match="no such session of yours"):
        sessions.end_sessions(work, present, strange)
    one = next(s.handle for s in listed if not s.this)
    assert sessions.end_sessions(work, present, one) == 1
    assert sessions.end_sessions(work, present, None) == 1
    assert [sessions.find_session(staff.archive, t) is not None for t in mine].count(True) == 1
    assert sessions.find_session(staff.archive, mine[0]) is not None
    assert sessions.find_session(staff.archive, foreign) is not None
