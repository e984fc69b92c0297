"""The ways in which the development benchmark hides rows, and predictions of the query's side under each."""

import hashlib
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from router import data, item_response, query_side, representation
from router.structural_answers import structural_answers

FOLDS = 5
#: Candidates are compared on these, each left out in turn.
SOURCE_GROUPS = {
    "maths": ("zeroeval/math-l5", "llmrouter/math"),
    "code": ("zeroeval/crux", "llmrouter/mbpp"),
    "exam": ("mmlu-pro/scibench", "mmlu-pro/stemez", "mmlu-pro/theoremQA"),
    "knowledge": (
        "llmrouter/agentverse-logicgrid", "llmrouter/arc_challenge", "llmrouter/commongen", "llmrouter/natural_qa",
        "llmrouter/openbook_qa",
    ),
    "tools": (
        "bfcl/java", "bfcl/javascript", "bfcl/multiple_function", "bfcl/parallel_function",
        "bfcl/parallel_multiple_function", "bfcl/simple",
    ),
}  # fmt: skip
#: Number of ability dimensions: the one with which a model's answers to one file are best foretold from those to the others.
DIMENSIONS = 1
CACHE = data.FEATURES / "held-back.pickle"


@dataclass
class Table:
    """Outcome rows, all features, and where in the features each row stands as it came and worn (with courtesy and typos)."""

    rows: list
    features: data.Features
    at: np.ndarray
    worn: np.ndarray
    cells: item_response.Cells

    def __post_init__(self):
        self.groups = np.array([row["group"] for row in self.rows])
        self.sources = np.array([row["source"] for row in self.rows])

    @staticmethod
    def read():
        rows = data.read_outcomes()
        features = data.read_features()
        at = np.array([features.index[row["file"], row["id"], "tools" in row, False] for row in rows])
        worn = np.array([features.index[row["file"], row["id"], "tools" in row, True] for row in rows])
        return Table(rows, features, at, worn, item_response.cells_of(rows))

    def device(self):
        """Index of the benchmark's device model for each row."""
        named = {True: data.DEVICE_MODEL_BFCL, False: data.DEVICE_MODEL}
        return np.array([self.cells.models.index(named[source.startswith("bfcl/")]) for source in self.sources])


@dataclass
class HeldBack:
    """What a fit that never saw some rows says of them, and what it learned of the others."""

    name: str
    rows: np.ndarray
    intercept: np.ndarray
    discrimination: np.ndarray
    doubt: np.ndarray
    items: item_response.ItemResponse
    item_rows: np.ndarray


def keys(table, kind):
    """Which part each row falls in: "folds" (five, by question), "sources" or "groups" (each in turn)."""
    if kind == "folds":
        return np.array([data.fold_of(group, FOLDS) for group in table.groups])
    if kind == "sources":
        return table.sources
    group_of = {source: group for group, sources in SOURCE_GROUPS.items() for source in sources}
    return np.array([group_of[source] for source in table.sources])


def training_mask(table, held_back):
    """All rows that are not held back and share no text with one that is."""
    return ~held_back & ~np.isin(table.groups, table.groups[held_back])


def fit_parts(table, train):
    """Item response model, representation and query side from the outcome rows of a mask."""
    position = np.cumsum(train) - 1
    chosen = table.cells.where(train[table.cells.item])
    cells = item_response.Cells(chosen.models, position[chosen.item], chosen.model, chosen.value)
    items = item_response.fit(cells, int(train.sum()), DIMENSIONS)
    seen = representation_of(table.features, table.at[train])
    average = np.zeros((1, DIMENSIONS))
    side = query_side.fit(*training_answers(table, train, seen, cells), np.vstack([items.ability, average]))
    return items, seen, side


def training_answers(table, train, seen, cells):
    """N-grams, design and answers: graded rows, the same rows worn, and what follows from the structure of other requests.

    The last are answers of one model more, of average ability."""
    grams, structure = table.features.grams, table.features.structure
    assumed_at, assumed = structural_answers(table.features)
    at = np.concatenate([table.at[train], table.worn[train], assumed_at])
    rows = int(train.sum())
    item = np.concatenate([cells.item, cells.item + rows, 2 * rows + np.arange(len(assumed))])
    model = np.concatenate([cells.model, cells.model, np.full(len(assumed), len(cells.models))])
    answers = item_response.Cells(cells.models, item, model, np.concatenate([cells.value, cells.value, assumed]))
    return grams[at], seen.design(grams[at], structure[at]), answers


def representation_of(features, outcome_rows):
    """Decomposes these outcome rows with the query sets and everyday requests; landmarks are drawn from all three by hash."""
    weight = np.zeros(len(features.meta))
    weight[outcome_rows] = 1
    weight[features.others] = features.other_weights
    used = np.flatnonzero(weight)
    position = {at: k for k, at in enumerate(used)}
    landmarks = [position[at] for at in features.landmarks(outcome_rows, representation.LANDMARKS)]
    return representation.Representation.of(
        features.grams[used], features.structure[used], weight[used], landmarks, features.layout
    )


def hold_back(table, kind, name):
    held_back = keys(table, kind) == name
    train = training_mask(table, held_back)
    items, seen, side = fit_parts(table, train)
    at = table.at[held_back]
    grams, structure = table.features.grams[at], table.features.structure[at]
    intercept, discrimination = side(grams, seen.design(grams, structure))
    doubt = seen.doubt(grams, structure)
    return HeldBack(
        str(name), np.flatnonzero(held_back), intercept, discrimination, doubt, items, np.flatnonzero(train)
    )


_shared = None


def _hold_back(task):
    return hold_back(_shared, *task)


def held_back(table):
    """{kind: [HeldBack]} for all kinds, two at a time; kept until features, answers, labels or this code change."""
    global _shared
    written = [data.FEATURES / name for name in ("rows.jsonl", "ids.i32", "everyday.jsonl")]
    stamp = stamp_of(*written, *data.outcome_files(), *code_files())
    if CACHE.exists():
        kept = pickle.loads(CACHE.read_bytes())
        if kept["stamp"] == stamp:
            return kept["parts"]
    _shared = table
    tasks = [(kind, name) for kind in ("sources", "folds", "groups") for name in sorted(set(keys(table, kind).tolist()))]
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        done = list(pool.map(_hold_back, tasks))
    parts = {kind: [part for (each, _), part in zip(tasks, done, strict=True) if each == kind] for kind, _ in tasks}
    CACHE.write_bytes(pickle.dumps({"stamp": stamp, "parts": parts}))
    return parts


def code_files():
    folder = data.TRAINING / "router"
    names = ("data", "heads", "item_response", "query_side", "representation", "splits", "structural_answers")
    return [folder / f"{name}.py" for name in names]


def stamp_of(*paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
