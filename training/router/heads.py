"""Labels of the domain, task and needs-tools heads. Every label follows from the structure of a source, never from a guess."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from router import data

DOMAIN_LABELS_FROM = (
    "MMLU-Pro's own subject of each question; 'other' are the assistant requests of clinc150 and slurp, "
    "which have no school subject"
)
TASK_LABELS_FROM = (
    "the set a prompt comes from: maths (MATH, GSM8K, SVAMP), code (MBPP, CRUXEval), exam (multiple choice: MMLU-Pro, "
    "OpenBookQA, ARC), fact (Natural Questions), logic (logic grids, BIG-Bench Hard), writing (CommonGen, self-instruct "
    "seeds that are not classification), action (clinc150 and slurp, without small talk and out-of-scope requests)"
)
TOOLS_LABELS_FROM = (
    "yes: clinc150 and slurp intents about live or personal data or about acting, and all of BFCL, whose requests were "
    "written for given tools (read here without them); no: the other listed intents, and Natural Questions, MMLU-Pro, "
    "SVAMP, GSM8K, MBPP and self-instruct seeds, where a model alone was expected to answer"
)

#: Intents that a language model can serve from what it knows; every other intent but the unclear ones needs tools or live data.
KNOWLEDGE_INTENTS = {
    "calculator", "change_accent", "cook_time", "definition", "do_you_have_pets", "food_last", "fun_fact", "gas_type",
    "goodbye", "greeting", "how_old_are_you", "improve_credit_score", "ingredient_substitution", "ingredients_list",
    "jump_start", "are_you_a_bot", "calories", "meal_suggestion", "meaning_of_life", "measurement_conversion",
    "nutrition_info", "oil_change_how", "recipe", "spelling", "tell_joke", "thank_you", "tire_change", "translate",
    "travel_suggestion", "what_are_your_hobbies", "what_can_i_ask_you", "what_is_your_name", "where_are_you_from",
    "who_do_you_work_for", "who_made_you", "flip_coin", "roll_dice", "maybe", "no", "yes",
    "general_quirky", "general_joke", "general_greet", "qa_definition", "qa_maths", "qa_factoid", "cooking_recipe",
    "cooking_query",
}  # fmt: skip
#: Intents whose need is unclear from their name: kept out of the needs-tools head.
UNCLEAR_INTENTS = {
    "oos", "query", "set", "quirky", "greet", "factoid", "recommendation_movies", "vaccines", "international_visa",
    "plug_type", "carry_on", "taxes", "insurance", "cancel", "repeat", "general_quirky", "qa_factoid", "w2",
}  # fmt: skip

TASK_OF_SOURCE = {
    "zeroeval/math-l5": "maths",
    "zeroeval/crux": "code",
    "llmrouter/math": "maths",
    "llmrouter/mbpp": "code",
    "llmrouter/openbook_qa": "exam",
    "llmrouter/arc_challenge": "exam",
    "llmrouter/natural_qa": "fact",
    "llmrouter/agentverse-logicgrid": "logic",
    "llmrouter/commongen": "writing",
}
TASK_OF_FILE = {
    "queries/gsm8k-train.jsonl": "maths",
    "queries/svamp.jsonl": "maths",
    "queries/nq-open-dev.jsonl": "fact",
    "queries/big-bench-hard.jsonl": "logic",
}
#: Query sets are thinned to about this many rows each, by hash, so that none drowns the rest.
MOST_ROWS = 3000


def labelled_rows():
    """(file, id, group, set name, {head: label}) for every row that any head can use."""
    rows = []
    for row in data.read_outcomes():
        labels = {}
        source = row["source"]
        if source.startswith("mmlu-pro/"):
            labels = {"domain": row["domain"], "task": "exam", "needsTools": 0}
        elif source.startswith("bfcl/"):
            labels = {"needsTools": 1}
        elif source in TASK_OF_SOURCE:
            labels = {"task": TASK_OF_SOURCE[source]}
            if source in ("llmrouter/mbpp", "llmrouter/natural_qa"):
                labels["needsTools"] = 0
        rows.append((row["file"], row["id"], row["group"], source, labels))
    for path in sorted((data.DATA / "queries").glob("*.jsonl")):
        file = f"queries/{path.name}"
        lines = data.read_lines(path)
        share = min(1.0, MOST_ROWS / len(lines))
        for row in lines:
            group = data.text_key(row["prompt"])
            if data.fold_of("thin " + group, 10000) < share * 10000:
                rows.append((file, row["id"], group, file, query_labels(file, row)))
    return rows


def query_labels(file, row):
    if "intent" in row:
        return intent_labels(row["intent"])
    labels = {"task": TASK_OF_FILE[file]} if file in TASK_OF_FILE else {}
    if file == "queries/self-instruct-seeds.jsonl":
        labels = {"needsTools": 0} | ({} if row["classification"] else {"task": "writing"})
    elif file != "queries/big-bench-hard.jsonl":
        labels["needsTools"] = 0
    return labels


def intent_labels(intent):
    labels = {"domain": "other"}
    if intent not in UNCLEAR_INTENTS:
        labels["needsTools"] = 0 if intent in KNOWLEDGE_INTENTS else 1
        if labels["needsTools"] == 1:
            labels["task"] = "action"
    return labels


def fit_head(x, labels):
    """Logistic regression with balanced classes; `coef_` and `intercept_` go into the artefact."""
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=200, tol=1e-3)
    return model.fit(x, np.array(labels))
