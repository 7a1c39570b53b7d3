from __future__ import annotations

import numpy as np
import pytest

from taxonomies.tagger.graph import Graph

onnxruntime = pytest.importorskip("onnxruntime")


def run(graph: Graph, output: str, x: np.ndarray) -> np.ndarray:
    given = {"x": ("float32", ("texts", "pieces", x.shape[2]))}
    session = onnxruntime.InferenceSession(graph.content(given, output), providers=["CPUExecutionProvider"])
    found: np.ndarray = session.run(None, {"x": x})[0]
    return found


def test_a_written_graph_computes_what_its_nodes_say() -> None:
    draw = np.random.default_rng(5)
    x, matrix = draw.normal(size=(2, 3, 4)), draw.normal(size=(4, 300))
    shift = draw.normal(size=300).astype(np.float32)
    graph = Graph()
    through = graph.node("MatMul", ["x", graph.weight("m", matrix.astype(np.float32))], ["through"])
    out = graph.node("Add", [through, graph.weight("b", shift)], ["out"])
    assert np.allclose(run(graph, out, x.astype(np.float32)), x @ matrix + shift, atol=1e-5)


def test_settings_reach_their_node() -> None:
    x = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    graph = Graph()
    graph.node("Split", ["x"], ["left", "right"], axis=2)
    bent = graph.node("LeakyRelu", [graph.node("Neg", ["right"], ["less"])], ["bent"], alpha=0.5)
    assert np.allclose(run(graph, bent, x), -x[..., 2:] * 0.5)


def test_whole_numbers_of_eight_bits_stand_for_their_scaled_matrix() -> None:
    draw = np.random.default_rng(6)
    x = draw.normal(size=(1, 5, 32)).astype(np.float32)
    matrix = draw.normal(size=(32, 16))
    scale = (np.abs(matrix).max(axis=0) / 127).astype(np.float32)
    graph = Graph()
    weights = [graph.weight("w", np.round(matrix / scale).astype(np.int8)), graph.weight("s", scale)]
    out = graph.node("DynamicQuantizeMatMul", ["x", *weights], ["out"], "com.microsoft")
    assert np.allclose(run(graph, out, x), x @ matrix, atol=0.25)
