"""A real PostgreSQL cluster of the tests' own: empty, on a free port of 127.0.0.1, without a socket file."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.servers.process import ServerMissing, free_port, give_away, spawn, unprivileged, wait_until

_DEBIAN = Path("/usr/lib/postgresql")


class PostgreSQL:
    """One cluster, being started. ``url`` names its database ``postgres``, whose user may make others."""

    def __init__(self, folder: Path) -> None:
        programs = _programs()
        data = folder / "data"
        folder.mkdir(parents=True)
        give_away(folder)
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-A", "trust", "-U", "heard", "-E", "UTF8", "--locale=C.UTF-8",
             "--no-sync", "--wal-segsize=1"],
            capture_output=True, cwd=folder, check=False, **unprivileged(),
        )  # type: ignore[call-overload]  # fmt: skip
        if made.returncode:
            raise ServerMissing(f"initdb failed: {made.stderr.decode(errors='replace')}")
        port = free_port()
        self.url = f"postgresql://heard@127.0.0.1:{port}/postgres"
        self._log = folder / "server.log"
        settings = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": "",
                    "fsync": "off", "max_connections": "100", "log_statement": "all"}  # fmt: skip
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._process = spawn([programs / "postgres", "-D", data, *options], self._log)
        self.folder = folder

    def wait(self) -> None:
        """Return when it answers; raise ``ServerMissing`` if it does not."""
        wait_until(self._answers, self._process, 60, self._log)

    def stop(self) -> None:
        """Stop it at once; its data are thrown away anyway."""
        self._process.send_signal(signal.SIGQUIT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: Debian keeps them out of the path."""
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        return Path(found).parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not versions:
        raise ServerMissing("PostgreSQL is not installed: run tests/servers/prepare as root.")
    return versions[-1].parent
