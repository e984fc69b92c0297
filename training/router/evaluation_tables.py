"""The tables of docs/evaluation that compare routers, as markdown lines.

Each takes a `Benchmark`, `scores[kind][name]` (P(wrong), or anything that grows with it, one per question; kinds are
"folds" and "sources") and `weights` from `bootstrap.resamples`."""

from functools import partial

import numpy as np

from router import metrics, mixes
from router.bootstrap import interval, paired_difference

KINDS = {"folds": "five folds", "sources": "leave one source out"}
OURS = "ours"
#: Starts of the names of scores that claim no probability. The ceiling reads other models' answers, which no router has.
NO_PROBABILITY = ("random", "prompt length", "oracle", "ceiling")


def is_defined(name, kind):
    """The task of a question says nothing if no question of its source was seen."""
    return not (kind == "sources" and name == "task identity")


def is_probability(name):
    return not name.startswith(NO_PROBABILITY)


def shown(found):
    """An interval for a cell, a dash where there is none."""
    if found is None or np.isnan(found.value):
        return "–"
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def table(header, rows):
    """Markdown lines; the row of ours is bold."""
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    for name, *cells in rows:
        mark = "**" if name == OURS else ""
        lines.append(f"| {' | '.join([mark + name + mark, *cells])} |")
    return lines


def measured(measure, scores, weights):
    """A cell: `measure` takes scores and weights."""
    return shown(interval(partial(measure, scores), weights))


def both_kinds(measures, scores, weights, is_claimed=None):
    """A table with a column per measure and kind, and a row per name; a dash where `is_claimed(name, measure)` is false."""
    rows = [
        (
            name,
            *(
                measured(measure, scores[kind][name], weights)
                if is_defined(name, kind) and (is_claimed is None or is_claimed(name, words))
                else shown(None)
                for words, measure in measures.items()
                for kind in KINDS
            ),
        )
        for name in scores["folds"]
    ]
    return table(["", *(f"{words}, {kind}" for words in measures for kind in KINDS.values())], rows)


def ranking_lines(bench, scores, weights):
    """AUROC pooled and within a source, and AUPRC, under both ways of hiding rows."""
    measures = {
        "AUROC pooled": lambda s, w: metrics.auroc(bench.wrong, s, weights=w),
        "AUROC mean within a source": lambda s, w: metrics.auroc_within(bench.wrong, s, bench.sources, weights=w),
        "AUPRC": lambda s, w: metrics.auprc(bench.wrong, s, weights=w),
    }
    return both_kinds(measures, scores, weights)


def calibration_lines(bench, scores, weights):
    """ECE, Brier and the area under the risk-coverage curve. Values outside 0..1 (of a ridge) are cut off there."""
    area = "area under risk-coverage"
    measures = {
        "ECE": lambda s, w: metrics.calibration_error(bench.wrong, np.clip(s, 0, 1), weights=w),
        "Brier": lambda s, w: metrics.brier(bench.wrong, np.clip(s, 0, 1), weights=w),
        area: lambda s, w: metrics.risk_coverage_area(bench.wrong, s, weights=w),
    }
    return both_kinds(measures, scores, weights, lambda name, words: words == area or is_probability(name))


def mix_measures(bench):
    """The metrics of a two-model mix as functions of scores and weights, over the questions that both models answered."""
    at = bench.has_both
    weak, strong, cost = bench.weak[at], bench.strong[at], bench.cost[at]
    return {
        "APGR": lambda s, w: mixes.apgr(weak, strong, s, weights=w),
        "CPT 50 %": lambda s, w: mixes.cloud_share_for(weak, strong, s, 0.5, weights=w),
        "CPT 80 %": lambda s, w: mixes.cloud_share_for(weak, strong, s, 0.8, weights=w),
        "device share at the floor": lambda s, w: mixes.device_share_at_floor(weak, strong, s, weights=w),
        "AIQ": lambda s, w: mixes.average_quality(weak, strong, s, cost, weights=w),
    }


def routing_lines(bench, scores, kind, weights, gains=None):
    """APGR, CPT, device share at the floor and AIQ, with the oracle that knows both answers as the last row.

    `gains` (name: one per question) are scores of what the strong model would add, for routers that know both models."""
    at, measures = bench.has_both, mix_measures(bench)
    chosen = {name: s for name, s in scores[kind].items() if is_defined(name, kind)}
    chosen |= {**(gains or {}), "oracle": bench.strong - bench.weak}
    rows = [
        (name, *(measured(measure, s[at], weights[:, at]) for measure in measures.values()))
        for name, s in chosen.items()
    ]
    return table(["", *measures], rows)


def paired_lines(bench, scores, weights, others):
    """Differences in AUROC and APGR, ours minus each other, on the same draws; bold where the interval is clear of 0."""
    at = bench.has_both
    auroc, apgr = partial(metrics.auroc, bench.wrong), mix_measures(bench)["APGR"]

    def cell(measure, kind, name, questions):
        mine, other = (scores[kind][which][questions] for which in (OURS, name))
        found = paired_difference(measure, mine, other, weights[:, questions])
        return f"**{shown(found)}**" if found.is_clear_of_zero() else shown(found)

    whole = np.ones(len(at), dtype=bool)
    pairs = (("AUROC", lambda s, w: auroc(s, weights=w), whole), ("APGR", apgr, at))
    rows = [
        (name, *(cell(measure, kind, name, questions) for kind in KINDS for _, measure, questions in pairs))
        for name in others
    ]
    header = ["ours minus", *(f"{words}, {kind}" for kind in KINDS.values() for words, _, _ in pairs)]
    return table(header, rows)
