"""A stand-in for the transit engine of Vault or OpenBao: the few requests that a key ring makes.

It answers over HTTP as the documentation of the API says (encrypt, decrypt, read and rotate a key), with
real AES-256-GCM and key versions. It is not Vault: policies, leases and seals are not in it.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "a-token-of-the-tests"


class Transit:
    """One transit key named ``heard`` with its versions, and what was asked of it."""

    def __init__(self, *, honours_places: bool = True) -> None:
        self.versions = [os.urandom(32)]
        self.honours_places = honours_places
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.url = ""

    def rotate(self) -> None:
        """A new version, as an operator would make it on the server."""
        self.versions.append(os.urandom(32))

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and data for a request."""
        self.asked.append((path, body))
        place = base64.b64decode(body.get("associated_data", "")) if self.honours_places else None
        if path == "/v1/transit/keys/heard":
            return 200, {"latest_version": len(self.versions), "name": "heard", "type": "aes256-gcm96"}
        if path == "/v1/transit/encrypt/heard":
            nonce = os.urandom(12)
            sealed = AESGCM(self.versions[-1]).encrypt(nonce, base64.b64decode(body["plaintext"]), place)
            return 200, {"ciphertext": f"vault:v{len(self.versions)}:" + _text(nonce + sealed)}
        if path == "/v1/transit/decrypt/heard":
            return self._decrypt(body["ciphertext"], place)
        return 404, {}

    def _decrypt(self, ciphertext: str, place: bytes | None) -> tuple[int, dict[str, Any]]:
        try:
            _, version, sealed = ciphertext.split(":")
            content = base64.b64decode(sealed)
            clear = AESGCM(self.versions[int(version[1:]) - 1]).decrypt(content[:12], content[12:], place)
        except (InvalidTag, ValueError, IndexError):
            return 400, {}
        return 200, {"plaintext": _text(clear)}


@contextmanager
def serving(transit: Transit) -> Iterator[Transit]:
    """The stand-in on a free port of this machine."""

    class Requests(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: dict[str, Any]) -> None:
            allowed = self.headers.get("X-Vault-Token") == TOKEN
            status, data = transit.answer(self.path, body) if allowed else (403, {})
            answer = {"data": data} if status == 200 else {"errors": ["refused"]}
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing on the console."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Requests) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        transit.url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield transit
        finally:
            server.shutdown()
            thread.join()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
