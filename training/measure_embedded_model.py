"""Measures the embedded language model: which gradable questions it gets right, and what its own confidence is worth.

    python training/measure_embedded_model.py [MODEL.gguf] [--per-set 60]

Greedy answers of at most 64 tokens to a fixed sample of gradable questions, by llama.cpp through xllamacpp. Writes
training/results/smollm2-135m.json, from which `npm run train` fits the abilities on its card.
"""

import argparse
import hashlib
import json
import re
import sys
import urllib.request
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from router import data  # noqa: E402

MODEL = data.ROOT / ".models" / "SmolLM2-135M-Instruct.Q4_1.gguf"
RESULT = data.TRAINING / "results" / "smollm2-135m.json"
MOST_TOKENS = 64
FEWEST_RIGHT = 50
LONGEST_PROMPT = 1200
#: The letter of a choice, not the article "A": alone at the start, or after "answer is".
LETTER = re.compile(r"^\W*([A-J])(?!\s+[a-z])\b|(?:answer|option|choice)(?:\s+is)?:?\s*\(?([A-J])\b")
SETS = {
    "svamp": ("queries/svamp.jsonl", None, "\nAnswer with the number only."),
    "nq-open": ("queries/nq-open-dev.jsonl", None, "\nAnswer with a few words only."),
    "natural-qa": ("outcomes/llmrouter.jsonl", "llmrouter/natural_qa", "\nAnswer with a few words only."),
    "openbook-qa": ("outcomes/llmrouter.jsonl", "llmrouter/openbook_qa", "\nAnswer with the letter only."),
    "arc": ("outcomes/llmrouter.jsonl", "llmrouter/arc_challenge", "\nAnswer with the letter only."),
    "mmlu-pro": ("outcomes/mmlu-pro.jsonl", None, "\nAnswer with the letter only."),
    "crux": ("outcomes/zeroeval-crux.jsonl", None, "\nAnswer with the literal only."),
}


def sample(per_set):
    """The first questions of each set by the hash of their text: the same on every machine."""
    questions = []
    for name, (file, source, ending) in SETS.items():
        rows = [
            row
            for row in data.read_lines(data.DATA / file)
            if (source is None or row["source"] == source) and len(row["prompt"]) <= LONGEST_PROMPT
        ]
        rows.sort(key=lambda row: hashlib.sha256(("sample " + row["prompt"]).encode()).hexdigest())
        questions += [(name, file, row, ending) for row in rows[:per_set]]
    return questions


def is_right(name, row, answer):
    """Graded as the set is: last number, letter, literal, or a listed short answer among the first words."""
    if name == "svamp":
        numbers = re.findall(r"-?\d+(?:\.\d+)?", answer.replace(",", ""))
        return bool(numbers) and abs(float(numbers[-1]) - float(row["answer"])) < 1e-6
    if name in ("nq-open", "natural-qa"):
        wanted = row.get("answers") or [row["answer"]]
        said = f" {data.text_key(answer)} "
        return any(key and f" {key} " in said for key in map(data.text_key, wanted))
    if name == "crux":
        literal = answer.split("==")[-1].strip().strip("`\"' ")
        return literal == str(row["answer"]).strip("\"' ")
    letter = LETTER.search(answer)
    return letter is not None and str(row["answer"]).strip() in letter.groups()


def ask(url, prompt):
    body = {
        "messages": [{"role": "user", "content": prompt}],
        "max_tokens": MOST_TOKENS,
        "temperature": 0,
        "logprobs": True,
        "cache_prompt": False,
    }
    request = urllib.request.Request(
        f"{url}/v1/chat/completions",
        json.dumps(body).encode(),
        {"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=300) as response:
        choice = json.load(response)["choices"][0]
    logprobs = [token["logprob"] for token in (choice.get("logprobs") or {}).get("content") or []]
    return choice["message"]["content"] or "", float(np.mean(logprobs)) if logprobs else None


def start_server(model):
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.port = 0
    return xllamacpp.Server(params)


def best_threshold(scores, right):
    """The mean log-probability that keeps right answers in and wrong ones out best (largest sum of both shares)."""
    best = max(np.unique(scores), key=lambda cut: check_power(scores, right, cut)[0] + check_power(scores, right, cut)[1])
    return float(best)


def check_power(scores, right, cut):
    return float(np.mean(scores[right] >= cut)), float(np.mean(scores[~right] < cut))


def held_back_power(scores, right, folds=5):
    """Check power at a threshold that each fold did not see."""
    fold = np.arange(len(scores)) % folds
    accepted = np.zeros(len(scores), dtype=bool)
    for k in range(folds):
        cut = best_threshold(scores[fold != k], right[fold != k])
        accepted[fold == k] = scores[fold == k] >= cut
    return float(accepted[right].mean()), float((~accepted[~right]).mean())


def main():
    options = argparse.ArgumentParser()
    options.add_argument("model", nargs="?", default=MODEL, type=Path)
    options.add_argument("--per-set", default=60, type=int)
    chosen = options.parse_args()
    questions = sample(chosen.per_set)
    server = start_server(chosen.model)
    right, scores, answers = [], [], []
    for at, (name, _, row, ending) in enumerate(questions):
        answer, score = ask(server.listening_address, row["prompt"] + ending)
        right.append(is_right(name, row, answer))
        scores.append(-99.0 if score is None else score)
        answers.append(answer)
        if at % 20 == 0:
            print(at, name, right[-1], scores[-1], answer[:60].replace("\n", " "), flush=True)
    RESULT.write_text(json.dumps(report(chosen.model, questions, np.array(right), np.array(scores)), indent=2) + "\n")
    print(RESULT.read_text())


def report(model, questions, right, scores):
    names = np.array([name for name, *_ in questions])
    result = {
        "model": Path(model).name,
        "sha256": data.sha256_of(model),
        "protocol": f"greedy, at most {MOST_TOKENS} tokens, chat template of the file, one user message with a short request for the form of the answer",
        "questions": len(right),
        "right": int(right.sum()),
        "bySet": {name: {"questions": int((names == name).sum()), "right": int(right[names == name].sum())} for name in SETS},
        "outcomes": {row["id"]: int(each) for (_, _, row, _), each in zip(questions, right, strict=True)},
    }
    if right.sum() < FEWEST_RIGHT:
        return result | {"check": None, "note": f"Fewer than {FEWEST_RIGHT} right answers: no threshold is fitted."}
    cut = best_threshold(scores, right)
    fitted, held = check_power(scores, right, cut), held_back_power(scores, right)
    return result | {
        "check": {
            "leastMeanLogprob": round(cut, 4),
            "passesRight": round(held[0], 3),
            "rejectsWrong": round(held[1], 3),
            "fittedOnAll": {"passesRight": round(fitted[0], 3), "rejectsWrong": round(fitted[1], 3)},
            "auroc": round(float(auroc(scores, right)), 3),
        }
    }


def auroc(scores, right):
    wins = scores[right][:, None] - scores[~right][None, :]
    return np.mean((wins > 0) + 0.5 * (wins == 0))


if __name__ == "__main__":
    main()
