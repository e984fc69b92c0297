"""Writes the classifier as one ONNX graph: an int8 table over hashed features, summed by weight, then linear heads."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17


def quantise(table):
    """int8 per column. Returns the table and the scale that gives the floats back."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-8) / 127
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def build(table, structure_weights, bias, scaler, structure_limit, heads, variance):
    """`heads` maps an output name to (first column, columns); `variance` is (base, slope) over unfamiliarity."""
    quantised, scale = quantise(table)
    constants = {
        "table": quantised,
        "table_scale": scale,
        "structure_mean": scaler.mean.astype(np.float32),
        "structure_scale": scaler.scale.astype(np.float32),
        "structure_weights": structure_weights.astype(np.float32),
        "bias": bias.astype(np.float32),
        "low": np.float32(-structure_limit),
        "high": np.float32(structure_limit),
        "log_low": np.float32(-1.0),
        "log_high": np.float32(1.0),
        "one": np.float32(1.0),
        "tiny": np.float32(1e-6),
        "variance_base": np.float32(variance[0]),
        "variance_slope": np.float32(variance[1]),
        "row_shape": np.array([1, -1], dtype=np.int64),
        "flat_shape": np.array([-1], dtype=np.int64),
        "axis": np.array([0], dtype=np.int64),
    }
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "ids"], ["rows_int8"], axis=0),
        node("Cast", ["rows_int8"], ["rows"], to=TensorProto.FLOAT),
        node("Reshape", ["weights", "row_shape"], ["weights_row"]),
        node("MatMul", ["weights_row", "rows"], ["bag_int"]),
        node("Mul", ["bag_int", "table_scale"], ["bag"]),
        node("Sub", ["structure", "structure_mean"], ["centred"]),
        node("Mul", ["centred", "structure_scale"], ["scaled"]),
        node("Clip", ["scaled", "low", "high"], ["bounded"]),
        node("Reshape", ["bounded", "row_shape"], ["bounded_row"]),
        node("MatMul", ["bounded_row", "structure_weights"], ["from_structure"]),
        node("Add", ["bag", "from_structure"], ["summed"]),
        node("Add", ["summed", "bias"], ["all_2d"]),
        node("Reshape", ["all_2d", "flat_shape"], ["all"]),
    ]
    for name, (start, size) in heads.items():
        constants[f"{name}_start"] = np.array([start], dtype=np.int64)
        constants[f"{name}_end"] = np.array([start + size], dtype=np.int64)
        ends = [f"{name}_start", f"{name}_end", "axis"]
        nodes.append(node("Slice", ["all", *ends], [f"{name}_raw"]))
    nodes += [
        node("Identity", ["difficulty_raw"], ["difficulty"]),
        node("Clip", ["discrimination_raw", "log_low", "log_high"], ["log_discrimination"]),
        node("Exp", ["log_discrimination"], ["discrimination"]),
        node("Softmax", ["domain_raw"], ["domain"], axis=0),
        node("Softmax", ["task_raw"], ["task"], axis=0),
        node("Sigmoid", ["needs_tools_raw"], ["needs_tools"]),
        node("Add", ["word_mass_raw", "tiny"], ["word_mass"]),
        node("Div", ["familiar_mass_raw", "word_mass"], ["familiar_share"]),
        node("Sub", ["one", "familiar_share"], ["unfamiliar"]),
        node("Mul", ["unfamiliar", "variance_slope"], ["variance_part"]),
        node("Add", ["variance_part", "variance_base"], ["variance"]),
        node("Sqrt", ["variance"], ["difficulty_sd"]),
    ]
    graph = helper.make_graph(
        nodes,
        "nearside-router",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT32, ["features"]),
            helper.make_tensor_value_info("weights", TensorProto.FLOAT, ["features"]),
            helper.make_tensor_value_info("structure", TensorProto.FLOAT, [len(scaler.mean)]),
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [size])
            for name, size in (
                ("difficulty", 1),
                ("difficulty_sd", 1),
                ("discrimination", 1),
                ("domain", heads["domain"][1]),
                ("task", heads["task"][1]),
                ("needs_tools", 1),
            )
        ],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    opset = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=8, producer_name="nearside")
    onnx.checker.check_model(model)
    return model
