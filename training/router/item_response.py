"""Multidimensional two-parameter item response model: P(right) = sigma(a . theta + d), by maximum a posteriori.

Abilities are scaled so that the models have mean 0 and covariance 1, and turned so that the first dimension is the mean
direction of discrimination: what most questions ask for. Reckase 2009, "Multidimensional Item Response Theory".
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

#: Priors of an item: d ~ N(0, 2), a_1 ~ N(1, 0.4), every other a ~ N(0, 0.065).
INTERCEPT_SD = 2.0
FIRST_SD = 0.4
OTHER_SD = 0.065
ITERATIONS = 250
MOST_DIMENSIONS = 4


@dataclass
class Cells:
    """Graded answers as parallel arrays; `model` indexes `models`."""

    models: list
    item: np.ndarray
    model: np.ndarray
    value: np.ndarray

    def where(self, keep):
        return Cells(self.models, self.item[keep], self.model[keep], self.value[keep])


@dataclass
class ItemResponse:
    """`intercept` and `discrimination` in the order of the rows; `ability` by index of the model."""

    intercept: np.ndarray
    discrimination: np.ndarray
    models: list
    ability: np.ndarray

    def ability_of(self, model):
        return self.ability[self.models.index(model)]


def cells_of(rows):
    models = sorted({model for row in rows for model in row["outcomes"]})
    index = {model: at for at, model in enumerate(models)}
    triples = [(at, index[name], value) for at, row in enumerate(rows) for name, value in row["outcomes"].items()]
    item, model, value = zip(*triples, strict=True)
    return Cells(models, np.array(item), np.array(model), np.array(value))


def fit(cells, n_items, dimensions, seed=0):
    """Fractional outcomes count as shares of right. Deterministic: abilities start from a fixed seed."""
    n_models = len(cells.models)
    split = n_items * (1 + dimensions)
    mean = np.zeros(dimensions)
    mean[0] = 1.0
    spread = np.full(dimensions, OTHER_SD)
    spread[0] = FIRST_SD

    def unpack(x):
        items = x[:split].reshape(n_items, 1 + dimensions)
        return items[:, 0], items[:, 1:], x[split:].reshape(n_models, dimensions)

    def loss(x):
        d, a, theta = unpack(x)
        logit = d[cells.item] + np.einsum("ck,ck->c", a[cells.item], theta[cells.model])
        nll = np.logaddexp(0, logit) - cells.value * logit
        error = expit(logit) - cells.value
        grad = np.empty((n_items, 1 + dimensions))
        grad[:, 0] = np.bincount(cells.item, error, n_items) + d / INTERCEPT_SD**2
        grad_theta = theta.copy()
        for k in range(dimensions):
            grad[:, 1 + k] = np.bincount(cells.item, error * theta[cells.model, k], n_items)
            grad_theta[:, k] += np.bincount(cells.model, error * a[cells.item, k], n_models)
        grad[:, 1:] += (a - mean) / spread**2
        prior = (d**2).sum() / INTERCEPT_SD**2 + (((a - mean) / spread) ** 2).sum() + (theta**2).sum()
        return nll.sum() + prior / 2, np.concatenate([grad.ravel(), grad_theta.ravel()])

    start = np.zeros(split + n_models * dimensions)
    start[:split].reshape(n_items, -1)[:, 1:] = mean
    start[split:] = np.random.default_rng(seed).normal(0, 0.3, n_models * dimensions)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return standardised(*unpack(result.x), cells)


def standardised(d, a, theta, cells):
    """The same model with abilities of mean 0 and covariance 1, the first axis along the mean discrimination."""
    middle = theta.mean(axis=0)
    centred = theta - middle
    values, vectors = np.linalg.eigh(centred.T @ centred / len(theta))
    root = vectors * np.sqrt(np.maximum(values, 1e-6)) @ vectors.T
    turned = a @ root
    turn = turn_to_first(turned.mean(axis=0))
    return ItemResponse(d + a @ middle, turned @ turn.T, cells.models, centred @ np.linalg.inv(root) @ turn.T)


def turn_to_first(direction):
    """The rotation (Householder, twice signed) that carries `direction` onto the first axis."""
    unit = direction / np.linalg.norm(direction)
    first = np.eye(len(unit))[0]
    between = unit - first
    if np.linalg.norm(between) < 1e-12:
        return np.eye(len(unit))
    between = between / np.linalg.norm(between)
    return np.eye(len(unit)) - 2 * np.outer(between, between)


def held_out_log_likelihood(cells, n_items, dimensions, share=0.1):
    """Mean log-likelihood per answer on a tenth of the answers, hidden from the fit."""
    keep = np.random.default_rng(0).random(len(cells.item)) >= share
    fitted = fit(cells.where(keep), n_items, dimensions)
    hidden = cells.where(~keep)
    logit = fitted.intercept[hidden.item] + np.einsum(
        "ck,ck->c", fitted.discrimination[hidden.item], fitted.ability[hidden.model]
    )
    return float(np.mean(hidden.value * logit - np.logaddexp(0, logit)))


def across_files_log_likelihood(cells, files, n_items, dimensions, parts=4):
    """The same for all answers of a model to one file, foretold from its answers to the others.

    `files` by answer. This is what a router does with a model: it has answered elsewhere."""
    pairs = sorted({(model, file) for model, file in zip(cells.model.tolist(), files.tolist(), strict=True)})
    several = {model for model, _ in pairs if sum(1 for each, _ in pairs if each == model) > 1}
    order = np.random.default_rng(0).permutation([at for at, (model, _) in enumerate(pairs) if model in several])
    total, count = 0.0, 0
    for part in range(parts):
        hidden_files = {}
        for at in order[part::parts]:
            hidden_files.setdefault(*pairs[at])
        hide = np.array([hidden_files.get(model) == file for model, file in zip(cells.model, files, strict=True)])
        fitted, hidden = fit(cells.where(~hide), n_items, dimensions), cells.where(hide)
        logit = fitted.intercept[hidden.item] + np.einsum(
            "ck,ck->c", fitted.discrimination[hidden.item], fitted.ability[hidden.model]
        )
        total += (hidden.value * logit - np.logaddexp(0, logit)).sum()
        count += len(hidden.item)
    return float(total / count)


def ability_from(discrimination, intercept, variance, outcome):
    """Abilities and their sds of one model from graded answers: maximum a posteriori under N(0, 1), Laplace's approximation.

    `variance` is that of each item's logit, 0 where its parameters are known; it flattens the item (MacKay 1992).
    """
    flat = 1 / np.sqrt(1 + np.pi / 8 * np.asarray(variance))
    a, d = discrimination * flat[:, None], intercept * flat
    theta = np.zeros(a.shape[1])
    for _ in range(60):
        p = expit(a @ theta + d)
        gradient = a.T @ (outcome - p) - theta
        information = (a * (p * (1 - p))[:, None]).T @ a + np.eye(len(theta))
        step = np.linalg.solve(information, gradient)
        theta = theta + step * min(1.0, 1.0 / max(1e-9, np.abs(step).max()))
    return theta, np.sqrt(np.diag(np.linalg.inv(information)))


def ability_sds(cells, items, n_models):
    """Laplace sd of each model's abilities, given the items."""
    logit = items.intercept[cells.item] + np.einsum(
        "ck,ck->c", items.discrimination[cells.item], items.ability[cells.model]
    )
    p = expit(logit)
    sds = []
    for model in range(n_models):
        at = cells.model == model
        a = items.discrimination[cells.item[at]]
        information = (a * (p[at] * (1 - p[at]))[:, None]).T @ a + np.eye(a.shape[1])
        sds.append(np.sqrt(np.diag(np.linalg.inv(information))))
    return np.array(sds)
