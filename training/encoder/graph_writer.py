"""An ONNX graph as it is written: each step adds a node and returns the name of its result."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from encoder.table import int8_matrix

OPSET = 18


class GraphWriter:
    def __init__(self):
        self._nodes, self._constants = [], {}

    def constant(self, name, value):
        self._constants[name] = np.asarray(value)
        return name

    def add(self, kind, inputs, output, **attributes):
        self._nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def split(self, source, outputs):
        """Equal parts side by side."""
        self._nodes.append(helper.make_node("Split", [source], outputs, axis=1, num_outputs=len(outputs)))

    def to_float(self, source, output):
        return self.add("Cast", [source], output, to=TensorProto.FLOAT)

    def weights(self, name, matrices):
        """Matrices side by side in 8 bits, each with its own step; a session folds them into floats once, when it starts."""
        parts = [int8_matrix(matrix) for matrix in matrices]
        whole = self.constant(f"{name}_int8", np.hstack([part for part, _ in parts]))
        steps = [np.full(part.shape[1], step, dtype=np.float32) for part, step in parts]
        step = self.constant(f"{name}_step", np.concatenate(steps))
        return self.add("Mul", [self.to_float(whole, f"{name}_float"), step], name)

    def dense(self, source, name, matrices, bias=None):
        product = self.add("MatMul", [source, self.weights(name, matrices)], f"{name}_product")
        if bias is None:
            return product
        return self.add("Add", [product, self.constant(f"{name}_bias", bias)], f"{name}_sum")

    def layer_norm(self, source, name, gamma, beta, epsilon):
        inputs = [source, self.constant(f"{name}_gamma", gamma), self.constant(f"{name}_beta", beta)]
        return self.add("LayerNormalization", inputs, f"{name}_normal", axis=-1, epsilon=epsilon)

    def model(self, inputs, output, width):
        """The checked model: `inputs` are token by token, `output` has rows of `width`."""
        graph = helper.make_graph(
            self._nodes,
            "nearside-encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT32, ["tokens"]) for name in inputs],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["count", width])],
            [numpy_helper.from_array(value, name) for name, value in self._constants.items()],
        )
        opset = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=8, producer_name="nearside")
        onnx.checker.check_model(model)
        return model
