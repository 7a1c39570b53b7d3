"""Settings from the environment: the same variables for page and program, and no secret in any sentence."""

from __future__ import annotations

import traceback
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from archive.app.settings import (
    Ring,
    Settings,
    Vault,
    passphrase,
    settings,
    variables,
    vault_token,
)
from archive.errors import HeardError, LockedArchive, UsageError

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-nine-herons"
SECRETS = {
    "HEARD_DATABASE_URL_FILE": "database_url",
    "HEARD_INDEX_API_KEY_FILE": "index_api_key",
    "HEARD_KEYS_DATABASE_URL_FILE": "keys_database_url",
    "HEARD_ANCHOR_TOKEN_FILE": "anchor_token",
    "HEARD_IDENTITIES_DATABASE_URL_FILE": "identities_database_url",
}
LATER = {"HEARD_PASSPHRASE_FILE": passphrase, "HEARD_VAULT_TOKEN_FILE": vault_token}
"""Files of secrets that are read only when they are needed."""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"  {SECRET} \nsecond line\n", encoding="utf-8")
    return path


def test_without_variables_everything_stands_in_the_folder(tmp_path: Path) -> None:
    assert settings(tmp_path, {}) == Settings(tmp_path) == Settings(folder=tmp_path, vault=Vault())
    assert settings(None, {"HEARD_ARCHIVE": str(tmp_path)}) == Settings(tmp_path)
    assert settings(tmp_path, {"HEARD_ARCHIVE": "/elsewhere"}).folder == tmp_path
    with pytest.raises(UsageError, match="--archive FOLDER"):
        settings(None, {"HEARD_ARCHIVE": "", "HEARD_FOLDER": str(tmp_path)})


def test_every_variable_reaches_its_setting(tmp_path: Path, secret: Path) -> None:
    paths = {
        "HEARD_PASSPHRASE_FILE": "passphrase_file", "HEARD_INDEX_CA_FILE": "index_ca_file",
        "HEARD_LOG_FOLDER": "log_folder", "HEARD_OFFICER_KEY": "officer_key",
        "HEARD_OFFICER_PASSPHRASE_FILE": "officer_passphrase_file",
    }  # fmt: skip
    texts = {"HEARD_INDEX_URL": "index_url", "HEARD_INDEX_NAME": "index_name", "HEARD_CONTACT": "contact",
             "HEARD_ANCHOR": "anchor", "HEARD_ANCHOR_CODE": "anchor_code",
             "HEARD_ORGANISATION": "organisation",
             "HEARD_ORGANISATION_NAME": "organisation_name"}  # fmt: skip
    numbers = {"HEARD_UNLOCK_KIB": "unlock_kib", "HEARD_QUARANTINE_DAYS": "quarantine_days"}
    vault = {"HEARD_VAULT_ADDRESS": "address", "HEARD_VAULT_KEY": "key", "HEARD_VAULT_MOUNT": "mount"}
    vault_paths = {"HEARD_VAULT_TOKEN_FILE": "token_file", "HEARD_VAULT_CA_FILE": "ca_file"}
    lists = {"HEARD_HOSTS": "Heard.example, [::1]", "HEARD_PROXIES": "127.0.0.1,fd00::/8"}
    environment = {
        **lists, **dict.fromkeys(SECRETS, str(secret)),
        **{name: f"/x/{field}" for name, field in paths.items()},
        **{name: f"x {field}" for name, field in texts.items()}, **dict.fromkeys(numbers, "7"),
        **{name: f"x {field}" for name, field in vault.items()},
        **{name: f"/x/{field}" for name, field in vault_paths.items()}, "HEARD_KEYRING": "vault",
        "HEARD_ORIGIN": "https://heard.example.org",
    }  # fmt: skip
    known = {row.name for row in variables()}
    assert {*environment, "HEARD_ARCHIVE", "HEARD_DATABASE_URL"} == known
    ready = settings(tmp_path, environment)
    assert ready.keyring is Ring.VAULT
    assert ready.origin == "https://heard.example.org"
    assert [getattr(ready, field) for field in SECRETS.values()] == [SECRET] * len(SECRETS)
    assert [getattr(ready, field) for field in paths.values()] == [Path(f"/x/{f}") for f in paths.values()]
    assert [getattr(ready, field) for field in texts.values()] == [f"x {field}" for field in texts.values()]
    assert [getattr(ready, field) for field in numbers.values()] == [7, 7]
    assert [getattr(ready.vault, f) for f in vault.values()] == [f"x {field}" for field in vault.values()]
    assert ready.hosts == ("heard.example", "[::1]")
    assert ready.proxies == (ip_network("127.0.0.1"), ip_network("fd00::/8"))
    assert ready.vault.token_file == Path("/x/token_file")
    assert ready.vault.ca_file == Path("/x/ca_file")
    assert settings(tmp_path, {"HEARD_DATABASE_URL": "postgresql://db"}).database_url == "postgresql://db"


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://Heard.example.org/", "https://heard.example.org"),
        ("https://heard.example.org:443", "https://heard.example.org"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://[2001:db8::1]:444", "https://[2001:db8::1]:444"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(tmp_path: Path, written: str, origin: str) -> None:
    assert settings(tmp_path, {"HEARD_ORIGIN": written}).origin == origin


@pytest.mark.parametrize(
    "wrong",
    [
        "heard.example.org",
        "ftp://heard.example.org",
        "https://",
        "https://heard.example.org/path",
        "https://heard.example.org?x=1",
        "https://user@heard.example.org",
        "https://heard.example.org:port",
    ],
)
def test_what_is_no_origin_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="HEARD_ORIGIN has to be an address"):
        settings(tmp_path, {"HEARD_ORIGIN": wrong})


@pytest.mark.parametrize(
    ("name", "value"),
    [("HEARD_HOSTS", v) for v in ("heard.example:443", "https://heard.example", "a,,b", "a b", "a_b", "*")]
    + [("HEARD_PROXIES", v) for v in ("localhost", "10.0.0.1/8", "10.0.0.0/33", "*", "10.1.2.3,")],
)
def test_a_list_of_names_or_networks_is_right_in_each_part(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"^{name} has to be") as refused:
        settings(tmp_path, {name: value})
    assert value not in str(refused.value)


def test_variables_that_are_not_in_the_table_are_not_read(tmp_path: Path) -> None:
    others = ("PASSPHRASE", "INDEX_API_KEY", "KEYS_DATABASE_URL", "FOLDER", "VAULT", "VAULT_TOKEN")
    environment = {f"HEARD_{name}": SECRET for name in others} | {"INDEX_NAME": "x", "heard_contact": "x"}
    assert settings(tmp_path, environment) == Settings(tmp_path)


def test_settings_made_in_code_read_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_CONTACT", "from outside")
    monkeypatch.setenv("HEARD_VAULT_ADDRESS", "from outside")
    assert Settings(tmp_path).contact == Settings(tmp_path).vault.address == Vault().address == ""
    assert settings(tmp_path).contact == "from outside"


def test_a_secret_stands_in_one_place(tmp_path: Path, secret: Path) -> None:
    both = {"HEARD_DATABASE_URL": SECRET, "HEARD_DATABASE_URL_FILE": str(secret)}
    with pytest.raises(UsageError, match=r"^Set HEARD_DATABASE_URL or HEARD_DATABASE_URL_FILE, not both\.$"):
        settings(tmp_path, both)


@pytest.mark.parametrize("name", [*SECRETS, *LATER])
@pytest.mark.parametrize("content", [None, b"", b"\n" + SECRET.encode(), b"\xff\xfe" + SECRET.encode()])
def test_a_file_without_a_secret_is_named_by_its_variable(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)

    def read() -> object:
        ready = settings(tmp_path, {name: str(tmp_path / "file")})
        return LATER[name](ready)

    with pytest.raises(LockedArchive, match=f"named in {name} ") as caught:
        read()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@given(
    st.sampled_from(["UNLOCK_KIB", "QUARANTINE_DAYS"]),
    st.text(min_size=1, max_size=12) | st.integers(-9, 10**9).map(str),
)
def test_a_number_is_whole_and_above_0(name: str, text: str) -> None:
    environment = {f"HEARD_{name}": text}
    if text.isdecimal() and int(text) > 0:
        assert getattr(settings(Path("/x"), environment), name.lower()) == int(text)
        return
    with pytest.raises(UsageError) as caught:
        settings(Path("/x"), environment)
    assert str(caught.value) == f"HEARD_{name} has to be a whole number above 0."


def test_a_ring_is_one_of_two(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^HEARD_KEYRING is file or vault\.$"):
        settings(tmp_path, {"HEARD_KEYRING": "paper"})
    for missing in ({}, {"HEARD_VAULT_ADDRESS": "https://keys"}, {"HEARD_VAULT_TOKEN_FILE": "/x"}):
        with pytest.raises(UsageError, match="needs HEARD_VAULT_ADDRESS and HEARD_VAULT_TOKEN_FILE"):
            settings(tmp_path, {"HEARD_KEYRING": "vault", **missing})


def test_no_secret_shows(tmp_path: Path, secret: Path) -> None:
    ready = settings(tmp_path, dict.fromkeys(SECRETS, str(secret))).changed(
        passphrase=SECRET, index_url=f"https://{SECRET}@index"
    )
    assert SECRET not in repr(ready) + str(ready) + f"{ready}"
    for wrong in ({"passphrase": [SECRET]}, {"database_url": {SECRET: 1}}, {"unknown": SECRET},
                  {"unlock_kib": SECRET}, {"vault": SECRET}):  # fmt: skip
        with pytest.raises((ValidationError, HeardError)) as caught:
            ready.changed(**wrong)
        assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_settings_never_change(tmp_path: Path) -> None:
    ready = Settings(tmp_path)
    with pytest.raises(ValidationError):
        ready.contact = "other"  # type: ignore[misc]
    assert ready.changed(contact="other").contact == "other"
    assert ready.contact == ""


def test_the_page_of_settings_holds_this_table() -> None:
    page = ROOT / "docs" / "configuration.md"
    if not page.exists():
        page = ROOT / "README.md"
    lines = page.read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `HEARD")
    ]
    if page.name == "README.md":  # it tells two variables of the transit engine in one line
        assert {name.strip("` ") for row in cells for name in row[0].split(",")} == {
            r.name for r in variables()
        }
        return
    assert cells == [[f"`{row.name}`", row.meaning, row.default] for row in variables()]
