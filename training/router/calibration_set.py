"""Chooses the questions that a model answers on the user's own device to learn its abilities: short, gradable, informative."""

import json
import re

import numpy as np
from scipy.special import expit

from router import data

SIZE = 104
LONGEST_PROMPT, LONGEST_ANSWER = 420, 40
#: Sources whose licence lets their questions be shipped, the licence, how they are graded, and what asks for that form.
SOURCES = {
    "zeroeval/math-l5": ("MIT (MATH)", "number", "\nAnswer with the number only."),
    "zeroeval/crux": ("MIT (CRUXEval)", "exact", "\nAnswer with the literal only."),
    "mmlu-pro/stemez": ("MIT (MMLU-Pro)", "letter", "\nAnswer with the letter only."),
    "mmlu-pro/theoremQA": ("MIT (MMLU-Pro)", "letter", "\nAnswer with the letter only."),
    "mmlu-pro/scibench": ("MIT (MMLU-Pro)", "letter", "\nAnswer with the letter only."),
    "llmrouter/openbook_qa": ("Apache-2.0 (OpenBookQA)", "letter", "\nAnswer with the letter only."),
}
#: No source gives more than this share of the questions.
MOST_OF_ONE_SOURCE = 0.3
KOREAN = data.TRAINING / "calibration" / "korean.jsonl"


def candidates(rows):
    """Rows short enough for a phone, with an answer that a machine can grade."""
    return [at for at, row in enumerate(rows) if row["source"] in SOURCES and is_short(row)]


def is_short(row):
    answer = str(row["answer"])
    is_number = re.fullmatch(r"-?[\d.,]+", answer) is not None
    return (
        len(row["prompt"]) <= LONGEST_PROMPT
        and len(answer) <= LONGEST_ANSWER
        and (SOURCES[row["source"]][1] != "number" or is_number)
    )


def choose(rows, items):
    """Greedy D-optimality (Fedorov 1972): each next question adds most to Σ log det(1 + information) over all models."""
    pool = candidates(rows)
    a, d = items.discrimination[pool], items.intercept[pool]
    chance = expit(items.ability @ a.T + d)
    weight = chance * (1 - chance)
    information = np.repeat(np.eye(a.shape[1])[None], len(items.ability), axis=0)
    most = int(SIZE * MOST_OF_ONE_SOURCE)
    chosen, taken = [], dict.fromkeys(SOURCES, 0)
    texts = set()
    while len(chosen) < SIZE:
        inverse = np.linalg.inv(information)
        gain = np.log1p(weight * np.einsum("ik,mkl,il->mi", a, inverse, a)).sum(axis=0)
        for best in np.argsort(-gain, kind="stable"):
            row = rows[pool[best]]
            if best not in chosen and taken[row["source"]] < most and row["group"] not in texts:
                break
        chosen.append(best)
        taken[row["source"]] += 1
        texts.add(row["group"])
        information += weight[:, best][:, None, None] * np.outer(a[best], a[best])
    return [pool[best] for best in chosen]


def written(rows, items, version):
    """The file that is shipped: chosen questions with their parameters, and Korean ones that nobody has answered yet."""
    known = [known_item(rows[at], items, at) for at in sorted(choose(rows, items), key=lambda at: rows[at]["id"])]
    korean = [
        json.loads(line)
        | {"source": "written for Nearside", "licence": "Apache-2.0", "isCalibrated": False}
        | {"difficulties": None, "discriminations": None}
        for line in KOREAN.read_text().splitlines()
    ]
    note = "Parameters are on the scale of this classifier. Questions that are not calibrated have no graded answers yet."
    return {"classifier": version, "note": note, "items": known + korean}


def known_item(row, items, at):
    licence, grading, ending = SOURCES[row["source"]]
    a = items.discrimination[at]
    b = -items.intercept[at] * a / (a @ a)
    return {
        "id": row["id"],
        "prompt": row["prompt"] + ending,
        "answer": str(row["answer"]),
        "grading": grading,
        "language": "en",
        "source": row["source"],
        "licence": licence,
        "isCalibrated": True,
        "difficulties": b.tolist(),
        "discriminations": a.tolist(),
    }
