"""How well two lists of labels agree."""

from collections import Counter

import numpy as np


def share_equal(first, second):
    """Share of places where both say the same."""
    return float(np.mean([one == other for one, other in zip(first, second, strict=True)]))


def kappa(first, second):
    """Agreement beyond chance (Cohen 1960); 1 is perfect, 0 is chance, and no number where both always say the same one."""
    count_first, count_second, rows = Counter(first), Counter(second), len(first)
    by_chance = sum(count_first[label] * count_second[label] for label in count_first) / rows**2
    return float((share_equal(first, second) - by_chance) / (1 - by_chance)) if by_chance < 1 else np.nan


def macro_f1(truth, predicted):
    """Mean F1 over every label that either list uses; a label that is never hit counts 0."""
    hits = Counter(one for one, other in zip(truth, predicted, strict=True) if one == other)
    sizes = Counter(truth) + Counter(predicted)
    return float(np.mean([2 * hits[label] / size for label, size in sizes.items()]))


def commonest(labels):
    """The label that occurs most often; among equals the first by name."""
    counts = Counter(labels)
    return min(counts, key=lambda label: (-counts[label], str(label)))
