"""Bootstrap intervals over questions: a draw is a row of counts, so that a metric works on all draws at once."""

import warnings
from dataclasses import dataclass

import numpy as np

DRAWS = 500
#: What lies between is the 95 % interval (percentile method; Efron and Tibshirani 1993, chapter 13).
PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True)
class Interval:
    """A value on the sample itself and the 95 % interval of its bootstrap draws; not-a-number where it is undefined."""

    value: float
    low: float
    high: float

    def is_clear_of_zero(self):
        return self.low > 0 or self.high < 0


def resamples(questions, draws=DRAWS, seed=1):
    """Counts of each question per draw (draws + 1 × questions). Row 0 is the sample itself: every question once."""
    random = np.random.default_rng(seed)
    counts = np.ones((draws + 1, questions))
    for draw in range(1, draws + 1):
        picked = random.integers(0, questions, questions)
        counts[draw] = np.bincount(picked, minlength=questions)
    return counts


def interval_of(values):
    """The interval of values per draw, of which the first belongs to the sample itself."""
    with warnings.catch_warnings():
        # A draw in which a metric is undefined (one class only) does not count; if none is left the answer is no number.
        warnings.simplefilter("ignore", RuntimeWarning)
        low, high = np.nanpercentile(values[1:], PERCENTILES)
    return Interval(float(values[0]), float(low), float(high))


def interval(metric, weights):
    """`metric` maps weights (draws × questions) to one value per draw; `weights` come from `resamples`."""
    return interval_of(metric(weights))


def paired_difference(metric, scores, others, weights):
    """Interval of metric(scores) − metric(others), each draw with the same questions on both sides.

    `metric` maps scores and weights to one value per draw."""
    return interval_of(metric(scores, weights) - metric(others, weights))
