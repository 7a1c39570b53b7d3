"""An authenticator in software, and people who hold one: they sign in as the pages and the API ask them to.

It makes and signs what a device would (WebAuthn, ES256, without attestation) and can be told to lie. Where a
role takes a second factor, a person sets one up at their first sign-in and uses it from then on.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(content: bytes) -> str:
    """Base64url without padding, as WebAuthn writes bytes."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes again."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One passkey on one device. ``origin`` is where its browser believes to be."""

    origin: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    handle: bytes = b""
    party: str = ""
    count: int = 0
    flags: int = PRESENT | VERIFIED

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What it answers to options of a registration."""
        self.handle, self.party = unb64(options["user"]["id"]), options["rp"]["id"]
        numbers = self.key.public_key().public_numbers()
        cose = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        )
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cose
        data = self._data(self.flags | ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": b64(client), "attestationObject": b64(attestation)})

    def prove(self, options: dict[str, Any]) -> dict[str, Any]:
        """What it answers to options of a sign-in."""
        self.count += 1
        data, client = self._data(self.flags), self._client("webauthn.get", options["challenge"])
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": b64(client),
                "authenticatorData": b64(data),
                "signature": b64(signature),
                "userHandle": b64(self.handle),
            }
        )

    def _data(self, flags: int) -> bytes:
        return sha256(self.party.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        return {
            "id": b64(self.credential),
            "rawId": b64(self.credential),
            "type": "public-key",
            "response": response,
        }


HELD: dict[str, list[Authenticator]] = defaultdict(list)
"""The authenticators of each person, by sign-in name; the newest is tried first."""


def origin_of(client: httpx.Client) -> str:
    """Where passkeys of this server are for: its address by name."""
    url = client.base_url
    host = "localhost" if url.host == "127.0.0.1" else url.host
    return f"{url.scheme}://{host}" + (f":{url.port}" if url.port else "")


# --- by the pages -------------------------------------------------------------------------------------------


def set_up(client: httpx.Client, user: str, name: str = "test key") -> Authenticator:
    """Set a passkey up on the page of one's account; the browser has the new session's cookie after it."""
    mine = Authenticator(origin_of(client))
    options = client.post("/account/passkeys/options", json={})
    assert options.status_code == 200, options.text
    made = {"name": name, "credential": mine.make(options.json())}
    kept = client.post("/account/passkeys", json=made)
    assert kept.status_code == 200, kept.text
    HELD[user].append(mine)
    return mine


def come_in(client: httpx.Client, mine: Authenticator) -> httpx.Response:
    """Sign in with a passkey, as the script of the page does."""
    options = client.post("/sign-in/passkey/options", json={}).json()
    return client.post("/sign-in/passkey", json={"credential": mine.prove(options)})


def second_step(client: httpx.Client, user: str, answer: httpx.Response) -> None:
    """What a person does after their password: prove a passkey, or set one up if they are asked to."""
    to = answer.headers.get("location")
    if to == "/sign-in/code":
        assert any(come_in(client, mine).status_code == 200 for mine in reversed(HELD[user])), user
    elif to == "/account" and "takes more than a password" in client.get("/account").text:
        set_up(client, user)


# --- by the API ---------------------------------------------------------------------------------------------


def token_by_passkey(client: httpx.Client, user: str) -> str:
    """A session's token over the API, by the passkey that the person holds."""
    for mine in reversed(HELD[user]):
        begun = client.post("/api/v1/session/passkey/options", json={}).json()
        body = {"ceremony": begun["ceremony"], "credential": mine.prove(begun["options"])}
        answer = client.post("/api/v1/session/passkey", json=body)
        if answer.status_code == 201:
            return str(answer.json()["token"])
    raise AssertionError(f"no passkey of {user} opens a session")


def token_of(client: httpx.Client, user: str, password: str) -> str:
    """A session's token over the API: by password, and by a passkey where one is needed or there."""
    answer = client.post("/api/v1/session", json={"user": user, "password": password})
    if answer.status_code == 401 and "second proof" in answer.text:
        return token_by_passkey(client, user)
    assert answer.status_code == 201, answer.text
    token = str(answer.json()["token"])
    bearer = {"Authorization": f"Bearer {token}"}
    factors = client.get("/api/v1/account", headers=bearer).json()["factors"]
    if not factors["needed"]:
        return token
    mine = Authenticator(origin_of(client))
    begun = client.post("/api/v1/account/passkeys/options", json={}, headers=bearer).json()
    made = {"ceremony": begun["ceremony"], "credential": mine.make(begun["options"]), "name": "test key"}
    kept = client.post("/api/v1/account/passkeys", json=made, headers=bearer)
    assert kept.status_code == 201, kept.text
    HELD[user].append(mine)
    return str(kept.json()["token"])
