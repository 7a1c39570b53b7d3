"""A real single-node Elasticsearch 8.17.0, started from its published jars.

The jars are fetched once by Maven and kept below the temp folder; each start has data, settings and logs
of its own. The server reads its settings from standard input and ends when that closes, so it cannot
outlive the process that started it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.servers.process import ServerMissing, free_port, give_away, spawn, wait_until

VERSION = "8.17.0"
_SOURCES = Path(__file__).parent / "elasticsearch"
_HEAP = "512m"
_DESCRIPTOR = f"""name=transport-netty4
description=HTTP and transport over Netty
version={VERSION}
elasticsearch.version={VERSION}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
modulename=org.elasticsearch.transport.netty4
"""
_POLICY = """grant {
  permission java.lang.RuntimePermission "accessDeclaredMembers";
  permission java.lang.RuntimePermission "getClassLoader";
  permission java.lang.RuntimePermission "setContextClassLoader";
  permission java.lang.reflect.ReflectPermission "suppressAccessChecks";
  permission java.net.SocketPermission "*", "accept,connect,listen,resolve";
  permission java.util.PropertyPermission "*", "read,write";
};
"""
_LOGGING = """status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{ISO8601} %p %c{1.} %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
"""


class Elasticsearch:
    """One node, empty, being started. ``url`` is where it will answer."""

    def __init__(self, folder: Path) -> None:
        home = _home()
        for name in ("config", "data", "logs", "tmp"):
            (folder / name).mkdir(parents=True)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.folder = folder
        _write_settings(folder, port, free_port())
        message = _run([_java(), "-cp", f"{home}/lib/*:{home}/classes", "StartMessage", home, folder])
        give_away(folder)
        self._process = spawn(
            _command(home, folder), folder / "logs" / "console.log", stdin=subprocess.PIPE,
            environment={"LIBFFI_TMPDIR": str(folder / "tmp")},
        )  # fmt: skip
        self._message = message

    def wait(self) -> None:
        """Return when it answers; raise ``ServerMissing`` if it does not."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(self._message)
            self._process.stdin.flush()
        except BrokenPipeError:
            self._process.wait()
        wait_until(self._answers, self._process, 150, self.folder / "logs" / "console.log")

    def stop(self) -> None:
        """Kill it: it heeds no gentler signal for long, and its data are thrown away."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _answers(self) -> bool:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(
                f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=3
            ) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _home() -> Path:
    """The server's programs, built once for these sources; others may be building at the same time."""
    sources = sorted(path for path in _SOURCES.rglob("*") if path.is_file())
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in sources) + _POLICY.encode()).hexdigest()[:12]
    kept = Path(tempfile.gettempdir()) / f"heard-elasticsearch-{VERSION}-{os.getuid()}-{mark}"
    if not kept.exists():
        building = Path(tempfile.mkdtemp(prefix="heard-elasticsearch-build-"))
        try:
            _build(building)
            building.chmod(0o755)
            building.rename(kept)
        except OSError:
            if not kept.exists():
                raise
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return kept


def _build(home: Path) -> None:
    library, netty = home / "lib", home / "modules" / "transport-netty4"
    console = library / "tools" / "ansi-console"
    for folder in (netty, console, home / "bin", home / "plugins", home / "classes", home / "console"):
        folder.mkdir(parents=True)
    _run([_program("mvn"), "-q", "-B", "-f", _SOURCES / "pom.xml", "dependency:copy-dependencies",
          f"-DoutputDirectory={library}"])  # fmt: skip
    for jar in (*library.glob("transport-netty4-*.jar"), *library.glob("netty-*.jar")):
        jar.rename(netty / jar.name)
    (netty / "plugin-descriptor.properties").write_text(_DESCRIPTOR)
    (netty / "plugin-security.policy").write_text(_POLICY)
    loader = _SOURCES / "console" / "org" / "elasticsearch" / "io" / "ansi" / "AnsiConsoleLoader.java"
    _run([_program("javac"), "-d", home / "console", loader])
    _run([_program("jar"), "cf", console / "console.jar", "-C", home / "console", "."])
    _run([_program("javac"), "-cp", f"{library}/*", "-d", home / "classes", _SOURCES / "StartMessage.java"])


def _write_settings(folder: Path, port: int, transport: int) -> None:
    settings = {
        "cluster.name": "heard-tests", "node.name": "one", "discovery.type": "single-node",
        "network.host": "127.0.0.1", "http.port": port, "transport.port": transport,
        "path.data": folder / "data", "path.logs": folder / "logs",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }  # fmt: skip
    lines = "".join(f"{name}: {value}\n" for name, value in settings.items())
    (folder / "config" / "elasticsearch.yml").write_text(lines)
    (folder / "config" / "log4j2.properties").write_text(_LOGGING)


def _command(home: Path, folder: Path) -> list[str | Path]:
    return [
        _java(), f"-Xms{_HEAP}", f"-Xmx{_HEAP}", "-Djava.security.manager=allow",
        f"-Djava.io.tmpdir={folder / 'tmp'}", "-Dlog4j2.disable.jmx=true", f"-Des.path.home={home}",
        f"-Des.path.conf={folder / 'config'}", "-Des.distribution.type=tar", "--module-path", home / "lib",
        "--add-modules=jdk.net,ALL-MODULE-PATH",
        "-m", "org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch",
    ]  # fmt: skip


def _java() -> str:
    return _program("java")


def _program(name: str) -> str:
    """A program of JDK 17 or Maven, wherever it is installed."""
    homes = [os.environ.get("JAVA_HOME_17"), *map(str, Path("/usr/lib/jvm").glob("java-17-openjdk-*"))]
    for home in filter(None, homes):
        if (Path(home) / "bin" / name).exists():
            return str(Path(home) / "bin" / name)
    found = shutil.which(name)
    if found is None:
        raise ServerMissing(f"{name} is not installed: run tests/servers/prepare as root.")
    return found


def _run(command: Sequence[str | Path]) -> bytes:
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    if done.returncode:
        said = (done.stdout[-2000:] + done.stderr[-2000:]).decode(errors="replace")
        raise ServerMissing(f"{Path(command[0]).name} failed:\n{said}")
    return done.stdout
