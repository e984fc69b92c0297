"""One-dimensional item response model: P(right) = sigma(a (theta - b)), fitted by maximum a posteriori."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

ABILITY_PRIOR_SD = 2.0
DIFFICULTY_PRIOR_SD = 2.0
LOG_DISCRIMINATION_PRIOR_SD = 0.4


@dataclass
class ItemResponse:
    """Items in the order of the rows; `ability` and `ability_sd` by model name. The mean difficulty is 0."""

    difficulty: np.ndarray
    log_discrimination: np.ndarray
    difficulty_sd: np.ndarray
    ability: dict
    ability_sd: dict


def cells_of(rows):
    models = sorted({model for row in rows for model in row["outcomes"]})
    index = {model: at for at, model in enumerate(models)}
    item, model, value = [], [], []
    for at, row in enumerate(rows):
        for name, outcome in row["outcomes"].items():
            item.append(at)
            model.append(index[name])
            value.append(outcome)
    return models, np.array(item), np.array(model), np.array(value)


def fit(rows, with_discrimination=True, keep=None):
    """Fits on the cells where `keep` holds (all without it). Fractional outcomes count as shares of right."""
    models, item, model, value = cells_of(rows)
    if keep is not None:
        item, model, value = item[keep], model[keep], value[keep]
    n_items, n_models = len(rows), len(models)

    def unpack(x):
        log_a = x[n_items : 2 * n_items] if with_discrimination else np.zeros(n_items)
        return x[:n_items], log_a, x[-n_models:]

    def loss(x):
        b, log_a, theta = unpack(x)
        a = np.exp(log_a)
        distance = theta[model] - b[item]
        logit = a[item] * distance
        nll = np.logaddexp(0, logit) - value * logit
        error = expit(logit) - value
        slope = error * a[item]
        grad_b = -np.bincount(item, slope, n_items) + b / DIFFICULTY_PRIOR_SD**2
        grad_theta = np.bincount(model, slope, n_models) + theta / ABILITY_PRIOR_SD**2
        total = nll.sum() + (b**2).sum() / (2 * DIFFICULTY_PRIOR_SD**2)
        total += (theta**2).sum() / (2 * ABILITY_PRIOR_SD**2)
        if not with_discrimination:
            return total, np.concatenate([grad_b, grad_theta])
        total += (log_a**2).sum() / (2 * LOG_DISCRIMINATION_PRIOR_SD**2)
        grad_a = np.bincount(item, error * logit, n_items) + log_a / LOG_DISCRIMINATION_PRIOR_SD**2
        return total, np.concatenate([grad_b, grad_a, grad_theta])

    start = np.zeros((2 if with_discrimination else 1) * n_items + n_models)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    b, log_a, theta = unpack(result.x)
    a = np.exp(log_a)
    p = expit(a[item] * (theta[model] - b[item]))
    information = a[item] ** 2 * p * (1 - p)
    difficulty_sd = (np.bincount(item, information, n_items) + 1 / DIFFICULTY_PRIOR_SD**2) ** -0.5
    ability_sd = (np.bincount(model, information, n_models) + 1 / ABILITY_PRIOR_SD**2) ** -0.5
    middle = b.mean()
    return ItemResponse(
        b - middle,
        log_a,
        difficulty_sd,
        dict(zip(models, theta - middle, strict=True)),
        dict(zip(models, ability_sd, strict=True)),
    )


def held_out_log_likelihood(rows, with_discrimination, seed=0, share=0.1):
    """Mean log-likelihood per cell on a tenth of the cells, hidden from the fit."""
    models, item, model, value = cells_of(rows)
    keep = np.random.default_rng(seed).random(len(item)) >= share
    fitted = fit(rows, with_discrimination, keep)
    theta = np.array([fitted.ability[name] for name in models])
    hidden = ~keep
    a = np.exp(fitted.log_discrimination[item[hidden]])
    logit = a * (theta[model[hidden]] - fitted.difficulty[item[hidden]])
    return float(np.mean(value[hidden] * logit - np.logaddexp(0, logit)))


def ability_from(difficulty, discrimination, right, prior_sd=ABILITY_PRIOR_SD):
    """Ability and its sd of one model from graded answers to items whose parameters are known."""
    theta = 0.0
    for _ in range(50):
        p = expit(discrimination * (theta - difficulty))
        gradient = np.sum(discrimination * (right - p)) - theta / prior_sd**2
        information = np.sum(discrimination**2 * p * (1 - p)) + 1 / prior_sd**2
        theta += np.clip(gradient / information, -1, 1)
    return float(theta), float(information**-0.5)
