"""One module, changed, under its tests: each try in a process of its own, with the libraries loaded before.

A first run, on the module as it is, tells which tests reach which line and how long each takes; so a changed
line is tried first by the tests that reach it, the quickest in front, and by all the others only if those
see nothing. The fork needs a POSIX system. Nothing on the disk is changed.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import coverage
import hypothesis
import pytest

from bench.mutate.mutants import Mutant

OURS = ("archive", "bench", "collection", "consent", "language", "taxonomies", "tests")
"""Packages of this repository: never loaded before the fork, since any of them may load the changed one."""
_QUIET = (
    "-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "--hypothesis-seed=0",
    "-o", "addopts=--import-mode=importlib", "-o", "timeout=0",
)  # fmt: skip
"""One process and no limit of its own for a test: whatever the configuration says for a usual run."""
_EXAMPLES = 40
"""Of a property, at each try."""


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the tests do on the module as it is: whether they pass, and what reaches what."""

    passed: bool
    seconds: Mapping[str, float] = field(default_factory=dict)
    reach: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By line, the tests that run it; the empty name is the import."""
    libraries: tuple[str, ...] = ()

    def order(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests that reach a mutant, the quickest first; all of them for what runs at the import."""
        lines = {mutant.statement, *range(mutant.line, mutant.last + 1)}
        reaching = frozenset().union(*(self.reach.get(line, frozenset()) for line in lines))
        return tuple(
            sorted(self.seconds if "" in reaching else reaching, key=lambda t: self.seconds.get(t, 0))
        )


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module from a changed tree."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self._name, self._path, self._tree = name, path, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module under its own name; nothing for any other."""
        if fullname != self._name:
            return None
        places = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self._path, loader=self, submodule_search_locations=places
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed tree in place of the file."""
        exec(compile(self._tree, str(self._path), "exec"), vars(module))  # noqa: S102 - it is our own module


class _Ordered:
    """A pytest plugin: these tests before the others."""

    def __init__(self, first: Sequence[str]) -> None:
        self._place = {name: at for at, name in enumerate(first)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort; what is not named keeps its order behind."""
        items.sort(key=lambda item: self._place.get(item.nodeid, len(self._place)))


class _Watched:
    """A pytest plugin: which test runs, for the measurement of lines, and how long it takes."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Measure under the test's name."""
        self._measured.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self._measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test takes, its call alone: what is set up for many is nobody's own."""
        if report.when == "call":
            self.seconds[report.nodeid] = report.duration


def first_run(path: Path, tests: Sequence[str], seconds: int) -> FirstRun:
    """Run the tests on the module as it is."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _leave(lambda: _measured(path, tests, writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _ended(child, seconds)
    return pickle.loads(content) if content else FirstRun(False)  # noqa: S301 - from our own fork


def _measured(path: Path, tests: Sequence[str], writing: int) -> int:
    file = str(path.resolve())
    measured = coverage.Coverage(data_file=None, include=[file], config_file=False)
    watched = _Watched(measured)
    measured.start()
    code = _ran(tests, watched)
    measured.stop()
    reach = {n: frozenset(c) for n, c in measured.get_data().contexts_by_lineno(file).items()}
    libraries = tuple(name for name in sys.modules if name.partition(".")[0] not in OURS)
    found = FirstRun(code == 0, watched.seconds, reach, libraries)
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(found, pipe)
    return code


def load_libraries(names: Sequence[str]) -> None:
    """Import what the first run imported, our own packages aside, so that no try has to do it again."""
    for name in names:
        if name not in sys.modules:
            with contextlib.suppress(Exception), _silence():
                importlib.import_module(name)


def killed(
    name: str, path: Path, tree: ast.Module, tests: Sequence[str], seconds: int, first: Sequence[str] = ()
) -> bool:
    """Whether the tests notice, or do not end in time. The module must not be loaded in this process."""
    child = os.fork()
    if child == 0:
        sys.meta_path.insert(0, Changed(name, path, tree))
        _leave(lambda: _ran(tests, _Ordered(first)))
    return _ended(child, seconds) != 0


def _ran(tests: Sequence[str], plugin: object) -> int:
    hypothesis.settings.register_profile(
        "mutants",
        deadline=None,
        max_examples=_EXAMPLES,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    with _silence():
        return int(pytest.main([*_QUIET, "--hypothesis-profile=mutants", *tests], plugins=[plugin]))


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def _leave(work: Callable[[], int]) -> NoReturn:
    """Do the work and leave the forked process, whatever happens."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        code = work()
    finally:
        os._exit(code)


def _ended(child: int, seconds: int) -> int:
    """How a forked process ended; after so many seconds it is ended, with all that it started."""
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            gone, status = os.waitpid(child, os.WNOHANG)
            if gone:
                return status
            time.sleep(0.02)
    except BaseException:
        os.killpg(child, signal.SIGKILL)
        raise
    os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]
