"""Abilities of every model in the data, and what cards of known models start from."""

import json

import numpy as np

from router import data, item_response

RESULT = data.TRAINING / "results" / "abilities.json"
MEASURED = data.TRAINING / "results" / "smollm2-135m.json"
KNOWN_MODELS = data.TRAINING / "known-models.json"
CARDS = data.ROOT / "src" / "decision" / "known-abilities.json"
EMBEDDED = data.ROOT / "src" / "device" / "measured-ability.json"
#: A model differs more from task to task than the dimensions say: no card claims less than this.
LEAST_CARD_SD = 0.15


def write_all(table, items, version):
    answers = np.bincount(table.cells.model, minlength=len(items.models))
    sds = item_response.ability_sds(table.cells, items, len(items.models))
    measured = {
        model: {"answers": int(count), "ability": figures(mean, sd)}
        for model, mean, sd, count in zip(items.models, items.ability, sds, answers, strict=True)
    }
    RESULT.write_text(data.dump({"classifier": version, "models": measured}))
    cards = [card(known, measured[known["model"]]) for known in json.loads(KNOWN_MODELS.read_text())]
    EMBEDDED.write_text(data.dump({"classifier": version} | embedded_ability(table, items)))
    CARDS.write_text(
        data.dump(
            {
                "classifier": version,
                "asOf": "2024 to early 2025",
                "source": "graded answers in shared/data/outcomes; `npm run train` writes this file",
                "models": cards,
            }
        )
    )


def figures(mean, sd):
    return [{"mean": float(m), "sd": float(s)} for m, s in zip(mean, sd, strict=True)]


def card(known, measured):
    widened = [{"mean": each["mean"], "sd": max(each["sd"], LEAST_CARD_SD)} for each in measured["ability"]]
    source = f"{known['model']}: {measured['answers']} graded answers in shared/data/outcomes (2024 to early 2025)"
    return {
        "id": known["id"],
        "name": known["name"],
        "idPattern": known["idPattern"],
        "ability": widened,
        "source": source,
    }


def embedded_ability(table, items):
    """The embedded model's abilities from its own graded answers to questions of the data."""
    outcomes = json.loads(MEASURED.read_text())["outcomes"]
    at = {row["id"]: position for position, row in enumerate(table.rows)}
    asked = [name for name in outcomes if name in at]
    position = [at[name] for name in asked]
    right = np.array([outcomes[name] for name in asked], dtype=float)
    mean, sd = item_response.ability_from(
        items.discrimination[position], items.intercept[position], np.zeros(len(asked)), right
    )
    return {
        "ability": figures(mean, np.maximum(sd, LEAST_CARD_SD)),
        "source": f"{int(right.sum())} of {len(asked)} questions right, measured by `npm run train:measure`",
    }
