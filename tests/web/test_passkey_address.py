"""A page says why a passkey cannot be used where it is, and what to do."""

from __future__ import annotations

import pytest

from archive.oversight.passkeys import RelyingParty
from archive.web.passkey_address import why_not


def test_at_its_own_address_nothing_is_in_the_way() -> None:
    assert why_not(RelyingParty("https://heard.example.org"), "Heard.example.org") == ""
    assert why_not(RelyingParty("http://localhost:8000"), "localhost:8000") == ""


@pytest.mark.parametrize("origin", ["http://heard.example.org", "https://192.0.2.1", "http://127.0.0.1:8000"])
def test_without_tls_or_a_name_it_says_what_is_missing(origin: str) -> None:
    assert "HEARD_ORIGIN" in why_not(RelyingParty(origin), origin.rpartition("/")[2])


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8001", "elsewhere.test", ""])
def test_elsewhere_it_says_where(host: str) -> None:
    assert "Passkeys work at http://localhost:8000 alone" in why_not(
        RelyingParty("http://localhost:8000"), host
    )
