"""Guessing at the running program: whoever is guessed at comes in, and whoever guesses waits."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx

from archive.web.devices import HEADER
from archive.web.throttle import FIRST_WAIT, LONGEST_WAIT
from tests.attacks import day
from tests.attacks.day import PASSWORD, READERS
from tests.cli.command import Heard

OWNER, COLLEAGUE = READERS[0], READERS[1]


@contextlib.contextmanager
def served(heard: Heard, **more: str) -> Iterator[str]:
    changed = replace(heard, environment={**heard.environment, **more})
    with day.serving(changed) as (_, address):
        yield address


def attempt(address: str, user: str, password: str, **headers: str) -> httpx.Response:
    """One try to sign in, as a program makes it."""
    said = {"user": user, "password": password}
    named = {"Sec-Fetch-Site": "same-origin", **{n.replace("_", "-"): v for n, v in headers.items()}}
    return httpx.post(f"{address}/api/v1/session", json=said, headers=named, timeout=60)


def guessed(address: str, tries: int, name: str = OWNER, **headers: str) -> Counter[int]:
    """So many wrong passwords, four at a time."""
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(
            lambda number: attempt(address, name, f"guess-{number}", **headers).status_code, range(tries)
        )
        return Counter(made)


def test_guesses_at_a_name_do_not_keep_its_owner_out(heard: Heard) -> None:
    with served(heard) as address:
        device = attempt(address, OWNER, PASSWORD).headers[HEADER]
        with httpx.Client(base_url=address, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
            form, begun = {"user": OWNER, "password": PASSWORD}, time.monotonic()
            first = browser.post("/sign-in", data=form)
            cookies = dict(part.split(";")[0].split("=", 1) for part in first.headers.get_list("set-cookie"))
            with ThreadPoolExecutor(1) as beside:
                guessing = beside.submit(guessed, address, 282)
                tries = 0
                while not guessing.done() or not tries:
                    known = attempt(address, OWNER, PASSWORD, Heard_Device=device)
                    assert known.status_code == 201, "at once, while the guesses go on"
                    cookie = {"Cookie": f"__Host-heard-device={cookies['__Host-heard-device']}"}
                    assert browser.post("/sign-in", data=form, headers=cookie).status_code == 303
                    tries += 1
                statuses = guessing.result()
        assert statuses[401] + statuses[429] == 282
        minutes = 1 + (time.monotonic() - begun) // 60
        assert statuses[401] <= 5 * (1 + minutes), "five a minute"
        again = guessed(address, 8)  # on a slow machine the first of them are more than a minute old
        statuses += again
        stranger = attempt(address, OWNER, PASSWORD)
        assert stranger.status_code == 429
        assert 1 <= int(stranger.headers["retry-after"]) <= LONGEST_WAIT
        assert attempt(address, COLLEAGUE, PASSWORD).status_code == 201, "another name does not wait"
    asked = heard("audit", "show", "action:session:open", "--json").json()
    waiting = [e for e in asked if e["details"].get("reason") == "waiting"]
    assert sum(int(e["details"]["attempts"]) for e in waiting) == statuses[429] + 1
    assert len(waiting) <= 5, "in summary"


def test_names_that_are_tried_one_after_the_other_block_nobody(heard: Heard) -> None:
    with served(heard) as address:
        for number in range(30):
            assert attempt(address, f"somebody-{number}", "guess").status_code == 401
        assert attempt(address, OWNER, PASSWORD).status_code == 201
        for number in range(30, 70):
            attempt(address, f"somebody-{number}", "guess")
        slowed = attempt(address, COLLEAGUE, PASSWORD)
        assert slowed.status_code == 429
        assert int(slowed.headers["retry-after"]) <= FIRST_WAIT


def test_a_forged_address_changes_nothing(heard: Heard) -> None:
    with served(heard) as address:
        tries = [
            attempt(address, OWNER, "guess", X_Forwarded_For=f"203.0.113.{n}", Forwarded=f"for=203.0.113.{n}")
            for n in range(9)
        ]
        assert [t.status_code for t in tries] == [401] * 5 + [429] * 4


def test_behind_a_named_proxy_each_address_stands_for_itself(heard: Heard, tmp_path: Path) -> None:
    with served(heard, HEARD_PROXIES="127.0.0.1") as address:
        assert guessed(address, 9, X_Forwarded_For="198.51.100.7") == {401: 5, 429: 4}
        forged = guessed(address, 3, X_Forwarded_For="203.0.113.9, 198.51.100.7")
        assert forged == {429: 3}, "what the sender wrote in front of the proxy's own hop"
        assert attempt(address, OWNER, PASSWORD, X_Forwarded_For="198.51.100.8").status_code == 201


def test_a_name_that_the_settings_name_is_answered_and_no_other(heard: Heard) -> None:
    with served(heard, HEARD_HOSTS="heard.example,127.0.0.1") as address:
        for host, status in (("heard.example", 200), ("127.0.0.1", 200), ("localhost", 400)):
            assert httpx.get(address, headers={"Host": host}).status_code == status


def test_exchanges_with_passkeys_are_begun_so_often_by_an_address(heard: Heard) -> None:
    with (
        served(heard) as address,
        httpx.Client(base_url=address, headers={"Sec-Fetch-Site": "same-origin"}) as one,
    ):
        for path in ("/sign-in/passkey/options", "/api/v1/session/passkey/options"):
            begun = [one.post(path, json={}) for _ in range(61)]
            waits = [answer for answer in begun if answer.status_code == 429]
            assert waits, path
            assert all(0 < int(answer.headers["Retry-After"]) <= LONGEST_WAIT for answer in waits)
        assert attempt(address, OWNER, PASSWORD).status_code == 201, "a password is another matter"
