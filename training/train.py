"""Fits the router's classifier and writes public/models/router and the figures that stand in src. Run it by `npm run train`.

Deterministic: no chance without a fixed seed, no clock; the same inputs give the same bytes on the same versions.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import scipy
import sklearn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from router import abilities, calibration_set, data, export, heads, held_back_figures, item_response, splits  # noqa: E402

OUT = data.ROOT / "public" / "models" / "router"
ITEMS = data.FEATURES / "items.json"
HEADS = ("domain", "task", "needsTools", "needsFresh")


def main():
    table = splits.Table.read()
    likelihood = likelihoods(table)
    print("held-out log-likelihood per answer by dimensions:", likelihood, flush=True)
    held = splits.held_back(table)
    variance, side_figures = held_back_figures.variance(table, held)
    items, seen, side = splits.fit_parts(table, np.ones(len(table.rows), dtype=bool))
    head_models, head_figures = fit_heads(table.features, seen)
    model = export.build(export.Parts(seen, side, graph_heads(head_models), variance))
    measured = {"itemResponse": likelihood, "querySide": side_figures, "heads": head_figures}
    version = write_artefact(model, table.features.layout, head_models, measured)
    write(OUT / "calibration-set.json", calibration_set.written(table.rows, items, version))
    write(data.ROOT / "src" / "decision" / "risk-control.json", held_back_figures.risk_control(table, held, variance, version))
    abilities.write_all(table, items, version)
    ITEMS.write_text(json.dumps(parameters(table.rows, items)))


def likelihoods(table):
    """Two ways of hiding answers, for each number of dimensions. The second chooses."""
    files = np.array([row["file"] for row in table.rows])[table.cells.item]
    n_items, numbers = len(table.rows), range(1, item_response.MOST_DIMENSIONS + 1)
    return {
        "anyAnswers": {str(d): item_response.held_out_log_likelihood(table.cells, n_items, d) for d in numbers},
        "acrossFiles": {
            str(d): item_response.across_files_log_likelihood(table.cells, files, n_items, d) for d in numbers
        },
    }


def fit_heads(features, seen):
    """Each head scored on held-back rows first, then fitted on all."""
    rows = heads.labelled_rows()
    at = np.array([features.index[row.key] for row in rows])
    x = heads.design(features.grams[at], seen.scaler(features.structure[at]))
    fold = np.array([data.fold_of(row.group, splits.FOLDS) for row in rows])
    models, figures = {}, {}
    for head in HEADS:
        has = np.array([head in row.labels for row in rows])
        labels = np.array([str(row.labels.get(head)) for row in rows], dtype=object)
        test, train = has & (fold == 0), has & (fold != 0)
        held = heads.fit_head(x[train], labels[train])
        figures[head] = heads.scores(held, x[test], labels[test]) | {"rowsTrained": int(train.sum())}
        models[head] = heads.fit_head(x[has], labels[has])
        print(head, figures[head], flush=True)
    return models, figures


def graph_heads(models):
    """Weights over n-grams and structure, and biases, by output; a head of yes and no is the difference of its columns."""
    out = {name: (models[name].weights, models[name].bias) for name in ("domain", "task")}
    for name, head in (("needs_tools", models["needsTools"]), ("needs_fresh", models["needsFresh"])):
        out[name] = (head.weights[:, 1:] - head.weights[:, :1], head.bias[1:] - head.bias[:1])
    return out


def write_artefact(model, layout, head_models, measured):
    OUT.mkdir(parents=True, exist_ok=True)
    content = model.SerializeToString(deterministic=True)
    (OUT / "router.onnx").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    manifest = {
        "version": f"router-{digest[:8]}",
        "featureVersion": layout["version"],
        "files": [{"name": "router.onnx", "bytes": len(content), "sha256": digest}],
        "heads": {
            "difficulty": {"dimensions": splits.DIMENSIONS, "labelsFrom": heads.DIFFICULTY_LABELS_FROM},
            "domain": {"labels": head_models["domain"].labels, "labelsFrom": heads.DOMAIN_LABELS_FROM},
            "task": {"labels": head_models["task"].labels, "labelsFrom": heads.TASK_LABELS_FROM},
            "needsTools": {"labelsFrom": heads.TOOLS_LABELS_FROM},
            "needsFresh": {"labelsFrom": heads.FRESH_LABELS_FROM},
        },
        "trainedOn": [{"file": name, "sha256": data.sha256_of(path)} for name, path in inputs()],
        "madeWith": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "measured": measured,
    }
    write(OUT / "manifest.json", manifest)
    print(f"{manifest['version']}: {len(content):,} bytes")
    return manifest["version"]


def inputs():
    """Every file that the fit rests on, by the name it has in the manifest."""
    shared = sorted([*data.outcome_files(), *(data.DATA / "queries").glob("*.jsonl")])
    own = sorted([*(data.TRAINING / "everyday").glob("*.json"), data.TRAINING / "everyday" / "generate.py"])
    own += [calibration_set.KOREAN, data.TRAINING / "model-aliases.json", data.TRAINING / "known-models.json"]
    named = [(f"{path.parent.name}/{path.name}", path) for path in shared]
    return named + [(path.relative_to(data.ROOT).as_posix(), path) for path in own]


def parameters(rows, items):
    """Intercept and discriminations of every question, for measuring other models."""
    return {
        row["id"]: [round(float(d), 4), *np.round(a, 4).tolist()]
        for row, d, a in zip(rows, items.intercept, items.discrimination, strict=True)
    }


def write(path, value):
    path.write_text(data.dump(value))


if __name__ == "__main__":
    main()
