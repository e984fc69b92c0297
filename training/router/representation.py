"""What the classifier sees of a query: a static token table summed to a short vector, and its nearness to landmark queries.

The table is a truncated singular value decomposition of all prompts' n-grams (latent semantic analysis, Deerwester et al.
1990). Nearness is a Gaussian kernel over that vector and over the structural features, taken to a fixed set of landmarks
(Nystroem method, Williams and Seeger 2001), so that what holds of one kind of question need not hold of another.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import eigh
from sklearn.utils.extmath import randomized_svd

DIMENSIONS = 72
LANDMARKS = 1400
#: Widths of the kernel: squared distances of unit vectors, and of the bounded standardised structure.
VECTOR_WIDTH = 0.6
STRUCTURE_WIDTH = 40.0
STRUCTURE_LIMIT = 3.0
#: A word seen this often in training is fully familiar.
FAMILIAR_AT = 20
#: How much the linear parts weigh beside the kernel.
VECTOR_SHARE = 1.0
STRUCTURE_SHARE = 0.1


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


@dataclass
class Representation:
    #: Columns: the vector's dimensions, then the weight of familiar words, then that of all words.
    table: np.ndarray
    scaler: Scaler
    landmark_vectors: np.ndarray
    landmark_structure: np.ndarray
    #: Turns nearness into coordinates in which plain ridge is the kernel's own norm.
    whitening: np.ndarray

    @staticmethod
    def of(grams, structure, weight, landmarks, layout):
        """`weight` per row for the decomposition; `landmarks` are the rows to become landmarks."""
        scaler = Scaler.of(structure[landmarks])
        table = quantised(np.hstack([decompose(grams, weight), familiarity(grams, layout)]))
        blank = Representation(table, scaler, None, None, None)
        vectors, bounded = blank.vectors(grams[landmarks]).astype(np.float16), scaler(structure[landmarks])
        vectors = vectors.astype(np.float64)
        values, basis = eigh(nearness(vectors, bounded, vectors, bounded))
        keep = values > 1e-4 * values[-1]
        return Representation(table, scaler, vectors, bounded, basis[:, keep] / np.sqrt(values[keep]))

    def vectors(self, grams):
        raw = grams @ self.table[:, :-2]
        return raw / (np.linalg.norm(raw, axis=1, keepdims=True) + 1e-6)

    def doubt(self, grams, structure):
        """How little training has seen of a text, 0 to 1: squared distance to the nearest landmark, strange words' share."""
        near = nearness(
            self.vectors(grams), self.scaler(structure), self.landmark_vectors, self.landmark_structure
        ).max(axis=1)
        familiar, words = (grams @ self.table[:, -2:]).T
        return np.stack([(1 - near) ** 2, 1 - familiar / (words + 1e-6)], axis=1)

    def design(self, grams, structure):
        """Coordinates for linear heads: kernel, vector, structure."""
        vectors, bounded = self.vectors(grams), self.scaler(structure)
        near = nearness(vectors, bounded, self.landmark_vectors, self.landmark_structure)
        return np.hstack([near @ self.whitening, VECTOR_SHARE * vectors, STRUCTURE_SHARE * bounded]).astype(np.float32)

    def exported(self, weights):
        """Weights over design coordinates as weights over (nearness, vector, bounded structure)."""
        kernel, dims = self.whitening.shape[1], self.table.shape[1] - 2
        return np.vstack(
            [
                self.whitening @ weights[:kernel],
                VECTOR_SHARE * weights[kernel : kernel + dims],
                STRUCTURE_SHARE * weights[kernel + dims :],
            ]
        )


def nearness(vectors, bounded, landmark_vectors, landmark_structure):
    exponent = squared_distances(vectors, landmark_vectors) / VECTOR_WIDTH
    exponent += squared_distances(bounded, landmark_structure) / STRUCTURE_WIDTH
    return np.exp(-exponent)


def squared_distances(x, y):
    return np.maximum((x**2).sum(axis=1)[:, None] + (y**2).sum(axis=1)[None] - 2 * x @ y.T, 0)


def decompose(grams, weight):
    """Table rows: what each n-gram adds to the vector. Prompts count by `weight`, n-grams by their rarity."""
    count = np.asarray((grams != 0).sum(axis=0)).ravel()
    rarity = np.log((grams.shape[0] + 1) / (count + 1)) * (count > 0)
    weighed = grams @ sparse.diags(rarity)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel()) + 1e-9
    unit = (sparse.diags(np.sqrt(weight) / length) @ weighed).astype(np.float32)
    _, _, directions = randomized_svd(unit, DIMENSIONS, n_iter=2, random_state=0)
    return (rarity[:, None] * directions.T).astype(np.float32)


def familiarity(grams, layout):
    """For each n-gram 0 (never seen) to 1, over words alone, and which n-grams count as words."""
    counts = np.asarray((grams != 0).sum(axis=0)).ravel()
    is_word = np.zeros(len(counts))
    for region in ("words", "otherScripts"):
        start, size = layout["regions"][region]["start"], layout["regions"][region]["size"]
        is_word[start : start + size] = 1
    familiar = np.minimum(1, np.log1p(counts) / np.log1p(FAMILIAR_AT))
    return np.stack([familiar * is_word, is_word], axis=1)


def quantised(table):
    """The table as its int8 columns give it back, so that training sees what is shipped."""
    return np.round(table / scale_of(table)).astype(np.float32) * scale_of(table)


def scale_of(table):
    return (np.maximum(np.abs(table).max(axis=0), 1e-8) / 127).astype(np.float32)
