"""Writes the encoder as one ONNX graph: Google's universal sentence encoder, multilingual, version 3 (a deep averaging network over n-grams)."""

import numpy as np
from onnx import TensorProto

from encoder.graph_writer import GraphWriter
from encoder.neighbours import Neighbours
from encoder.table import FREQUENT_ROWS, small_table

DIMENSIONS = 512
#: Tokens in a window, and how many of them lie before its own.
WINDOWS = ((2, 0), (3, 1), (5, 2))


def build(arrays, rows):
    """
    The graph for these rows of the wheel's table. `ids` are the tokens of all texts one after the other, `texts` says of
    which text each is (0, 1, ... in order); `vectors` has one row of length 1 for each text.
    """
    graph = GraphWriter()
    words = add_words(graph, small_table(arrays, rows))
    features = add_features(graph, arrays, words)
    add_head(graph, arrays, add_averages(graph, arrays, features))
    return graph.model(["ids", "texts"], "vectors", DIMENSIONS)


def add_words(graph, table):
    """The wheel's numbers of each token, out of either part of the table."""
    chunk = graph.add("Gather", [graph.constant("chunks", table.chunks), "ids"], "chunk", axis=0)
    chunk = graph.add("Cast", [chunk], "chunk_index", to=TensorProto.INT32)

    def of_chunk(name, values):
        return graph.add("Gather", [graph.constant(f"chunk_{name}", values[:, None]), chunk], name, axis=0)

    count = graph.constant("frequent_count", np.int32(FREQUENT_ROWS))
    last = graph.add("Min", ["ids", graph.constant("frequent_last", np.int32(FREQUENT_ROWS - 1))], "frequent_index")
    frequent = graph.add("Gather", [graph.constant("frequent", table.frequent), last], "frequent_row", axis=0)
    frequent = graph.to_float(frequent, "frequent_levels")
    rare = add_rare_levels(graph, table, count, of_chunk)
    is_frequent = graph.add("Less", ["ids", count], "is_frequent")
    columns = graph.constant("columns", np.array([1]))
    is_frequent = graph.add("Unsqueeze", [is_frequent, columns], "is_frequent_row")
    levels = graph.add("Where", [is_frequent, frequent, rare], "levels")
    scaled = graph.add("Mul", [levels, of_chunk("scale", table.scale)], "scaled")
    return graph.add("Add", [scaled, of_chunk("offset", table.offset)], "words")


def add_rare_levels(graph, table, count, of_chunk):
    place = graph.add("Sub", ["ids", count], "rare_place")
    place = graph.add("Max", [place, graph.constant("zero", np.int32(0))], "rare_index")
    packed = graph.add("Gather", [graph.constant("rare", table.packed), place], "rare_row", axis=0)
    low = graph.add("BitwiseAnd", [packed, graph.constant("low_bits", np.uint8(15))], "rare_low")
    high = graph.add("BitShift", [packed, graph.constant("four", np.uint8(4))], "rare_high", direction="RIGHT")
    levels = graph.to_float(graph.add("Concat", [low, high], "rare_cut", axis=1), "rare_cut_float")
    return graph.add("Add", [levels, of_chunk("lowest", table.lowest)], "rare_levels")


def add_features(graph, arrays, words):
    """Three branches, each of two layers over windows; beside them the words themselves."""
    names, epsilon = [size for size, _ in WINDOWS], float(arrays["eps"])
    bias, gamma, beta = (np.concatenate([arrays[f"{kind}{size}"] for size in names]) for kind in ("proj_b", "ln_g", "ln_b"))
    projected = graph.dense(words, "project", [arrays[f"proj{size}"] for size in names], bias)
    normal = graph.layer_norm(projected, "project", gamma, beta, epsilon)
    branches = [f"branch_{size}" for size in names]
    graph.split(normal, branches)
    neighbours = Neighbours(graph)
    for index, (size, before) in enumerate(WINDOWS):
        for layer in (1, 2):
            name, offsets = f"window_{size}_{layer}", range(-before, size - before)
            seen = neighbours.windows(branches[index], name, offsets)
            total = graph.dense(seen, name, [arrays[f"w{layer}_{size}"]], arrays[f"b{layer}_{size}"])
            bent = graph.add("Relu", [total], f"{name}_relu")
            branches[index] = graph.add("Add", [bent, branches[index]], f"{name}_out")
    features = graph.add("Concat", [words, *branches], "features", axis=1)
    return graph.layer_norm(features, "features", arrays["ln_g"], arrays["ln_b"], epsilon)


def add_averages(graph, arrays, features):
    """Sums the features of each text, projects the sum, and divides by the root of the text's length."""
    last = graph.add("ReduceMax", ["texts"], "last_text", keepdims=0)
    count = graph.add("Add", [last, graph.constant("one", np.int32(1))], "count")
    every = graph.add("Range", ["zero", count, "one"], "every_text")
    every = graph.add("Unsqueeze", [every, "columns"], "every_text_row")
    belongs = graph.to_float(graph.add("Equal", [every, "texts"], "belongs"), "belongs_float")
    lengths = graph.add("ReduceSum", [belongs, "columns"], "lengths", keepdims=1)
    summed = graph.add("MatMul", [belongs, features], "summed")
    biases = graph.add("Mul", [lengths, graph.constant("average_bias", arrays["cnn_b"][None])], "biases")
    unscaled = graph.add("Add", [graph.dense(summed, "average", [arrays["cnn_W"]]), biases], "unscaled")
    return graph.add("Div", [unscaled, graph.add("Sqrt", [lengths], "length_roots")], "averages")


def add_head(graph, arrays, averages):
    """Four dense layers with two short cuts, then length 1."""

    def dense(source, name):
        return graph.dense(source, name, [arrays[name]])

    first = graph.add("Relu", [dense(averages, "d0")], "first")
    second = graph.add("Relu", [graph.add("Add", [dense(averages, "p1"), dense(first, "d1")], "second_sum")], "second")
    third = graph.add("Relu", [dense(second, "d2")], "third")
    fourth = graph.add("Tanh", [graph.add("Add", [dense(second, "p3"), dense(third, "d3")], "fourth_sum")], "fourth")
    length = graph.add("ReduceL2", [fourth, "columns"], "length", keepdims=1)
    return graph.add("Div", [fourth, length], "vectors")
