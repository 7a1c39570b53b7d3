"""The key ring whose outermost key never leaves a Vault or OpenBao server (its ``transit`` engine).

The server wraps the epoch keys and the root of the archive's secrets; the wrapped keys stand in a
database of their own (PostgreSQL, apart from the archive's), so that several processes share them. What
is sent is 32 random bytes and the place they belong to, never a word. It refuses an answer that does not
unwrap to the key it committed to.

The server's own rotation is noticed: keys wrapped under an older version of the transit key count as
behind, and ``rewrap`` brings them over. What was tried: the HTTP requests, against a stand-in in the
tests that answers as the API's documentation says; not a running Vault.
"""

from __future__ import annotations

import base64
import binascii
import os
from typing import Any, TypedDict
from urllib.parse import urlsplit

import hvac  # type: ignore[import-untyped]
import requests
from hvac.exceptions import Forbidden, InvalidPath, InvalidRequest, Unauthorized, VaultError  # type: ignore[import-untyped]

from archive.errors import LockedArchive, SealBroken, Unavailable, UsageError
from archive.store.database import Database
from archive.store.envelope import KEY_BYTES
from archive.store.keybook import KeyBook

_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


class TransitData(TypedDict, total=False):
    """The ``data`` of an answer of Vault's transit engine (HTTP API v1)."""

    ciphertext: str
    plaintext: str
    latest_version: int


class TransitKey:
    """An ``Outer`` behind the transit engine: wrapped values read ``vault:v3:…``."""

    def __init__(self, client: hvac.Client, name: str, mount: str = "transit") -> None:
        self._transit: Any = client.secrets.transit
        self._name = name
        self._mount = mount

    def check(self) -> None:
        """Raise ``LockedArchive`` unless the server honours places: old ones pass over associated data."""
        probe = self.wrap(os.urandom(KEY_BYTES), "check")
        try:
            self.unwrap(probe, "elsewhere")
        except SealBroken:
            return
        raise LockedArchive(
            "The key server does not bind keys to their place. Use a version whose transit engine knows "
            "associated_data, and a key of type aes256-gcm96."
        )

    def wrap(self, clear: bytes, place: str) -> bytes:
        """Let the server wrap 32 bytes, bound to their place as associated data."""
        data = self._ask(
            self._transit.encrypt_data, plaintext=_text(clear), associated_data=_text(place.encode())
        )
        return str(data["ciphertext"]).encode()

    def unwrap(self, sealed: bytes, place: str) -> bytes:
        """Let the server open them again."""
        data = self._ask(
            self._transit.decrypt_data,
            ciphertext=sealed.decode("ascii", "replace"),
            associated_data=_text(place.encode()),
        )
        try:
            return base64.b64decode(data["plaintext"], validate=True)
        except (binascii.Error, TypeError, KeyError):
            raise _foreign() from None

    def behind(self, sealed: bytes) -> bool:
        """Whether it was wrapped under an older version of the transit key than the server's newest."""
        return _version(sealed) < int(self._ask(self._transit.read_key)["latest_version"])

    def _ask(self, call: Any, **values: str) -> TransitData:
        try:
            answer: TransitData = call(name=self._name, mount_point=self._mount, **values)["data"]
        except (Forbidden, InvalidPath, Unauthorized):
            raise LockedArchive(
                "The key server refuses: check the token, its policy, and the name of the transit key."
            ) from None
        except InvalidRequest:
            raise _foreign() from None
        except (VaultError, requests.RequestException):
            raise Unavailable("The key server does not answer. Nothing was changed; try again.") from None
        return answer

    def __repr__(self) -> str:
        return "TransitKey()"


class TransitKeyRing(KeyBook):
    """A ``KeyRing`` over ``database`` whose outermost key is a transit key that was checked.

    Make the key once on the server (``vault write -f transit/keys/NAME``); the token needs ``update`` on
    ``encrypt/NAME`` and ``decrypt/NAME`` and ``read`` on ``keys/NAME``, no more.
    """

    def __init__(self, database: Database, outer: TransitKey) -> None:
        super().__init__(database, outer)


def transit_key(
    url: str, token: str, name: str, *, mount: str = "transit", ca_file: str | None = None
) -> TransitKey:
    """The transit key ``name``. ``ca_file`` is who vouches for the server, if not the system's list.

    No proxy of the environment is used: the token goes to the server alone. Raises ``UsageError`` for plain
    http to another machine: the token would travel in clear.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("The key server's address must begin with https:// and name a host.")
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise UsageError("The key server is on another machine: use https://.")
    session = requests.Session()
    session.trust_env = False
    client = hvac.Client(url=url, token=token, verify=ca_file or True, timeout=10, session=session)
    return TransitKey(client, name, mount)


def _version(sealed: bytes) -> int:
    parts = sealed.split(b":", 2)
    if len(parts) != 3 or parts[0] != b"vault" or not parts[1][1:].isdigit():
        raise _foreign()
    return int(parts[1][1:])


def _foreign() -> SealBroken:
    return SealBroken(
        "The key server does not open the archive's keys. Check that it holds the transit key they were "
        "wrapped under."
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
