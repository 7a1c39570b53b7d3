"""Which address counts, and which names are answered to, whatever a header says."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from archive.web.addresses import Addresses
from archive.web.serving import addresses_of

PROXY, INNER, ELSEWHERE = "10.0.0.1", "10.0.0.2", "203.0.113.9"
BEHIND = Addresses(proxies=(ip_network("10.0.0.0/24"), ip_network("fd00::/8")))


def headers(*lines: tuple[str, str]) -> Headers:
    return Headers(raw=[(name.lower().encode(), value.encode("latin-1")) for name, value in lines])


def xff(*values: str) -> Headers:
    return headers(*(("X-Forwarded-For", value) for value in values))


@pytest.mark.parametrize(
    ("peer", "given_", "source"),
    [
        (ELSEWHERE, xff("198.51.100.7"), ELSEWHERE),
        (PROXY, xff("198.51.100.7"), "198.51.100.7"),
        (PROXY, xff("1.2.3.4, 198.51.100.7"), "198.51.100.7"),
        (PROXY, xff("1.2.3.4", "198.51.100.7"), "198.51.100.7"),
        (PROXY, xff(f"1.2.3.4, 198.51.100.7, {INNER}"), "198.51.100.7"),
        (PROXY, xff("198.51.100.7:4711"), "198.51.100.7"),
        (PROXY, xff("::ffff:198.51.100.7"), "198.51.100.7"),
        (PROXY, xff("2001:db8:1:2:3::9"), "2001:db8:1:2::/64"),
        (PROXY, xff("[2001:db8:1:2:3::9]:80"), "2001:db8:1:2::/64"),
        (PROXY, xff("198.51.100.7, unknown"), PROXY),
        (PROXY, xff("198.51.100.7, _hidden, 10.0.0.2"), INNER),
        (PROXY, xff(""), PROXY),
        (PROXY, xff(", ".join(["1.2.3.4"] * 500)), PROXY),
        (PROXY, headers(), PROXY),
        (PROXY, headers(("Forwarded", "for=198.51.100.7;proto=https;by=10.0.0.1")), "198.51.100.7"),
        (PROXY, headers(("Forwarded", 'proto=https; For="[2001:db8:1:2::9]:1"')), "2001:db8:1:2::/64"),
        (PROXY, headers(("Forwarded", "for=1.2.3.4, for=198.51.100.7")), "198.51.100.7"),
        (PROXY, headers(("Forwarded", "proto=https")), PROXY),
        ("fd00::1", xff("198.51.100.7"), "198.51.100.7"),
        ("::ffff:10.0.0.1", xff("198.51.100.7"), "198.51.100.7"),
        ("testclient", xff("198.51.100.7"), "testclient"),
    ],
)
def test_the_last_hop_that_no_named_proxy_vouches_for_counts(peer: str, given_: Headers, source: str) -> None:
    assert BEHIND.source(peer, given_) == source


@pytest.mark.parametrize(
    ("plain", "standard", "source"),
    [("198.51.100.7", "for=198.51.100.7", "198.51.100.7"), ("1.2.3.4", "for=198.51.100.7", PROXY),
     ("198.51.100.7", "for=unknown", PROXY)],
)  # fmt: skip
def test_where_the_two_headers_disagree_neither_counts(plain: str, standard: str, source: str) -> None:
    """A proxy writes one of them and passes the other on as the sender wrote it."""
    assert BEHIND.source(PROXY, headers(("X-Forwarded-For", plain), ("Forwarded", standard))) == source


_FORGED = st.lists(
    st.tuples(
        st.sampled_from(["X-Forwarded-For", "Forwarded", "X-Real-IP"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    ),
    max_size=4,
)


@given(_FORGED)
def test_whoever_is_no_named_proxy_changes_nothing(lines: list[tuple[str, str]]) -> None:
    assert BEHIND.source(ELSEWHERE, headers(*lines)) == ELSEWHERE
    assert Addresses().source("127.0.0.1", headers(*lines)) == "127.0.0.1"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_what_a_sender_writes_in_front_changes_nothing_behind_a_proxy(forged: str) -> None:
    assert BEHIND.source(PROXY, xff(f"{forged}, 198.51.100.7")) in ("198.51.100.7", PROXY)
    assert BEHIND.source(PROXY, xff(",".join([forged.replace(",", ""), ELSEWHERE]))) == ELSEWHERE


@pytest.mark.parametrize(
    ("hosts", "bound", "name", "answered"),
    [
        ((), "127.0.0.1", "localhost:8000", True),
        ((), "127.0.0.1", "[::1]:8000", True),
        ((), "127.0.0.1", "heard.example", False),
        (("heard.example",), "127.0.0.1", "HEARD.example:443", True),
        (("heard.example",), "127.0.0.1", "localhost", False),
        (("heard.example",), "127.0.0.1", "heard.example.elsewhere.test", False),
        (("heard.example",), "127.0.0.1", "heard.example@elsewhere.test", False),
        ((), "::1", "[::1]", True),
    ],
)
def test_a_server_answers_to_its_own_names_alone(
    hosts: tuple[str, ...], bound: str, name: str, answered: bool
) -> None:
    assert addresses_of(hosts, (), bound).answers_to(headers(("Host", name))) is answered


def test_a_request_has_one_name() -> None:
    assert not Addresses().answers_to(headers())
    assert not Addresses().answers_to(headers(("Host", "localhost"), ("Host", "localhost")))
