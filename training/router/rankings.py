"""Rows ordered by a score, with equal scores shared, under many weightings of the rows at once (bootstrap draws)."""

from dataclasses import dataclass
from functools import wraps

import numpy as np


def over_draws(metric):
    """Lets a metric that gives one value per row of `weights` be called without weights: then it gives the plain value.

    The first argument of such a metric has one entry per question; `weights` is draws × questions."""

    @wraps(metric)
    def called(first, *rest, weights=None, **options):
        if weights is not None:
            return metric(first, *rest, weights=weights, **options)
        return float(metric(first, *rest, weights=np.ones((1, len(first))), **options)[0])

    return called


def mean_over(values, weights):
    """Weighted mean of the rows, one per draw."""
    return weights @ np.asarray(values, dtype=float) / weights.sum(axis=1)


@dataclass(frozen=True)
class Ranking:
    """Rows from the lowest score to the highest; rows with equal scores are one group, so that no order among them counts."""

    order: np.ndarray
    starts: np.ndarray
    weights: np.ndarray

    @staticmethod
    def of(scores, weights):
        """`weights` (draws × rows) says how often each row counts in each draw."""
        order = np.argsort(scores, kind="stable")
        ascending = np.asarray(scores)[order]
        starts = np.flatnonzero(np.concatenate([[True], ascending[1:] != ascending[:-1]]))
        return Ranking(order, starts, weights[:, order])

    def sums(self, values=None):
        """Weighted sums of the values per group (draws × groups); without values the weight itself."""
        terms = self.weights
        if values is not None:
            terms = terms * np.asarray(values, dtype=float)[self.order]
        has_ties = len(self.starts) < len(self.order)
        return np.add.reduceat(terms, self.starts, axis=1) if has_ties else terms

    def climb(self, values=None):
        """Weighted sums over the lowest 0, 1, 2 ... groups (draws × groups + 1)."""
        sums = self.sums(values)
        out = np.zeros((len(sums), sums.shape[1] + 1))
        np.cumsum(sums, axis=1, out=out[:, 1:])
        return out

    def at_shares(self, values, shares):
        """Weighted mean per row of all of the values summed over the lowest share of the weight (draws × shares).

        A share that ends inside a group takes that part of it: what a coin would give on average."""
        weight, summed = self.climb(), self.climb(values)
        total = weight[:, -1:]
        ends = zip(shares * total, weight, summed, strict=True)
        return np.stack([np.interp(*end) for end in ends]) / total

    def first_share(self, values, target):
        """Least share of the weight, from the lowest score up, at which the values sum to the target (one per draw).

        1 where they never do. Inside a group the sum grows in proportion."""
        weight, summed = self.climb(), self.climb(values)
        reached = summed >= target[:, None] - 1e-6
        at = np.maximum(1, np.argmax(reached, axis=1))
        draws = np.arange(len(summed))
        before, after = summed[draws, at - 1], summed[draws, at]
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.nan_to_num(np.clip((target - before) / (after - before), 0, 1))
        inside = weight[draws, at - 1] + part * (weight[draws, at] - weight[draws, at - 1])
        share = inside / weight[:, -1]
        share[target <= 0] = 0
        share[~reached.any(axis=1)] = 1
        return share
