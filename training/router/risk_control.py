"""Which questions may stay on the device, if at most a share α of what stays may be wrong."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

#: The bound fails with at most this probability over the rows that it was fitted on. At .1 nothing could be kept under an α of
#: .2; at .3 the share wrong on held-out halves is still under α on average. Chosen on the development benchmark.
DELTA = 0.3
#: Candidate thresholds, from strict to loose. Fixed beforehand, so that testing them in this order needs no correction.
THRESHOLDS = np.arange(200, -1, -1) / 200
#: Testing starts at the strictest threshold that keeps so many rows: enough to tell 5 % (1 wrong) and 10 % (5 wrong) from
#: more, while few enough that a small safe share is found.
LEAST_KEPT = 100


def least_quality_for(alpha, quality, right, delta=DELTA, least_kept=LEAST_KEPT):
    """The smallest t such that among rows with quality ≥ t at most a share alpha is wrong; None where none can be kept.

    Learn then Test (Angelopoulos et al. 2021, sections 2 and 3) with fixed-sequence testing: for each t, from strict to loose,
    the hypothesis "more than alpha of what is kept is wrong" is tested until one is not rejected. Given their number, the
    kept rows are independent draws from what the threshold keeps, so the wrong ones among them are binomial and
    P(Binomial(kept, alpha) ≤ wrong) is a valid p-value (the Clopper-Pearson bound; Geifman and El-Yaniv 2017 bound
    selective risk so too). With probability 1 − delta over the rows given, the share wrong on new rows of the same kind is at
    most alpha. Thresholds that keep fewer than `least_kept` rows are passed over; which ones depends on the qualities
    alone, and a smaller sample at the top makes a rejection less likely as long as quality orders the risk.

    `right` is 0 or 1 per row. The result never rises with alpha: a rejection at one alpha holds at every larger one."""
    kept, wrong = counts_above(quality, right)
    tested = kept >= least_kept
    is_safe = binom.cdf(wrong, kept, alpha) <= delta
    passed = np.logical_and.accumulate(is_safe[tested])
    return float(THRESHOLDS[tested][passed][-1]) if passed.any() else None


def counts_above(quality, right):
    """For each threshold: how many rows have at least this quality, and how many of them are wrong."""
    order = np.argsort(-np.asarray(quality), kind="stable")
    wrong = np.concatenate([[0], np.cumsum(1 - np.asarray(right)[order])])
    kept = np.searchsorted(-np.asarray(quality)[order], -THRESHOLDS, side="right")
    return kept, wrong[kept]


@dataclass(frozen=True)
class RiskCheck:
    """What a bound fitted on one half did on the other, over several halvings."""

    alpha: float
    #: Mean share wrong among kept rows, over the halvings that kept any; no number where none did.
    wrong: float
    #: Mean share of rows kept; a halving that keeps none counts as 0.
    kept: float
    #: Number of halvings in which a threshold was found, and of all.
    found: int
    splits: int


def risk_check(alpha, quality, right, groups=None, splits=20, seed=0, delta=DELTA):
    """Fits the threshold on a random half and counts on the other. Rows of one group (duplicates) share a half."""
    quality, right = np.asarray(quality), np.asarray(right)
    group = np.arange(len(quality)) if groups is None else np.unique(groups, return_inverse=True)[1]
    wrong, kept = [], []
    for split in range(splits):
        half = np.random.default_rng([seed, split]).random(group.max() + 1) < 0.5
        fitted = half[group]
        threshold = least_quality_for(alpha, quality[fitted], right[fitted], delta)
        stays = ~fitted & (quality >= (np.inf if threshold is None else threshold))
        kept.append(stays.sum() / max(1, (~fitted).sum()))
        wrong.append(1 - right[stays].mean() if stays.any() else np.nan)
    found = int(np.sum(~np.isnan(wrong)))
    return RiskCheck(
        alpha, float(np.nanmean(wrong)) if found else np.nan, float(np.mean(kept)), found, splits
    )
