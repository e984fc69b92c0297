"""The tables of docs/evaluation about decisions: at a threshold, under a bound on the share wrong, against which cloud."""

from functools import partial

from router import metrics, mixes
from router.benchmark import ANSWER_TOKENS, CHARACTERS_PER_TOKEN, PRICES_USD, strong_model_of
from router.evaluation_tables import KINDS, OURS, measured, table
from router.risk_control import DELTA, risk_check

ALPHAS = (0.05, 0.10, 0.20)


def threshold_lines(bench, scores, threshold, weights, name=OURS):
    """What happens when questions with P(wrong) above the threshold go to the cloud."""
    at = bench.has_both
    weak, strong = bench.weak[at], bench.strong[at]
    of_wrong = {
        "wrong-local rate (wrong among the kept)": metrics.wrong_local_rate,
        "over-escalation rate (needless among the sent)": metrics.over_escalation_rate,
    }
    rows = []
    for kind, words in KINDS.items():
        s = scores[kind][name]
        cells = [measured(lambda s, w: metrics.kept_share(s, threshold, weights=w), s, weights)]
        for rate in of_wrong.values():
            cells.append(measured(partial(at_threshold, rate, bench.wrong, threshold), s, weights))
        lost = measured(lambda s, w: mixes.regret(weak, strong, s, threshold, weights=w), s[at], weights[:, at])
        rows.append((words, *cells, lost))
    header = ["", "kept on the device", *of_wrong, "quality lost against the oracle"]
    return [f"At the threshold P(wrong) = {threshold:g} of {name}:", "", *table(header, rows)]


def at_threshold(rate, wrong, threshold, scores, weights):
    return rate(wrong, scores, threshold, weights=weights)


def risk_lines(bench, scores, names=(OURS,)):
    """The risk bound for each α: fitted on one half, counted on the other, mean of twenty halvings."""
    rows = []
    for kind, words in KINDS.items():
        for name in names:
            for alpha in ALPHAS:
                check = risk_check(alpha, 1 - scores[kind][name], 1 - bench.wrong, bench.groups)
                wrong = "none can be kept" if check.found == 0 else f"{check.wrong:.3f}"
                found = f"{check.found} of {check.splits}"
                rows.append((f"{name}, {words}", f"{alpha:.2f}", wrong, f"{check.kept:.3f}", found))
    return [
        *table(["", "α", "wrong among the kept", "share kept", "halvings with a threshold"], rows),
        "",
        f"A threshold is given only if at most a share α is wrong with {100 * (1 - DELTA):.0f} % confidence",
        "(`training/router/risk_control.py`).",
        "The share wrong is the mean over the halvings that found one; where few did, those are the lucky ones.",
    ]


def strong_lines(bench):
    """Which model is the strong one in each source, with the mean quality of both and its price."""
    rows = []
    for source in [*sorted(set(bench.sources.tolist())), "all"]:
        at = bench.has_both & ((bench.sources == source) | (source == "all"))
        means = [f"{values[at].mean():.3f}" for values in (bench.weak, bench.strong)]
        model = "" if source == "all" else strong_model_of(source)
        prices = " / ".join(f"{usd:.2f}" for usd in PRICES_USD.get(model, ()))
        cost = f"{1000 * bench.cost[at].mean():.2f}"
        rows.append((source, model.removesuffix("@calls"), str(int(at.sum())), *means, prices, cost))
    header = ["source", "strong model", "questions that both answered", "device", "strong"]
    return [
        *table([*header, "US$ per 1M tokens in / out", "US$ per 1,000 answers"], rows),
        "",
        f"A prompt counts {CHARACTERS_PER_TOKEN} characters per token and an answer {ANSWER_TOKENS} tokens; the device is free.",
        "Where the prices come from stands in `training/router/benchmark.py`.",
    ]
