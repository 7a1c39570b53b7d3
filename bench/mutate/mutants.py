"""Every small change of a module's syntax tree: one operator, constant, condition, condition's part or act.

The operators are those of DeMillo, Lipton and Sayward (1978) as far as Python has them, and the leaving out
of a statement that acts: a call for its effect, a raised error, something added up. It runs no module.
"""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

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
    """One change: its first and last line, what it was and what it is, and the changed tree.

    ``statement`` is the line at which the innermost statement around it begins.
    """

    line: int
    last: int
    statement: int
    was: str
    now: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module. Annotations and decorators stay as they are."""
    tree = ast.parse(source)
    for number, (node, statement) in enumerate(_walk(tree, tree)):
        for changed in _changes(node):
            other = copy.deepcopy(tree)
            place, _ = _walked(other, number)
            was = ast.unparse(place)
            _become(place, changed)
            line = getattr(node, "lineno", 0)
            last = getattr(node, "end_lineno", line)
            begins = getattr(statement, "lineno", line)
            ast.fix_missing_locations(other)
            yield Mutant(line, last, begins, was, ast.unparse(place), other)


def sampled(every: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """``size`` of them by a seed, in the order of their lines; all of them where there are no more."""
    if size >= len(every):
        return list(every)
    chosen = sorted(random.Random(seed).sample(range(len(every)), size))  # noqa: S311 - nothing secret
    return [every[at] for at in chosen]


def _walked(tree: ast.Module, number: int) -> tuple[ast.AST, ast.AST]:
    return next(found for at, found in enumerate(_walk(tree, tree)) if at == number)


def _walk(node: ast.AST, statement: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every node, with the innermost statement that it stands in."""
    within = node if isinstance(node, ast.stmt) else statement
    yield node, within
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child, within)


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


def _undone(node: ast.Expr) -> Iterator[ast.AST]:
    """A generator that keeps one thing back, or a call for its effect that is left out."""
    if isinstance(node.value, ast.Yield | ast.YieldFrom | ast.Call | ast.Await):
        yield ast.Expr(ast.Constant(None))


def _dropped(_: ast.Raise | ast.AugAssign) -> Iterator[ast.AST]:
    """An error that is not raised, a sum to which nothing is added."""
    yield ast.Pass()


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
    ast.Expr: _undone,
    ast.Raise: _dropped,
    ast.AugAssign: _dropped,
}
