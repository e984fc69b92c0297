"""Reads the outcomes and query sets, and the features that training/write-features.ts wrote for them."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

TRAINING = Path(__file__).resolve().parents[1]
ROOT = TRAINING.parent
DATA = ROOT.parent / "shared" / "data"
FEATURES = ROOT / ".cache" / "training"

DEVICE_MODEL = "llama-3.1-8b-instruct"
DEVICE_MODEL_BFCL = "llama-3-8b-instruct"
BFCL_LINKS = ("llama-3-8b-instruct", "llama-3-70b-instruct")


@dataclass
class Features:
    """One row per prompt: hashed n-grams, structural features, and what the row is."""

    grams: sparse.csr_matrix
    structure: np.ndarray
    meta: list
    layout: dict

    def rows_of(self, file, has_tools=None):
        return np.array(
            [
                at
                for at, row in enumerate(self.meta)
                if row["file"] == file and (has_tools is None or row["hasTools"] == has_tools)
            ],
            dtype=int,
        )


def read_features():
    layout = json.loads((FEATURES / "features.json").read_text())
    counts = np.fromfile(FEATURES / "counts.i32", dtype="<i4")
    ids = np.fromfile(FEATURES / "ids.i32", dtype="<i4")
    weights = np.fromfile(FEATURES / "weights.f32", dtype="<f4")
    structure = np.fromfile(FEATURES / "structure.f32", dtype="<f4")
    meta = read_lines(FEATURES / "rows.jsonl")
    indptr = np.concatenate([[0], np.cumsum(counts)])
    grams = sparse.csr_matrix((weights, ids, indptr), shape=(len(counts), layout["rows"]))
    return Features(grams, structure.reshape(len(counts), -1), meta, layout)


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def outcome_files():
    return sorted((DATA / "outcomes").glob("*.jsonl"))


def read_outcomes():
    """All outcome rows in the order of the features, each with its `file`; models under one name each."""
    aliases = json.loads((TRAINING / "model-aliases.json").read_text())
    order = ["zeroeval-math-l5", "zeroeval-crux", "mmlu-pro", "llmrouter", "bfcl"]
    rows = []
    for name in order:
        for row in read_lines(DATA / "outcomes" / f"{name}.jsonl"):
            row["file"] = f"outcomes/{name}.jsonl"
            row["outcomes"] = {
                canonical(model, row["source"], aliases): float(value)
                for model, value in row["outcomes"].items()
            }
            row["group"] = text_key(row["prompt"])
            rows.append(row)
    return rows


def canonical(model, source, aliases):
    """One name per model. In BFCL a model counts as another one ("@calls"), since several strong ones fail there by the
    form of their calls (gpt-4o-2024-08-06: 13 %); the two open Llama 3 models tie that board to the common scale."""
    name = aliases.get(model, model.lower())
    return f"{name}@calls" if source.startswith("bfcl/") and name not in BFCL_LINKS else name


def text_key(text):
    """What stays of a text when case, signs and spacing go: duplicates share it."""
    return " ".join(re.findall(r"\w+", text.lower()))


def fold_of(group, folds):
    """A fold by hash: the same for duplicates, and on every machine."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds


def device_label(row):
    """1 where the device model of the development benchmark would be wrong, None where it was not asked."""
    model = DEVICE_MODEL_BFCL if row["source"].startswith("bfcl/") else DEVICE_MODEL
    value = row["outcomes"].get(model)
    return None if value is None else int(value < 0.5)


def sha256_of(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
