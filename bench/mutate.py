"""Whether the tests of a module notice when it is changed: one small change at a time, each by its tests.

    python -m bench.mutate consent/policy.py
    python -m bench.mutate consent/states.py --tests tests/consent/test_states.py

A mutant is the module with one operator, constant, condition or condition's part changed in its syntax tree
(the operators of DeMillo, Lipton and Sayward, 1978, as far as Python has them). Each is run in a process of
its own, forked after the libraries are loaded, and is killed if a test fails or nothing ends in time. What
survives is printed with its line. The fork needs a POSIX system. Nothing on the disk is changed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

_QUIET = ("-x", "-q", "--noconftest", "--assert=plain", "-p", "no:cacheprovider", "--hypothesis-seed=0")
"""Options of one run: nothing is loaded that a module's own tests do not ask for."""

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its line, what it was and what it is, and the changed tree."""

    line: int
    was: str
    now: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module. Annotations and decorators stay as they are."""
    tree = ast.parse(source)
    for number, node in enumerate(_walk(tree)):
        for changed in _changes(node):
            other = copy.deepcopy(tree)
            place = _walked(other, number)
            was = ast.unparse(place)
            _become(place, changed)
            yield Mutant(
                getattr(node, "lineno", 0), was, ast.unparse(place), ast.fix_missing_locations(other)
            )


def _walked(tree: ast.Module, number: int) -> ast.AST:
    return next(node for at, node in enumerate(_walk(tree)) if at == number)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child)


def _become(place: ast.AST, changed: ast.AST) -> None:
    """Put one node's fields and kind in the place of another's: the parents need not be known."""
    place.__class__ = type(changed)
    for field in list(vars(place)):
        if field not in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            delattr(place, field)
    vars(place).update({k: v for k, v in vars(changed).items() if k not in vars(place)})


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    for kind, changed in _BY_KIND.items():
        if isinstance(node, kind):
            yield from changed(node)


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        for other in _COMPARED[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators)


def _joined(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for at in range(len(node.values)):
        kept = [*node.values[:at], *node.values[at + 1 :]]
        yield kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)


def _unsaid(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not):
        yield node.operand


def _counted(node: ast.BinOp) -> Iterator[ast.AST]:
    other = _COUNTED.get(type(node.op))
    if other is not None:
        yield ast.BinOp(node.left, other(), node.right)


def _chosen(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _fewer(node: ast.Set) -> Iterator[ast.AST]:
    for at in range(len(node.elts)):
        if len(node.elts) > 1:
            yield ast.Set([*node.elts[:at], *node.elts[at + 1 :]])


def _unreturned(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))


def _untold(node: ast.Expr) -> Iterator[ast.AST]:
    """A generator that keeps one thing back."""
    if isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.Expr(ast.Constant(None))


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _unfiltered(node: ast.GeneratorExp | ast.ListComp | ast.SetComp) -> Iterator[ast.AST]:
    """A comprehension without one of its conditions."""
    generators: list[ast.comprehension] = node.generators
    for at, generator in enumerate(generators):
        for number in range(len(generator.ifs)):
            ifs = [*generator.ifs[:number], *generator.ifs[number + 1 :]]
            fewer = ast.comprehension(generator.target, generator.iter, ifs, generator.is_async)
            changed = copy.copy(node)
            changed.generators = [*generators[:at], fewer, *generators[at + 1 :]]
            yield changed


_BY_KIND: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.UnaryOp: _unsaid,
    ast.BinOp: _counted,
    ast.IfExp: _chosen,
    ast.Set: _fewer,
    ast.Constant: _constants,
    ast.GeneratorExp: _unfiltered,
    ast.ListComp: _unfiltered,
    ast.SetComp: _unfiltered,
    ast.Return: _unreturned,
    ast.Expr: _untold,
}


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
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed tree in place of the file."""
        exec(compile(self._tree, str(self._path), "exec"), vars(module))  # noqa: S102 - it is our own module


def killed(name: str, path: Path, tree: ast.Module, tests: Sequence[str], seconds: int) -> bool:
    """Whether the tests notice. The module must not be loaded in this process."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        os._exit(_tried(name, path, tree, tests))
    _, status = os.waitpid(child, 0)
    return status != 0


def _tried(name: str, path: Path, tree: ast.Module, tests: Sequence[str]) -> int:
    sys.meta_path.insert(0, Changed(name, path, tree))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*_QUIET, *tests]))


def main() -> None:
    """Print every survivor, and how many mutants there were."""
    parser = argparse.ArgumentParser(description="Change a module in every small way; see who notices.")
    parser.add_argument("module", type=Path, help="a module of this repository, such as consent/policy.py")
    parser.add_argument("--tests", nargs="*", help="its tests; without it, those that mirror its name")
    parser.add_argument("--seconds", type=int, default=600, help="how long one mutant may take")
    chosen = parser.parse_args()
    path: Path = chosen.module
    name = ".".join(path.with_suffix("").parts)
    tests = chosen.tests or [str(Path("tests", *path.parts[1 if path.parts[0] == "archive" else 0 : -1],
                                      f"test_{path.name}"))]  # fmt: skip
    source = path.read_text(encoding="utf-8")
    hypothesis.settings.register_profile("mutants", deadline=None, max_examples=40)
    hypothesis.settings.load_profile("mutants")
    if killed(name, path, ast.parse(source), tests, chosen.seconds):
        raise SystemExit("The tests fail on the module as it is; nothing can be told.")
    survivors, count = [], 0
    for mutant in mutants(source):
        count += 1
        if not killed(name, path, mutant.tree, tests, chosen.seconds):
            survivors.append(mutant)
            sys.stdout.write(f"{path}:{mutant.line}: {mutant.was}  ->  {mutant.now}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{name}: {count} mutants, {count - len(survivors)} killed, {len(survivors)} survive\n")


if __name__ == "__main__":
    main()
