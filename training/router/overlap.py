"""Counts how many texts share a run of ten words: between training files, and with any set that must not be trained on."""

import numpy as np

from router import data, splits

WORDS = 10
#: Sets that may never enter training. None is in this repository or beside it; put their prompts (JSON lines with `prompt`) into
#: .cache/forbidden/NAME.jsonl to have them counted.
FORBIDDEN = data.ROOT / ".cache" / "forbidden"


def runs(text):
    words = data.text_key(text).split()
    return {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


def lines(table):
    """Markdown lines: how many prompts of each evaluation split share ten words with what the fit behind it saw."""
    trained = {"outcomes": runs_of(row["prompt"] for row in table.rows)}
    for path in [*sorted((data.DATA / "queries").glob("*.jsonl")), data.FEATURES / "everyday.jsonl"]:
        trained[path.stem] = runs_of(row["prompt"] for row in data.read_lines(path))
    everything = set().union(*trained.values())
    out = [
        f"Prompts that share a run of {WORDS} words with a prompt on the other side of the split. Rows with the same text are always",
        "on one side; what is left are questions worded alike (one template, other numbers).",
        "",
        "| evaluated on | prompts | sharing with the training side |",
        "|---|---|---|",
        *split_lines(table),
    ]
    requests = data.read_lines(data.ROOT / "test" / "evaluation" / "everyday" / "requests.jsonl")
    out.append(count_line("everyday requests (all training prompts)", requests, everything))
    forbidden = sorted(FORBIDDEN.glob("*.jsonl")) if FORBIDDEN.exists() else []
    out += [count_line(f"must not be trained on: {path.stem}", data.read_lines(path), everything) for path in forbidden]
    if forbidden:
        return out
    note = "No forbidden test set was present to be compared with; the data folder's own README says which rows were taken out for them."
    return [*out, "", note]


def split_lines(table):
    """One line for each kind of split, summed over its parts."""
    own = [runs(row["prompt"]) for row in table.rows]
    out = []
    for kind, words in (("folds", "five folds"), ("sources", "each source left out"), ("groups", "each source group left out")):
        key = splits.keys(table, kind)
        sharing = 0
        for name in sorted(set(key.tolist())):
            held_back = key == name
            seen = set().union(*(own[at] for at in np.flatnonzero(splits.training_mask(table, held_back))))
            sharing += sum(1 for at in np.flatnonzero(held_back) if own[at] & seen)
        out.append(f"| {words} | {len(own)} | {sharing} |")
    return out


def runs_of(prompts):
    return set().union(*(runs(prompt) for prompt in prompts))


def count_line(name, rows, seen):
    sharing = sum(1 for row in rows if runs(row["prompt"]) & seen)
    return f"| {name} | {len(rows)} | {sharing} |"
