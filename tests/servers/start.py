"""Start the real servers that the tests need, in one folder below the temp folder, and stop them again.

From the command line (``python -m tests.servers.start``) it starts both, prints where they answer, and
stops them when it is interrupted.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.servers.elastic import Elasticsearch
from tests.servers.postgresql import PostgreSQL


@dataclass(frozen=True)
class Servers:
    """Where the servers answer, and the folder that holds every file of theirs."""

    postgres_url: str
    elasticsearch_url: str
    folder: Path


class Running:
    """Both servers, for as long as the ``with`` block lasts. A server that does not start is an error."""

    def __enter__(self) -> Servers:
        self._folder = Path(tempfile.mkdtemp(prefix="heard-servers-"))
        self._folder.chmod(0o755)
        self._started: list[PostgreSQL | Elasticsearch] = []
        try:
            self._started.append(Elasticsearch(self._folder / "elasticsearch"))
            self._started.append(PostgreSQL(self._folder / "postgresql"))
            for server in self._started:
                server.wait()
        except BaseException:
            self.__exit__()
            raise
        search, postgres = self._started
        return Servers(postgres.url, search.url, self._folder)

    def __exit__(self, *_: object) -> None:
        for server in self._started:
            server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


def main() -> None:
    """Run both until interrupted."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Running() as servers:
        sys.stdout.write(f"HEARD_DATABASE={servers.postgres_url}\nHEARD_SEARCH={servers.elasticsearch_url}\n")
        sys.stdout.flush()
        try:
            signal.pause()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
