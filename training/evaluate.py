"""The development benchmark: AUROC of "the device model would be wrong". Prints and writes docs/evaluation/router.md.

Run it by `npm run evaluate`, after `npm run train` has written the features.
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import rankdata
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor

sys.path.insert(0, str(Path(__file__).resolve().parent))
from router import data, overlap, query_side, splits  # noqa: E402

DRAWS = 500
NEIGHBOURS = 25
OUT = data.ROOT / "docs" / "evaluation" / "router.md"
EMBEDDED = data.TRAINING / "results" / "smollm2-135m.json"
MANIFEST = data.ROOT / "public" / "models" / "router" / "manifest.json"


def main():
    rows, grams, structure, layout = splits.outcome_table()
    labels = np.array([data.device_label(row) for row in rows])
    sources = np.array([row["source"] for row in rows])
    scored, device = {}, {}
    for kind in ("folds", "sources"):
        held = splits.predict_held_back(rows, grams, structure, layout, kind)
        base, slope = variance_of(rows, held)
        sd = np.sqrt(base + slope * held["unfamiliar"])
        right = query_side.probability_right(
            held["ability"], held["difficulty"], np.exp(np.clip(held["log_a"], -1, 1)), sd
        )
        scored[kind] = baselines(rows, grams, structure, labels, kind) | {"ours": 1 - right}
        scored[kind]["ceiling: other models on the same question"] = others_wrong(rows)
        device[kind] = (1 - right, labels)
    text = "\n".join(
        [
            "# The router's classifier on the development benchmark",
            "",
            "Made by `npm run evaluate`. Label: Llama-3.1-8B-Instruct would be wrong (for BFCL Llama-3-8B-Instruct), on all of",
            f"`outcomes`: {len(rows):,} questions in {len(set(sources))} sources, {labels.mean():.3f} of them wrong. Five folds by question",
            "(duplicates kept together), and each source left out in turn. AUROC with 95 % bootstrap intervals over questions.",
            "The variance of a difficulty (two numbers) is fitted on the same held-back residuals that the calibration lines use.",
            "",
            table(scored, labels, sources),
            "",
            *source_table(scored, labels, sources),
            "",
            *calibration_lines(device),
            "",
            *head_lines(),
            "",
            *embedded_lines(),
            "",
            *overlap.lines(rows),
            "",
        ]
    )
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text)
    print(text)
    ours = {kind: auroc(labels, scored[kind]["ours"]) for kind in scored}
    print(json.dumps({"aurocFolds": round(ours["folds"], 4), "aurocSources": round(ours["sources"], 4)}))


def variance_of(rows, held):
    from router import item_response

    items = item_response.fit(rows)
    return query_side.fit_variance(items.difficulty - held["difficulty"], held["unfamiliar"])


def baselines(rows, grams, structure, labels, kind):
    """Scores of P(wrong) by the rows that every table has."""
    length = np.array([len(row["prompt"]) for row in rows], dtype=float)
    out = {
        "random": np.random.default_rng(0).random(len(rows)),
        "prompt length": length,
        "task identity": np.zeros(len(rows)),
        "20 hand features, ridge": np.zeros(len(rows)),
        "hashed n-grams, ridge": np.zeros(len(rows)),
        f"{NEIGHBOURS} nearest neighbours": np.zeros(len(rows)),
    }
    sources = np.array([row["source"] for row in rows])
    for _, test in splits.splits(rows, kind):
        train = splits.training_mask(rows, test)
        scaler = query_side.Scaler.of(structure[train])
        scaled = scaler(structure)
        for source in set(sources[test]):
            seen = train & (sources == source)
            share = labels[seen].mean() if seen.any() else labels[train].mean()
            out["task identity"][test & (sources == source)] = share
        ridge = Ridge(alpha=10.0).fit(scaled[train], labels[train])
        out["20 hand features, ridge"][test] = ridge.predict(scaled[test])
        direct = query_side.fit_ridge(grams[train], labels[train])
        out["hashed n-grams, ridge"][test] = direct.predict(grams[test])
        near = KNeighborsRegressor(NEIGHBOURS, metric="cosine", algorithm="brute")
        near.fit(grams[train], labels[train])
        out[f"{NEIGHBOURS} nearest neighbours"][test] = near.predict(grams[test])
    return out


def others_wrong(rows):
    """Share of the other models that are wrong on the same question: what text alone can hardly beat."""
    skip = {data.DEVICE_MODEL, data.DEVICE_MODEL_BFCL}
    return np.array(
        [
            1 - np.mean([value for model, value in row["outcomes"].items() if model not in skip])
            for row in rows
        ]
    )


def auroc(labels, scores):
    """Area under the receiver operating characteristic by ranks (Mann and Whitney), ties halved."""
    positive = labels.sum()
    negative = len(labels) - positive
    if positive == 0 or negative == 0:
        return np.nan
    return float((rankdata(scores)[labels == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def interval(labels, scores):
    random = np.random.default_rng(1)
    draws = []
    for _ in range(DRAWS):
        pick = random.integers(0, len(labels), len(labels))
        draws.append(auroc(labels[pick], scores[pick]))
    return np.percentile(draws, [2.5, 97.5])


def within(labels, scores, sources):
    values = [auroc(labels[sources == s], scores[sources == s]) for s in sorted(set(sources))]
    return float(np.nanmean(values))


def table(scored, labels, sources):
    lines = [
        "| | five folds, pooled | leave one source out, pooled | mean within a source, folds | mean within a source, left out |",
        "|---|---|---|---|---|",
    ]
    for name in scored["folds"]:
        cells = []
        for kind in ("folds", "sources"):
            low, high = interval(labels, scored[kind][name])
            cells.append(f"{auroc(labels, scored[kind][name]):.3f} [{low:.3f}, {high:.3f}]")
        inside = [f"{within(labels, scored[kind][name], sources):.3f}" for kind in scored]
        mark = "**" if name == "ours" else ""
        lines.append(f"| {mark}{name}{mark} | {' | '.join([*cells, *inside])} |")
    return "\n".join(lines)


def source_table(scored, labels, sources):
    lines = ["| source | questions | wrong | ours, folds | ours, left out |", "|---|---|---|---|---|"]
    for source in sorted(set(sources)):
        at = sources == source
        values = [auroc(labels[at], scored[kind]["ours"][at]) for kind in ("folds", "sources")]
        shown = " | ".join("–" if np.isnan(value) else f"{value:.3f}" for value in values)
        lines.append(f"| {source} | {at.sum()} | {labels[at].mean():.2f} | {shown} |")
    return lines


def calibration_lines(device):
    lines = ["| P(wrong) of the device model | expected calibration error (15 equal-mass bins) | Brier |", "|---|---|---|"]
    for kind, (probability, labels) in device.items():
        order = np.argsort(probability, kind="stable")
        bins = np.array_split(order, 15)
        error = sum(len(b) * abs(probability[b].mean() - labels[b].mean()) for b in bins) / len(order)
        brier = np.mean((probability - labels) ** 2)
        name = "five folds" if kind == "folds" else "leave one source out"
        lines.append(f"| {name} | {error:.3f} | {brier:.3f} (always the mean: {labels.var():.3f}) |")
    return lines


def shown(value):
    return "–" if value is None else f"{value:.3f}"


def embedded_lines():
    figures = json.loads(EMBEDDED.read_text())
    ability = figures["ability"]
    sets = ", ".join(f"{name} {part['right']} of {part['questions']}" for name, part in figures["bySet"].items())
    return [
        f"The embedded model `{figures['model']}` (`npm run train:measure`): {figures['right']} of {figures['questions']} right "
        f"({sets}); ability {ability['mean']} with sd {ability['sd']}. "
        + (figures.get("note") or f"Check: {json.dumps(figures['check'])}."),
    ]


def head_lines():
    manifest = json.loads(MANIFEST.read_text())
    measured = manifest["measured"]
    lines = [
        f"Heads of `{manifest['version']}` on held-back rows (one fold of five; fitted on the others):",
        "",
        "| head | rows held back | accuracy | always the commonest | macro F1 | AUROC |",
        "|---|---|---|---|---|---|",
    ]
    for head, figures in measured["heads"].items():
        lines.append(
            f"| {head} | {figures['rowsHeldBack']} | {figures['accuracy']:.3f} | {figures['accuracyOfCommonest']:.3f} "
            f"| {figures['macroF1']:.3f} | {shown(figures.get('auroc'))} |"
        )
    unseen = measured["heads"]["needsTools"]["aurocOnUnseenSets"]
    sd = measured["querySide"]["sdOnUnseenSources"]
    lines += [
        "",
        "These rows come from the same sets as the training rows, so task and domain are easier here than in the wild. "
        "needsTools on assistant sets it never saw: "
        + ", ".join(f"{name} {value:.3f}" for name, value in unseen.items())
        + ".",
        "",
        f"Difficulty on unseen sources: {sd['shareWithinOneSd']:.2f} of residuals lie within one stated sd and "
        f"{sd['shareWithinTwoSd']:.2f} within two; the sd goes from {sd['sdOfFamiliarText']:.2f} (familiar words) to "
        f"{sd['sdOfUnfamiliarText']:.2f} (none).",
        "",
        "Where the labels come from:",
        *[f"- {head}: {entry['labelsFrom']}." for head, entry in manifest["heads"].items()],
    ]
    return lines


if __name__ == "__main__":
    main()
