"""Everything that is measured of the classifier, printed and written to docs/evaluation. Run it by `npm run evaluate`.

After `npm run train`, whose held-back predictions it reuses.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from router import (  # noqa: E402
    baselines,
    benchmark,
    data,
    evaluation_report,
    few_answers,
    held_back_figures,
    model_lines,
    overlap,
    query_side,
    splits,
)
from router.everyday_scores import everyday_lines  # noqa: E402
from router.metrics import auroc  # noqa: E402

OUT = data.ROOT / "docs" / "evaluation"
ESTIMATES = data.FEATURES / "everyday-estimates.jsonl"
FLIPS = data.FEATURES / "flips.md"
#: P(wrong) above which a question goes to the cloud: the device is more often wrong than right.
THRESHOLD = 0.5


def main():
    table = splits.Table.read()
    held = splits.held_back(table)
    part, _ = held_back_figures.variance(table, held)
    scores, gains = {}, {}
    for kind in ("folds", "sources"):
        quality = held_back_figures.device_quality(table, held[kind], part)
        scores[kind] = baselines.baselines(table, kind) | {"ours": 1 - quality}
        gains[kind] = {"ours, by expected gain": strong_quality(table, held[kind], part) - quality}
    sections = [
        ["# The router's classifier, measured", "", *model_lines.head(table)],
        evaluation_report.write_report(table.rows, scores, OUT, THRESHOLD, gains),
        ["## Candidates", "", *model_lines.candidates(table, held, part)],
        ["## A model known by 50 answers", "", *few_answers.lines(table, held, part)],
        ["## Steady", "", *(FLIPS.read_text().splitlines() if FLIPS.exists() else ["Not measured in this run."])],
        ["## Heads", "", *model_lines.heads()],
        ["## Everyday requests", "", *everyday_lines(ESTIMATES)],
        ["## The embedded model", "", *model_lines.embedded()],
        ["## Overlap", "", *overlap.lines(table)],
    ]
    text = "\n\n".join("\n".join(lines) for lines in sections) + "\n"
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "router.md").write_text(text)
    print(text)
    labels = np.array([data.device_label(row) for row in table.rows])
    ours = {kind: auroc(labels, scores[kind]["ours"]) for kind in scores}
    print(json.dumps({"aurocFolds": round(ours["folds"], 4), "aurocSources": round(ours["sources"], 4)}))


def strong_quality(table, parts, part):
    """P(the strong model of each source answers well) of held-back rows."""
    out = held_back_figures.gathered(table, parts)
    for held in parts:
        names = [benchmark.strong_model_of(table.sources[row]) for row in held.rows]
        known = {name: held.items.ability_of(name) if name in held.items.models else None for name in set(names)}
        out["ability"][held.rows] = [known[name] for name in names]
    logit = out["intercept"] + np.einsum("ik,ik->i", out["discrimination"], out["ability"])
    return query_side.probability_right(logit, query_side.variance_of(out["doubt"], part))


if __name__ == "__main__":
    main()
