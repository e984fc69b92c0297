"""What is fitted on held-back predictions: the variance of a logit, and the thresholds of the risk control."""

import numpy as np
from scipy.stats import spearmanr

from router import data, query_side
from router.risk_control import least_quality_for

ALPHAS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)


def gathered(table, parts):
    """Held-back parts as arrays over all rows: intercept, discrimination, doubt, and the ability of the device model."""
    n, dimensions = len(table.rows), parts[0].discrimination.shape[1]
    out = {
        "intercept": np.zeros(n),
        "discrimination": np.zeros((n, dimensions)),
        "doubt": np.zeros((n, 2)),
        "ability": np.zeros((n, dimensions)),
    }
    device = table.device()
    for part in parts:
        for name in ("intercept", "discrimination", "doubt"):
            out[name][part.rows] = getattr(part, name)
        out["ability"][part.rows] = part.items.ability[device[part.rows]]
    return out


def cell_logits(table, parts):
    """The logit of every graded answer, from a fit that did not see its question."""
    logit = np.zeros(len(table.cells.item))
    for part in parts:
        position = np.full(len(table.rows), -1)
        position[part.rows] = np.arange(len(part.rows))
        at = np.flatnonzero(position[table.cells.item] >= 0)
        row = position[table.cells.item[at]]
        logit[at] = part.intercept[row] + np.einsum(
            "ck,ck->c", part.discrimination[row], part.items.ability[table.cells.model[at]]
        )
    return logit


def variance(table, held):
    """The base is fitted on questions of seen sources; what doubt adds, on sources that the fit never saw."""
    fold, source = (gathered(table, held[kind]) for kind in ("folds", "sources"))
    answers = np.bincount(table.cells.item, minlength=len(table.rows))
    weight = answers[table.cells.item] ** -1.0
    logits = {kind: cell_logits(table, held[kind]) for kind in ("folds", "sources")}
    part = query_side.fit_variance(
        np.concatenate([logits["folds"], logits["sources"]]),
        np.vstack([fold["doubt"][table.cells.item], source["doubt"][table.cells.item]]),
        np.tile(table.cells.value, 2),
        np.tile(weight, 2),
    )
    figures = {"varianceBase": part[0], "varianceOfDistance": part[1], "varianceOfStrangeWords": part[2]}
    mean_wrong = 1 - np.array([np.mean(list(row["outcomes"].values())) for row in table.rows])
    for kind, parts in (("folds", fold), ("sources", source)):
        figures[f"{kind}Spearman"] = float(spearmanr(-parts["intercept"], mean_wrong).statistic)
        figures[f"{kind}MedianSd"] = float(np.median(np.sqrt(query_side.variance_of(parts["doubt"], part))))
    print("query side:", figures, flush=True)
    return part, {name: float(value) for name, value in figures.items()}


def device_quality(table, parts, part):
    """P(the device model answers well) of held-back rows."""
    out = gathered(table, parts)
    logit = out["intercept"] + np.einsum("ik,ik->i", out["discrimination"], out["ability"])
    return query_side.probability_right(logit, query_side.variance_of(out["doubt"], part))


def risk_control(table, held, part, version):
    """Thresholds that bound the share wrong of what stays, from questions of seen sources that each fit did not see."""
    quality = device_quality(table, held["folds"], part)
    right = np.array([1 - data.device_label(row) for row in table.rows])
    steps = []
    for alpha in ALPHAS:
        least = least_quality_for(alpha, quality, right)
        kept = 0.0 if least is None else float(np.mean(quality >= least))
        steps.append({"alpha": alpha, "leastQuality": least, "keptShare": kept})
    note = (
        "Least expected quality at which at most a share alpha of what stays is wrong, by Learn then Test at 70 % confidence on "
        "10,723 held-back questions of the training sources and Llama-3.1-8B's answers to them."
    )
    return {"classifier": version, "note": note, "steps": steps}
