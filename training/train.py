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
ITEMS = data.FEATURES / "items.json"
ABILITIES = data.TRAINING / "results" / "abilities.json"
KNOWN = data.ROOT / "src" / "decision" / "known-abilities.json"
#: One ability cannot say how a model does on other tasks than those it was graded on: no card claims less than this.
LEAST_CARD_SD = 0.3
#: Regular expressions over model ids in lower case, first match wins; the model whose figures such an id starts from.
KNOWN_MODELS = {
    "o1-mini": "o1-mini-2024-09-12",
    "gpt-4o-mini": "gpt-4o-mini-2024-07-18",
    "gpt-4o": "gpt-4o-2024-08-06",
    "gpt-4-turbo": "gpt-4-turbo-2024-04-09",
    "gpt-3\\.5-turbo": "gpt-3.5-turbo-0125",
    "claude-3[.-]5-sonnet": "claude-3-5-sonnet-20241022",
    "claude-3[.-]5-haiku": "claude-3-5-haiku-20241022",
    "claude-3-opus": "claude-3-opus-20240229",
    "claude-3-haiku": "claude-3-haiku-20240307",
    "gemini-1\\.5-pro": "gemini-1.5-pro-002",
    "gemini-1\\.5-flash": "gemini-1.5-flash-002",
    "mistral-large": "mistral-large-2407",
    "qwen2\\.5-72b": "qwen2.5-72b-instruct",
    "qwen2\\.5-7b": "qwen2.5-7b-instruct",
    "qwen2\\.5-3b": "qwen2.5-3b-instruct",
    "llama-3[._]1-405b": "llama-3.1-405b-instruct@sambanova",
    "llama-3[._]1-70b": "llama-3.1-70b-instruct",
    "llama-3[._]1-8b": "llama-3.1-8b-instruct",
    "gemma-2-9b": "gemma-2-9b-it",
    "gemma-2-2b": "gemma-2-2b-it",
    "phi-3[._]5-mini": "phi-3.5-mini-instruct",
    "phi-3-mini": "phi-3-mini-4k-instruct",
}


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
    ABILITIES.parent.mkdir(parents=True, exist_ok=True)
    asked = {model: 0 for model in items.ability}
    for row in rows:
        for model in row["outcomes"]:
            asked[model] += 1
    abilities = {
        model: {"mean": round(mean, 3), "sd": round(float(items.ability_sd[model]), 3), "answers": asked[model]}
        for model, mean in sorted(items.ability.items())
    }
    ABILITIES.write_text(dump(abilities))
    KNOWN.write_text(dump(known_abilities(items, asked)))
    parameters = {
        row["id"]: [round(float(b), 3), round(float(np.exp(a)), 3)]
        for row, b, a in zip(rows, items.difficulty, items.log_discrimination, strict=True)
    }
    ITEMS.write_text(json.dumps(parameters))


def known_abilities(items, asked):
    """What cards of known models start from: the latest measured version of each, found by the id an endpoint uses."""
    cards = []
    for pattern, model in KNOWN_MODELS.items():
        cards.append(
            {
                "idPattern": pattern,
                "mean": round(items.ability[model], 2),
                "sd": round(max(float(items.ability_sd[model]), LEAST_CARD_SD), 2),
                "source": f"{model}: {asked[model]} graded answers in shared/data/outcomes (2024 to early 2025)",
            }
        )
    return cards


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
