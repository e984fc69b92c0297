"""The rows that every table has beside ours: scores of P(the device model is wrong) under the benchmark's splits."""

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor

from router import data, splits
from router.representation import Scaler

NEIGHBOURS = 25
GRAMS_RIDGE = 15.0
CEILING = "ceiling: other models on the same question"


def baselines(table, kind):
    labels = np.array([data.device_label(row) for row in table.rows])
    grams, structure = table.features.grams[table.at], table.features.structure[table.at]
    out = {
        "random": np.random.default_rng(0).random(len(labels)),
        "prompt length": np.array([len(row["prompt"]) for row in table.rows], dtype=float),
        CEILING: others_wrong(table.rows),
    }
    key = splits.keys(table, kind)
    for name in sorted(set(key.tolist())):
        test = key == name
        train = splits.training_mask(table, test)
        for row, scores in held_back_scores(table, grams, structure, labels, train, test).items():
            out.setdefault(row, np.zeros(len(labels)))[test] = scores
    return out


def held_back_scores(table, grams, structure, labels, train, test):
    scaled = Scaler.of(structure[train])(structure)
    near = KNeighborsRegressor(NEIGHBOURS, metric="cosine", algorithm="brute").fit(grams[train], labels[train])
    linear = Ridge(alpha=GRAMS_RIDGE, solver="lsqr", tol=1e-4).fit(grams[train], labels[train])
    return {
        "task identity": task_shares(table.sources, labels, train, test),
        "20 hand features, ridge": Ridge(alpha=10.0).fit(scaled[train], labels[train]).predict(scaled[test]),
        "hashed n-grams, ridge": linear.predict(grams[test]),
        f"{NEIGHBOURS} nearest neighbours": near.predict(grams[test]),
    }


def task_shares(sources, labels, train, test):
    """Share wrong of the same source in training; of all of it for a source that training never saw."""
    shares = {
        source: labels[train & (sources == source)].mean() if (train & (sources == source)).any() else labels[train].mean()
        for source in set(sources[test])
    }
    return np.array([shares[source] for source in sources[test]])


def others_wrong(rows):
    """Share of the other models that are wrong on the same question: what text alone can hardly beat."""
    skip = {data.DEVICE_MODEL, data.DEVICE_MODEL_BFCL}
    shares = [np.mean([value for model, value in row["outcomes"].items() if model not in skip]) for row in rows]
    return 1 - np.array(shares)
