"""Everything that docs/evaluation says of routers on the development benchmark: markdown lines, and figures beside them."""

from router.benchmark import benchmark_of
from router.bootstrap import DRAWS, resamples
from router.decision_tables import risk_lines, strong_lines, threshold_lines
from router.evaluation_plots import plot_files
from router.evaluation_tables import KINDS, OURS, calibration_lines, paired_lines, ranking_lines, routing_lines

#: Rows that ours must beat by a paired interval that is clear of 0.
BASELINES = ("prompt length", "20 hand features, ridge", "hashed n-grams, ridge")


def write_report(rows, scores, folder, threshold=None, gains=None, draws=DRAWS):
    """Writes the figures into the folder and returns the markdown lines that show them, from a heading of second level on.

    `rows` as `data.read_outcomes` gives them; `scores[kind][name]` one number per row that grows with P(the device is wrong),
    with "ours" among the names; `threshold` the shipped P(wrong) above which a question goes to the cloud; `gains[kind][name]`
    scores of what the strong model would add."""
    bench = benchmark_of(rows)
    weights = resamples(len(rows), draws)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in plot_files(bench, scores, gains).items():
        (folder / name).write_text(text, encoding="utf-8")
    lines = compared_lines(bench, scores, weights, gains or {}, draws)
    lines += ["", "## Kept on the device", ""]
    if threshold is not None:
        lines += [*threshold_lines(bench, scores, threshold, weights), ""]
    names = [name for name in (OURS, "hashed n-grams, ridge") if name in scores["folds"]]
    return [*lines, *risk_lines(bench, scores, names), "", "## The strong model", "", *strong_lines(bench)]


def compared_lines(bench, scores, weights, gains, draws):
    """The comparison of all routers: who ranks best, who routes best, and whose probability means something."""
    share = bench.wrong.mean()
    lines = [
        f"Values in brackets are 95 % bootstrap intervals ({draws} draws of the questions). Chance gives .5 in AUROC and",
        f"APGR, and the share wrong ({share:.3f}) in AUPRC and in the area under risk-coverage.",
        "",
        "## Ranking: would the device be wrong",
        "",
        *ranking_lines(bench, scores, weights),
        "",
        "Ours minus the baselines, on the same draws (bold: the interval is clear of 0):",
        "",
        *paired_lines(bench, scores, weights, [name for name in BASELINES if name in scores["folds"]]),
        "",
        "## Routing: the mix of the device and a strong model",
        "",
        "![Quality against share sent to the cloud](quality-share.svg)",
        "![Quality against cost](quality-cost.svg)",
    ]
    for kind, words in KINDS.items():
        lines += ["", f"{words.capitalize()}:", ""]
        lines += routing_lines(bench, scores, kind, weights, gains.get(kind))
    return lines + [
        "",
        "## Probability and selection",
        "",
        "![Reliability](reliability.svg)",
        "![Risk against coverage](risk-coverage.svg)",
        "",
        *calibration_lines(bench, scores, weights),
        "",
        "Resampling adds noise to each bin, so that the interval of an ECE lies a little high.",
    ]
