"""The zip around an exchange file: members by name, read in memory and counted while they inflate.

Nothing is unpacked to disk. A member that climbs out of the package, that inflates beyond its share, or that
is encrypted is refused; so is a package without exactly one project.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from archive.errors import Unreadable

MEMBERS = 20_000
INFLATED = 512 * 1024 * 1024
RATIO = 400
_CHUNK = 1 << 16
_SCHEMES = ("internal://", "relative://", "file://")
_BROKEN = "The exchange file is cut off or damaged: export it again from the tool that made it."


class Package:
    """A .qdpx in memory. Raises ``Unreadable`` for what no exchange file needs."""

    def __init__(self, content: bytes) -> None:
        self._left = min(INFLATED, max(1 << 20, RATIO * len(content)))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
            raise Unreadable(_BROKEN) from broken
        if len(infos) > MEMBERS:
            raise Unreadable(
                f"The exchange file has more than {MEMBERS} parts; export fewer sources at once."
            )
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = posixpath.normpath(info.filename.replace("\\", "/"))
            if name.startswith(("/", "..")) or ":" in name.split("/")[0]:
                raise Unreadable("The exchange file has a part outside of itself; it is not taken.")
            if info.flag_bits & 1:
                raise Unreadable("The exchange file is encrypted; export it without a password.")
            if not info.is_dir():
                self._members[name.casefold()] = info

    def project(self) -> bytes:
        """The one ``.qde`` in it, whatever its name. Raises ``Unreadable`` where there is none, or two."""
        members = [name for name in self._members if name.endswith(".qde")]
        if len(members) != 1:
            raise Unreadable("This is no REFI-QDA exchange file: it should hold one .qde and its sources.")
        return self._inflated(self._members[members[0]])

    def source(self, path: str) -> bytes | None:
        """A source by the path that a project gives it, in any of the ways tools write it; ``None`` if the
        package does not hold it (a path to the tool's own machine, or a source left out)."""
        plain = unquote(path).replace("\\", "/")
        for scheme in _SCHEMES:
            plain = plain.removeprefix(scheme)
        name = posixpath.normpath(plain.lstrip("/")).casefold()
        for wanted in (f"sources/{name}", name, f"sources/{posixpath.basename(name)}"):
            if wanted in self._members:
                return self._inflated(self._members[wanted])
        return None

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        out = bytearray()
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise Unreadable("The exchange file inflates beyond reason; it is not taken.")
                    out += chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as broken:
            raise Unreadable(_BROKEN) from broken
        return bytes(out)


def packed(project: bytes, sources: dict[str, bytes]) -> bytes:
    """A .qdpx of a project and its sources by file name. The same input gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in [("project.qde", project), *((f"sources/{n}", c) for n, c in sources.items())]:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()
