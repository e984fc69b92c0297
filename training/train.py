"""Fits the router's classifier and writes public/models/router: router.onnx and manifest.json. Run it by `npm run train`.

Deterministic: no chance without a fixed seed, no clock; the same inputs give the same bytes on the same versions.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from scipy.stats import spearmanr
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

sys.path.insert(0, str(Path(__file__).resolve().parent))
from router import data, export, heads, item_response, query_side, splits  # noqa: E402

OUT = data.ROOT / "public" / "models" / "router"
ITEMS = data.TRAINING / "results" / "items.json"
ABILITIES = data.TRAINING / "results" / "abilities.json"


def main():
    rows, grams, structure, layout = splits.outcome_table()
    likelihood = {
        "oneParameter": item_response.held_out_log_likelihood(rows, False),
        "twoParameters": item_response.held_out_log_likelihood(rows, True),
    }
    print("held-out log-likelihood per answer:", likelihood)
    items = item_response.fit(rows, likelihood["twoParameters"] > likelihood["oneParameter"])
    scaler = query_side.Scaler.of(structure)
    x = query_side.design(grams, structure, scaler)
    side = [
        query_side.fit_ridge(x, target) for target in (items.difficulty, items.log_discrimination)
    ]
    variance, side_figures = held_back_variance(rows, grams, structure, layout, items)
    head_models, head_figures = fit_heads(scaler)
    familiar, is_word = query_side.familiarity_rows(grams, layout)
    write_artefact(
        assemble(side, head_models, familiar, is_word, layout, scaler, variance),
        layout,
        head_models,
        {"itemResponse": likelihood, "querySide": side_figures, "heads": head_figures},
    )
    write_results(rows, items)


def held_back_variance(rows, grams, structure, layout, items):
    """The variance of a predicted difficulty, from residuals on sources that the fit never saw."""
    figures = {}
    for kind in ("folds", "sources"):
        held = splits.predict_held_back(rows, grams, structure, layout, kind)
        residual = items.difficulty - held["difficulty"]
        figures[kind] = {
            "difficultySpearman": float(spearmanr(held["difficulty"], items.difficulty).statistic),
            "difficultyRmse": float(np.sqrt(np.mean(residual**2))),
            "difficultySd": float(items.difficulty.std()),
        }
    base, slope = query_side.fit_variance(residual, held["unfamiliar"])
    sd = np.sqrt(base + slope * held["unfamiliar"])
    figures["sdOnUnseenSources"] = {
        "shareWithinOneSd": float(np.mean(np.abs(residual) < sd)),
        "shareWithinTwoSd": float(np.mean(np.abs(residual) < 2 * sd)),
        "sdOfFamiliarText": float(np.sqrt(base)),
        "sdOfUnfamiliarText": float(np.sqrt(base + slope)),
    }
    print("query side:", json.dumps(figures, indent=1))
    return (base, slope), figures


def fit_heads(scaler):
    """Domain, task and needs-tools, each scored on held-back rows first, then fitted on all."""
    features = data.read_features()
    index = {(m["file"], m["id"], m["hasTools"]): at for at, m in enumerate(features.meta)}
    rows = heads.labelled_rows()
    at = np.array([index[(file, row_id, False)] for file, row_id, *_ in rows])
    x = query_side.design(features.grams[at], features.structure[at], scaler)
    fold = np.array([data.fold_of(group, splits.FOLDS) for _, _, group, *_ in rows])
    models, figures = {}, {}
    for head in ("domain", "task", "needsTools"):
        has = np.array([head in labels for *_, labels in rows])
        labels = np.array([labels.get(head) for *_, labels in rows], dtype=object)
        test, train = has & (fold == 0), has & (fold != 0)
        held = heads.fit_head(x[train], labels[train].tolist())
        figures[head] = score_head(held, x[test], labels[test].tolist())
        figures[head]["rowsTrained"], figures[head]["rowsHeldBack"] = int(train.sum()), int(test.sum())
        models[head] = heads.fit_head(x[has], labels[has].tolist())
    figures["needsTools"]["aurocOnUnseenSets"] = tools_on_unseen_sets(x, rows)
    print("heads:", json.dumps(figures, indent=1))
    return models, figures


def score_head(model, x, labels):
    predicted = model.predict(x)
    figures = {
        "accuracy": float(accuracy_score(labels, predicted)),
        "macroF1": float(f1_score(labels, predicted, average="macro")),
        "accuracyOfCommonest": float(max(labels.count(label) for label in set(labels)) / len(labels)),
    }
    if len(model.classes_) == 2:
        figures["auroc"] = float(roc_auc_score(labels, model.predict_proba(x)[:, 1]))
    return figures


def tools_on_unseen_sets(x, rows):
    """AUROC on slurp, which has both labels, by a fit that saw neither slurp nor the other assistant set."""
    figures = {}
    for unseen in ("queries/slurp-devel.jsonl", "queries/clinc150.jsonl"):
        has = np.array(["needsTools" in labels for *_, labels in rows])
        labels = np.array([labels.get("needsTools", 0) for *_, labels in rows])
        hidden = np.array([name == unseen for *_, name, _ in rows])
        model = heads.fit_head(x[has & ~hidden], labels[has & ~hidden].tolist())
        test = has & hidden
        scores = model.predict_proba(x[test])[:, 1]
        figures[unseen] = float(roc_auc_score(labels[test], scores))
    return figures


def assemble(side, head_models, familiar, is_word, layout, scaler, variance):
    """All linear parts as the columns of one table, in the order of the outputs."""
    columns = [model.coef_[None] for model in side]
    biases = [np.array([model.intercept_]) for model in side]
    for head in ("domain", "task", "needsTools"):
        columns.append(head_models[head].coef_)
        biases.append(head_models[head].intercept_)
    weights = np.concatenate(columns).T
    table_rows = layout["rows"]
    masses = np.stack([familiar, is_word], axis=1)
    table = np.concatenate([weights[:table_rows], masses], axis=1)
    structure = np.concatenate(
        [query_side.STRUCTURE_WEIGHT * weights[table_rows:], np.zeros((len(scaler.mean), 2))], axis=1
    )
    sizes = [1, 1] + [len(bias) for bias in biases[2:]] + [1, 1]
    names = ["difficulty", "discrimination", "domain", "task", "needs_tools", "familiar_mass", "word_mass"]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    spans = {name: (int(start), size) for name, start, size in zip(names, starts, sizes, strict=True)}
    bias = np.concatenate([*biases, np.zeros(2)])
    limit = query_side.STRUCTURE_LIMIT
    return export.build(table, structure, bias, scaler, limit, spans, variance)


def write_artefact(model, layout, head_models, measured):
    OUT.mkdir(parents=True, exist_ok=True)
    content = model.SerializeToString(deterministic=True)
    (OUT / "router.onnx").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    inputs = sorted([*data.outcome_files(), *(data.DATA / "queries").glob("*.jsonl")])
    manifest = {
        "version": f"router-{digest[:8]}",
        "featureVersion": layout["version"],
        "files": [{"name": "router.onnx", "bytes": len(content), "sha256": digest}],
        "heads": {
            "difficulty": {
                "dimensions": 1,
                "labelsFrom": "item difficulties of a two-parameter item response model, fitted on the graded answers of the outcome files",
            },
            "domain": {
                "labels": head_models["domain"].classes_.tolist(),
                "labelsFrom": heads.DOMAIN_LABELS_FROM,
            },
            "task": {
                "labels": head_models["task"].classes_.tolist(),
                "labelsFrom": heads.TASK_LABELS_FROM,
            },
            "needsTools": {"labelsFrom": heads.TOOLS_LABELS_FROM},
        },
        "trainedOn": [
            {"file": f"{path.parent.name}/{path.name}", "sha256": data.sha256_of(path)}
            for path in inputs
        ],
        "madeWith": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
        "measured": measured,
    }
    (OUT / "manifest.json").write_text(dump(manifest))
    print(f"{manifest['version']}: {len(content):,} bytes")


def write_results(rows, items):
    """Abilities of every model and parameters of every item, for cards and for measuring other models."""
    ITEMS.parent.mkdir(parents=True, exist_ok=True)
    asked = {model: 0 for model in items.ability}
    for row in rows:
        for model in row["outcomes"]:
            asked[model] += 1
    abilities = {
        model: {"mean": round(mean, 3), "sd": round(float(items.ability_sd[model]), 3), "answers": asked[model]}
        for model, mean in sorted(items.ability.items())
    }
    ABILITIES.write_text(dump(abilities))
    parameters = {
        row["id"]: [round(float(b), 3), round(float(np.exp(a)), 3)]
        for row, b, a in zip(rows, items.difficulty, items.log_discrimination, strict=True)
    }
    (data.FEATURES / "items.json").write_text(json.dumps(parameters))


def dump(value):
    return json.dumps(rounded(value), indent=2, ensure_ascii=False) + "\n"


def rounded(value):
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
