"""Answers that nobody graded but that follow from what a request is: they keep everyday talk off the scale of exam questions.

Two assumptions, chosen and not measured: a request for live data or an act is not served by a model without tools, and small
talk, rewriting, extraction, translation and free writing are served by the average model nine times in ten.
"""

import numpy as np

from router import heads

OUT_OF_REACH, EASY = 0.05, 0.9
EASY_TASKS = {"chat", "rewriting", "extraction", "translation", "writing"}


def structural_answers(features):
    """Rows of the features and the share of right answers that is assumed for a model of average ability."""
    at, value = [], []
    for row in [*heads.query_rows(), *heads.everyday_rows()]:
        assumed = assumed_answer(row.labels)
        if assumed is None or row.key[3]:
            continue
        for is_worn in (False, True):
            at.append(features.index[(*row.key[:3], is_worn)])
            value.append(assumed)
    return np.array(at), np.array(value)


def assumed_answer(labels):
    if labels.get("needsTools") == 1:
        return OUT_OF_REACH
    return EASY if labels.get("task") in EASY_TASKS else None
