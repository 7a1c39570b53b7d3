"""Settings: the only reader of the environment.

Everything has a safe default for the embedded archive; nothing here opens a file but those that hold a
secret, and no setting that is a secret shows itself in a repr or in an error. A secret comes from a file or a
terminal, never from the command line: other users of a machine can read process lists. Settings that are
made in code read no environment. ``python -m archive.app.settings`` prints the table of variables for the
docs.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from archive.app.environment import (
    Row,
    Variable,
    first_line,
    path_in,
    rows,
    sentence_of,
    values_in,
)
from archive.errors import LockedArchive, UsageError
from archive.model import FIRST

__all__ = ["Ring", "Settings", "Vault", "first_line", "passphrase", "settings", "variables", "vault_token"]


class Ring(StrEnum):
    """Where the outermost key is."""

    FILE = "file"
    VAULT = "vault"


def _whole(value: object) -> object:
    if isinstance(value, str) and not value.isdecimal():
        raise ValueError("no whole number")
    return value


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _host(name: str) -> str:
    if not _HOST.fullmatch(name):
        raise ValueError("no name of a host")
    return name.lower()


_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]")
_Hosts = Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], NoDecode, BeforeValidator(_listed)]
_Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(lambda value: ip_network(value))]
_Networks = Annotated[tuple[_Network, ...], NoDecode, BeforeValidator(_listed)]


def _origin(value: str) -> str:
    """The address without what a browser leaves out of an origin: the end slash and the usual port."""
    parts = urlsplit(value.strip().lower().rstrip("/"))
    usual = {"http": 80, "https": 443}
    if parts.scheme not in usual or not parts.hostname or parts.username is not None:
        raise ValueError("no origin")
    if parts.path or parts.query or parts.fragment:
        raise ValueError("no origin")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, usual[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


_Place = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
_Count = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
_Secret = Annotated[str | None, Field(repr=False)]
_ABOVE_0 = "has to be a whole number above 0."


class _Checked(BaseSettings):
    """Settings that never change, read no environment of themselves, and show no value in an error."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was given in code, and nothing else."""
        return (init_settings,)


class Vault(_Checked):
    """A Vault or OpenBao server whose transit engine holds the outermost key."""

    address: Annotated[str, Variable("that server; `https`, unless it is on this machine", "none")] = ""
    token_file: Annotated[_Place | None, Variable("a file with a token for it", "none")] = None
    key: Annotated[str, Variable("the transit key", "`heard`")] = "heard"
    mount: Annotated[str, Variable("where the transit engine is mounted", "`transit`")] = "transit"
    ca_file: Annotated[_Place | None, Variable("who vouches for its certificate", "the system's list")] = None


class Settings(_Checked):
    """How one archive is opened.

    Without ``database_url`` and ``index_url`` the folder holds everything. ``unlock_kib`` is in KiB.
    ``passphrase`` comes from no variable: its file, or a person at a terminal, gives it.
    """

    folder: Annotated[Path, Variable("the archive's folder; `--archive` wins", "none", name="HEARD_ARCHIVE")]
    passphrase_file: Annotated[
        _Place | None,
        Variable(
            "a file whose first line is the passphrase; `--passphrase-file` wins", "asked on a terminal"
        ),
    ] = None
    database_url: Annotated[
        _Secret,
        Variable(
            "the same in the variable itself, where no password is needed",
            "`heard.db` in the folder",
            file="a file whose first line is PostgreSQL's URL, password included",
        ),
    ] = None
    index_url: Annotated[
        _Secret,
        Variable("Elasticsearch; `https`, unless it is on this machine", "`index.db` in the folder"),
    ] = None
    index_api_key: Annotated[
        _Secret, Variable("", "no key", file="a file with an API key of Elasticsearch", file_only=True)
    ] = None
    index_ca_file: Annotated[
        _Place | None, Variable("who vouches for Elasticsearch's certificate", "the system's list")
    ] = None
    index_name: Annotated[str, Variable("name of the index in Elasticsearch", "`heard`")] = "heard"
    unlock_kib: Annotated[
        _Count,
        Variable("memory of the passphrase derivation of a new archive, in KiB", "262144", rule=_ABOVE_0),
    ] = 256 * 1024
    log_folder: Annotated[
        _Place | None,
        Variable(
            "the checkpoints and the ledger of withdrawals; on another disk they find a whole archive that "
            "was put back",
            "`log` in the folder",
        ),
    ] = None
    keyring: Annotated[
        Ring,
        Variable("`file`, or `vault` for a Vault or OpenBao server", "`file`", rule="is file or vault."),
    ] = Ring.FILE
    vault: Vault = Vault()
    keys_database_url: Annotated[
        _Secret,
        Variable(
            "",
            "`keys.db` in the folder",
            file="a file with the URL of a PostgreSQL database for the wrapped keys of a vault ring",
            file_only=True,
        ),
    ] = None
    identities_database_url: Annotated[
        _Secret,
        Variable(
            "",
            "`identities` in the folder, or tables of their own beside the rows in PostgreSQL",
            file="a file with the URL of a PostgreSQL database for the identity store",
            file_only=True,
        ),
    ] = None
    organisation: Annotated[
        str,
        Variable(
            "the id of the organisation for which commands on this machine work; `--organisation` wins",
            "`own`",
        ),
    ] = FIRST
    organisation_name: Annotated[
        str, Variable("the name of the organisation that a new archive begins with", "`own`")
    ] = FIRST
    contact: Annotated[
        str, Variable("how to reach whoever takes withdrawals, as receipts print it", "none")
    ] = ""
    hosts: Annotated[
        _Hosts,
        Variable(
            "the names, with commas between, under which `heard serve` is reached; a request for another "
            "is refused",
            "this machine's own: `localhost,127.0.0.1,[::1]`",
            rule="has to be names of hosts without ports, with commas between: heard.example,127.0.0.1",
        ),
    ] = ()
    proxies: Annotated[
        _Networks,
        Variable(
            "the addresses or networks, with commas between, of the proxies in front of `heard serve`; a "
            "forwarded address counts from these alone",
            "none",
            rule="has to be addresses or networks with commas between: 127.0.0.1,10.8.0.0/24",
        ),
    ] = ()
    origin: Annotated[
        str | None,
        AfterValidator(lambda value: _origin(value) if value else None),
        Variable(
            "the address by which people reach the web application, such as `https://heard.example.org`; "
            "passkeys are bound to its name",
            "`http://localhost` with the port of `heard serve`",
            rule="has to be an address with http or https, a name and no path.",
        ),
    ] = None
    quarantine_days: Annotated[
        _Count, Variable("days that a file waits for a consent", "90", rule=_ABOVE_0)
    ] = 90
    officer_key: Annotated[
        _Place | None, Variable("the protection officer's key file; `--officer-key` wins", "none")
    ] = None
    officer_passphrase_file: Annotated[
        _Place | None, Variable("a file whose first line opens that key file", "asked on a terminal")
    ] = None
    anchor: Annotated[
        str | None,
        Variable(
            "where the newest checkpoint stands outside the folder: a file, an `https` address, `folder` for "
            "`HEARD_LOG_FOLDER`, or `code` for one that the officer reads out",
            "none",
        ),
    ] = None
    anchor_code: Annotated[str | None, Variable("that code, the officer's newest", "asked on a terminal")] = (
        None
    )
    anchor_token: Annotated[
        _Secret, Variable("", "none", file="a file with a token for the anchor's address", file_only=True)
    ] = None
    passphrase: _Secret = None

    def __init__(self, folder: Path, **values: Any) -> None:
        super().__init__(**values, **{"folder": folder})

    def changed(self, **values: Any) -> Self:
        """The same with other values, checked as the first were."""
        return type(self)(**{**dict(self), **values})


def settings(folder: Path | None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; ``folder`` (the ``--archive`` option) wins over ``HEARD_ARCHIVE``.

    Raises ``UsageError`` if neither names a folder or a setting cannot be used, ``LockedArchive`` if the file
    of a secret cannot be read.
    """
    env = os.environ if environment is None else environment
    chosen = folder or path_in(env, "HEARD_ARCHIVE")
    if chosen is None:
        raise UsageError("Say which archive: --archive FOLDER, or set HEARD_ARCHIVE.")
    try:
        ready = Settings(chosen.expanduser().absolute(), **values_in(env, Settings))
    except ValidationError as error:
        raise UsageError(sentence_of(error, Settings)) from None
    if ready.keyring is Ring.VAULT and not (ready.vault.address and ready.vault.token_file):
        raise UsageError("A vault key ring needs HEARD_VAULT_ADDRESS and HEARD_VAULT_TOKEN_FILE.")
    return ready


def archive_is_named() -> bool:
    """Whether the environment says which archive is meant."""
    return bool(os.environ.get("HEARD_ARCHIVE"))


def variables() -> list[Row]:
    """The table of variables for the documentation."""
    return rows(Settings)


def passphrase(chosen: Settings) -> str | None:
    """The passphrase from the settings or the passphrase file's first line; ``None`` to ask a person.

    Raises ``LockedArchive`` if the file is named but cannot be read or is empty.
    """
    if chosen.passphrase is not None:
        return chosen.passphrase
    if chosen.passphrase_file is None:
        return None
    return first_line(chosen.passphrase_file, "HEARD_PASSPHRASE_FILE")


def vault_token(chosen: Settings) -> str:
    """The token for the key server. Raises ``LockedArchive`` if its file cannot be read or is empty."""
    if chosen.vault.token_file is None:
        raise LockedArchive("Name the file with the key server's token: HEARD_VAULT_TOKEN_FILE.")
    return first_line(chosen.vault.token_file, "HEARD_VAULT_TOKEN_FILE")


if __name__ == "__main__":
    sys.stdout.write("| Variable | Meaning | Default |\n|---|---|---|\n")
    sys.stdout.writelines(f"| `{row.name}` | {row.meaning} | {row.default} |\n" for row in variables())
