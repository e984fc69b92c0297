"""The two ways in which the development benchmark hides rows, and predictions of the query's side under them."""

import numpy as np

from router import data, item_response, query_side

FOLDS = 5


def outcome_table():
    """Outcome rows with their features in the same order."""
    rows = data.read_outcomes()
    features = data.read_features()
    index = {(m["file"], m["id"], m["hasTools"]): at for at, m in enumerate(features.meta)}
    at = np.array([index[(row["file"], row["id"], "tools" in row)] for row in rows])
    return rows, features.grams[at], features.structure[at], features.layout


def splits(rows, kind):
    """Masks of held-back rows: "folds" (five, by question) or "sources" (each source in turn)."""
    if kind == "folds":
        key = np.array([data.fold_of(row["group"], FOLDS) for row in rows])
    else:
        key = np.array([row["source"] for row in rows])
    return [(name, key == name) for name in sorted(set(key.tolist()))]


def training_mask(rows, held_back):
    """All rows that are not held back and share no text with one that is."""
    groups = np.array([row["group"] for row in rows])
    return ~held_back & ~np.isin(groups, groups[held_back])


def predict_held_back(rows, grams, structure, layout, kind):
    """Per row, from a fit that never saw it: difficulty, log-discrimination, unfamiliarity, device ability."""
    out = {name: np.zeros(len(rows)) for name in ("difficulty", "log_a", "unfamiliar", "ability")}
    for _, held_back in splits(rows, kind):
        train = np.flatnonzero(training_mask(rows, held_back))
        items = item_response.fit([rows[at] for at in train])
        scaler = query_side.Scaler.of(structure[train])
        x = query_side.design(grams, structure, scaler)
        for name, target in (("difficulty", items.difficulty), ("log_a", items.log_discrimination)):
            out[name][held_back] = query_side.fit_ridge(x[train], target).predict(x[held_back])
        familiar, is_word = query_side.familiarity_rows(grams[train], layout)
        out["unfamiliar"][held_back] = query_side.unfamiliarity(grams[held_back], familiar, is_word)
        out["ability"][held_back] = items.ability[data.DEVICE_MODEL]
    return out
