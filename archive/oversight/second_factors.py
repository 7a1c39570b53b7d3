"""The second proof beside a password: an app that shows codes (RFC 6238), and recovery codes in its place.

Each code opens one session: the step of an app and a recovery code are used up in the store, so that of two
at the same moment one is refused. Wrong codes have to wait, longer each time, and are counted with the
account: whoever gets this far knows its password. No secret and no code stands in the log, in a repr or in an
error.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

import pyotp

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import SECOND_FACTOR
from archive.errors import Refused, UsageError
from archive.model import Account, Action, Factors, Tries, Way
from archive.oversight.typed_codes import draw, grouped, plain
from archive.ports import Archive

ISSUER = "Heard"
STEP = 30
"""Seconds for which an app shows a code."""
DIGITS = 6
CODES = 10
"""Recovery codes that are made at once."""
FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
_CODE_LENGTH = 16  # 79 bits: a digest of it cannot be guessed backwards
_WRONG = "This code does not fit or was used before. Wait for the next one, or take a recovery code."


class TooSoon(Refused):
    """A second proof has to wait; ``seconds`` says for how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many codes were wrong. Wait {seconds} seconds and try again.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class NewApp:
    """What an app has to be given, once: the secret in base32, and the same as an address for its camera."""

    secret: str = field(repr=False)
    address: str = field(repr=False)


def factors(archive: Archive, user: str) -> Factors:
    """What an account has beside its password."""
    second = archive.store.second_factors
    return Factors(archive.store.passkeys.count(user), second.has_app(user), second.codes_left(user))


def factors_of(work: UnitOfWork) -> Factors:
    """What whoever asks has beside their password."""
    work.authorise(Action.ACCOUNT_READ)
    return factors(work.archive, work.viewer.user)


# --- setting up ---------------------------------------------------------------------------------------------


def begin_app(work: UnitOfWork) -> NewApp:
    """A new secret for an app, shown once. It counts from the first code on that ``confirm_app`` gets."""
    work.authorise(Action.USER_FACTOR)
    secret = pyotp.random_base32()
    with work.store.transaction():
        work.store.second_factors.begin(work.viewer.user, secret)
        work.record(Action.USER_FACTOR, "user", work.viewer.user, kind="app", step="begin")
    return NewApp(secret, _address(secret, work.viewer.user))


def pending_app(work: UnitOfWork) -> NewApp | None:
    """The secret that waits for its first code, while somebody is still setting the app up."""
    work.authorise(Action.USER_FACTOR)
    kept = work.store.second_factors.authenticator(work.viewer.user)
    if kept is None or kept.pending is None:
        return None
    return NewApp(kept.pending, _address(kept.pending, kept.user))


def _address(secret: str, user: str) -> str:
    return pyotp.TOTP(secret, name=user, issuer=ISSUER).provisioning_uri()


def confirm_app(work: UnitOfWork, typed: str) -> None:
    """Use the app from now on. Raises ``UsageError`` if the code is not the app's."""
    work.authorise(Action.USER_FACTOR)
    user = work.viewer.user
    kept = work.store.second_factors.authenticator(user)
    if kept is None or kept.pending is None:
        raise UsageError("No app is being set up. Begin again on the page of your account.")
    step = _step_of(kept.pending, plain(typed), work.clock.now(), 0)
    if step is None:
        raise UsageError(
            "This code is not the app's. Look at the clock of the device, and try the next code."
        )
    with work.store.transaction():
        if not work.store.second_factors.confirm(user, step):
            raise UsageError("No app is being set up. Begin again on the page of your account.")
        work.record(Action.USER_FACTOR, "user", user, kind="app", step="add")


def remove_app(work: UnitOfWork) -> None:
    """Forget the app. Raises ``UsageError`` if there is none or the role would be left without a factor."""
    work.authorise(Action.USER_FACTOR)
    user = work.viewer.user
    with work.store.transaction():
        mine = factors(work.archive, user)
        if not mine.app:
            raise UsageError("There is no app to remove.")
        keep_one(work, mine.passkeys)
        work.store.second_factors.remove_app(user)
        forget_unused_codes(work, mine.passkeys)
        work.record(Action.USER_FACTOR, "user", user, kind="app", step="remove")


def forget_all(archive: Archive, user: str) -> None:
    """Take every passkey, the app and the recovery codes of an account. The caller writes the event."""
    archive.store.passkeys.remove_all(user)
    second = archive.store.second_factors
    second.remove_app(user)
    second.remove_codes(user)
    second.forgive(user)


def keep_one(work: UnitOfWork, left: int) -> None:
    """Raises ``UsageError`` if nothing is left and the role takes a second factor."""
    if left == 0 and work.viewer.role in SECOND_FACTOR:
        raise UsageError("This is your last second factor and your role takes one. Set up another first.")


def forget_unused_codes(work: UnitOfWork, left: int) -> None:
    """Recovery codes stand in for a second factor; without one they go."""
    if left == 0:
        work.store.second_factors.remove_codes(work.viewer.user)


def make_codes(work: UnitOfWork) -> list[str]:
    """New recovery codes, shown once, in place of all before. Raises ``UsageError`` where none is needed."""
    work.authorise(Action.USER_FACTOR)
    user = work.viewer.user
    if not factors(work.archive, user).second:
        raise UsageError("Recovery codes stand in for a second factor. Set up a passkey or an app first.")
    codes = [draw(_CODE_LENGTH) for _ in range(CODES)]
    with work.store.transaction():
        work.store.second_factors.put_codes(user, codes)
        work.record(Action.USER_FACTOR, "user", user, kind="codes", step="add", count=CODES)
    return [grouped(code) for code in codes]


def own_codes(work: UnitOfWork, codes: list[str]) -> list[str]:
    """The same codes, if every one is unused and one's own, to be kept as a file. Raises ``UsageError``."""
    work.authorise(Action.USER_FACTOR)
    plains = [plain(code) for code in codes[:CODES]]
    if not plains or not all(work.store.second_factors.has_code(work.viewer.user, p) for p in plains):
        raise UsageError("These are not your recovery codes any more. Make new ones on your account's page.")
    return [grouped(code) for code in plains]


# --- proving ------------------------------------------------------------------------------------------------


def prove(archive: Archive, account: Account, typed: str) -> Way:
    """Which second factor the code is of; it is used up. Raises ``Refused``, on the log, or ``TooSoon``."""
    _count(archive, account.user)
    way = _taken(archive, account, plain(typed))
    if way is None:
        archive.log.append(gate.refused_to_nobody(Action.SESSION_OPEN, "user", account.user, "second_factor"))
        raise Refused(_WRONG)
    return way


def _count(archive: Archive, user: str) -> None:
    second, now = archive.store.second_factors, archive.clock.now()
    before = second.tries(user)
    seconds = seconds_left(before, now)
    if seconds or not second.count_try(user, before, now):
        raise TooSoon(seconds or 1)


def seconds_left(before: Tries | None, now: datetime) -> int:
    """How long the next try has to wait: nothing at first, then 2, 4, 8… seconds after the latest."""
    over = before.failures - FREE_TRIES if before else -1
    if before is None or over < 0:
        return 0
    wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(over + 1, 20)))
    return max(0, ceil((before.last_at + wait - now).total_seconds()))


def _taken(archive: Archive, account: Account, code: str) -> Way | None:
    """The code used up, with its event, in one transaction; ``None`` if it fits nothing."""
    user, second, now = account.user, archive.store.second_factors, archive.clock.now()
    with archive.store.transaction():
        if len(code) == DIGITS and code.isdecimal():
            kept = second.authenticator(user)
            step = _step_of(kept.secret, code, now, kept.last_step) if kept and kept.secret else None
            if step is None or not second.take_step(user, step):
                return None
            second.forgive(user)
            return Way.TOTP
        if not second.take_code(user, code, now):
            return None
        second.forgive(user)
        work = UnitOfWork(archive, gate.viewer_of(archive, account))
        left = second.codes_left(user)
        work.record(Action.USER_FACTOR, "user", user, kind="codes", step="use", left=left)
        return Way.RECOVERY


def _step_of(secret: str, code: str, now: datetime, last: int) -> int | None:
    """The time step, this one or the one beside it, whose code this is and which is not used up yet."""
    app, at = pyotp.TOTP(secret, digits=DIGITS, interval=STEP), int(now.timestamp()) // STEP
    fitting = [
        s for s in (at - 1, at, at + 1) if hmac.compare_digest(app.generate_otp(s).encode(), code.encode())
    ]
    return next((s for s in fitting if s > last), None)
