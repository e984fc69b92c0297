"""Predicts the query's side of the item response model from its representation, for every graded answer at once.

Abilities are given, so the logit of each answer is linear in the weights, and the fit is convex: no start, no chance.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

#: Penalties of the weights of d and of every a; those of the n-grams themselves are this many times larger.
INTERCEPT_RIDGE, DISCRIMINATION_RIDGE = 2.0, 8.0
GRAMS_FACTOR = 3.0
#: The first discrimination is never taken below this: a difficulty needs a direction.
LEAST_DISCRIMINATION = 0.2


@dataclass
class QuerySide:
    """Linear maps from n-grams and design to (d, a_1, ..., a_D)."""

    gram_weights: np.ndarray
    weights: np.ndarray
    bias: np.ndarray

    def __call__(self, grams, x):
        out = grams @ self.gram_weights + x @ self.weights + self.bias
        out[:, 1] = np.maximum(out[:, 1], LEAST_DISCRIMINATION)
        return out[:, 0], out[:, 1:]


def fit(grams, x, cells, ability, iterations=150):
    """`cells.item` indexes rows of `grams` and `x`. Each question weighs by the square root of its answers."""
    n_items, dimensions = len(x), ability.shape[1]
    turned, columns = grams.T.tocsr(), grams.shape[1]
    answers = np.bincount(cells.item, minlength=n_items)
    weight = answers[cells.item] ** -0.5
    weight *= n_items / weight.sum()
    size = (columns + x.shape[1]) * (1 + dimensions)
    ridge = np.outer(
        np.where(np.arange(columns + x.shape[1]) < columns, GRAMS_FACTOR, 1),
        [INTERCEPT_RIDGE] + [DISCRIMINATION_RIDGE] * dimensions,
    )
    factors = np.hstack([np.ones((len(cells.item), 1)), ability[cells.model]])

    def loss(flat):
        weights, bias = flat[:size].reshape(-1, 1 + dimensions), flat[size:]
        single = weights.astype(x.dtype)
        out = (grams @ single[:columns] + x @ single[columns:] + bias)[cells.item]
        logit = np.einsum("ck,ck->c", out, factors)
        nll = weight * (np.logaddexp(0, logit) - cells.value * logit)
        error = weight * (expit(logit) - cells.value)
        grad = np.stack(
            [np.bincount(cells.item, error * factors[:, k], n_items) for k in range(1 + dimensions)], axis=1
        )
        total = nll.sum() + (ridge * weights**2).sum() / 2
        down = np.vstack([turned @ grad.astype(x.dtype), x.T @ grad.astype(x.dtype)])
        return total, np.concatenate([(down + ridge * weights).ravel(), grad.sum(axis=0)])

    start = np.zeros(size + 1 + dimensions)
    start[size + 1] = 1.0  # the bias of a_1
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x
    weights = flat[:size].reshape(-1, 1 + dimensions)
    return QuerySide(weights[:columns], weights[columns:], flat[size:])


def variance_of(doubt, part):
    """Variance of a logit: a base, and what each kind of doubt adds."""
    return part[0] + doubt @ part[1:]


def fit_variance(logit, doubt, outcome, weight):
    """The parts of `variance_of` that make held-back answers likeliest. None is negative."""

    def loss(part):
        p = np.clip(probability_right(logit, variance_of(doubt, part)), 1e-6, 1 - 1e-6)
        return -(weight * (outcome * np.log(p) + (1 - outcome) * np.log(1 - p))).sum() / weight.sum()

    bounds = [(0, 25)] * (1 + doubt.shape[1])
    return minimize(loss, np.ones(len(bounds)), method="L-BFGS-B", bounds=bounds).x


def probability_right(logit, variance):
    """E[sigma(logit)] over a normal logit (MacKay 1992, the probit approximation)."""
    return expit(logit / np.sqrt(1 + np.pi / 8 * variance))
