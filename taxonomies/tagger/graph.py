"""Writes a small ONNX model out of weights, so that the engine that is there anyway runs them.

Only what the tagger's model of many languages needs: nodes, numbers in raw form, named inputs and outputs of
floats. The form is ONNX's own (onnx.proto, ir_version 8) in the wire format of Protocol Buffers, written by
hand, because the library for it is far larger than the model's graph.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_IR_VERSION = 8
_OPSETS = (("", 17), ("com.microsoft", 1))
_KINDS = {"float32": 1, "int8": 3, "int32": 6}  # TensorProto.DataType
_VARINT, _FIXED32, _LENGTH = 0, 5, 2


class Graph:
    """Nodes and weights in the order in which they were added; ``content`` is the model's file."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._weights: list[bytes] = []

    def weight(self, name: str, values: NDArray[Any]) -> str:
        """Adds an array of floats or of whole numbers (8 or 32 bits) and gives its name back."""
        dims = b"".join(_number(1, size) for size in values.shape)
        kind = _number(2, _KINDS[values.dtype.name])
        self._weights.append(dims + kind + _bytes(8, name.encode()) + _bytes(9, values.tobytes()))
        return name

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str = "",
        **settings: float,
    ) -> str:
        """Adds a step and gives the name of its first output back. Whole numbers and floats are settings."""
        named = [*((1, name) for name in inputs), *((2, name) for name in outputs), (4, kind), (7, domain)]
        parts = [_bytes(field, value.encode()) for field, value in named]
        parts += [_bytes(5, _setting(name, value)) for name, value in settings.items()]
        self._nodes.append(b"".join(parts))
        return outputs[0]

    def content(self, inputs: Mapping[str, tuple[str, Sequence[str | int]]], output: str) -> bytes:
        """The file of the model. ``inputs`` give each name's kind and its axes: a size, or a word for any."""
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _bytes(2, b"tagger")
        graph += b"".join(_bytes(5, weight) for weight in self._weights)
        graph += b"".join(_bytes(11, _told(name, *form)) for name, form in inputs.items())
        graph += _bytes(12, _told(output, "float32", ("texts", "pieces", "width")))
        opsets = b"".join(_bytes(8, _bytes(1, name.encode()) + _number(2, n)) for name, n in _OPSETS)
        return _number(1, _IR_VERSION) + _bytes(7, graph) + opsets


def _told(name: str, kind: str, axes: Sequence[str | int]) -> bytes:
    dims = b"".join(
        _bytes(1, _number(1, axis) if isinstance(axis, int) else _bytes(2, axis.encode())) for axis in axes
    )
    tensor = _number(1, _KINDS[kind]) + _bytes(2, dims)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _setting(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _bytes(1, name.encode()) + _number(3, value) + _number(20, 2)
    return _bytes(1, name.encode()) + _key(2, _FIXED32) + struct.pack("<f", value) + _number(20, 1)


def _number(field: int, value: int) -> bytes:
    return _key(field, _VARINT) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _key(field, _LENGTH) + _varint(len(value)) + value


def _key(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
