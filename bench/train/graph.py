"""Write the layers of the encoder (BERT: Devlin and others 2019) as an ONNX graph without its weights.

    python -m bench.train.graph      # writes taxonomies/data/encoder.onnx

The library ``onnx`` is needed here and not where the program runs. Each weight is an initializer whose values
lie outside of the file: ``taxonomies.tagger.multilingual`` hands them to onnxruntime under the same names.
Weights and activations have eight bits. This module refuses to know a weight; it knows names, shapes and
kinds.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onnx import ModelProto, NodeProto, TensorProto, helper

import taxonomies

TARGET = Path(taxonomies.__file__).parent / "data" / "encoder.onnx"
OUTSIDE = "weights"
"""What the file says about where its weights lie. No such file is ever read."""

_FUSED = "com.microsoft"
_IR_VERSION = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """Those of multilingual-e5-small."""

    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 12
    epsilon: float = 1e-12


@dataclass(slots=True)
class _Layers:
    """Nodes and weights in the order in which they are added."""

    sizes: Sizes
    nodes: list[NodeProto] = field(default_factory=list)
    weights: list[TensorProto] = field(default_factory=list)

    def weight(self, name: str, shape: Sequence[int], kind: int = TensorProto.FLOAT) -> str:
        """A weight whose values lie outside, and its name."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value=OUTSIDE)
        self.weights.append(tensor)
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **settings: float) -> str:
        """A step with one output, and its name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def through(self, x: str, name: str, shape: tuple[int, int]) -> str:
        """Through a matrix of eight bits with a scale for each of its columns."""
        matrix = self.weight(name, shape, TensorProto.INT8)
        scale = self.weight(f"{name}.scale", shape[1:])
        return self.node("DynamicQuantizeMatMul", [x, matrix, scale], f"{name}.out", _FUSED)

    def added(self, change: str, x: str, shift: str, norm: str) -> str:
        """What a step gives, added to what went into it and normed."""
        names = (f"{norm}.w", f"{norm}.b", f"{shift}.b")
        weights = [self.weight(name, [self.sizes.width]) for name in names]
        return self.node(
            "SkipLayerNormalization", [change, x, *weights], f"{norm}.out", _FUSED, epsilon=self.sizes.epsilon
        )

    def layer(self, name: str, x: str) -> str:
        """Attention and the two steps after it."""
        width, inner = self.sizes.width, self.sizes.inner
        asked = self.through(x, f"{name}qkv.w", (width, 3 * width))
        shifted = self.node("Add", [asked, self.weight(f"{name}qkv.b", [3 * width])], f"{name}qkv")
        parts = [f"{name}queries", f"{name}keys", f"{name}values"]
        self.nodes.append(helper.make_node("Split", [shifted], parts, axis=2))
        mixed = self.node(
            "MultiHeadAttention", [*parts, "", "mask"], f"{name}mixed", _FUSED, num_heads=self.sizes.heads
        )
        x = self.added(self.through(mixed, f"{name}ao.w", (width, width)), x, f"{name}ao", f"{name}aln")
        wide = self.through(x, f"{name}fi.w", (width, inner))
        bent = self.node("FastGelu", [wide, self.weight(f"{name}fi.b", [inner])], f"{name}bent", _FUSED)
        return self.added(self.through(bent, f"{name}fo.w", (inner, width)), x, f"{name}fo", f"{name}oln")


def encoder(sizes: Sizes) -> ModelProto:
    """The layers, from the words' vectors ``x`` and a ``mask`` of zeros and ones to the last states."""
    layers = _Layers(sizes)
    x = "x"
    for number in range(sizes.layers):
        x = layers.layer(f"l{number}.", x)
    axes = ["texts", "pieces", sizes.width]
    graph = helper.make_graph(
        layers.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, axes),
            helper.make_tensor_value_info("mask", TensorProto.INT32, axes[:2]),
        ],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, axes)],
        layers.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)


def content(sizes: Sizes) -> bytes:
    """The file: the same bytes for the same sizes."""
    written: bytes = encoder(sizes).SerializeToString(deterministic=True)
    return written


if __name__ == "__main__":
    TARGET.write_bytes(content(Sizes()))
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")
