"""What the development benchmark measures a router against: the device model, a strong model per source, and its price."""

import json
from dataclasses import dataclass

import numpy as np

from router import data

#: Lengths that prices are counted with: characters per token of a prompt, and tokens of an answer.
CHARACTERS_PER_TOKEN, ANSWER_TOKENS = 4, 256
#: US dollars per million tokens (input, output), as read on 2026-11-24.
PRICES_USD = {
    # LiteLLM 1.109.1, model_prices_and_context_window_backup.json (gpt-4-0125-preview: its entry for Azure).
    "gpt-4o-2024-08-06": (2.50, 10.00),
    "gpt-4-0125-preview@calls": (10.00, 30.00),
    # Retired and no longer in that table: Google's last public price, for prompts up to 128,000 tokens.
    "gemini-1.5-pro-002": (1.25, 5.00),
    # The candidates table of LLMRouter, whose outcomes these are.
    "llama-3.3-nemotron-super-49b-v1": (0.90, 0.90),
    "llama-3.1-nemotron-51b-instruct": (0.90, 0.90),
}
#: The strong model of each source, by the start of its name, the longest start first. gpt-4o-2024-08-06 where it was asked in
#: plain words (in BFCL it fails by the form of its calls); elsewhere the best large model that the source has.
STRONG_BY_SOURCE = {
    "zeroeval/": "gpt-4o-2024-08-06",
    "mmlu-pro/": "gemini-1.5-pro-002",
    "bfcl/": "gpt-4-0125-preview@calls",
    "llmrouter/math": "llama-3.3-nemotron-super-49b-v1",
    "llmrouter/mbpp": "llama-3.3-nemotron-super-49b-v1",
    "llmrouter/natural_qa": "llama-3.3-nemotron-super-49b-v1",
    "llmrouter/": "llama-3.1-nemotron-51b-instruct",
}


@dataclass(frozen=True)
class Benchmark:
    """One entry per question. Qualities are 0..1; `cost` is what the strong model's answer costs, in US dollars."""

    wrong: np.ndarray
    sources: np.ndarray
    #: Questions with the same text share a group.
    groups: np.ndarray
    weak: np.ndarray
    #: Not a number where the source's strong model has no outcome.
    strong: np.ndarray
    cost: np.ndarray

    @property
    def has_both(self):
        return ~np.isnan(self.strong)


def benchmark_of(rows):
    """The benchmark from rows as `data.read_outcomes` gives them; rows without the device model are not allowed."""
    return Benchmark(
        np.array([data.device_label(row) for row in rows]),
        np.array([row["source"] for row in rows]),
        np.array([row["group"] for row in rows]),
        np.array([row["outcomes"][device_model_of(row["source"])] for row in rows]),
        np.array([row["outcomes"].get(strong_model_of(row["source"]), np.nan) for row in rows]),
        np.array([cloud_cost(row) for row in rows]),
    )


def device_model_of(source):
    return data.DEVICE_MODEL_BFCL if source.startswith("bfcl/") else data.DEVICE_MODEL


def strong_model_of(source):
    starts = sorted(STRONG_BY_SOURCE, key=len, reverse=True)
    return STRONG_BY_SOURCE[next(start for start in starts if source.startswith(start))]


def cloud_cost(row):
    """US dollars for one answer of the strong model: the prompt, its tools, and an answer of stated length."""
    read, written = PRICES_USD[strong_model_of(row["source"])]
    tools = json.dumps(row["tools"], ensure_ascii=False) if "tools" in row else ""
    tokens = (len(row["prompt"]) + len(tools)) / CHARACTERS_PER_TOKEN
    return (tokens * read + ANSWER_TOKENS * written) / 1e6
