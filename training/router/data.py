"""Reads the outcomes and query sets, and the features that training/write-features.ts wrote for them."""

import hashlib
import json
import re
from collections import Counter
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


#: Query sets count as at most this many rows each in the decomposition; everyday requests count by half more than one.
SET_WEIGHT = 3000
EVERYDAY_WEIGHT = 1.5
#: Shares of the landmarks.
OUTCOME_SHARE, EVERYDAY_SHARE = 0.7, 0.2


@dataclass
class Features:
    """One row per prompt: hashed n-grams, structural features, and what the row is."""

    grams: sparse.csr_matrix
    structure: np.ndarray
    meta: list
    layout: dict

    def __post_init__(self):
        self.index = {
            (row["file"], row["id"], row["hasTools"], row["isWorn"]): at for at, row in enumerate(self.meta)
        }
        files = [row["file"] for row in self.meta]
        self.others = np.array(
            [at for at, row in enumerate(self.meta) if not row["file"].startswith("outcomes/") and not row["isWorn"]]
        )
        counts = Counter(files[at] for at in self.others)
        self.other_weights = np.array(
            [EVERYDAY_WEIGHT if files[at] == "everyday" else min(1, SET_WEIGHT / counts[files[at]]) for at in self.others]
        )
        self.rank = np.array([fold_of(f"{row['file']} {row['id']}", 1 << 32) for row in self.meta])

    def landmarks(self, outcome_rows, count):
        """Rows by hash: most of them among `outcome_rows`, then everyday requests, then the query sets."""
        others = self.others[np.argsort(self.rank[self.others], kind="stable")]
        is_everyday = np.array([self.meta[at]["file"] == "everyday" for at in others])
        first = outcome_rows[np.argsort(self.rank[outcome_rows], kind="stable")][: int(count * OUTCOME_SHARE)]
        second = others[is_everyday][: int(count * EVERYDAY_SHARE)]
        return np.concatenate([first, second, others[~is_everyday][: count - len(first) - len(second)]])


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


def dump(value):
    """JSON as it stands in git: floats to four places."""
    return json.dumps(rounded(value), indent=2, ensure_ascii=False) + "\n"


def rounded(value):
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, list) else value
