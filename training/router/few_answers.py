"""What is lost when a model is known by 50 graded answers instead of all: calibration on unseen sources, and ranking."""

import numpy as np

from router import data, held_back_figures, query_side
from router.item_response import ability_from
from router.metrics import auroc, calibration_error

ANSWERS = 50
DRAWS = 20
#: Smaller sources cannot give 50 answers and still be measured on.
LEAST_ROWS = 150


def lines(table, held, part):
    labels = np.array([data.device_label(row) for row in table.rows])
    elsewhere, there = unseen_errors(table, held["sources"], part, labels)
    seen = calibration_error(labels, 1 - held_back_figures.device_quality(table, held["folds"], part))
    full, adaptive = adaptive_ranking(table, held["folds"], labels)
    return [
        f"| The device model is known by | expected calibration error, mean of {DRAWS} draws | asked |",
        "|---|---|---|",
        f"| {ANSWERS} answers from other sources, on unseen sources | {elsewhere:.3f} | ≤ .10 |",
        f"| {ANSWERS} answers from that unseen source | {there:.3f} | ≤ .08 |",
        f"| all its answers, on seen sources | {seen:.3f} | ≤ .03 |",
        "",
        f"Known by {ANSWERS} adaptively chosen answers instead of all, five folds: AUROC {np.mean(adaptive):.4f} against "
        f"{full:.4f} (mean of {DRAWS} starts; asked: within .01). The questions' own parameters were fitted with the device "
        "model's answers among those of up to 71 models.",
    ]


def unseen_errors(table, parts, part, labels):
    """Calibration error over all unseen sources together, for each draw; the mean of the draws."""
    random = np.random.default_rng(0)
    device = table.device()
    errors = {"elsewhere": [], "there": []}
    for _ in range(DRAWS):
        probability = {name: np.full(len(labels), np.nan) for name in errors}
        for held in parts:
            model = device[held.rows[0]]
            probability["elsewhere"][held.rows] = wrong(held, part, *from_elsewhere(table, held, model, labels, random))
            if len(held.rows) >= LEAST_ROWS:
                asked = random.choice(len(held.rows), ANSWERS, replace=False)
                rest = np.setdiff1d(np.arange(len(held.rows)), asked)
                ability = ability_from(
                    held.discrimination[asked],
                    held.intercept[asked],
                    query_side.variance_of(held.doubt[asked], part),
                    1 - labels[held.rows[asked]],
                )
                probability["there"][held.rows[rest]] = wrong(held, part, *ability)[rest]
        for name, values in probability.items():
            has = ~np.isnan(values)
            errors[name].append(calibration_error(labels[has], values[has]))
    return np.mean(errors["elsewhere"]), np.mean(errors["there"])


def from_elsewhere(table, held, model, labels, random):
    """Abilities from 50 answers to questions of the other sources, whose parameters are known."""
    answered = np.flatnonzero(table.device()[held.item_rows] == model)
    asked = random.choice(answered, ANSWERS, replace=False)
    return ability_from(
        held.items.discrimination[asked], held.items.intercept[asked], np.zeros(ANSWERS), 1 - labels[held.item_rows[asked]]
    )


def wrong(held, part, ability, sd):
    variance = query_side.variance_of(held.doubt, part) + held.discrimination**2 @ sd**2
    return 1 - query_side.probability_right(held.intercept + held.discrimination @ ability, variance)


def adaptive_ranking(table, parts, labels):
    """AUROC with the full fit's abilities, and with those of 50 answers chosen one after the other, for several starts."""
    device = table.device()
    n = len(labels)
    full, few = np.zeros(n), np.zeros((DRAWS, n))
    for held in parts:
        for model in set(device[held.rows]):
            rows = device[held.rows] == model
            full[held.rows[rows]] = -(held.intercept + held.discrimination @ held.items.ability[model])[rows]
            for draw in range(DRAWS):
                ability = adaptive_ability(table, held, model, labels, np.random.default_rng(draw))
                few[draw, held.rows[rows]] = -(held.intercept + held.discrimination @ ability)[rows]
    return auroc(labels, full), [auroc(labels, each) for each in few]


def adaptive_ability(table, held, model, labels, random):
    """Of a pool of 1,000 questions each next one adds most information along what is still uncertain."""
    answered = np.flatnonzero(table.device()[held.item_rows] == model)
    pool = random.choice(answered, min(1000, len(answered)), replace=False)
    a, d, right = held.items.discrimination[pool], held.items.intercept[pool], 1 - labels[held.item_rows[pool]]
    asked, theta = [], np.zeros(a.shape[1])
    information = np.eye(a.shape[1])
    for _ in range(ANSWERS):
        p = query_side.probability_right(a @ theta + d, 0)
        gain = p * (1 - p) * np.einsum("ik,kl,il->i", a, np.linalg.inv(information), a)
        gain[asked] = -1
        asked.append(int(gain.argmax()))
        theta, _ = ability_from(a[asked], d[asked], np.zeros(len(asked)), right[asked])
        chance = query_side.probability_right(a[asked] @ theta + d[asked], 0)
        information = (a[asked] * (chance * (1 - chance))[:, None]).T @ a[asked] + np.eye(a.shape[1])
    return theta
