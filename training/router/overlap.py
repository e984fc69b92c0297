"""Counts how many texts share a run of ten words: between training files, and with any set that must not be trained on."""

from router import data

WORDS = 10
#: Sets that may never enter training. None is in this repository or beside it; put their prompts (JSON lines with `prompt`) into
#: .cache/forbidden/NAME.jsonl to have them counted.
FORBIDDEN = data.ROOT / ".cache" / "forbidden"


def runs(text):
    words = data.text_key(text).split()
    return {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


def lines(outcome_rows):
    """Markdown lines: prompts of each query set and each forbidden set that share ten words with an outcome question."""
    seen = set()
    for row in outcome_rows:
        seen |= runs(row["prompt"])
    out = [
        f"Prompts of the query sets that share a run of {WORDS} words with a question of `outcomes`. The difficulty is fitted on",
        "`outcomes` alone, where rows with the same text always fall on the same side of a split:",
        "",
        "| set | prompts | sharing |",
        "|---|---|---|",
    ]
    for path in sorted((data.DATA / "queries").glob("*.jsonl")):
        out.append(count_line(f"queries/{path.name}", path, seen))
    forbidden = sorted(FORBIDDEN.glob("*.jsonl")) if FORBIDDEN.exists() else []
    out += [count_line(f"must not be trained on: {path.stem}", path, seen) for path in forbidden]
    if not forbidden:
        out += ["", "No forbidden test set was present to be compared with; the data folder's own README says which rows were taken out for them."]
    return out


def count_line(name, path, seen):
    rows = data.read_lines(path)
    sharing = sum(1 for row in rows if runs(row["prompt"]) & seen)
    return f"| {name} | {len(rows)} | {sharing} |"
