"""Predicts the query's side of the item response model from features: ridge regression, with an honest sd."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import nnls
from sklearn.linear_model import Ridge

RIDGE = 15.0
STRUCTURE_LIMIT = 3.0
STRUCTURE_WEIGHT = 0.35
#: A row seen this often in training is fully familiar.
FAMILIAR_AT = 20


@dataclass
class Scaler:
    """Standardises the structural features, bounded so that no text is carried far outside what was seen."""

    mean: np.ndarray
    scale: np.ndarray

    @staticmethod
    def of(structure):
        spread = structure.std(axis=0)
        return Scaler(structure.mean(axis=0), np.where(spread > 1e-6, 1 / np.maximum(spread, 0.02), 0))

    def __call__(self, structure):
        return np.clip((structure - self.mean) * self.scale, -STRUCTURE_LIMIT, STRUCTURE_LIMIT)


def design(grams, structure, scaler):
    return sparse.hstack(
        [grams, sparse.csr_matrix(STRUCTURE_WEIGHT * scaler(structure))], format="csr"
    )


def fit_ridge(x, target, strength=RIDGE):
    model = Ridge(alpha=strength, solver="lsqr", tol=1e-4)
    return model.fit(x, target)


def familiarity_rows(grams, layout):
    """For each table row 0 (never seen) to 1, over words alone; other rows 0. And which rows count as words."""
    counts = np.asarray((grams != 0).sum(axis=0)).ravel()
    familiar = np.minimum(1, np.log1p(counts) / np.log1p(FAMILIAR_AT))
    is_word = np.zeros(len(counts))
    for region in ("words", "otherScripts"):
        start, size = layout["regions"][region]["start"], layout["regions"][region]["size"]
        is_word[start : start + size] = 1
    return familiar * is_word, is_word


def unfamiliarity(grams, familiar, is_word):
    """Share of a text's word weight that training hardly saw; 1 for a text without words."""
    return 1 - grams @ familiar / (grams @ is_word + 1e-6)


def fit_variance(residual, unfamiliar):
    """Variance = base + slope * unfamiliarity, both at least 0, from residuals on unseen sources."""
    basis = np.stack([np.ones_like(unfamiliar), unfamiliar], axis=1)
    (base, slope), _ = nnls(basis, residual**2)
    return float(base), float(slope)


def probability_right(ability, difficulty, discrimination, difficulty_sd):
    """E[sigma(a (theta - b))] over a normal b (MacKay 1992, the probit approximation)."""
    spread = np.sqrt(1 + np.pi / 8 * (discrimination * difficulty_sd) ** 2)
    return 1 / (1 + np.exp(-discrimination * (ability - difficulty) / spread))
