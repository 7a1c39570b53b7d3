"""The shipped graph is the one that its script writes, holds no weight, and computes what BERT computes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from bench.train.graph import OUTSIDE, TARGET, Sizes, content, encoder
from taxonomies.tagger import multilingual
from taxonomies.tagger.multilingual import installed_multilingual_model
from taxonomies.tagger.packed import Packed
from taxonomies.tagger.sentences import verified

onnxruntime = pytest.importorskip("onnxruntime")
Array = NDArray[np.float32]
SMALL = Sizes(width=32, inner=64, heads=4, layers=2)


def test_the_shipped_file_is_what_the_script_writes() -> None:
    assert TARGET.read_bytes() == content(Sizes())


def test_no_weight_is_in_the_file() -> None:
    model = onnx.load_from_string(TARGET.read_bytes())
    assert len(model.graph.initializer) == 16 * Sizes().layers
    for tensor in model.graph.initializer:
        assert not tensor.raw_data
        assert [(entry.key, entry.value) for entry in tensor.external_data] == [("location", OUTSIDE)]


def test_the_weights_of_the_package_are_those_that_the_graph_names() -> None:
    packed_file = verified(*multilingual._FILE, sha256=multilingual._SHA256)
    if packed_file is None:
        pytest.skip("the package of the model is not installed")
    packed = Packed(packed_file)
    assert (packed.width, packed.inner, packed.heads, packed.layers) == (384, 1536, 12, 12)
    assert math.isclose(packed.epsilon, Sizes().epsilon, rel_tol=1e-6)
    wanted = {t.name: tuple(t.dims) for t in onnx.load_from_string(TARGET.read_bytes()).graph.initializer}
    assert {name: values.shape for name, values in multilingual._weights(packed)} == wanted
    assert installed_multilingual_model() is not None


def drawn(sizes: Sizes) -> dict[str, NDArray[np.generic]]:
    """Weights at random, of the shapes and kinds that the graph names."""
    draw = np.random.default_rng(7)
    weights: dict[str, NDArray[np.generic]] = {}
    for tensor in encoder(sizes).graph.initializer:
        if tensor.data_type == onnx.TensorProto.INT8:
            weights[tensor.name] = draw.integers(-127, 128, size=tensor.dims, dtype=np.int8)
        elif tensor.name.endswith(".scale"):
            weights[tensor.name] = draw.uniform(0.001, 0.004, size=tensor.dims).astype(np.float32)
        else:
            shift = 1.0 if tensor.name.endswith("ln.w") else 0.0
            weights[tensor.name] = draw.normal(shift, 0.1, size=tensor.dims).astype(np.float32)
    return weights


def by_hand(sizes: Sizes, weights: dict[str, NDArray[np.generic]], x: Array, mask: Array) -> Array:
    """The same layers in plain floats: softmax attention, the tanh form of GELU, layer norm."""

    def through(rows: Array, name: str) -> Array:
        return rows @ (weights[name].astype(np.float32) * weights[f"{name}.scale"])

    def normed(rows: Array, name: str) -> Array:
        rows = rows - rows.mean(axis=-1, keepdims=True)
        rows = rows / np.sqrt((rows * rows).mean(axis=-1, keepdims=True) + sizes.epsilon)
        return rows * weights[f"{name}.w"] + weights[f"{name}.b"]

    texts, pieces, width = x.shape
    for name in (f"l{number}." for number in range(sizes.layers)):
        asked = through(x, f"{name}qkv.w") + weights[f"{name}qkv.b"]
        parts = [p.reshape(texts, pieces, sizes.heads, -1).swapaxes(1, 2) for p in np.split(asked, 3, axis=2)]
        queries, keys, values = parts
        scores = queries @ keys.swapaxes(2, 3) / math.sqrt(width / sizes.heads)
        scores = np.where(mask[:, None, None, :] > 0, scores, -1e9)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (shares / shares.sum(axis=-1, keepdims=True) @ values).swapaxes(1, 2).reshape(x.shape)
        x = normed(through(mixed, f"{name}ao.w") + weights[f"{name}ao.b"] + x, f"{name}aln")
        wide = through(x, f"{name}fi.w") + weights[f"{name}fi.b"]
        bent = wide / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (wide + 0.044715 * wide**3)))
        x = normed(through(bent, f"{name}fo.w") + weights[f"{name}fo.b"] + x, f"{name}oln")
    return x


@pytest.mark.parametrize("heads", [1, 4])
def test_the_graph_computes_the_layers_of_bert(heads: int) -> None:
    sizes = replace(SMALL, heads=heads)
    weights = drawn(sizes)
    options = onnxruntime.SessionOptions()
    tensors = [onnxruntime.OrtValue.ortvalue_from_numpy(values) for values in weights.values()]
    options.add_external_initializers(list(weights), tensors)
    session = onnxruntime.InferenceSession(content(sizes), options, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(8).normal(size=(3, 9, sizes.width)).astype(np.float32)
    mask = np.ones((3, 9), dtype=np.int32)
    mask[1, 5:] = 0
    states = session.run(None, {"x": x, "mask": mask})[0]
    close = np.abs(states - by_hand(sizes, weights, x, mask.astype(np.float32)))[mask > 0]
    assert close.max() < 0.1, "eight bits are that exact"
    other = by_hand(replace(sizes, epsilon=0.5), weights, x, mask.astype(np.float32))
    assert np.abs(states - other)[mask > 0].max() > 0.1, "and tell one setting from another"
