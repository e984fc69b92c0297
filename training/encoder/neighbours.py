"""Windows over neighbouring tokens that never reach into another text."""

import numpy as np

#: Tokens that a window reaches to either side.
REACH = 2
PAST_THE_END = np.iinfo(np.int64).max


class Neighbours:
    def __init__(self, graph):
        self._graph = graph
        self._columns = graph.constant("columns", np.array([1]))
        pads = graph.constant("text_pads", np.array([REACH, REACH]))
        self._texts = graph.add("Pad", ["texts", pads, graph.constant("nobody", np.int32(-1))], "texts_padded")
        self._near = {offset: self._nearness(offset) for offset in range(-REACH, REACH + 1) if offset != 0}

    def windows(self, source, name, offsets):
        """The rows at these distances side by side; zeros where the neighbour is of another text."""
        graph = self._graph
        pads = graph.constant("row_pads", np.array([REACH, 0, REACH, 0]))
        padded = graph.add("Pad", [source, pads], f"{name}_padded")
        rows = [source if offset == 0 else self._neighbour(padded, name, offset) for offset in offsets]
        return graph.add("Concat", rows, f"{name}_seen", axis=1)

    def _neighbour(self, padded, name, offset):
        moved = self._shift(padded, f"{name}_{offset}", offset)
        return self._graph.add("Mul", [moved, self._near[offset]], f"{name}_near_{offset}")

    def _nearness(self, offset):
        """1 for each token whose neighbour at this distance is of the same text, else 0."""
        graph = self._graph
        moved = self._shift(self._texts, f"texts_{offset}", offset)
        same = graph.to_float(graph.add("Equal", [moved, "texts"], f"same_{offset}"), f"same_float_{offset}")
        return graph.add("Unsqueeze", [same, self._columns], f"near_{offset}")

    def _shift(self, padded, name, offset):
        graph = self._graph
        end = PAST_THE_END if offset == REACH else offset - REACH
        starts = graph.constant(f"start_{offset}", np.array([REACH + offset]))
        ends = graph.constant(f"end_{offset}", np.array([end]))
        return graph.add("Slice", [padded, starts, ends, graph.constant("first_axis", np.array([0]))], name)
