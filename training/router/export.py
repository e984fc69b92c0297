"""Writes the classifier as one ONNX graph: an int8 table over hashed n-grams, nearness to landmarks, then linear heads."""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from router import heads, query_side, representation

OPSET = 17


@dataclass
class Parts:
    """All that the graph holds. `heads` maps an output name to (weights over n-grams and structure, bias)."""

    seen: representation.Representation
    side: query_side.QuerySide
    heads: dict
    variance: np.ndarray

    @property
    def dimensions(self):
        return len(self.side.bias) - 1

    @property
    def table(self):
        """Columns: the vector, familiar words, all words, then what is linear in n-grams: the query side and every head."""
        rows = len(self.seen.table)
        linear = [self.side.gram_weights, *[weights[:rows] for weights, _ in self.heads.values()]]
        return np.hstack([self.seen.table, *linear])


def build(parts):
    constants, nodes = {}, []
    seen = parts.seen
    add_vector(constants, nodes, parts)
    add_nearness(constants, nodes, seen)
    add_query_side(constants, nodes, parts)
    add_heads(constants, nodes, parts)
    add_outputs(constants, nodes, parts)
    graph = helper.make_graph(
        nodes,
        "nearside-router",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT32, ["features"]),
            helper.make_tensor_value_info("weights", TensorProto.FLOAT, ["features"]),
            helper.make_tensor_value_info("structure", TensorProto.FLOAT, [len(seen.scaler.mean)]),
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [size]) for name, size in output_sizes(parts)],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    opset = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=8, producer_name="nearside")
    onnx.checker.check_model(model)
    return model


def output_sizes(parts):
    dims = parts.dimensions
    return [
        ("difficulty", dims),
        ("difficulty_sd", dims),
        ("discrimination", dims),
        *[(name, len(bias)) for name, (_, bias) in parts.heads.items()],
    ]


def add_vector(constants, nodes, parts):
    """Sums the table's rows by weight; the vector is brought to length 1, the structure is standardised and bounded."""
    node = helper.make_node
    seen, table = parts.seen, parts.table
    scale = representation.scale_of(table)
    dims = seen.table.shape[1] - 2
    constants |= {
        "table": np.round(table / scale).astype(np.int8),
        "table_scale": scale,
        "structure_mean": seen.scaler.mean.astype(np.float32),
        "structure_scale": seen.scaler.scale.astype(np.float32),
        "low": np.float32(-representation.STRUCTURE_LIMIT),
        "high": np.float32(representation.STRUCTURE_LIMIT),
        "tiny": np.float32(1e-6),
        "one": np.float32(1.0),
        "row_shape": np.array([1, -1], dtype=np.int64),
        "flat_shape": np.array([-1], dtype=np.int64),
        "zero": np.array([0], dtype=np.int64),
        "vector_end": np.array([dims], dtype=np.int64),
        "familiar_end": np.array([dims + 1], dtype=np.int64),
        "words_end": np.array([dims + 2], dtype=np.int64),
        "side_end": np.array([dims + 3 + parts.dimensions], dtype=np.int64),
        "table_end": np.array([table.shape[1]], dtype=np.int64),
        "columns": np.array([1], dtype=np.int64),
    }
    nodes += [
        node("Gather", ["table", "ids"], ["rows_int8"], axis=0),
        node("Cast", ["rows_int8"], ["rows"], to=TensorProto.FLOAT),
        node("Reshape", ["weights", "row_shape"], ["weights_row"]),
        node("MatMul", ["weights_row", "rows"], ["bag_int"]),
        node("Mul", ["bag_int", "table_scale"], ["bag"]),
        node("Slice", ["bag", "zero", "vector_end", "columns"], ["raw"]),
        node("Slice", ["bag", "vector_end", "familiar_end", "columns"], ["familiar"]),
        node("Slice", ["bag", "familiar_end", "words_end", "columns"], ["words"]),
        node("Slice", ["bag", "words_end", "side_end", "columns"], ["side_from_words"]),
        node("Slice", ["bag", "side_end", "table_end", "columns"], ["from_words"]),
        node("ReduceL2", ["raw"], ["length"], axes=[1], keepdims=1),
        node("Add", ["length", "tiny"], ["length_above_0"]),
        node("Div", ["raw", "length_above_0"], ["vector"]),
        node("Sub", ["structure", "structure_mean"], ["centred"]),
        node("Mul", ["centred", "structure_scale"], ["scaled"]),
        node("Clip", ["scaled", "low", "high"], ["bounded"]),
        node("Reshape", ["bounded", "row_shape"], ["bounded_row"]),
    ]


def add_nearness(constants, nodes, seen):
    """exp(−|x − l|² / width) to each landmark l, over vector and structure together, and what training has seen of the text."""
    node = helper.make_node
    nodes += [
        *squared_distance(constants, "vector", seen.landmark_vectors, representation.VECTOR_WIDTH),
        *squared_distance(constants, "bounded_row", seen.landmark_structure, representation.STRUCTURE_WIDTH),
        node("Add", ["vector_distance", "bounded_row_distance"], ["distance"]),
        node("Neg", ["distance"], ["exponent"]),
        node("Exp", ["exponent"], ["near"]),
        node("ReduceMax", ["near"], ["nearest"], axes=[1], keepdims=1),
        node("Sub", ["one", "nearest"], ["far"]),
        node("Add", ["words", "tiny"], ["words_above_0"]),
        node("Div", ["familiar", "words_above_0"], ["familiar_share"]),
        node("Sub", ["one", "familiar_share"], ["strange"]),
    ]


def squared_distance(constants, name, landmarks, width):
    """|x|² + |l|² − 2 x·l over `width`, never below 0. Landmarks are stored as half floats."""
    node = helper.make_node
    constants |= {
        f"{name}_landmarks": landmarks.T.astype(np.float16),
        f"{name}_squares": (landmarks**2).sum(axis=1)[None].astype(np.float32),
        f"{name}_twice": np.float32(2.0),
        f"{name}_width": np.float32(width),
        f"{name}_floor": np.float32(0.0),
    }
    return [
        node("Cast", [f"{name}_landmarks"], [f"{name}_landmarks_float"], to=TensorProto.FLOAT),
        node("ReduceSumSquare", [name], [f"{name}_square"], axes=[1], keepdims=1),
        node("MatMul", [name, f"{name}_landmarks_float"], [f"{name}_products"]),
        node("Mul", [f"{name}_products", f"{name}_twice"], [f"{name}_products_twice"]),
        node("Add", [f"{name}_square", f"{name}_squares"], [f"{name}_sums"]),
        node("Sub", [f"{name}_sums", f"{name}_products_twice"], [f"{name}_raw_distance"]),
        node("Max", [f"{name}_raw_distance", f"{name}_floor"], [f"{name}_bounded_distance"]),
        node("Div", [f"{name}_bounded_distance", f"{name}_width"], [f"{name}_distance"]),
    ]


def add_query_side(constants, nodes, parts):
    """d and a as linear in n-grams, nearness, vector and bounded structure."""
    node = helper.make_node
    constants |= {
        "side_weights": parts.seen.exported(parts.side.weights).astype(np.float32),
        "side_bias": parts.side.bias.astype(np.float32),
    }
    nodes += [
        node("Concat", ["near", "vector", "bounded_row"], ["design"], axis=1),
        node("MatMul", ["design", "side_weights"], ["side_from_design"]),
        node("Add", ["side_from_design", "side_from_words"], ["side_sums"]),
        node("Add", ["side_sums", "side_bias"], ["side_row"]),
        node("Reshape", ["side_row", "flat_shape"], ["side"]),
    ]
    add_slices(constants, nodes, "side", {"intercept": 1, "discrimination": parts.dimensions})


def add_heads(constants, nodes, parts):
    """Heads as linear in n-grams and structure: the table's last columns, and what the structure adds."""
    node = helper.make_node
    rows = len(parts.seen.table)
    structure = np.hstack([weights[rows:] for weights, _ in parts.heads.values()])
    constants |= {
        "head_structure": (heads.STRUCTURE_WEIGHT * structure).astype(np.float32),
        "head_bias": np.concatenate([bias for _, bias in parts.heads.values()]).astype(np.float32),
    }
    nodes += [
        node("MatMul", ["bounded_row", "head_structure"], ["from_structure"]),
        node("Add", ["from_words", "from_structure"], ["head_sums"]),
        node("Add", ["head_sums", "head_bias"], ["heads_row"]),
        node("Reshape", ["heads_row", "flat_shape"], ["heads"]),
    ]
    add_slices(constants, nodes, "heads", {name: len(bias) for name, (_, bias) in parts.heads.items()})


def add_slices(constants, nodes, source, sizes):
    start = 0
    for name, size in sizes.items():
        constants[f"{name}_start"] = np.array([start], dtype=np.int64)
        constants[f"{name}_end"] = np.array([start + size], dtype=np.int64)
        nodes.append(helper.make_node("Slice", [source, f"{name}_start", f"{name}_end", "zero"], [f"{name}_raw"]))
        start += size


def add_outputs(constants, nodes, parts):
    """logit = a·θ + d is told as difficulties b = −d a / |a|², so that Σ a (θ − b) is the same."""
    node = helper.make_node
    floor = np.full(parts.dimensions, -1e9, dtype=np.float32)
    floor[0] = query_side.LEAST_DISCRIMINATION
    base, *slopes = [np.float32(part) for part in parts.variance]
    constants |= {"discrimination_floor": floor, "variance_base": base}
    constants |= {"variance_far": slopes[0], "variance_strange": slopes[1]}
    nodes += [
        node("Max", ["discrimination_raw", "discrimination_floor"], ["discrimination"]),
        node("ReduceSumSquare", ["discrimination"], ["strength"], axes=[0], keepdims=1),
        node("Neg", ["intercept_raw"], ["against"]),
        node("Div", ["against", "strength"], ["distance_along"]),
        node("Mul", ["discrimination", "distance_along"], ["difficulty"]),
        node("Mul", ["far", "far"], ["far_squared"]),
        node("Reshape", ["far_squared", "flat_shape"], ["far_flat"]),
        node("Reshape", ["strange", "flat_shape"], ["strange_flat"]),
        node("Mul", ["far_flat", "variance_far"], ["far_part"]),
        node("Mul", ["strange_flat", "variance_strange"], ["strange_part"]),
        node("Add", ["far_part", "strange_part"], ["doubt_part"]),
        node("Add", ["doubt_part", "variance_base"], ["logit_variance"]),
        node("Div", ["logit_variance", "strength"], ["variance"]),
        node("Sqrt", ["variance"], ["sd"]),
        node("Expand", ["sd", "dimensions"], ["difficulty_sd"]),
        node("Softmax", ["domain_raw"], ["domain"], axis=0),
        node("Softmax", ["task_raw"], ["task"], axis=0),
        node("Sigmoid", ["needs_tools_raw"], ["needs_tools"]),
        node("Sigmoid", ["needs_fresh_raw"], ["needs_fresh"]),
    ]
    constants["dimensions"] = np.array([parts.dimensions], dtype=np.int64)
