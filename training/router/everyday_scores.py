"""Scores the classifier's heads on the 300 everyday requests, whose labels come from two blind passes.

    cd training && python -m router.everyday_scores ESTIMATES.jsonl

`ESTIMATES.jsonl` is what `npm run estimate` writes for test/evaluation/everyday/requests.jsonl."""

import sys
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from router import metrics
from router.agreement import commonest, kappa, macro_f1, share_equal
from router.bootstrap import interval, resamples
from router.data import ROOT, read_lines
from router.evaluation_tables import shown, table
from router.rankings import mean_over

FOLDER = ROOT / "test" / "evaluation" / "everyday"
DEPTHS = ("minimal", "low", "medium", "high")
#: Name of a label, and the field of an estimate that answers it.
FIELDS = {
    "task": "task",
    "domain": "domain",
    "needsTools": "needsTools",
    "needsFresh": "needsFresh",
    "depth": "reasoningDepth",
}
LANGUAGES = {"both": ("en", "ko"), "English": ("en",), "Korean": ("ko",)}
AGAINST = ("first pass", "second pass", "both agree")


def read_rows(estimates, folder=FOLDER):
    """One row per request: language, both passes' labels, and its estimate.

    Raises ValueError where a request has no estimate, so that a short file cannot look like a good score."""
    by_id = {row["id"]: row for row in read_lines(estimates)}
    passes = [{row["id"]: row for row in read_lines(folder / f"labels-{name}.jsonl")} for name in ("first", "second")]
    requests = read_lines(folder / "requests.jsonl")
    missing = [row["id"] for row in requests if row["id"] not in by_id]
    if missing:
        raise ValueError(f"{len(missing)} of {len(requests)} requests have no estimate, the first is {missing[0]}.")
    return [
        {"language": row["language"], "passes": [labels[row["id"]] for labels in passes], "estimate": by_id[row["id"]]}
        for row in requests
    ]


def chosen(rows, language):
    return [row for row in rows if row["language"] in LANGUAGES[language]]


def agreement_lines(rows):
    """How far the two passes agree: the most that a head can be asked for."""
    lines = []
    for label in FIELDS:
        cells = []
        for language in LANGUAGES:
            both = [[row["passes"][at][label] for row in chosen(rows, language)] for at in (0, 1)]
            cells.append(f"{share_equal(*both):.3f} (κ {kappa(*both):.2f})")
        lines.append((label, *cells))
    return table(["label", *(f"{language}: share equal" for language in LANGUAGES)], lines)


def references(rows, label):
    """(name, rows with a label there, those labels): against each pass, and where both agree."""
    first, second = ([row["passes"][at][label] for row in rows] for at in (0, 1))
    same = [at for at in range(len(rows)) if first[at] == second[at]]
    yield AGAINST[0], rows, first
    yield AGAINST[1], rows, second
    yield AGAINST[2], [rows[at] for at in same], [first[at] for at in same]


def answer(estimate, label):
    """What the head says: a label, or 0 or 1 for a need. None if the estimate has no such head."""
    value = estimate.get(FIELDS[label])
    if isinstance(value, dict):
        return max(value, key=value.get) if value else None
    return int(value >= 0.5) if label.startswith("needs") and value is not None else value


def has_head(rows, label):
    return all(answer(row["estimate"], label) is not None for row in rows)


def head_lines(rows, label):
    """Accuracy beside "always the commonest", macro F1, and the AUROC of a need."""
    if not has_head(rows, label):
        return [f"{label}: no such head."]
    out = []
    for language in LANGUAGES:
        for name, at, truth in references(chosen(rows, language), label):
            said = [answer(row["estimate"], label) for row in at]
            always = share_equal(truth, [commonest(truth)] * len(truth))
            cells = [accuracy(truth, said), f"{always:.3f}", f"{macro_f1(truth, said):.3f}"]
            if label.startswith("needs"):
                cells.append(ranked(truth, [row["estimate"][FIELDS[label]] for row in at]))
            out.append((language, name, str(len(at)), *cells))
    header = [label, "against", "rows", "accuracy", "always the commonest", "macro F1"]
    return table([*header, "AUROC"] if label.startswith("needs") else header, out)


def accuracy(truth, said):
    hits = np.array([one == other for one, other in zip(truth, said, strict=True)], dtype=float)
    return shown(interval(lambda weights: mean_over(hits, weights), resamples(len(hits))))


def ranked(truth, scores):
    weights = resamples(len(truth))
    return shown(interval(lambda w: metrics.auroc(np.array(truth), np.array(scores), weights=w), weights))


def depth_lines(rows):
    """Depth is ordered: exact hits, hits within one step (both beside "always the commonest"), and Spearman's ranks."""
    if not has_head(rows, "depth"):
        return ["depth: no such head."]
    out = []
    for language in LANGUAGES:
        for name, at, truth in references(chosen(rows, language), "depth"):
            steps = np.array([DEPTHS.index(label) for label in truth])
            said = np.array([DEPTHS.index(answer(row["estimate"], "depth")) for row in at])
            usual = DEPTHS.index(commonest(truth))
            within = [np.mean(np.abs(steps - guess) <= 1) for guess in (said, usual)]
            is_flat = len(set(said)) < 2 or len(set(steps)) < 2
            rank = "–" if is_flat else f"{spearmanr(steps, said).statistic:.3f}"
            exact = [accuracy(steps, said), f"{np.mean(steps == usual):.3f}"]
            out.append((language, name, str(len(at)), *exact, *(f"{share:.3f}" for share in within), rank))
    header = ["depth", "against", "rows", "exact", "always the commonest", "within one step"]
    return table([*header, "within one step of the commonest", "Spearman"], out)


def language_lines(rows):
    told = [(row["language"], row["estimate"].get("language")) for row in rows]
    right = sum(one == other for one, other in told)
    return [f"Language told rightly: {right} of {len(told)}."]


def everyday_lines(estimates, folder=FOLDER):
    """All tables as markdown lines."""
    rows = read_rows(estimates, folder)
    lines = [f"{len(rows)} requests, labelled in two blind passes. The passes agree on:", "", *agreement_lines(rows), ""]
    for label in FIELDS:
        lines += [*(depth_lines(rows) if label == "depth" else head_lines(rows, label)), ""]
    return lines + language_lines(rows)


if __name__ == "__main__":
    print("\n".join(everyday_lines(Path(sys.argv[1]))))
