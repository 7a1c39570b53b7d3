"""The command on other machines than its own: a key server in place of a passphrase, a guarded search server.

The key server is a stand-in that speaks the transit engine's API; the search server a stand-in that asks for
TLS and an API key, and answers as an empty Elasticsearch would. Neither is the real one.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from archive.app import wiring
from archive.app.settings import Settings, settings
from archive.errors import LockedArchive, Unavailable, UsageError
from archive.search.analysers import ANALYSIS
from tests.attacks.dying import call
from tests.cli.command import PASSPHRASE, PROJECT, Heard, heard_in
from tests.store.transit import TOKEN, Transit, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def transit() -> Iterator[Transit]:
    with serving(Transit()) as running:
        yield running


@pytest.fixture
def vault(transit: Transit, tmp_path: Path) -> Heard:
    """The command with a vault key ring and no passphrase anywhere."""
    heard = heard_in(tmp_path)
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")
    (tmp_path / "passphrase").unlink()
    environment = {k: v for k, v in heard.environment.items() if k != "HEARD_PASSPHRASE_FILE"}
    chosen = {
        "HEARD_KEYRING": "vault", "HEARD_VAULT_ADDRESS": transit.url,
        "HEARD_VAULT_TOKEN_FILE": str(tmp_path / "token"),
    }  # fmt: skip
    return replace(heard, environment=environment | chosen)


def test_an_archive_lives_with_its_outermost_key_on_a_server(vault: Heard, transit: Transit) -> None:
    made = call(vault, ["init", vault.archive])
    assert made.code == 0, made.said
    done = call(vault, ["ingest", vault.files(), "--project", PROJECT, "--consent", vault.consents()])
    assert done.code in (0, 6), done.said
    transit.rotate()
    before = json.loads(call(vault, ["keys", "status", "--json"]).said)
    assert before["rows_behind"] > 0, "a rotation on the server is noticed"
    rotated = json.loads(call(vault, ["keys", "rotate", "--json"]).said)
    assert rotated["rows_behind"] == 0
    assert call(vault, ["audit", "verify"]).code == 0
    assert sorted(p.name for p in (vault.archive / "keys").iterdir()) == [
        "keys.db", "log-head.json", "vault.json",
    ]  # fmt: skip
    assert TOKEN not in "".join(vault.said)


def test_without_the_server_or_its_token_nothing_opens(vault: Heard, transit: Transit) -> None:
    assert call(vault, ["init", vault.archive]).code == 0
    token = Path(vault.environment["HEARD_VAULT_TOKEN_FILE"])
    token.write_text("another\n", encoding="utf-8")
    refused = call(vault, ["audit", "verify"])
    assert refused.code in (LockedArchive.exit_code, Unavailable.exit_code)
    assert "another" not in refused.said
    token.write_text("\n", encoding="utf-8")
    assert call(vault, ["audit", "verify"]).code == LockedArchive.exit_code
    token.write_text(TOKEN + "\n", encoding="utf-8")
    away = replace(vault, environment={**vault.environment, "HEARD_VAULT_ADDRESS": "http://127.0.0.1:9"})
    assert call(away, ["audit", "verify"]).code == Unavailable.exit_code
    wide = replace(vault, environment={**vault.environment, "HEARD_VAULT_ADDRESS": "http://vault.test"})
    assert call(wide, ["audit", "verify"]).code == UsageError.exit_code, "plain http to another machine"
    nameless = {k: v for k, v in vault.environment.items() if k != "HEARD_VAULT_TOKEN_FILE"}
    assert call(replace(vault, environment=nameless), ["audit", "verify"]).code == UsageError.exit_code
    assert call(vault, ["audit", "verify"]).code == 0


# ---- making an archive


@pytest.mark.parametrize("was_there", [False, True])
def test_what_cannot_be_made_leaves_nothing_behind(tmp_path: Path, was_there: bool) -> None:
    folder = tmp_path / "archive"
    if was_there:
        folder.mkdir()
    away = Settings(folder=folder, unlock_kib=1024, database_url="postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(Unavailable):
        wiring.create(away, PASSPHRASE)
    with pytest.raises(LockedArchive):
        wiring.create(Settings(folder=folder, unlock_kib=1024), "changeme")
    assert [path.name for path in tmp_path.rglob("*")] == (["archive"] if was_there else [])
    wiring.create(Settings(folder=folder, unlock_kib=1024), PASSPHRASE)
    assert (folder / wiring.CARD).exists()


# ---- the search server


@dataclass
class Guarded:
    """What a server that asks for TLS and an API key was asked."""

    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


@contextmanager
def guarded(folder: Path, api_key: str) -> Iterator[Guarded]:
    """The stand-in on a free port of this machine, with a certificate of an authority of its own."""
    told = Guarded()

    class Requests(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.asked.append((self.command, self.path))
            told.bodies.append(body)
            allowed = self.headers.get("Authorization") == f"ApiKey {api_key}"
            there = allowed and self.command != "HEAD"
            status = 200 if there else 404 if allowed else 401
            built = {"heard": {"mappings": {"_meta": {"analysis": ANALYSIS}}}}
            answer: dict[str, Any] = built if self.path.endswith("_mapping") else {"acknowledged": True}
            content = json.dumps(answer if there else {"error": "refused"}).encode()
            self.send_response(status)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_HEAD = do_GET = do_PUT = do_POST = _any

        def log_message(self, *_: object) -> None:
            """Nothing on the console."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Requests) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certified(folder))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        told.url = f"https://127.0.0.1:{server.server_address[1]}"
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()


def certified(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for this machine and its key; the certificate is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    certificate, secret = folder / "ca.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret


def test_the_index_is_reached_by_an_authority_and_a_key_from_files(tmp_path: Path) -> None:
    heard = heard_in(tmp_path)
    api_key = "an-api-key-of-the-tests"
    (tmp_path / "api-key").write_text(api_key + "\n", encoding="utf-8")
    with guarded(tmp_path, api_key) as server:
        environment: dict[str, Any] = {
            **heard.environment, "HEARD_INDEX_URL": server.url,
            "HEARD_INDEX_API_KEY_FILE": str(tmp_path / "api-key"),
            "HEARD_INDEX_CA_FILE": str(tmp_path / "ca.pem"),
        }  # fmt: skip
        chosen = settings(None, environment)
        assert api_key not in repr(chosen)
        wiring.create(chosen, PASSPHRASE)
        assert [(verb, path) for verb, path in server.asked if verb in ("HEAD", "PUT")] == [
            ("HEAD", "/heard"), ("PUT", "/heard"),
        ]  # fmt: skip
        unknown = settings(None, {k: v for k, v in environment.items() if k != "HEARD_INDEX_CA_FILE"})
        with pytest.raises(Unavailable), wiring.opened(unknown, PASSPHRASE):
            pass
        (tmp_path / "api-key").write_text("another\n", encoding="utf-8")
        with pytest.raises(Unavailable) as refused, wiring.opened(settings(None, environment), PASSPHRASE):
            pass
        assert "another" not in str(refused.value)
        (tmp_path / "api-key").unlink()
        with pytest.raises(LockedArchive, match="HEARD_INDEX_API_KEY_FILE"):
            settings(None, environment)
        assert not any(api_key.encode() in body for body in server.bodies)
