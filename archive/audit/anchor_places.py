"""Where the newest checkpoint stands outside the archive's folder, so that a whole old folder is found.

A file on the officer's machine or medium, or an address that takes what is put there and gives it back. Each
checkpoint is written there as it is signed, and the next start is compared with it. It refuses plain http to
another machine, and an address with a name, a password or a question in it: secrets do not belong there.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import requests

from archive.audit.anchors import CheckpointFolder, replace_durably
from archive.errors import Unavailable, UsageError

LARGEST = 64 * 1024
"""Bytes of an answer that could be a checkpoint."""
SECONDS = 10
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class AnchorKind(StrEnum):
    """What kind of place an anchor is."""

    FILE = "file"
    FOLDER = "folder"
    HTTP = "http"
    CODE = "code"


class AnchorPlace(Protocol):
    """A place outside the archive's folder that keeps one signed note."""

    def read(self) -> str | None:
        """The note there, if there is one. Raises ``Unavailable`` if the place does not answer."""
        ...

    def write(self, note: str) -> None:
        """Put the note there, in place of what was. Raises ``Unavailable``, ``OSError``."""
        ...


class FileAnchor:
    """A file on another medium or machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str | None:
        """See ``AnchorPlace``."""
        try:
            return self._path.read_bytes()[:LARGEST].decode("utf-8", "replace")
        except FileNotFoundError:
            return None
        except OSError:
            raise Unavailable("The file of the anchor cannot be read; check its medium.") from None

    def write(self, note: str) -> None:
        """See ``AnchorPlace``. The folder has to be there: a medium that is not in makes no new one."""
        if not self._path.parent.is_dir():
            raise Unavailable("The folder of the anchor is not there; put its medium in.")
        replace_durably(self._path, note.encode("utf-8"))


class HttpAnchor:
    """An address that answers GET with what was PUT there; ``token`` goes in a header."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self._url = checked_address(url)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def read(self) -> str | None:
        """See ``AnchorPlace``."""
        answer = self._ask("GET")
        if answer.status_code == requests.codes.not_found:
            return None
        if answer.status_code != requests.codes.ok or len(answer.content) > LARGEST:
            raise self._unavailable()
        return answer.content.decode("utf-8", "replace")

    def write(self, note: str) -> None:
        """See ``AnchorPlace``."""
        if not 200 <= self._ask("PUT", note.encode("utf-8")).status_code < 300:
            raise self._unavailable()

    def _ask(self, method: str, body: bytes | None = None) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            try:
                return session.request(
                    method, self._url, data=body, timeout=SECONDS, allow_redirects=False,
                    headers={**self._headers, "Content-Type": "text/plain; charset=utf-8"},
                )  # fmt: skip
            except requests.RequestException:
                raise self._unavailable() from None

    def _unavailable(self) -> Unavailable:
        return Unavailable("The anchor's address does not answer as it should; nothing is served without it.")


class AnchoredFolder(CheckpointFolder):
    """``Checkpoints`` that are kept in their folder and, each as it is signed, at a place outside."""

    def __init__(self, folder: Path, place: AnchorPlace) -> None:
        super().__init__(folder)
        self._place = place

    def write(self, note: str) -> None:
        """See ``Checkpoints``. Where the place outside does not take it, nothing more is served."""
        super().write(note)
        self._place.write(note)


def checked_address(url: str) -> str:
    """The address, if it may be used. Raises ``UsageError``."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("The anchor's address must begin with https:// and name a host.")
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise UsageError("The anchor is on another machine: use https://.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "The anchor's address holds a name, a password or a question mark; a token belongs into the file "
            "that HEARD_ANCHOR_TOKEN_FILE names."
        )
    return url


def kind_of(anchor: str) -> AnchorKind:
    """What kind of place ``HEARD_ANCHOR`` names."""
    if anchor in (AnchorKind.CODE, AnchorKind.FOLDER):
        return AnchorKind(anchor)
    return AnchorKind.HTTP if "://" in anchor else AnchorKind.FILE


def place_mark(kind: AnchorKind, place: str) -> str:
    """What the log keeps of a place instead of a path or an address: 24 digits of a digest."""
    return sha256(f"heard anchor\n{kind}\n{place}".encode()).hexdigest()[:24]
