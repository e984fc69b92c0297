"""The figures of docs/evaluation: which curves are drawn, and from what."""

import numpy as np

from router import metrics, mixes, plots
from router.evaluation_tables import OURS, is_defined

TITLES = {"folds": "Five folds by question", "sources": "Each source left out"}
#: Rows that are drawn beside ours, where they are given. More lines would hide one another.
DRAWN = (OURS, "hashed n-grams, ridge", "20 hand features, ridge", "prompt length")
CEILING = "ceiling: other models on the same question"
SHARES = np.arange(101) / 100


def plot_files(bench, scores, gains=None):
    """File name and text of every figure. `gains` as in `evaluation_tables.routing_lines`, by kind."""
    reliability = {
        title: metrics.reliability(bench.wrong, np.clip(scores[kind][OURS], 0, 1)) for kind, title in TITLES.items()
    }
    return {
        "reliability.svg": plots.reliability_svg(reliability),
        "risk-coverage.svg": plots.risk_coverage_svg(risk_curves(bench, scores)),
        "quality-share.svg": plots.pareto_svg(mix_curves(bench, scores, gains, quality_by_share)),
        "quality-cost.svg": plots.cost_quality_svg(mix_curves(bench, scores, gains, quality_by_cost)),
    }


def drawn(scores, kind):
    """The lines of one panel by short name; chance is a straight line, drawn from equal scores."""
    lines = {short(name): scores[kind][name] for name in DRAWN if name in scores[kind] and is_defined(name, kind)}
    return lines | {"random": np.zeros(len(scores[kind][OURS]))}


def short(name):
    return name.split(":")[0].removesuffix(", ridge")


def risk_curves(bench, scores):
    one = np.ones((1, len(bench.wrong)))
    curves = {}
    for kind, title in TITLES.items():
        lines = drawn(scores, kind)
        if CEILING in scores[kind]:
            lines["other models' answers"] = scores[kind][CEILING]
        curves[title] = {
            name: (metrics.COVERAGES, metrics.risk_at_coverages(bench.wrong, s, one)[0]) for name, s in lines.items()
        }
    return curves


def mix_curves(bench, scores, gains, curve):
    at = bench.has_both
    curves = {}
    for kind, title in TITLES.items():
        lines = drawn(scores, kind) | (gains or {}).get(kind, {}) | {"oracle": bench.strong - bench.weak}
        curves[title] = {name: curve(bench, at, s[at]) for name, s in lines.items()}
    return curves


def quality_by_share(bench, at, scores):
    one = np.ones((1, int(at.sum())))
    return SHARES, mixes.quality_at_shares(bench.weak[at], bench.strong[at], scores, one, SHARES)[0]


def quality_by_cost(bench, at, scores):
    one = np.ones((1, int(at.sum())))
    cost, quality = mixes.cost_and_quality(bench.weak[at], bench.strong[at], scores, bench.cost[at], one, SHARES)
    return cost[0], quality[0]
