"""Ranking, calibration and selection metrics of P(the device model would be wrong), as docs/ROUTING.md names them.

`wrong` is 1 where the device model is wrong, `scores` grows with P(wrong), and `weights` are bootstrap draws
(router/bootstrap.py); without them a metric gives one number. Every metric is undefined (not a number), never an
exception, where there is nothing to measure."""

import warnings
from dataclasses import dataclass

import numpy as np

from router.rankings import Ranking, mean_over, over_draws

BINS = 15
#: Shares of the questions kept on the device at which the risk is read.
COVERAGES = np.arange(1, 101) / 100
#: Half the width of a 95 % interval of a normal variable, in standard deviations.
NORMAL_95 = 1.959964


def ratio(part, whole):
    """part / whole, and no number where whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)


@over_draws
def auroc(wrong, scores, weights):
    """Area under the receiver operating characteristic by ranks (Mann and Whitney), ties halved."""
    ranking = Ranking.of(scores, weights)
    positive = ranking.sums(wrong)
    negative = ranking.sums() - positive
    below = np.cumsum(negative, axis=1) - negative
    wins = (positive * (below + negative / 2)).sum(axis=1)
    return ratio(wins, positive.sum(axis=1) * negative.sum(axis=1))


@over_draws
def auprc(wrong, scores, weights):
    """Average precision: precision at each distinct score, from the highest down, weighted by the recall it adds."""
    ranking = Ranking.of(-np.asarray(scores), weights)
    positive = ranking.sums(wrong)
    precision = np.nan_to_num(ratio(np.cumsum(positive, axis=1), np.cumsum(ranking.sums(), axis=1)))
    return ratio((positive * precision).sum(axis=1), positive.sum(axis=1))


@over_draws
def auroc_within(wrong, scores, sources, weights):
    """Mean of the AUROC inside each source that has both classes, every source counting once."""
    wrong, scores, sources = np.asarray(wrong), np.asarray(scores), np.asarray(sources)
    inside = []
    for source in sorted(set(sources.tolist())):
        at = np.flatnonzero(sources == source)
        inside.append(auroc(wrong[at], scores[at], weights=weights[:, at]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanmean(inside, axis=0)


def bin_means(values, probabilities, weights, bins=BINS):
    """Share of the total that each equal-mass bin of the probability holds of `values` (draws × bins)."""
    edges = np.arange(bins + 1) / bins
    return np.diff(Ranking.of(probabilities, weights).at_shares(values, edges), axis=1)


@over_draws
def calibration_error(wrong, probabilities, weights):
    """Expected calibration error over 15 equal-mass bins. Equal probabilities share the bins that they straddle."""
    gap = np.asarray(probabilities, dtype=float) - np.asarray(wrong)
    return np.abs(bin_means(gap, probabilities, weights)).sum(axis=1)


@over_draws
def brier(wrong, probabilities, weights):
    """Mean squared difference of the probability and what happened."""
    return mean_over((np.asarray(probabilities) - np.asarray(wrong)) ** 2, weights)


@dataclass(frozen=True)
class Bin:
    """One bin of a reliability diagram: mean prediction, share wrong with its 95 % interval (Wilson 1927)."""

    predicted: float
    observed: float
    low: float
    high: float


def reliability(wrong, probabilities, bins=BINS):
    """The equal-mass bins behind `calibration_error`, from the lowest probability to the highest."""
    one = np.ones((1, len(wrong)))
    predicted = bin_means(probabilities, probabilities, one, bins)[0] * bins
    observed = bin_means(wrong, probabilities, one, bins)[0] * bins
    count, z = len(wrong) / bins, NORMAL_95
    middle = (observed + z**2 / (2 * count)) / (1 + z**2 / count)
    spread = np.sqrt(np.maximum(0, observed * (1 - observed) / count + (z / (2 * count)) ** 2))
    half = z * spread / (1 + z**2 / count)
    rows = zip(predicted, observed, np.maximum(0, middle - half), np.minimum(1, middle + half), strict=True)
    return [Bin(*(float(value) for value in row)) for row in rows]


def risk_at_coverages(wrong, scores, weights):
    """Share wrong among the surest 1 %, 2 % ... 100 % (draws × 100): the risk-coverage curve (El-Yaniv and Wiener 2010)."""
    return Ranking.of(scores, weights).at_shares(wrong, COVERAGES) / COVERAGES


@over_draws
def risk_coverage_area(wrong, scores, weights):
    """Mean of the risk over all coverages; smaller is better, and the share wrong is what chance gives."""
    return risk_at_coverages(wrong, scores, weights).mean(axis=1)


@over_draws
def kept_share(scores, threshold, weights):
    """Share of the questions that stay on the device: those whose score is at most the threshold."""
    return mean_over(np.asarray(scores) <= threshold, weights)


@over_draws
def wrong_local_rate(wrong, scores, threshold, weights):
    """Of the questions that stay on the device, the share that it answers wrongly."""
    kept = np.asarray(scores) <= threshold
    return ratio(weights @ (kept * np.asarray(wrong, dtype=float)), weights @ kept.astype(float))


@over_draws
def over_escalation_rate(wrong, scores, threshold, weights):
    """Of the questions that go to the cloud, the share that the device would have answered rightly."""
    sent = np.asarray(scores) > threshold
    return ratio(weights @ (sent * (1.0 - np.asarray(wrong))), weights @ sent.astype(float))
