"""Markdown lines about the artefact, its heads, its candidates and the embedded model."""

import json

import numpy as np

from router import baselines, data, held_back_figures, splits
from router.bootstrap import interval, resamples
from router.metrics import auroc

MANIFEST = data.ROOT / "public" / "models" / "router" / "manifest.json"
EMBEDDED = data.TRAINING / "results" / "smollm2-135m.json"
#: Scores of candidates that take long to fit, by `npm run train:candidates`.
CANDIDATES = data.TRAINING / "results" / "candidates.json"


def head(table):
    manifest = json.loads(MANIFEST.read_text())
    likelihood = manifest["measured"]["itemResponse"]
    wrong = np.mean([data.device_label(row) for row in table.rows])
    shown = {
        name: ", ".join(f"{dimensions}: {value:.4f}" for dimensions, value in each.items()) for name, each in likelihood.items()
    }
    return [
        f"Made by `npm run evaluate` of `{manifest['version']}`, with the figures beside it. Development benchmark: all of",
        f"`outcomes`, {len(table.rows):,} questions in {len(set(table.sources))} sources; label: Llama-3.1-8B-Instruct would be wrong (for",
        f"BFCL Llama-3-8B-Instruct), {wrong:.3f} of them. Five folds by question (duplicates kept together), and each source left out in",
        "turn. Every fold fits the whole chain anew: item response model, table, landmarks, query side. Three numbers, the variance",
        "of a logit, are fitted on the held-back answers of all models together, so the calibration lines are not blind to them.",
        "",
        f"Log-likelihood per hidden answer by number of ability dimensions: any tenth of the answers {shown['anyAnswers']}; all of a",
        f"model's answers to one file, foretold from the others {shown['acrossFiles']}. The second is what a router does, so {splits.DIMENSIONS} is used:",
        "further dimensions learn how a publisher asked, not what a model can.",
    ]


def candidates(table, held, part):
    """AUROC on five source groups, each left out in turn: what models are selected by."""
    labels = np.array([data.device_label(row) for row in table.rows])
    scores = baselines.baselines(table, "groups")
    scores["ours"] = 1 - held_back_figures.device_quality(table, held["groups"], part)
    notes = {}
    if CANDIDATES.exists():
        kept = json.loads(CANDIDATES.read_text())
        scores |= {name: np.array(entry["scores"], dtype=float) for name, entry in kept.items()}
        notes = {name: entry["what"] for name, entry in kept.items()}
    key = splits.keys(table, "groups")
    names = list(splits.SOURCE_GROUPS)
    weights = resamples(len(labels))
    lines = [
        "AUROC with each of five source groups left out in turn, the hardest of the three splits. Simpler rows rank better here; ours was",
        "kept for its calibration and its doubt away from what was seen.",
        "",
        f"| candidate | pooled | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
    ]
    for name, score in scores.items():
        has = ~np.isnan(score)
        whole = interval(lambda draws, has=has, score=score: auroc(labels[has], score[has], weights=draws[:, has]), weights)
        cells = [shown(labels[key == group], score[key == group]) for group in names]
        lines.append(f"| {name} | {whole.value:.3f} [{whole.low:.3f}, {whole.high:.3f}] | {' | '.join(cells)} |")
    return [*lines, "", *[f"- {name}: {what}" for name, what in notes.items()]]


def shown(labels, score):
    return "not run" if np.isnan(score).any() else f"{auroc(labels, score):.3f}"


def heads():
    manifest = json.loads(MANIFEST.read_text())
    lines = [
        "On held-back rows of the training sets (one fold of five). Rows of the same sets and templates were seen, so this flatters;",
        "the everyday requests below were not.",
        "",
        "| head | rows held back | accuracy | always the commonest | macro F1 | AUROC |",
        "|---|---|---|---|---|---|",
    ]
    for name, figures in manifest["measured"]["heads"].items():
        area = f"{figures['auroc']:.3f}" if "auroc" in figures else "–"
        lines.append(
            f"| {name} | {figures['rowsHeldBack']} | {figures['accuracy']:.3f} | {figures['accuracyOfCommonest']:.3f} "
            f"| {figures['macroF1']:.3f} | {area} |"
        )
    labels = [f"- {name}: {entry['labelsFrom']}." for name, entry in manifest["heads"].items()]
    return [*lines, "", "Where the labels come from:", "", *labels]


def embedded():
    figures = json.loads(EMBEDDED.read_text())
    sets = ", ".join(f"{name} {part['right']} of {part['questions']}" for name, part in figures["bySet"].items())
    return [
        f"`{figures['model']}` (`npm run train:measure`): {figures['right']} of {figures['questions']} right ({sets}). "
        + (figures.get("note") or f"Check: {json.dumps(figures['check'])}."),
    ]
